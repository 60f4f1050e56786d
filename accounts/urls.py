"""Pages about log-ins. allauth's own pages stand beside them under /accounts/."""

from django.urls import path

from accounts import incident_pages, personal_pages, views

app_name = "accounts"
urlpatterns = [
    path("me/", views.my_page, name="my-page"),
    path("me/text-size/", views.text_size, name="text-size"),
    path("invitation/", views.invitation_accept, name="invitation-accept"),
    path("invitation/<str:secret>/", views.invitation_open, name="invitation-open"),
    path("audit/", views.audit_list, name="audit-list"),
    path("audit/incident/", incident_pages.incident_report, name="incident-report"),
    path("audit/incident/sheet/", incident_pages.incident_xlsx, name="incident-sheet"),
    path("audit/incident/paper/", incident_pages.incident_pdf, name="incident-paper"),
    path("personal/", personal_pages.personal_register, name="personal-register"),
    path("personal/paper/", personal_pages.personal_paper, name="personal-paper"),
    path("personal/sheet/", personal_pages.personal_sheet, name="personal-sheet"),
    path("personal/terms/", personal_pages.retention_set, name="retention-set"),
    path("personal/over/", personal_pages.purge_list, name="purge-list"),
    path("personal/over/ask/", personal_pages.purge_ask, name="purge-ask"),
    path("personal/over/<int:pk>/withdraw/", personal_pages.purge_withdraw, name="purge-withdraw"),
    path("personal/over/<int:pk>/do/", personal_pages.purge_do, name="purge-do"),
    path("me/sessions/", views.session_list, name="session-list"),
    path("me/sessions/keep/", views.session_keep, name="session-keep"),
    path("me/sessions/<slug:mark>/end/", views.session_end, name="session-end"),
    path("me/sign-out-elsewhere/", views.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("second-step/", views.second_step, name="second-step"),
]
