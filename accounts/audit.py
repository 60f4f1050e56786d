"""The one way to leave a trace. Called by every action, in the action's own transaction."""

from accounts.models import AuditEntry

PLAIN = (bool, int, type(None))
LONGEST_WORD = 40


def record(verb, target=None, *, by, council=None, **facts):
    """Write one audit entry and return it.

    verb: past-tense English code such as "meeting_logged" (labels in accounts/verbs.py).
    target: the model instance it happened to. by: User, or None for the system itself.
    council: councils.Council the entry is shown under, if any.
    facts: numbers, yes/no, short codes, or lists of field names. Never personal values.

    Raises ValueError for a fact that could hold personal text.
    """
    for name, value in facts.items():
        if not _is_plain(value):
            raise ValueError(f"操作の記録に残せない値です: {name}")
    return AuditEntry.objects.create(
        by=by,
        verb=verb,
        target_model=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        council_number=council.pk if council is not None else None,
        facts=facts,
    )


def _is_plain(value):
    if isinstance(value, list):
        return all(_is_plain(part) for part in value)
    if isinstance(value, str):
        return value.isascii() and len(value) <= LONGEST_WORD
    return isinstance(value, PLAIN)
