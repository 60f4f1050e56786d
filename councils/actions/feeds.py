"""Calendar feeds: giving out a secret address, and taking it back."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from councils.models import CalendarFeed


@transaction.atomic
def make_feed(council, label, *, by):
    """A new secret address. Returns (feed, secret); the secret is kept nowhere: show it now."""
    secret = CalendarFeed.new_secret()
    feed = CalendarFeed.objects.create(
        council=council,
        label=label,
        secret_sha256=CalendarFeed.digest(secret),
        made_at=timezone.now(),
        made_by=by,
    )
    audit.record("feed_made", feed, by=by, council=council)
    return feed, secret


@transaction.atomic
def revoke_feed(feed, *, by):
    """The address is dead from now on. Revoking twice changes nothing and leaves one trace."""
    revoked = CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=by
    )
    if revoked:
        feed.refresh_from_db()
        audit.record("feed_revoked", feed, by=by, council=feed.council)
    return feed
