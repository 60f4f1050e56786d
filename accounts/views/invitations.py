"""The way in by invitation: an address in a mail, a password of one's own, and one is known."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import queries
from accounts.actions import log_ins as actions
from accounts.decorators import public_page
from accounts.forms import FirstPasswordForm
from accounts.models import Invitation
from takasaki_sc.lib.form_errors import collect_errors

INVITATION_KEY = "invitation_sha256"


@public_page
@never_cache
@require_safe
def invitation_open(request, secret):
    """The link on the invitation. Goes on to a page without the secret in its address.

    So the secret stays out of the log of refused forms, of referrers and of the history that
    the form leaves. The session keeps only the digest, which opens nothing by itself elsewhere.
    """
    try:
        invitation = queries.invitation_with(Invitation.digest(secret))
    except Invitation.DoesNotExist as missing:
        raise Http404 from missing
    request.session[INVITATION_KEY] = invitation.secret_sha256
    return redirect("accounts:invitation-accept")


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request):
    """GET shows the form for the invited person, POST spends the link."""
    try:
        invitation = queries.invitation_with(request.session.get(INVITATION_KEY, ""))
    except Invitation.DoesNotExist:
        return _invitation_closed(request)
    if not (invitation.is_open_at(timezone.now()) and invitation.user.is_active):
        return _invitation_closed(request)
    form = FirstPasswordForm(
        request.POST if request.method == "POST" else None, user=invitation.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_invitation(invitation, form.cleaned_data["password"], by=invitation.user)
        except actions.InvitationIsClosed:
            return _invitation_closed(request)
        return _invitation_accepted(request, invitation)
    context = {"form": form, "invitation": invitation, "errors": collect_errors(form)}
    status = 422 if form.errors else 200
    return render(request, "accounts/invitation_accept.html", context, status=status)


def _invitation_closed(request):
    return render(request, "accounts/invitation_closed.html", status=410)


def _invitation_accepted(request, invitation):
    text = (
        f"パスワードを決めました。ログイン名「{invitation.user.username}」でログインしてください。"
    )
    messages.success(request, text)
    return redirect("account_login")
