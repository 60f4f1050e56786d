"""Signing in. What somebody may do afterwards is no matter of this file."""

from allauth.account.auth_backends import AuthenticationBackend


class SignInBackend(AuthenticationBackend):
    """Log-in by name or mail, and no permissions of its own.

    Django's tables of permissions and groups stay empty here: rights come from role grants
    through rules (councils/permissions.py). Asking the tables anyway cost two queries a page.
    """

    def user_can_authenticate(self, user):
        """Neither with a password nor with a session once the last day is over."""
        return super().user_can_authenticate(user) and not user.is_expired

    def _authenticate(self, request, **credentials):
        """allauth tries a known address twice, as name and as address, and a stranger's once: the
        time it takes would tell which addresses are known.
        """
        if credentials.get("username") == credentials.get("email"):
            credentials.pop("email", None)
        return super()._authenticate(request, **credentials)

    def get_all_permissions(self, user_obj, obj=None):
        return set()
