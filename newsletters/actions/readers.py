"""Readers who asked for a mail: ask, confirm, leave. Nothing goes out before the confirmation."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from newsletters.models import Mailing, Subscriber
from newsletters.queries import readers

PAUSE = timedelta(minutes=10)
"""No address gets a second letter about its own subscription sooner than this."""

CONFIRM_WITHIN = timedelta(days=3)
CONFIRM_SECONDS = int(CONFIRM_WITHIN.total_seconds())


@transaction.atomic
def ask_subscription(series, email, *, by=None):
    """Note who asked. Returns (subscriber, is a letter due?): an address is not flooded."""
    now, email = timezone.now(), email.strip().lower()
    subscriber, is_new = Subscriber.objects.select_for_update().get_or_create(
        series=series, email=email, defaults={"asked_at": now}
    )
    is_due = is_new or subscriber.asked_at < now - PAUSE
    if is_due:
        subscriber.asked_at = now
        subscriber.save()
    audit.record("subscription_asked", subscriber, by=by, is_new=is_new)
    return subscriber, is_due


@transaction.atomic
def confirm_subscription(subscriber, *, by=None):
    """The owner of the mailbox said yes. A second yes changes nothing."""
    current = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    is_first = current.confirmed_at is None
    if is_first:
        current.confirmed_at = timezone.now()
        current.save()
    audit.record("subscription_confirmed", current, by=by, is_first=is_first)
    return current


@transaction.atomic
def leave_subscription(subscriber, *, by=None):
    """Erase a reader and the mails noted for them; only the count of the trail stays."""
    Mailing.objects.filter(subscriber=subscriber).delete()
    audit.record("subscription_left", subscriber, by=by)
    subscriber.delete()


@transaction.atomic
def forget_unconfirmed(*, by=None):
    """Erase addresses whose link has run out unused. Returns how many."""
    late = readers.reached(Subscriber.objects).filter(
        confirmed_at=None, asked_at__lt=timezone.now() - CONFIRM_WITHIN
    )
    n_gone, _ = late.delete()
    audit.record("subscriptions_forgotten", by=by, n_gone=n_gone)
    return n_gone


@transaction.atomic
def show_addresses(series, *, by):
    """The confirmed addresses of a series, and a note that somebody looked."""
    confirmed = list(readers.reached(series.subscribers).exclude(confirmed_at=None))
    audit.record("addresses_seen", series, by=by, n_addresses=len(confirmed),
                 shown={"subscribers": [reader.pk for reader in confirmed]})  # fmt: skip
    return [reader.email for reader in confirmed]
