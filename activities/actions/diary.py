"""Writing the diary: a piece of work, its correction, taking it back, the month looked at again."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from activities.models import DiaryEntry, MonthReview
from activities.queries.diary import mark_of_row, term_on
from councils.actions.meetings import EditConflict
from councils.models import Coordinator, Person

WORDS = (
    "worked_on", "category", "is_outreach", "minutes", "place", "result", "concern", "council",
    "meeting", "activity",
)  # fmt: skip


class NoTermThatDay(Exception):
    """この日は、あなたのコーディネーターの任期に入っていません。日を確かめてください。任期がちがうときは、第1層SCか市の担当課に伝えてください。"""


@transaction.atomic
def write_entry(words, *, by, token=None):
    """One piece of work is kept, under the term its writer had that day (NoTermThatDay).

    words: the fields named in WORDS. The same sheet sent twice gives the entry that the first
    made. Returns (entry, was_new).
    """
    term = _term(by, words["worked_on"], words["council"])
    Coordinator.objects.select_for_update().get(pk=term.pk)  # the same sheet may come twice at once
    sent_before = (
        token
        and DiaryEntry.objects.filter(submit_token=token, coordinator__person__user=by).first()
    )
    if sent_before:
        return sent_before, False
    entry = DiaryEntry(
        coordinator=term, tier=term.tier, contractor=term.contractor, submit_token=token, **words
    )
    _save(entry, by)
    audit.record("diary_written", entry, by=by, council=entry.council)
    return entry, True


@transaction.atomic
def correct_entry(entry, words, *, seen, by):
    """The entry says something else from now on; what it said before stays in its history.

    Raises EditConflict where it changed since `seen`. Moved to another day, it belongs to the term
    of that day (NoTermThatDay); otherwise tier and
    contractor stay as they were when the work was done.
    """
    entry = DiaryEntry.objects.select_for_update().get(pk=entry.pk)
    changed = [name for name in WORDS if getattr(entry, name) != words[name]]
    if changed and seen != mark_of_row(entry, WORDS):
        raise EditConflict
    if "worked_on" in changed:
        term = _term(by, words["worked_on"], words["council"])
        entry.coordinator, entry.tier, entry.contractor = term, term.tier, term.contractor
    for name in changed:
        setattr(entry, name, words[name])
    _save(entry, by)
    audit.record("diary_corrected", entry, by=by, council=entry.council, fields=changed)
    return entry


@transaction.atomic
def remove_entry(entry, *, by):
    """The entry no longer counts; it can be put back."""
    _refresh(entry)
    entry.removed_at = timezone.now()
    _save(entry, by)
    audit.record("diary_removed", entry, by=by, council=entry.council)
    return entry


@transaction.atomic
def restore_entry(entry, *, by):
    """An entry that was taken back counts again."""
    _refresh(entry)
    entry.removed_at = None
    _save(entry, by)
    audit.record("diary_restored", entry, by=by, council=entry.council)
    return entry


@transaction.atomic
def review_month(person, month, text, *, by):
    """What a coordinator writes about a whole month; month is its first day."""
    Person.objects.select_for_update().get(pk=person.pk)
    review = MonthReview.objects.filter(person=person, month=month).first()
    review = review or MonthReview(person=person, month=month)
    review.text = text
    _save(review, by)
    audit.record("month_reviewed", review, by=by)
    return review


def _term(user, day, council):
    term = term_on(user, day, council)
    if term is None:
        raise NoTermThatDay(NoTermThatDay.__doc__)
    return term


def _refresh(entry):
    """The entry as it stands now, locked: saving it writes every field."""
    DiaryEntry.objects.select_for_update().get(pk=entry.pk)
    entry.refresh_from_db()


def _save(thing, by):
    thing._history_user = by
    thing.save()
