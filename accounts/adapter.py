"""allauth's door, kept closed: people come in by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts import actions

WRONG = "ログイン名かパスワードが違います。もう一度、ゆっくり入れてみてください。"


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

    def post_login(self, request, user, **login):
        actions.note_sign_in(user, by=user)
        return super().post_login(request, user, **login)

    def set_password(self, user, password):
        actions.change_password(user, password, by=user)
