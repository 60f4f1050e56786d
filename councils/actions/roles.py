"""Letting people in and saying what they may do: invitations and roles."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import Invitation, User
from councils.models import RoleGrant


class OwnGrant(Exception):
    """自分の役割は、自分では変えられません。ほかの管理者に頼んでください。"""


class GrantExists(Exception):
    """この方には、同じ役割がすでにあります。"""


class AdminExists(Exception):
    """管理者はすでにいます。新しい方は、管理者の画面から招いてください。"""


@transaction.atomic
def invite_user(user, role, council=None, *, by, until_on=None):
    """Make a log-in without a password, give it a role, and open the way in.

    user: an unsaved User (username, display_name, maybe email). council: for the roles of one
    council, else None. until_on: last day of the role (contractors, terms), or None.
    Returns (invitation, secret); the secret is kept nowhere: show it now or invite again.
    """
    user.set_unusable_password()
    user.save()
    _grant(user, role, council, by=by, until_on=until_on)
    invitation, secret = _open_invitation(user, by=by)
    audit.record(
        "user_invited", user, by=by, council=council, role=str(role), has_email=bool(user.email)
    )
    return invitation, secret


@transaction.atomic
def invite_again(user, *, by):
    """A new link for somebody who lost theirs, or forgot the password and has no address.

    The old link is dead from now on. The old password goes on working until the new one is
    chosen. Returns (invitation, secret). Raises OwnGrant: for oneself there is the settings page.
    """
    _refuse_own(user, by)
    invitation, secret = _open_invitation(user, by=by)
    audit.record("user_invited_again", user, by=by)
    return invitation, secret


@transaction.atomic
def grant_role(user, role, council=None, *, by, until_on=None):
    """One more role from today. Raises OwnGrant, GrantExists."""
    _refuse_own(user, by)
    grant = _grant(user, role, council, by=by, until_on=until_on)
    audit.record("role_granted", user, by=by, council=council, role=str(role))
    return grant


@transaction.atomic
def end_role(grant, until_on, *, by):
    """Say the last day of a role: yesterday ends it at once. The row stays as history.

    Raises OwnGrant.
    """
    _refuse_own(grant.user, by)
    grant.until_on = until_on
    if grant.from_on and grant.from_on > until_on:
        # Given by mistake today and taken back today: it must not hold until midnight.
        grant.from_on = until_on
    grant.save(update_fields=["from_on", "until_on"])
    audit.record("role_ended", grant.user, by=by, council=grant.council, role=grant.role)
    return grant


@transaction.atomic
def deactivate_user(user, *, by):
    """Somebody has left: the log-in stops with the next click, what they wrote stays.

    Raises OwnGrant.
    """
    _refuse_own(user, by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record("user_deactivated", user, by=by)
    return user


@transaction.atomic
def reactivate_user(user, *, by):
    """Somebody is back. Raises OwnGrant."""
    _refuse_own(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("user_reactivated", user, by=by)
    return user


@transaction.atomic
def appoint_first_admin(user, password, *, by=None):
    """The first administrator of a new installation, from the command line (by=None).

    user: an unsaved User. Raises AdminExists as soon as there is one whose role is in force,
    ValidationError when the log-in name is taken.
    """
    today = timezone.localdate()
    in_force = RoleGrant.objects.on_day(today).filter(role=RoleGrant.Role.ADMIN)
    if in_force.filter(user__is_active=True).exists():
        raise AdminExists
    user.validate_unique()
    user.set_password(password)
    user.save()
    _grant(user, RoleGrant.Role.ADMIN, None, by=by, until_on=None)
    audit.record("first_admin_appointed", user, by=by)
    return user


def _refuse_own(user, by):
    if user == by:
        raise OwnGrant


def _grant(user, role, council, *, by, until_on):
    """Write the role down, unless the same one is already in force or still to come."""
    today = timezone.localdate()
    User.objects.select_for_update().get(pk=user.pk)
    not_over = Q(until_on=None) | Q(until_on__gte=today)
    if RoleGrant.objects.filter(not_over, user=user, role=role, council=council).exists():
        raise GrantExists
    return RoleGrant.objects.create(
        user=user, role=role, council=council, from_on=today, until_on=until_on, granted_by=by
    )


def _open_invitation(user, *, by):
    now, secret = timezone.now(), Invitation.new_secret()
    invitation, _ = Invitation.objects.update_or_create(
        user=user,
        defaults={
            "secret_sha256": Invitation.digest(secret),
            "invited_by": by,
            "invited_at": now,
            "expires_at": now + Invitation.LIFETIME,
            "accepted_at": None,
        },
    )
    return invitation, secret
