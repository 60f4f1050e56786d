"""Reading about log-ins and what was done with them."""

from django.db.models import Q

from accounts.models import AuditEntry, Invitation, User


def invitation_with(digest):
    """The invitation (open or not) whose secret has this digest, or Invitation.DoesNotExist."""
    return Invitation.objects.select_related("user").get(secret_sha256=digest)


def audit_trail():
    """Every entry, newest first, with the name of who did it."""
    return AuditEntry.objects.select_related("by")


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
