"""The printed copies: where they go, how many, and whether they arrived."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from newsletters.actions.saving import _assign
from newsletters.models import Handout, Recipient


class ListIsNoted(Exception):
    """この号の配布先は、すでに写してあります。画面を開き直してください。"""


class PlaceIsThere(Exception):
    """この名前の配布先は、すでにあります。"""


@transaction.atomic
def put_recipient(recipient, words, *, by):
    """Keep a place that gets copies, new or changed. Issues already noted stay as they are."""
    twins = Recipient.objects.filter(series=recipient.series, name=words["name"])
    if twins.exclude(pk=recipient.pk).exists():
        raise PlaceIsThere
    is_new = recipient.pk is None
    _assign(recipient, words)
    recipient.save()
    audit.record("recipient_put", recipient, by=by, is_new=is_new, n_copies=recipient.n_copies)
    return recipient


@transaction.atomic
def note_handouts(issue, *, by):
    """Keep today's places and numbers with the issue: a change of the list leaves it alone."""
    if issue.handouts.exists():
        raise ListIsNoted
    places = issue.series.recipients.filter(is_active=True)
    rows = [Handout(issue=issue, recipient=place, n_copies=place.n_copies) for place in places]
    Handout.objects.bulk_create(rows)
    n_copies = sum(row.n_copies for row in rows)
    audit.record("handouts_noted", issue, by=by, n_places=len(rows), n_copies=n_copies)
    return rows


@transaction.atomic
def tick_handouts(issue, ticks, *, by):
    """ticks: {handout number: (copies, handed over?)}. A day once noted stays."""
    rows = list(issue.handouts.select_for_update().filter(pk__in=ticks))
    today = timezone.localdate()
    for row in rows:
        row.n_copies, is_handed = ticks[row.pk]
        row.handed_on = (row.handed_on or today) if is_handed else None
    Handout.objects.bulk_update(rows, ["n_copies", "handed_on"])
    n_handed = sum(1 for row in rows if row.handed_on)
    audit.record("handouts_ticked", issue, by=by, n_places=len(rows), n_handed=n_handed)
    return rows
