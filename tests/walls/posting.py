"""Every form that a page shows, sent the way a browser sends it, and what the database then did."""

import re
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.forms import BaseForm, BaseFormSet, ModelChoiceField
from django.test.utils import CaptureQueriesContext

from tests.doors import PAGES_WITHOUT_A_SCREEN
from tests.responses import put_away
from tests.test_doors import OURS
from tests.walls.sheets import sheets_of

_WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b", re.I)
_NOT_OURS = re.compile(r"django_session|django_tasks|accounts_auditentry")
_SECRET = re.compile(r"[0-9a-f]{32,64}|[A-Za-z0-9_-]{32,}|[0-9a-f-]{36}")


@dataclass
class Form:
    """One form of a page: the page's name, what it sends, and the rows its fields may name."""

    page: str
    sheet: object
    models: dict = field(default_factory=dict)  # name of a field: the model it chooses from

    def __str__(self):
        return f"{self.page} → {self.sheet.action}"


def forms_of_pages(client, world, names=None):
    """Every POST form on the pages this person may open, each address and set of fields once."""
    seen = set()
    for name in names or OURS:
        if name in PAGES_WITHOUT_A_SCREEN:
            continue
        address = world.address_of(name, OURS[name])
        response = client.get(address)
        put_away(response)
        if response.status_code != 200 or "html" not in response.get("Content-Type", ""):
            continue
        models = dict(_model_fields(response.context))
        for sheet in sheets_of(response.content, address):
            key = (sheet.action, tuple(sorted({n for n, _ in sheet.sends} | set(sheet.choices))))
            if sheet.method == "post" and key not in seen:
                seen.add(key)
                yield Form(name, sheet, {n: m for n, m in models.items() if n in names_of(sheet)})


def names_of(sheet):
    return {n for n, _ in sheet.sends} | set(sheet.choices) | sheet.texts


def _model_fields(context):
    for form in drawn_forms(context):
        for name, one in form.fields.items():
            if isinstance(one, ModelChoiceField):
                yield form.add_prefix(name), one.queryset.model


def _layers(context):
    """The dictionaries a page was drawn with: one template's, or those of several."""
    for part in context if isinstance(context, list) else [context] if context else []:
        yield from part.dicts if hasattr(part, "dicts") else [part]


def drawn_forms(context):
    """The form objects behind a page, those in lists and form sets too."""
    found, waiting = [], [value for layer in _layers(context) for value in layer.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, BaseForm) and value not in found:
            found.append(value)
        elif isinstance(value, BaseFormSet):
            waiting += value.forms
        elif isinstance(value, list | tuple):
            waiting += value
        elif type(value) is dict:
            waiting += value.values()
    return found


@dataclass
class Answer:
    """What came of a form: the status, the writes it made, and the fields it complained about."""

    code: int
    writes: list
    errors: set

    @property
    def went_through(self):
        return self.code in (204, 302, 303)


def send(client, sheet, data):
    """Post it, note what was written, and take everything back, a sign-out too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as caught:
            response = client.post(sheet.action, data)
        put_away(response)
        errors = {form.add_prefix(name) for form in drawn_forms(response.context)
                  if form.is_bound for name in form.errors}  # fmt: skip
        transaction.set_rollback(True)
    client.cookies = cookies
    sent = [query["sql"] for query in caught.captured_queries]
    writes = [sql for sql in sent if _WRITES.match(sql) and not _NOT_OURS.search(sql)]
    return Answer(response.status_code, writes, errors)


def without_secrets(writes):
    """The same writes with random words and marks taken out, to hold one against another."""
    return [_SECRET.sub("…", sql) for sql in writes]
