"""Two people, one form: what the other wrote beside what I wrote, field by field."""

NOTHING = "（なし）"


def differing_rows(mine, theirs):
    """[(label, their words, my words)] of the visible fields that differ, in the form's order.

    mine: the form as it came back, valid or not; theirs: a form of the record as it stands now,
    not bound. Words are what a person reads: the label of a choice, はい for a tick.
    """
    rows = []
    for standing in theirs.visible_fields():
        name, field = standing.name, standing.field
        if name not in mine.fields:
            continue
        start = theirs.get_initial_for_field(field, name)
        if field.has_changed(start, mine[name].data):
            rows.append((standing.label, _words(standing), _words(mine[name])))
    return rows


def _words(bound):
    value = bound.value()
    if value in (None, "", [], False):
        return NOTHING
    if value is True or value == "on":
        return "はい"
    labels = _labels(bound.field)
    values = value if isinstance(value, (list, tuple)) else [value]
    return "、".join(labels.get(str(one), str(one)) for one in values)


def _labels(field):
    """{value as posted: its label}, options in groups included."""
    found = {}
    for value, label in getattr(field, "choices", ()):
        if isinstance(label, (list, tuple)):
            found |= {str(inner): str(words) for inner, words in label}
        else:
            found[str(value)] = str(label)
    return found
