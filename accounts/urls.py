"""Pages about log-ins. allauth's own pages stand beside them under /accounts/."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.my_page, name="my-page"),
    path("me/text-size/", views.text_size, name="text-size"),
    path("invitation/", views.invitation_accept, name="invitation-accept"),
    path("invitation/<str:secret>/", views.invitation_open, name="invitation-open"),
    path("audit/", views.audit_list, name="audit-list"),
    path("me/sign-out-elsewhere/", views.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("second-step/", views.second_step, name="second-step"),
    # issue 7: trail
    # issue 7: subject
]
