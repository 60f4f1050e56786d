"""Actions on terms of keeping: the city sets them; what is over goes by two colleagues."""

from django.db import transaction
from django.utils import timezone

from accounts import audit, retention
from accounts.models import Purge, RetentionTerm


class NeedsTwo(Exception):
    """申し出た方とは、別の方が消してください。"""


class ListChanged(Exception):
    """申し出のあとで、一覧が変わりました。取り下げて、もう一度はじめてください。"""


class AlreadyDone(Exception):
    """この消去は、すでに終わっています。"""


class NothingDue(Exception):
    """保存期間が過ぎた記録は、ありません。"""


@transaction.atomic
def set_term(code, amount, *, by):
    """The city decides how long a file is kept; None: as long as it is in use."""
    words = {"amount": amount, "set_at": timezone.now(), "set_by": by}
    term, _ = RetentionTerm.objects.update_or_create(code=code, defaults=words)
    audit.record("retention_set", term, by=by, amount=amount)
    return term


@transaction.atomic
def ask_purge(*, by):
    """One colleague has read the list of today and asks that it go. Raises NothingDue."""
    today = timezone.localdate()
    found = retention.due_rows(today)
    if not found:
        raise NothingDue
    purge = Purge.objects.create(
        as_of=today, plan=retention.plan_of(found), digest=retention.digest_of(found),
        asked_at=timezone.now(), asked_by=by,
    )  # fmt: skip
    audit.record("purge_asked", purge, by=by, n_due=purge.n_rows)
    return purge


@transaction.atomic
def withdraw_purge(purge, *, by):
    """Not now. Raises AlreadyDone."""
    current = _waiting(purge)
    audit.record("purge_withdrawn", current, by=by, n_due=current.n_rows)
    current.delete()


@transaction.atomic
def do_purge(purge, *, by):
    """The second colleague: all of the list, or nothing. Raises NeedsTwo, ListChanged,
    AlreadyDone."""
    current = _waiting(purge)
    if current.asked_by_id == by.pk:
        raise NeedsTwo
    found = retention.due_rows(current.as_of)
    if retention.digest_of(found) != current.digest:
        raise ListChanged
    retention.wipe(found)
    current.done_at, current.done_by = timezone.now(), by
    current.full_clean()
    current.save()
    audit.record("purge_done", current, by=by, n_due=current.n_rows)
    return current


def _waiting(purge):
    current = Purge.objects.select_for_update().get(pk=purge.pk)
    if current.done_at:
        raise AlreadyDone
    return current
