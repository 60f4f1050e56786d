"""The table of contents of the whole house."""

from django.urls import include, path

from reports.views.home import home
from takasaki_sc import errors, front, leaving  # noqa: F401  leaving: declares the duties
from takasaki_sc.violations import violations

urlpatterns = [
    path("", front.front, name="front"),
    path("home/", home, name="home"),
    path("accessibility/", front.accessibility, name="accessibility"),
    path("offline/", front.offline, name="offline"),
    path("sw.js", front.service_worker, name="service-worker"),
    path("healthz", front.healthz, name="healthz"),
    path("healthz/alive", front.alive, name="alive"),
    path("metrics", front.figures, name="metrics"),
    path("violations", violations, name="violations"),
    # /accounts/… sign-in by allauth, then our own pages about users
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("councils/", include("councils.urls")),
    path("resources/", include("resources.urls")),
    path("activities/", include("activities.urls")),
    path("newsletters/", include("newsletters.urls")),
    path("reports/", include("reports.urls")),
    path("open/", include("reports.open_data_urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
