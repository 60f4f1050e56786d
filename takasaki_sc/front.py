"""Pages that belong to no room: the front door, offline shell, health check."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as METRICS_TYPE

from accounts.decorators import public_page
from takasaki_sc.ops import health, metrics

# What the offline page needs to look right. Public things only: the copy stays on a shared tablet.
OFFLINE_FILES = (
    "vendor/dads-tokens-1.1.9.css",
    "css/app.css",
    "css/accounts.css",
    "img/icon.svg",
    "js/offline.js",
    "js/device.js",
    "js/drafts.js",
)


@public_page
@require_safe
def front(request):
    """Staff go to their board, everybody else to what residents come for."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "front.html")


@public_page
@require_safe
def accessibility(request):
    """ウェブアクセシビリティ方針."""
    return render(request, "accessibility.html")


@public_page
@require_safe
def offline(request):
    """What the service worker shows when a page cannot be reached."""
    return render(request, "offline.html")


@public_page
@require_safe
@cache_control(no_cache=True)
def service_worker(request):
    """The script that keeps the offline page, and open sheets, on the device (decision 0017).

    Its version is made of the addresses of what it keeps: a new release has new hashed names.
    """
    kept = [reverse("offline"), *(static(name) for name in OFFLINE_FILES)]
    version = hashlib.sha256("\n".join(kept).encode()).hexdigest()[:12]
    context = {
        "kept": kept,
        "version": version,
        "logout": reverse("account_logout"),
        "static_url": settings.STATIC_URL,
    }
    return render(request, "sw.js", context, content_type="text/javascript")


@public_page
@require_safe
def healthz(request):
    """200 "ok" when this server may get visitors, else 503; what is wrong is told inside only
    (manage.py health)."""
    if health.is_ready():
        return _plainly("ok")
    return _plainly("unavailable", status=503)


@public_page
@require_safe
def alive(request):
    """200 "ok" as long as this process answers at all: a database away is no reason to kill it."""
    return _plainly("ok")


@public_page
@require_safe
def figures(request):
    """The figures for Prometheus, for whoever has the token; nobody else finds anything here."""
    asked = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not (settings.METRICS_TOKEN and constant_time_compare(asked, wanted)):
        raise Http404
    return HttpResponse(
        metrics.page(), content_type=METRICS_TYPE, headers={"Cache-Control": "no-store"}
    )


def _plainly(words, status=200):
    return HttpResponse(
        words, content_type="text/plain", status=status, headers={"Cache-Control": "no-store"}
    )
