"""What people do to their own log-in."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from accounts import audit, seeds, sessions
from accounts.models import Invitation

SECOND_STEP_TAKEN_OFF = ("totp_deactivated", "webauthn_removed")


class InvitationIsClosed(Exception):
    """この招待は使えません。期限が過ぎたか、すでに使われています。"""


@transaction.atomic
def accept_invitation(invitation, password, *, by):
    """The invited person chooses a password; the link is spent.

    password: already checked against the password rules. by: the invited user.
    Sessions that were open with an older password end by themselves.

    Raises InvitationIsClosed when the link has expired or somebody was faster.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    now = timezone.now()
    if not (locked.is_open_at(now) and locked.user.is_active):
        raise InvitationIsClosed
    locked.accepted_at = now
    locked.save(update_fields=["accepted_at"])
    locked.user.set_password(password)
    locked.user.save(update_fields=["password"])
    audit.record("invitation_accepted", locked.user, by=by)
    return locked


@transaction.atomic
def note_sign_in(user, *, by, device="unknown_device"):
    """Keep in the trail that somebody came in (so that "who saw what" can be answered later).

    device: a code of accounts/devices.py.
    """
    return audit.record("signed_in", user, by=by, device=device)


@transaction.atomic
def note_failed_sign_in(user, *, by=None):
    """A wrong password for a log-in that exists: its owner sees how often that happened."""
    return audit.record("sign_in_failed", user, by=by)


@transaction.atomic
def note_second_step(user, change, *, by):
    """The user changed their second step. change: a short code, see verb_facts.CODES.

    Taking one off ends the user's other sessions.
    """
    if change in SECOND_STEP_TAKEN_OFF:
        _end_sessions(user)
    return audit.record("second_step_changed", user, by=by, change=change)


@transaction.atomic
def reset_second_step(user, *, by):
    """A lost telephone: the user starts anew with the password alone and has to set up again.

    All sessions end. Returns how many second steps there were.
    """
    n_steps, _ = Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    audit.record("second_step_reset", user, by=by, n_second_steps=n_steps)
    return n_steps


@transaction.atomic
def end_other_sessions(user, *, by):
    """Out everywhere. The caller keeps the own session with update_session_auth_hash()."""
    _end_sessions(user)
    audit.record("sessions_ended", user, by=by)


@transaction.atomic
def end_session(user, mark, *, by):
    """Out in one other browser of theirs. False: there is none of that mark (any more)."""
    found = [row for row, _ in sessions.rows_of(user) if sessions.mark_of(row.session_key) == mark]
    for row in found:
        row.delete()
        audit.record("session_ended", user, by=by)
    return bool(found)


@transaction.atomic
def seal_second_steps(*, by=None):
    """All seeds of second steps are sealed with the newest key; (how many, how many not)."""
    n_done, n_lost = seeds.rewrite(Authenticator.objects.all(), seeds.reseal)
    audit.record("second_steps_sealed", by=by, n_second_steps=n_done, n_lost=n_lost)
    return n_done, n_lost


@transaction.atomic
def set_expiry(user, expires_on, *, by):
    """The last day on which the log-in may be used; None for no end."""
    user.expires_on = expires_on
    user.save(update_fields=["expires_on"])
    audit.record("user_expiry_set", user, by=by, has_end=expires_on is not None)
    return user


@transaction.atomic
def note_review(*, by, n_expiring, n_silent):
    """Somebody went through the log-ins that expire or are silent (月1回の見直し)."""
    return audit.record("users_reviewed", by=by, n_expiring=n_expiring, n_silent=n_silent)


def _end_sessions(user):
    """Every session compares its hash with the next click, and finds another one."""
    user.session_round += 1
    user.save(update_fields=["session_round"])


@transaction.atomic
def change_password(user, password, *, by):
    """A new password, from the settings page or from the link in a mail."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("password_changed", user, by=by)
    return user
