"""allauth's door, kept closed: people come in by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts import actions


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; an administrator invites (docs/decisions).

    allauth's own steps that change something go through our actions, so they leave a trace.
    """

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **login):
        actions.note_sign_in(user, by=user)
        return super().post_login(request, user, **login)

    def set_password(self, user, password):
        actions.change_password(user, password, by=user)
