"""Reading about log-ins and what was done with them."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import AdminRequest, AuditEntry, Invitation, User

EXPIRES_SOON_DAYS = 30
SILENT_DAYS = 90


def invitation_with(digest):
    """The invitation (open or not) whose secret has this digest, or Invitation.DoesNotExist."""
    return Invitation.objects.select_related("user").get(secret_sha256=digest)


def audit_trail():
    """Every entry, newest first, with the name of who did it."""
    return AuditEntry.objects.select_related("by")


def user_called(login):
    """The user whom somebody means by what they typed as log-in name or address, or None."""
    named = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login))
    return named.order_by("pk").first() if login else None


def sign_ins_of(user, n_latest=6):
    """(the latest sign-ins, how many wrong tries there were since the one before this)."""
    entries = AuditEntry.objects.filter(target_model="accounts.user", target_id=str(user.pk))
    latest = list(entries.filter(verb="signed_in")[:n_latest])
    failed = entries.filter(verb="sign_in_failed")
    before = latest[1].at if len(latest) > 1 else None
    return latest, (failed.filter(at__gt=before) if before else failed).count()


def open_admin_requests():
    """Who is to become an administrator and waits for a second person to agree."""
    return AdminRequest.objects.filter(answered_at=None).select_related("user", "asked_by")


def users_to_review(today):
    """(log-ins whose last day comes within 30 days or is over, log-ins silent for 90 days)."""
    there = User.objects.filter(is_active=True).order_by("expires_on", "display_name", "pk")
    expiring = there.filter(expires_on__lte=today + timedelta(days=EXPIRES_SOON_DAYS))
    long_ago = timezone.now() - timedelta(days=SILENT_DAYS)
    silent = there.filter(Q(last_login__lt=long_ago) | Q(last_login=None, date_joined__lt=long_ago))
    return list(expiring), list(silent)


def last_review():
    """When somebody last went through the log-ins, as an AuditEntry, or None."""
    return AuditEntry.objects.filter(verb="users_reviewed").select_related("by").first()


def find_users(words=""):
    """Log-ins whose shown name, log-in name or address holds the words; everybody for none."""
    users = User.objects.select_related("invitation").order_by(
        "-is_active", "display_name", "username"
    )
    if not words:
        return users
    return users.filter(
        Q(display_name__icontains=words) | Q(username__icontains=words) | Q(email__icontains=words)
    )
