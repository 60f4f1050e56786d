"""The numbers of a year, as plain values that can be written down for good."""

from dataclasses import replace

from reports.figures import REGISTER
from takasaki_sc.lib.figures import WITHHELD, format_as_of, mask_row, mask_small

WANTED = (
    ("outreach", ("contractor",)),
    ("trainees", ("course",)),
    ("consultations", ("contractor", "topic")),
    ("meetings-held", ("council",)),
    ("meetings-unwritten", ("council",)),
    ("meetings-written", ("council",)),
    ("tier1-meetings", ("kind",)),
    ("exchange-meetings", ()),
    ("tier1-unwritten", ("kind",)),
    ("events", ("kind",)),
    ("newsletter-issues", ("series",)),
    ("diary-minutes", ("category",)),
    ("supporters", ()),
    ("supporters-a", ()),
    ("supporters-b", ()),
    ("activities-living", ("kind",)),
    ("activities-begun", ()),
    ("activities-ended", ()),
    ("activity-participants", ()),
    ("proposals-raised", ()),
    ("proposals-answered", ()),
    ("resources-confirmed", ()),
    ("care-attended", ()),
    ("councils-standing", ()),
    ("coordinators", ("tier",)),
)
"""Which figures a report of the year holds, each with its breakdowns: one query a breakdown."""

MASKED = "topic", "asked_by"
"""Breakdowns so fine that one or two could be recognised by them (G5)."""


def numbers_of(scope, wanted=WANTED, *, hides_small=False):
    """{key: entry} of all wanted figures."""
    known = _amounts_at_once(scope, [key for key, splits in wanted if not splits])
    return {
        key: entry_of(REGISTER[key], scope, splits, hides_small=hides_small, amount=known.get(key))
        for key, splits in wanted
    }


def _amounts_at_once(scope, keys):
    """{key: number} of figures of which one is the whole of the others: one query a whole."""
    known = {}
    for key in keys:
        parts = [REGISTER[other] for other in keys if REGISTER[other].whole == key]
        if parts:
            known |= REGISTER[key].amounts(scope, parts)
    return known


def in_order(numbers):
    """[(key, entry)] as a report lists them: a database may give the keys back in another order."""
    places = [key for key, _ in WANTED]
    return sorted(numbers.items(), key=lambda pair: places.index(pair[0]))


def entry_of(definition, scope, splits=(), *, hides_small=False, amount=None):
    """One figure as plain values: number, words, rule, source, period, and its parts.

    hides_small: for those who may not see the records: no number points at one person.
    amount: the number, where it is known already.
    """
    parts = {by: definition.parts(scope, by) for by in splits}
    if splits and definition.reckon is None:
        value = sum(n for _, n in parts[splits[0]])
    else:
        value = definition.amount(scope) if amount is None else amount
    hides = hides_small and definition.is_about_people
    hidden = _hidden(definition, scope, value) if hides and isinstance(value, int) else ""
    return {
        "name": str(definition.name),
        "rule": str(definition.rule),
        "source": definition.source,
        "as_of": format_as_of(definition.as_of(scope)),
        "value": None if hidden else _plain(value),
        "text": hidden or words_of(definition, value),
        "unit": definition.unit,
        "parts": {
            by: [[str(label), None, hidden] for label, _ in rows]
            if hidden
            else _written(definition, rows, hides=hides or by in MASKED)
            for by, rows in parts.items()
        },
    }


def _plain(value):
    """A share as its digits: a document holds nothing but text and whole numbers."""
    return value if value is None or isinstance(value, int) else str(value)


def beside(numbers, key):
    """「ほかに記録がまだ 3回」: what a number will take in later; "" where there is nothing, and
    in a report that was published before anybody asked."""
    entry = numbers.get(REGISTER[key].beside)
    return f"ほかに記録がまだ {entry['text']}" if entry and entry["value"] else ""


def unwritten_of(numbers):
    """[(key, entry)] of the meetings that publishing would leave out, those there are."""
    keys = ("meetings-unwritten", "tier1-unwritten")
    return [(key, numbers[key]) for key in keys if numbers[key]["value"]]


def words_of(definition, value):
    """「延べ320名」; 「―」 where there is nothing to take a share of."""
    if value is None:
        return "―"
    return f"{definition.count_kind.prefix}{definition.written(value)}"


def _hidden(definition, scope, value):
    """What stands instead of a number that points at somebody; "" where none does.

    A number that its row of councils (or contractors) withholds is withheld alone, too: taken
    from the whole, it would give the small one beside it.
    """
    own = mask_small(value, below=definition.fewest, unit=definition.unit)
    if own.is_masked:
        return own.text
    for by in ("council", "contractor"):
        one = getattr(scope, by)
        if one is not None and by in definition.breakdowns:
            rows = definition.parts(replace(scope, **{by: None}), by)
            label = one.name if by == "council" else str(one)
            cells = zip(rows, _cells(definition, rows), strict=True)
            if any(cell.is_masked and words == label for (words, _), cell in cells):
                return WITHHELD
    return ""


def _cells(definition, rows):
    return mask_row([n for _, n in rows], below=definition.fewest, unit=definition.unit)


def _written(definition, rows, *, hides):
    """[[words, number or None, printed]]; a number that could point at somebody is left out."""
    unit = definition.unit
    if not hides:
        return [[str(label), n, definition.written(n)] for label, n in rows]
    cells = _cells(definition, rows)
    return [
        [str(label), None if cell.text != f"{n:,}{unit}" else n, cell.text]
        for (label, n), cell in zip(rows, cells, strict=True)
    ]
