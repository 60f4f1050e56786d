"""What people may ask besides seeing and forgetting: to have it put right, or not used (K5)."""

from django.db import transaction
from django.utils import timezone

from accounts import audit, subjects
from accounts.models import SubjectCase
from accounts.register import FROZEN
from activities import forgetting as keeping
from activities.forgetting import AlreadyEnded, Kind, Result  # noqa: F401
from councils import search_index


class AlreadyFrozen(Exception):
    """この方の情報は、すでに利用を止めています。"""


@transaction.atomic
def freeze(roots, *, by):
    """Nobody uses this human's data any more, until it is lifted: every word of theirs is laid
    aside unchanged, and 「（利用停止中）」 stands in its place. Raises AlreadyFrozen."""
    keeping.hold(roots)
    if keeping.frozen_case(roots):
        raise AlreadyFrozen
    case = SubjectCase.objects.create(
        kind=Kind.FREEZE, roots=[list(one) for one in roots], asked_at=timezone.now(), asked_by=by
    )
    finder = subjects.finder_for(roots)
    changes = subjects.own_changes(roots, FROZEN) + subjects.sentence_changes(finder, FROZEN)
    keeping.lay_aside(case, changes)
    subjects.apply(changes)
    search_index.rebuild()
    audit.record("use_frozen", case, by=by, n_words=case.sealed.count())
    return case


@transaction.atomic
def lift_freeze(case, *, by):
    """Used again: every word that was laid aside stands where it stood. Returns how many could
    not be put back, since somebody wrote something else there. Raises AlreadyEnded."""
    current = keeping.running(case)
    n_kept = keeping.put_back(current)
    keeping.end(current, Result.LIFTED, by)
    search_index.rebuild()
    audit.record("freeze_lifted", current, by=by, n_not_put_back=n_kept)
    return n_kept


@transaction.atomic
def ask_correction(roots, fields, *, by):
    """Somebody says that these fields (names of columns) about them are wrong (訂正)."""
    case = SubjectCase.objects.create(
        kind=Kind.CORRECT, roots=[list(one) for one in roots], fields=sorted(fields),
        asked_at=timezone.now(), asked_by=by,
    )  # fmt: skip
    audit.record("correction_asked", case, by=by, n_fields=len(fields))
    return case


@transaction.atomic
def end_correction(case, *, is_done, by):
    """It was put right, or it was decided not to and said so. Raises AlreadyEnded."""
    current = keeping.running(case)
    keeping.end(current, Result.DONE if is_done else Result.REFUSED, by)
    audit.record("correction_ended", current, by=by, is_done=is_done)
    return current
