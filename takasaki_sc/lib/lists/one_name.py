"""A name merged over several rows is one place: the rows below add to it what they know."""

from takasaki_sc.lib.lists.when import facts_of, is_understood

_JOINED = ("schedule_text", "notes")
_MAY_ADD = {"address", "venue", "phone", "fax", "url", "contact", "fee", "fee_text", "closed_text"}
_FOLLOWS = {"name", "kind", "when", *_JOINED}
"""Equal by the merge, or worked out from other columns."""

ADDED = "名称のセルが上とつながっているため、{}行目に足しました。"
GREW = "{}行目は名称のセルがつながっているため、この行に足しました。"


def put_together(readings):
    """(readings of one table, [(row that was added, the row it was added to)]).

    Rows stay apart where they say two different things (another address, telephone, kind, price
    or state), where one has an error, and where only one looks like struck out.
    """
    kept, added = [], []
    for reading in readings:
        above = kept[-1] if kept else None
        if above and reading.is_more and _is_more_of(above, reading):
            _add(above, reading)
            added.append((reading, above))
        else:
            kept.append(reading)
    return kept, added


def _is_more_of(above, more):
    is_one = above.name == more.name and above.looks == more.looks
    if not is_one or above.has_error or more.has_error:
        return False
    return _adds_up(above, more) and all(
        value in ("", None, above.values.get(name))
        or (name, value) == ("status", "active")
        or (name in _MAY_ADD and not above.values.get(name))
        for name, value in more.values.items()
        if name not in _FOLLOWS
    )


def _adds_up(above, more):
    """Two timetables that are understood must be so together, or no weekday would find them."""
    texts = [reading.values.get("schedule_text", "") for reading in (above, more)]
    return not all(map(is_understood, texts)) or is_understood(_both(*texts))


def _both(one, other):
    return one if other in ("", one) else f"{one}\n{other}".strip()


def _add(above, more):
    values = above.values
    for name, value in more.values.items():
        if name in _JOINED:
            values[name] = _both(values.get(name, ""), value)
        elif name in _MAY_ADD:
            values[name] = values.get(name) or value
    if "when" in values:
        values["when"] = facts_of(values["schedule_text"])
    above.repairs += more.repairs
    above.issues += more.issues
    above.warn(above.cells.get("name", ""), GREW.format(more.number), "one_name")
