"""Pages about one's own log-in, the way in by invitation, and the trail."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, door, queries, sessions
from accounts.decorators import fresh_sign_in, permitted_page, public_page, signed_in_page
from accounts.filters import AuditFilter
from accounts.forms import FirstPasswordForm
from accounts.models import Invitation
from accounts.permissions import AUDIT_VIEW
from takasaki_sc.lib.cookies import set_cookie
from takasaki_sc.lib.form_errors import collect_errors

ENTRIES_A_PAGE = 50
TEXT_SIZE_COOKIE = "size"
INVITATION_KEY = "invitation_sha256"
ONE_YEAR = 365 * 24 * 60 * 60


@signed_in_page
@require_safe
def my_page(request):
    """わたしの設定, and who came in under this name lately."""
    sign_ins, n_failed = queries.sign_ins_of(request.user)
    context = {"sign_ins": sign_ins, "n_failed": n_failed}
    return render(request, "accounts/my_page.html", context)


@signed_in_page
@never_cache
@require_safe
def session_list(request):
    """ログイン中の端末: where I am signed in just now."""
    found = sessions.open_sessions(request.user, request.session.session_key)
    return render(request, "accounts/session_list.html", {"sessions": found})


@signed_in_page
@fresh_sign_in
@require_POST
def session_end(request, mark):
    """One other browser of mine is signed out."""
    if mark == sessions.mark_of(request.session.session_key):
        messages.error(
            request, "いま使っている端末です。メニューの「ログアウト」を押してください。"
        )
    elif actions.end_session(request.user, mark, by=request.user):
        messages.success(request, "その端末をログアウトしました。")
    else:
        messages.info(request, "その端末は、もうログアウトしていました。")
    return redirect("accounts:session-list")


@signed_in_page
@require_POST
def session_keep(request):
    """「ログインを続ける」: the answer says how many seconds there are now."""
    door.keep_open(request)
    seconds, is_movable = door.seconds_left(request)
    return JsonResponse({"seconds": seconds, "movable": is_movable})


@signed_in_page
@fresh_sign_in
@require_POST
def sign_out_elsewhere(request):
    """Every session of mine but this one ends with its next click."""
    actions.end_other_sessions(request.user, by=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, "この端末のほかは、すべてログアウトしました。")
    return redirect("accounts:session-list")


@signed_in_page
@never_cache
@require_safe
def second_step(request):
    """2段階の確認を決めてください: all that somebody gets to see until they have one."""
    return render(request, "accounts/second_step.html")


@public_page
@require_POST
def text_size(request):
    """Large letters on this device, or back to usual: a cookie, nothing in the database."""
    response = redirect(_page_to_return_to(request))
    if request.POST.get("size") == "l":
        set_cookie(response, TEXT_SIZE_COOKIE, "l", max_age=ONE_YEAR, httponly=True)
    else:
        set_cookie(response, TEXT_SIZE_COOKIE, "", max_age=0, httponly=True)
    return response


def _page_to_return_to(request):
    wanted = request.POST.get("next", "")
    # a bare word is no address of ours either: redirect() would take it for the name of a page
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "front"


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


@permitted_page(AUDIT_VIEW)
@require_safe
def audit_list(request):
    """操作の記録: who did what, newest first."""
    found = AuditFilter(request.GET, queries.audit_trail())
    page = Paginator(found.qs, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": found.form,
        "errors": collect_errors(found.form) if found.form.is_bound else [],
        "page": page,
        "query": query.urlencode(),
    }
    return render(request, "accounts/audit_list.html", context)
