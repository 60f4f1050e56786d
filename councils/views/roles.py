"""Pages for administrators: who may come in, and as what."""

from datetime import timedelta
from smtplib import SMTPException

import segno
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import fresh_sign_in, permitted_page
from accounts.models import User
from accounts.queries import find_users, open_admin_requests
from accounts.reading import reads_personal, show
from councils.actions import roles as actions
from councils.forms.roles import EndRoleForm, FindUserForm, GrantForm, InviteForm
from councils.models import RoleGrant
from councils.permissions import Permission
from takasaki_sc.lib.form_errors import collect_errors

USERS_A_PAGE = 50
REFUSALS = (
    actions.OwnGrant,
    actions.GrantExists,
    actions.AlreadyAsked,
    actions.AdminsInvitation,
)
ADMIN = RoleGrant.Role.ADMIN


@permitted_page(Permission.USERS_MANAGE)
@require_safe
@reads_personal("users_read")
def user_list(request):
    """Everybody who has a log-in, with the roles in force today."""
    form = FindUserForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    today = RoleGrant.objects.on_day(timezone.localdate()).select_related("council")
    users = find_users(words).prefetch_related(Prefetch("grants", today, to_attr="grants_today"))
    page = Paginator(users, USERS_A_PAGE).get_page(request.GET.get("page"))
    show(request, users=page.object_list)
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": query.urlencode(), "now": timezone.now()}
    context["admin_requests"] = open_admin_requests()
    return render(request, "councils/roles/user_list.html", context)


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def user_invite(request):
    """Invite somebody. The answer to the POST is the paper with the link: it is shown once."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        invitation, secret = actions.invite_user(
            form.user, words["role"], words["council"], by=request.user, until_on=words["until_on"]
        )
        return _invitation_paper(request, invitation, secret)
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if form.errors else 200
    return render(request, "councils/roles/user_invite.html", context, status=status)


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@never_cache
@require_POST
def user_invite_again(request, pk):
    """A new link for a log-in that exists; the answer is the paper."""
    user = get_object_or_404(User, pk=pk)
    try:
        invitation, secret = actions.invite_again(user, by=request.user)
    except REFUSALS as refusal:
        return _refused(request, refusal, user)
    return _invitation_paper(request, invitation, secret)


def _invitation_paper(request, invitation, secret):
    link = settings.SITE_URL + reverse("accounts:invitation-open", args=[secret])
    context = {
        "invitation": invitation,
        "link": link,
        "qr": segno.make(link, error="m", micro=False).svg_data_uri(scale=6, border=2),
        "is_mailed": _mail_invitation(request, invitation, link),
    }
    return render(request, "councils/roles/invitation_paper.html", context)


def _mail_invitation(request, invitation, link):
    """Send the link when there is an address. False: none, or the mail server would not take it."""
    address = invitation.user.email
    if not address:
        return False
    words = {"invitation": invitation, "link": link}
    try:
        get_adapter(request).send_mail("accounts/email/invitation", address, words)
    except (SMTPException, OSError):
        messages.warning(
            request, "メールを送れませんでした。下の紙を印刷するか、リンクを直接お知らせください。"
        )
        return False
    return True


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_safe
@reads_personal("users_read")
def user_detail(request, pk):
    """One log-in: its roles now and before, and what an administrator can do about it."""
    user = get_object_or_404(find_users(), pk=pk)
    return _user_page(request, user, GrantForm())


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_POST
@reads_personal("users_read")
def grant_add(request, pk):
    """One more role for a log-in."""
    user = get_object_or_404(find_users(), pk=pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _user_page(request, user, form, status=422)
    words = form.cleaned_data
    try:
        text = _give_role(user, words, by=request.user)
    except REFUSALS as refusal:
        return _refused(request, refusal, user)
    messages.success(request, text)
    return redirect("councils:user-detail", user.pk)


def _give_role(user, words, *, by):
    """Give it, or ask for the second pair of eyes. What the page says then."""
    if words["role"] == ADMIN:
        actions.ask_for_admin(user, by=by, until_on=words["until_on"])
        return f"もう一人の管理者が認めると、{user}さんは管理者になります。"
    actions.grant_role(user, words["role"], words["council"], by=by, until_on=words["until_on"])
    return f"{user}さんに役割を加えました。"


def _user_page(request, user, form, status=200):
    grants = user.grants.select_related("council", "granted_by").order_by("-until_on", "-pk")
    today = timezone.localdate()
    show(request, users=[user])
    context = {
        "person": user,
        "form": form,
        "errors": collect_errors(form) if form.is_bound else [],
        "grants": [g for g in grants if g.until_on is None or g.until_on >= today],
        "past_grants": [g for g in grants if g.until_on and g.until_on < today],
        "is_oneself": user == request.user,
        "admin_request": open_admin_requests().filter(user=user).first(),
        "now": timezone.now(),
    }
    return render(request, "councils/roles/user_detail.html", context, status=status)


def _refused(request, refusal, user):
    messages.error(request, type(refusal).__doc__)
    return redirect("councils:user-detail", user.pk)


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def grant_end(request, pk):
    """Say the last day of a role."""
    grant = get_object_or_404(RoleGrant.objects.select_related("user", "council"), pk=pk)
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        yesterday = timezone.localdate() - timedelta(days=1)
        try:
            actions.end_role(grant, form.cleaned_data["until_on"] or yesterday, by=request.user)
        except actions.OwnGrant as refusal:
            return _refused(request, refusal, grant.user)
        messages.success(request, f"{grant.user}さんの役割の終わりを決めました。")
        return redirect("councils:user-detail", grant.user_id)
    context = {"form": form, "grant": grant, "errors": collect_errors(form)}
    status = 422 if form.errors else 200
    return render(request, "councils/roles/grant_end.html", context, status=status)


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_POST
def user_switch(request, pk):
    """Stop a log-in of somebody who has left, or let them in again (POST is_active=yes|no)."""
    user = get_object_or_404(User, pk=pk)
    wanted = request.POST.get("is_active") == "yes"
    try:
        switch = actions.reactivate_user if wanted else actions.deactivate_user
        switch(user, by=request.user)
    except actions.OwnGrant as refusal:
        return _refused(request, refusal, user)
    messages.success(request, f"{user}さんの利用を{'再開' if wanted else '停止'}しました。")
    return redirect("councils:user-detail", user.pk)
