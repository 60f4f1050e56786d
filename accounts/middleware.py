"""The door between a request and every page: is the session still good, is one lock enough?"""

from urllib.parse import urlencode, urlsplit

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import door, guarded

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What somebody may open who has yet to set up the second step: that, the way out, and help.
BEFORE_SECOND_STEP = {
    "account_logout", "account_reauthenticate", "accessibility", "offline", "service-worker",
    "healthz", "accounts:second-step", "accounts:text-size",
}  # fmt: skip


class Door:
    """Ends sessions that are over, and asks for the second step where personal data are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        why = self._why_over(request)
        if why:
            logout(request)
        response = self.get_response(request)
        if why and door.is_sign_in(response.get("Location", "")):
            return self._to_sign_in(request, why)
        return response

    def _why_over(self, request):
        pk = request.session.get(SESSION_KEY)  # Django forgets it when it finds the user gone
        if pk is None:
            return None
        if not request.user.is_authenticated:
            return door.why_gone(pk)
        why = door.why_over(request)
        if not why:
            door.note_use(request)
        return why

    def _to_sign_in(self, request, why):
        """With the reason, and the way back to the page that somebody was on."""
        words = urlencode({"next": self._page_of(request), "why": why})
        address = f"{reverse('account_login')}?{words}"
        if "HX-Request" in request.headers:  # part of a page: the whole page has to go there
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return redirect(address)

    def _page_of(self, request):
        if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
            return request.get_full_path()
        came_from = urlsplit(request.headers.get("Referer", ""))
        is_ours = came_from.netloc == request.get_host()
        return came_from._replace(scheme="", netloc="").geturl() if is_ours else reverse("home")

    def process_view(self, request, view, args, kwargs):
        """Before the page: has everybody who sees personal data their second step?"""
        if not request.user.is_authenticated:
            return None
        if not guarded.must_have_second_step(request.user):
            request.session.pop(door.HAS_SECOND_STEP, None)
            return None
        name = request.resolver_match.view_name
        if name in BEFORE_SECOND_STEP or name.startswith("mfa_"):
            return None
        return None if self._has_second_step(request) else redirect("accounts:second-step")

    def _has_second_step(self, request):
        """One query, once a session: taking a second step off ends all other sessions, and makes
        this one ask again (ClosedAccountAdapter, actions.reset_second_step).
        """
        if request.session.get(door.HAS_SECOND_STEP):
            return True
        has = Authenticator.objects.filter(user=request.user, type__in=SECOND_STEPS).exists()
        if has:
            request.session[door.HAS_SECOND_STEP] = True
        return has
