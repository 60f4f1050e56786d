"""What people may ask about themselves: to see everything kept, and to have it erased (K5)."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.reading import shown_as
from activities import tombstones
from activities.forgetting import forget
from activities.models import Erasure
from activities.queries import privacy as queries
from activities.queries.privacy import roots_of
from councils.models import Person
from councils.personal import PERSON


class AlreadyErased(Exception):
    """この方の情報は、すでに消されています。"""


class NeedsTwo(Exception):
    """申し出を受けた方とは、別の方が消してください。"""


class StillHeld(Exception):
    """まだ消せません。"""

    def __init__(self, reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def find_people(text, *, by):
    """Somebody asks what is kept about them: who could it be? The words are not recorded.

    Returns (people, those who were helped, other rows that are a human of this name).
    """
    found, clients, others = queries.everybody_found(text)
    everybody = [*found, *clients, *(row for _, row in others)]
    audit.record("subject_found", by=by, n_names=len(everybody), shown=shown_as(everybody))
    return found, clients, others


@transaction.atomic
def read_subject(row, *, by, with_sentences=False):
    """Everything kept about a human, for handing it to them. Returns the sections.

    with_sentences: also where they are named in the records of others.
    """
    sections = queries.everything_about(row)
    if with_sentences:
        sections += queries.sentences_about(row) + queries.laid_aside_of(row)
    n_rows = queries.n_rows_of(sections)
    audit.record("subject_read", row, by=by, n_kept_rows=n_rows, shown=shown_as([row]))
    return sections


@transaction.atomic
def ask_erasure(person, *, by, roots=(), in_sentences=True):
    """Somebody wants their words gone. Asked twice, it is one request. person: their row in the
    register of people, or None; roots: their other rows. Raises AlreadyErased, StillHeld."""
    held = Person.objects.select_for_update().get(pk=person.pk) if person else None
    standing = queries.erasure_standing(held, roots)
    if standing and standing.is_done:
        raise AlreadyErased
    if standing:
        return standing
    others = [list(one) for one in roots if not (held and list(one) == [PERSON, held.pk])]
    _refuse_held(held, others)
    erasure = Erasure.objects.create(
        person=held, roots=others, in_sentences=in_sentences, asked_at=timezone.now(), asked_by=by
    )
    audit.record("erasure_asked", erasure, by=by, n_roots=len(others) + bool(held))
    return erasure


@transaction.atomic
def withdraw_erasure(erasure, *, by):
    """They thought better of it. Raises AlreadyErased."""
    _hold(erasure)
    audit.record("erasure_withdrawn", erasure, by=by)
    erasure.delete()


@transaction.atomic
def erase_person(erasure, *, by):
    """Every personal word of theirs becomes 「（消去）」: in older versions, in sentences, in the
    search, in papers and pictures too.

    Rows, days and kinds stay: the numbers of the reports do not change. Raises NeedsTwo,
    AlreadyErased, StillHeld.
    """
    standing = _hold(erasure)
    if standing.asked_by_id == by.pk:
        raise NeedsTwo
    _refuse_held(standing.person, standing.roots)
    tombstone = tombstones.of(standing, by)
    n_erased, n_files = forget(roots_of(standing), in_sentences=standing.in_sentences)
    standing.done_at, standing.done_by = timezone.now(), by
    standing.full_clean()
    standing.save()
    transaction.on_commit(lambda: tombstones.keep(tombstone))
    audit.record("person_erased", standing, by=by, n_erased=n_erased, n_files=n_files)
    return standing


@transaction.atomic
def erase_again(tombstone, *, by):
    """An older backup brought somebody back who was forgotten: forget them again.

    Returns how many words went; 0 where nothing of them stands.
    """
    roots = tombstones.returned(tombstone)
    n_erased, n_files = forget(roots, in_sentences=tombstone["in_sentences"])
    tombstones.stand_again(tombstone)
    audit.record("person_erased_again", by=by, n_erased=n_erased, n_files=n_files)
    return n_erased


def _hold(erasure):
    if erasure.person_id:
        Person.objects.select_for_update().get(pk=erasure.person_id)
    rows = Erasure.objects.select_for_update(of=("self",)).select_related("person__user")
    standing = rows.get(pk=erasure.pk)
    if standing.is_done:
        raise AlreadyErased
    return standing


def _refuse_held(person, others):
    today = timezone.localdate()
    reasons = queries.obstacles(person, today) if person else []
    if reasons := reasons + queries.obstacles_of_rows(others):
        raise StillHeld(reasons)
