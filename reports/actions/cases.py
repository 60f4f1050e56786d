"""Keeping the library of reference cases."""

from django.db import transaction

from accounts import audit
from councils.actions.meetings import EditConflict
from reports.cases import case_mark
from reports.models import CasePart, ReferenceCase

HEAD = ("place", "prefecture", "council", "period_text", "title", "facts", "source")


class CaseSaysNothing(Exception):
    """段を1つは書いてください。"""


@transaction.atomic
def add_case(head, parts, *, by):
    """A case comes into the library, behind the others. head: {field: value} of HEAD;
    parts: [(kind, title, text)] in order. The same case sent twice in a row is one. Raises
    CaseSaysNothing without a part.
    """
    last = ReferenceCase.objects.select_for_update().order_by("-order", "-pk").first()
    if last and _says(last, head, parts):
        return last
    case = ReferenceCase(**head, order=last.order + 1 if last else 1)
    _write(case, parts, by)
    audit.record("case_added", case, by=by, council=case.council, n_parts=len(parts))
    return case


@transaction.atomic
def edit_case(case, head, parts, *, seen, by):
    """The case says this from now on; its earlier head stays in the history table.

    seen: the mark of what the page showed. Raises EditConflict, CaseSaysNothing.
    """
    case = ReferenceCase.objects.select_for_update().get(pk=case.pk)
    if seen != case_mark(case):
        raise EditConflict
    for name in HEAD:
        setattr(case, name, head[name])
    _write(case, parts, by)
    audit.record("case_changed", case, by=by, council=case.council, n_parts=len(parts))
    return case


def _says(case, head, parts):
    there = list(case.parts.order_by("order").values_list("kind", "title", "text"))
    return there == parts and all(getattr(case, name) == head[name] for name in HEAD)


def _write(case, parts, by):
    if not parts:
        raise CaseSaysNothing(CaseSaysNothing.__doc__)
    case._history_user = by
    case.save()
    case.parts.all().delete()
    CasePart.objects.bulk_create(
        CasePart(case=case, order=order, kind=kind, title=title, text=text)
        for order, (kind, title, text) in enumerate(parts, start=1)
    )
