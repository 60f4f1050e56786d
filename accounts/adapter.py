"""allauth's door, kept closed: people come in by invitation only."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth import update_session_auth_hash

from accounts import door, queries, seeds
from accounts.actions import log_ins as actions
from accounts.devices import device_code
from accounts.telling import tell_change

log = logging.getLogger(__name__)
WRONG = "ログイン名かパスワードが違います。もう一度、ゆっくり入れてみてください。"
SECOND_STEP = "mfa/email/"
APP = "allauth.account"
WAIT_SECONDS = 5 * 60


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; an administrator invites (docs/decisions).

    allauth's own steps that change something go through our actions, so they leave a trace.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        # One answer, whether the log-in exists or not.
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": "何度も違ったので、少し休んでいます。5分ほど待ってください。",
        "enter_current_password": "いまのパスワードが違います。",
        "incorrect_password": "パスワードが違います。",
    }

    def is_safe_url(self, url):
        """Is it a way to go on within our house? 「http://[::1」 is none, and no fault either."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **login):
        """Told only after the right password: stopped, or the last day is over."""
        if user.is_expired:
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **login)

    def login(self, request, user):
        super().login(request, user)
        door.open_session(request)

    def post_login(self, request, user, **login):
        device = device_code(request.headers.get("User-Agent", ""))
        actions.note_sign_in(user, by=user, device=device)
        return super().post_login(request, user, **login)

    def set_password(self, user, password):
        actions.change_password(user, password, by=user)

    # --- wrong passwords: five for one person from one place --------------------------------
    def _get_login_attempts_cache_key(self, request, **credentials):
        return f"{self._whom(**credentials)} {ratelimit.get_ip(request)}"

    def _whom(self, **credentials):
        """One name for one person, by whichever of their names they are called."""
        typed = credentials.get("username") or credentials.get("email") or ""
        user = queries.user_called(typed)
        return f"user {user.pk}" if user else f"nobody {typed.lower()}"

    def pre_authenticate(self, request, **credentials):
        """429 once there were too many, whatever the password is now."""
        here = self._get_login_attempts_cache_key(request, **credentials)
        anywhere = self._whom(**credentials)
        used = []
        for action, key in (("login_failed", here), ("login_failed_anywhere", anywhere)):
            usage = ratelimit.consume(request, app=APP, action=action, key=key)
            if not usage:
                refusal = ratelimit.respond_429(request)
                refusal["Retry-After"] = str(WAIT_SECONDS)
                raise ImmediateHttpResponse(refusal)
            used += usage.usage
        self._login_failed_rl_usage = ratelimit.RateLimitUsage(usage=used)

    def authentication_failed(self, request, **credentials):
        user = queries.user_called(credentials.get("username") or credentials.get("email"))
        if user:
            actions.note_failed_sign_in(user)

    # --- proving it again, and the second step ------------------------------------------------
    def is_reauthentication_required(self, *, app, **kwargs):
        """Not by somebody who signed in within the last minutes."""
        return not door.is_fresh(self.request)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """allauth calls this after each change of a log-in: it goes to the trail, and to them."""
        if template_prefix.startswith(SECOND_STEP):
            change = template_prefix.removeprefix(SECOND_STEP)
            actions.note_second_step(user, change, by=user)
            if change in actions.SECOND_STEP_TAKEN_OFF:
                self.request.session.pop(door.HAS_SECOND_STEP, None)
                update_session_auth_hash(self.request, user)
        kind = template_prefix.rpartition("/")[2]
        tell_change(user, kind, address=email or "")


class SealedMFAAdapter(DefaultMFAAdapter):
    """allauth's second step, with seeds that the database does not tell."""

    def encrypt(self, text):
        return seeds.seal(text)

    def decrypt(self, encrypted_text):
        try:
            return seeds.unseal(encrypted_text)
        except seeds.InvalidToken:
            log.error("no key opens the seed of a second step: seal_second_steps tells how many")
            return generate_totp_secret()  # made up this moment: no number fits it
