"""Pages about one's own log-in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import door, queries, sessions
from accounts.actions import log_ins as actions
from accounts.decorators import fresh_sign_in, public_page, signed_in_page
from takasaki_sc.lib.cookies import set_cookie

TEXT_SIZE_COOKIE = "size"
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
