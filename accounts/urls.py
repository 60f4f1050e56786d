"""Pages about log-ins. allauth's own pages stand beside them under /accounts/."""

from django.urls import path

from accounts import incident_pages, views

app_name = "accounts"
urlpatterns = [
    path("me/", views.my_page, name="my-page"),
    path("me/text-size/", views.text_size, name="text-size"),
    path("invitation/", views.invitation_accept, name="invitation-accept"),
    path("invitation/<str:secret>/", views.invitation_open, name="invitation-open"),
    path("audit/", views.audit_list, name="audit-list"),
    # issue 7: door
    path("audit/incident/", incident_pages.incident_report, name="incident-report"),
    path("audit/incident/sheet/", incident_pages.incident_xlsx, name="incident-sheet"),
    path("audit/incident/paper/", incident_pages.incident_pdf, name="incident-paper"),
    # issue 7: subject
]
