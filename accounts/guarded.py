"""Which permissions open pages with personal data: each room says it of its own words.

Whoever holds one of them, for any council, signs in with a second step (decision 0044). Rights are
asked at every request, so a role that was given a minute ago counts with the next click.
"""

from django.conf import settings

PERMISSIONS = set()


def declare(*permissions):
    """These permissions show names, addresses or what somebody told of themselves."""
    PERMISSIONS.update(permissions)


def sees_personal_data(user):
    """Does the user hold any of them? One query a user, the same that draws the menu."""
    return any(user.has_perm(permission) for permission in sorted(PERMISSIONS))


def must_have_second_step(user):
    """Has the user to prove in two ways who they are? The invented people of a demo have not."""
    if not settings.MFA_REQUIRED or (settings.DEMO and user.is_demo):
        return False
    return sees_personal_data(user)
