"""What is tried on a form: each field wrong in turn, all at once, whole bodies, odd files."""

import re
from dataclasses import dataclass, field

from django.forms import ModelChoiceField

from tests.doors import THIRD_PARTY, may_open
from tests.proof import ASSURE
from tests.responses import put_away
from tests.test_doors import OURS, door_of
from tests.walls import odd
from tests.walls.filling import fields_of, files_of, filled
from tests.walls.nasty import names_read
from tests.walls.posting import names_of
from tests.walls.sheets import Sheet, sheets_of
from tests.walls.test_posting import ROWS_BY_NUMBER

VALUES_EACH = 1
BEFORE_SIGN_IN = {"account_login", "account_reset_password", "account_signup"}


@dataclass
class Target:
    """A form, or the bare address of a page: what it sends as filled in, and what it may name."""

    page: str
    address: str
    data: dict
    rows: dict = field(default_factory=dict)  # name of a field that names a row: of which table
    files: list = field(default_factory=list)


def person_for(name, people):
    """The first of these people who may open the page."""
    if name in THIRD_PARTY:
        return "anonymous" if name in BEFORE_SIGN_IN else people[0]
    return next((who for who in people if may_open(name, door_of(name), who)), "anonymous")


def targets(client, name, address, seen):
    """The forms a page shows, each address and set of fields once, and the page's own address."""
    response = client.get(address)
    put_away(response)
    is_page = response.status_code == 200 and "html" in response.get("Content-Type", "")
    if is_page:
        fields = fields_of(response.context)
        for sheet in sheets_of(response.content, address):
            key = (sheet.action, tuple(sorted(names_of(sheet))))
            if sheet.method == "post" and key not in seen:
                seen.add(key)
                data = filled(sheet, fields)
                yield Target(name, sheet.action, data, rows_of(data, fields), files_of(fields))
    known = names_read(OURS[name].callback, "POST") if name in OURS else []
    data = filled(Sheet(address, "post", texts=set(known)), {})
    yield Target(name, address, data, rows_of(data, {}))


def rows_of(names, fields):
    """{name: label of the model} of the fields that choose a row, or name one by its number."""
    known = {name: ROWS_BY_NUMBER[plain] for name in names
             if (plain := re.sub(r"-\d+-", "-0-", name)) in ROWS_BY_NUMBER}  # fmt: skip
    return known | {name: one.queryset.model._meta.label for name, one in fields.items()
                    if isinstance(one, ModelChoiceField)}  # fmt: skip


def tries(target, turn, far_row):
    """(what is wrong, Content-Type, body) of everything tried on one form.

    far_row(label): the number of a row of the other council, or None.
    """
    data = target.data
    yield "as filled in", *odd.as_form(data)
    for at, name in enumerate(sorted(data)):
        found = list(_wrong(name, data, turn + at, far_row(target.rows.get(name))))
        # every way of being wrong, over the fields of the pages: all of them at each take an hour
        chosen = found[(turn + at) % 2 :: 2] if ASSURE else [found[at % len(found)]]
        for step, (what, values) in enumerate(chosen):
            wrong = {other: kept for other, kept in data.items() if other != name}
            wrong |= {name: values} if values else {}
            as_bytes = odd.as_multipart if (turn + at + step) % 3 == 0 else odd.as_form
            yield f"{name}: {what}", *as_bytes(wrong)
    everywhere = {name: odd.values_for(name, turn + at, 1) for at, name in enumerate(data)}
    yield "all wrong at once", *odd.as_form(everywhere)
    yield from _bodies(target, turn)


def _wrong(name, data, turn, far):
    """[(in words, values)] for one field: odd ones, none, several, a row of another council."""
    for value in odd.values_for(name, turn, VALUES_EACH):
        yield value[:40], [value]
    yield "missing", []
    yield "several", [*data[name], "\0", *data[name]]
    if far:
        yield "another council's", [str(far)]


def _bodies(target, turn):
    pace = 3 if ASSURE else 7
    chosen = odd.BODIES[turn % pace :: pace]
    yield from ((f"body {kind}", kind, body) for kind, body in chosen)
    for name in target.files:
        for called, content in odd.FILES if ASSURE else odd.FILES[turn % 5 :: 5]:
            yield (
                f"{name}: file {called!r}",
                *odd.as_multipart(target.data, [(name, called, content)]),
            )
