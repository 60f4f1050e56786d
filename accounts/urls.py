"""Pages about log-ins. allauth's own pages stand beside them under /accounts/."""

from django.urls import path

from accounts.views import incidents, invitations, own, personal, trail

app_name = "accounts"
urlpatterns = [
    path("me/", own.my_page, name="my-page"),
    path("me/text-size/", own.text_size, name="text-size"),
    path("invitation/", invitations.invitation_accept, name="invitation-accept"),
    path("invitation/<str:secret>/", invitations.invitation_open, name="invitation-open"),
    path("audit/", trail.audit_list, name="audit-list"),
    path("audit/incident/", incidents.incident_report, name="incident-report"),
    path("audit/incident/sheet/", incidents.incident_xlsx, name="incident-sheet"),
    path("audit/incident/paper/", incidents.incident_pdf, name="incident-paper"),
    path("personal/", personal.personal_register, name="personal-register"),
    path("personal/paper/", personal.personal_paper, name="personal-paper"),
    path("personal/sheet/", personal.personal_sheet, name="personal-sheet"),
    path("personal/terms/", personal.retention_set, name="retention-set"),
    path("personal/over/", personal.purge_list, name="purge-list"),
    path("personal/over/ask/", personal.purge_ask, name="purge-ask"),
    path("personal/over/<int:pk>/withdraw/", personal.purge_withdraw, name="purge-withdraw"),
    path("personal/over/<int:pk>/do/", personal.purge_do, name="purge-do"),
    path("me/sessions/", own.session_list, name="session-list"),
    path("me/sessions/keep/", own.session_keep, name="session-keep"),
    path("me/sessions/<slug:mark>/end/", own.session_end, name="session-end"),
    path("me/sign-out-elsewhere/", own.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("second-step/", own.second_step, name="second-step"),
]
