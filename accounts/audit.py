"""The one way to leave a trace. Called by every action, in the action's own transaction."""

from functools import partial
from itertools import batched

from django.db import transaction

from accounts import trail
from accounts.models import AuditEntry
from accounts.verb_facts import KINDS

PLAIN = (bool, int, type(None))
LONGEST_WORD = 40
MOST_SHOWN = 200
"""Numbers of people in one entry. Where more were shown, further entries follow it."""


def record(verb, target=None, *, by, council=None, shown=None, **facts):
    """Write one audit entry and return it. Its place in the chain follows after the commit.

    verb: past-tense English code such as "meeting_logged" (labels in accounts/verbs.py).
    target: the model instance it happened to. by: User, or None for the system itself.
    council: councils.Council the entry is shown under, if any.
    shown: whom somebody saw or took away, {kind: numbers} (KINDS in accounts/verb_facts.py).
    facts: numbers, yes/no, short codes, or lists of field names. Never personal values.

    Raises ValueError for a fact that could hold personal text.
    """
    first, *further = _in_parts(shown or {})
    entry = _write(verb, target, by, council, facts | first)
    for part in further:
        _write(verb, target, by, council, part)
    return entry


def _write(verb, target, by, council, facts):
    for name, value in facts.items():
        if not _is_plain(value):
            raise ValueError(f"操作の記録に残せない値です: {name}")
    entry = AuditEntry.objects.create(
        by=by,
        verb=verb,
        target_model=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        council_number=council.pk if council is not None else None,
        facts=facts,
    )
    transaction.on_commit(partial(trail.seal, [entry.pk]), robust=True)
    return entry


def _in_parts(shown):
    """The numbers, at most MOST_SHOWN at a time; at least one part, be it empty."""
    numbers = [(kind, number) for kind, some in shown.items() for number in sorted(set(some))]
    if unknown := shown.keys() - KINDS.keys():
        raise ValueError(f"操作の記録に残せない値です: {unknown}")
    parts = []
    for some in batched(numbers, MOST_SHOWN):
        part = {}
        for kind, number in some:
            part.setdefault(kind, []).append(number)
        parts.append(part)
    return parts or [{}]


def _is_plain(value):
    if isinstance(value, list):
        return all(_is_plain(part) for part in value)
    if isinstance(value, str):
        return value.isascii() and len(value) <= LONGEST_WORD
    return isinstance(value, PLAIN)
