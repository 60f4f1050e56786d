"""Pages for administrators: coming to the end of a log-in, and the second pair of eyes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import handover, queries
from accounts.actions import log_ins as accounts_actions
from accounts.decorators import fresh_sign_in, permitted_page
from accounts.models import AdminRequest, User
from accounts.telling import tell_change
from councils.actions import handover as actions
from councils.actions import roles
from councils.forms.roles import ExpiryForm, LeavingForm
from councils.permissions import Permission
from takasaki_sc.lib.form_errors import collect_errors

REFUSALS = (
    roles.OwnGrant,
    roles.NeedsTwo,
    roles.AlreadyAnswered,
    roles.GrantExists,
    actions.NobodyToHandTo,
)
ADMINS_STEP = (
    "管理者の2段階の確認は、ほかの管理者だけでは決め直せません。"
    "サーバーの担当の方に、決め直しの命令（docs/operating.md）を頼んでください。"
)


@permitted_page(Permission.USERS_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def user_review(request):
    """月1回の見直し: whose last day comes, who has not been here for long. POST: I looked."""
    expiring, silent = queries.users_to_review(timezone.localdate())
    if request.method == "POST":
        accounts_actions.note_review(
            by=request.user, n_expiring=len(expiring), n_silent=len(silent)
        )
        messages.success(request, "見直したことを記しました。")
        return redirect("councils:user-list")
    context = {"expiring": expiring, "silent": silent, "last": queries.last_review()}
    return render(request, "councils/roles/user_review.html", context)


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def user_expiry(request, pk):
    """Until when a log-in may be used."""
    user = get_object_or_404(User, pk=pk)
    if user == request.user:
        return _refused(request, roles.OwnGrant(), user)
    initial = {"expires_on": user.expires_on}
    form = ExpiryForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        accounts_actions.set_expiry(user, form.cleaned_data["expires_on"], by=request.user)
        messages.success(request, f"{user}さんの使える期限を決めました。")
        return redirect("councils:user-detail", user.pk)
    context = {"form": form, "person": user, "errors": collect_errors(form)}
    status = 422 if form.errors else 200
    return render(request, "councils/roles/user_expiry.html", context, status=status)


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def user_leave(request, pk):
    """担当を離れるとき: what they hold, who takes it, and the log-in stops, in one step."""
    user = get_object_or_404(User, pk=pk)
    form = LeavingForm(request.POST if request.method == "POST" else None, leaver=user)
    if request.method == "POST" and form.is_valid():
        try:
            _let_go(request, user, **form.cleaned_data)
        except REFUSALS as refusal:
            return _refused(request, refusal, user)
        return redirect("councils:user-detail", user.pk)
    context = {
        "form": form,
        "person": user,
        "held": handover.held_by(user),
        "errors": collect_errors(form),
    }
    status = 422 if form.errors else 200
    return render(request, "councils/roles/user_leave.html", context, status=status)


def _let_go(request, user, to, stops):
    """The log-in first: what is handed on must not grow again meanwhile."""
    if stops:
        roles.deactivate_user(user, by=request.user)
        messages.success(request, f"{user}さんの利用を停止しました。")
    if to:
        n_things = actions.hand_over_duties(user, to, by=request.user)
        messages.success(request, f"{to}さんに{n_things}件を引き継ぎました。")


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_POST
def second_step_reset(request, pk):
    """A lost telephone: the second step has to be set up anew."""
    user = get_object_or_404(User, pk=pk)
    if user.has_perm(Permission.USERS_MANAGE):
        messages.error(request, ADMINS_STEP)
    else:
        accounts_actions.reset_second_step(user, by=request.user)
        tell_change(user, "second_step_reset")
        messages.success(request, f"{user}さんは、次のログインで2段階の確認を決め直します。")
    return redirect("councils:user-detail", user.pk)


@permitted_page(Permission.USERS_MANAGE)
@fresh_sign_in
@require_POST
def admin_answer(request, pk):
    """A second administrator agrees that somebody becomes one, or not (POST is_agreed=yes|no)."""
    asked = get_object_or_404(AdminRequest.objects.select_related("user"), pk=pk)
    is_agreed = request.POST.get("is_agreed") == "yes"
    answer = roles.agree_to_admin if is_agreed else roles.refuse_admin
    try:
        answer(asked, by=request.user)
    except REFUSALS as refusal:
        return _refused(request, refusal, asked.user)
    text = "管理者になりました。" if is_agreed else "管理者にする申し出を取りやめました。"
    messages.success(request, f"{asked.user}さん：{text}")
    return redirect("councils:user-detail", asked.user_id)


def _refused(request, refusal, user):
    messages.error(request, type(refusal).__doc__)
    return redirect("councils:user-detail", user.pk)
