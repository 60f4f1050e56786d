"""Letting people in and saying what they may do: invitations and roles."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import AdminRequest, Invitation, User
from councils.models import RoleGrant


class OwnGrant(Exception):
    """自分の役割は、自分では変えられません。ほかの管理者に頼んでください。"""


class GrantExists(Exception):
    """この方には、同じ役割がすでにあります。"""


class NeedsTwo(Exception):
    """管理者にするには、もう一人の管理者が認めることが要ります。"""


class AlreadyAsked(Exception):
    """この方を管理者にする申し出は、もう出ています。ほかの管理者が認めるのを待ってください。"""


class AlreadyAnswered(Exception):
    """この申し出には、もう答えが出ています。"""


class AdminsInvitation(Exception):
    """管理者の招待は出し直せません。ご本人が、ログインの画面の「パスワードを忘れたとき」を使います。"""


class AdminExists(Exception):
    """管理者はすでにいます。新しい方は、管理者の画面から招いてください。"""


@transaction.atomic
def invite_user(user, role, council=None, *, by, until_on=None):
    """Make a log-in without a password, give it a role, and open the way in.

    user: an unsaved User (username, display_name, maybe email). council: for the roles of one
    council, else None. until_on: last day of the role and of the log-in (contractors, terms), or
    None. An administrator-to-be gets the role when a second administrator agrees.
    Returns (invitation, secret); the secret is kept nowhere: show it now or invite again.
    """
    user.set_unusable_password()
    user.expires_on = until_on
    user.save()
    if role == RoleGrant.Role.ADMIN:
        _ask_for_admin(user, by=by, until_on=until_on)
    else:
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
    chosen. Returns (invitation, secret). Raises OwnGrant: for oneself there is the settings page;
    AdminsInvitation: one administrator must not come in as another.
    """
    _refuse_own(user, by)
    if _is_admin(user) and user.has_usable_password():
        raise AdminsInvitation
    invitation, secret = _open_invitation(user, by=by)
    audit.record("user_invited_again", user, by=by)
    return invitation, secret


@transaction.atomic
def grant_role(user, role, council=None, *, by, until_on=None):
    """One more role from today. Raises OwnGrant, GrantExists, NeedsTwo for administrators."""
    _refuse_own(user, by)
    if role == RoleGrant.Role.ADMIN:
        raise NeedsTwo
    grant = _grant(user, role, council, by=by, until_on=until_on)
    audit.record("role_granted", user, by=by, council=council, role=str(role))
    return grant


@transaction.atomic
def ask_for_admin(user, *, by, until_on=None):
    """Propose somebody as an administrator. Raises OwnGrant, GrantExists, AlreadyAsked."""
    _refuse_own(user, by)
    _refuse_twice(user, RoleGrant.Role.ADMIN, None)
    request = _ask_for_admin(user, by=by, until_on=until_on)
    audit.record("admin_asked", user, by=by)
    return request


@transaction.atomic
def agree_to_admin(request, *, by):
    """A second administrator agrees: the role holds from today. by=None: the command line.

    Raises OwnGrant, NeedsTwo for the one who asked, AlreadyAnswered, GrantExists.
    """
    locked = _unanswered(request)
    _refuse_own(locked.user, by)
    if locked.asked_by == by:
        raise NeedsTwo
    _answer(locked, True, by=by)
    grant = _grant(locked.user, RoleGrant.Role.ADMIN, None, by=by, until_on=locked.until_on)
    audit.record("admin_agreed", locked.user, by=by)
    return grant


@transaction.atomic
def refuse_admin(request, *, by):
    """It comes to nothing: a second administrator says no, or whoever asked thinks better of it.

    Raises AlreadyAnswered.
    """
    locked = _unanswered(request)
    _answer(locked, False, by=by)
    audit.record("admin_refused", locked.user, by=by)
    return locked


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

    Sessions that were open stay dead when they come back, and the second step is set up anew.
    Raises OwnGrant.
    """
    _refuse_own(user, by)
    Authenticator.objects.filter(user=user).delete()
    user.is_active = False
    user.session_round += 1
    user.save(update_fields=["is_active", "session_round"])
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


def _is_admin(user):
    in_force = user.grants.on_day(timezone.localdate())
    return in_force.filter(role=RoleGrant.Role.ADMIN).exists()


def _ask_for_admin(user, *, by, until_on):
    if AdminRequest.objects.filter(user=user, answered_at=None).exists():
        raise AlreadyAsked
    return AdminRequest.objects.create(
        user=user, asked_by=by, asked_at=timezone.now(), until_on=until_on
    )


def _unanswered(request):
    locked = AdminRequest.objects.select_for_update(of=("self",)).select_related("user", "asked_by")
    found = locked.get(pk=request.pk)
    if found.answered_at:
        raise AlreadyAnswered
    return found


def _answer(request, is_agreed, *, by):
    request.is_agreed, request.answered_by, request.answered_at = is_agreed, by, timezone.now()
    request.save(update_fields=["is_agreed", "answered_by", "answered_at"])


def _refuse_twice(user, role, council):
    not_over = Q(until_on=None) | Q(until_on__gte=timezone.localdate())
    if RoleGrant.objects.filter(not_over, user=user, role=role, council=council).exists():
        raise GrantExists


def _grant(user, role, council, *, by, until_on):
    """Write the role down, unless the same one is already in force or still to come."""
    today = timezone.localdate()
    User.objects.select_for_update().get(pk=user.pk)
    _refuse_twice(user, role, council)
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
