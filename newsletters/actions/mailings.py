"""Telling the readers that an issue is out: at most one mail each, failed ones again later."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from newsletters.models import Mailing
from newsletters.queries import readers

BATCH = 50


@transaction.atomic
def claim_mailings(issue, *, by):
    """Take the next mails of an issue: for ten minutes no other process sends them.

    Whoever confirmed before the issue went out has one; the rule that there is one per issue
    and reader is the database's.
    """
    new = [Mailing(issue=issue, subscriber=reader) for reader in readers.readers_to_tell(issue)]
    Mailing.objects.bulk_create(new, ignore_conflicts=True)
    free = readers.mailings_to_send(issue).select_for_update(skip_locked=True)
    numbers = list(free.values_list("pk", flat=True)[:BATCH])
    rows = Mailing.objects.filter(pk__in=numbers)
    rows.update(n_tries=F("n_tries") + 1, tried_at=timezone.now())
    audit.record("mailings_claimed", issue, by=by, n_mails=len(numbers))
    return list(rows.select_related("subscriber__series"))


@transaction.atomic
def close_mailings(issue, failed, *, by, n_sent):
    """How a batch went; what failed is free again for the next round."""
    numbers = [mailing.pk for mailing in failed]
    Mailing.objects.filter(pk__in=numbers, sent_at=None).update(tried_at=None)
    audit.record("mailings_sent", issue, by=by, n_sent=n_sent, n_failed=len(failed))


def _mark_sent(mailing):
    """At once after each mail: a power cut repeats one mail, not fifty."""
    Mailing.objects.filter(pk=mailing.pk).update(sent_at=timezone.now())
