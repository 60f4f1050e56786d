"""確認シート: what goes on a new one, in which order, and how far those out there are."""

from itertools import groupby

from django.db.models import Count, F, Q

from resources.models import CheckSheet, Freshness, Kind
from resources.queries.freshness import TO_ASK, with_freshness

Grouping = CheckSheet.Grouping
NO_NEIGHBOURHOOD = "町内会の記載なし"


def groups_for_paper(scope, today, *, grouping, with_all):
    """[(name, [resource])] in the order of the paper. with_all: also what was checked lately."""
    rows = with_freshness(scope.resources(), today).select_related("neighbourhood")
    if not with_all:
        rows = rows.filter(freshness__in=(*TO_ASK, Freshness.SOON))
    rows = list(_in_paper_order(rows, grouping))
    if grouping == Grouping.KIND:
        place = {kind: n for n, kind in enumerate(Kind.values)}
        rows.sort(key=lambda resource: place[resource.kind])
    name_of = {Grouping.KIND: _kind_name, Grouping.NEIGHBOURHOOD: _neighbourhood_name}[grouping]
    return [(name, list(found)) for name, found in groupby(rows, key=name_of)]


def _in_paper_order(rows, grouping):
    if grouping == Grouping.KIND:
        return rows.in_list_order()
    return rows.order_by(
        F("neighbourhood__order").asc(nulls_last=True),
        F("neighbourhood_id").asc(nulls_last=True),
        "order_key",
        "pk",
    )


def _kind_name(resource):
    return resource.get_kind_display()


def _neighbourhood_name(resource):
    return str(resource.neighbourhood) if resource.neighbourhood_id else NO_NEIGHBOURHOOD


def sheets():
    """Sheets with `.n_lines` and `.n_keyed`, and what their head shows. Newest first."""
    return CheckSheet.objects.select_related("council", "made_by").annotate(
        n_lines=Count("lines"), n_keyed=Count("lines", filter=~Q(lines__answer=""))
    )


def sheets_of(scope, n=20):
    """The last n sheets of a scope."""
    return sheets().filter(council=scope.council)[:n]


def lines_of(sheet):
    """The lines in the order of the paper, with all that the paper and the grid show. One query."""
    return sheet.lines.select_related("resource", "keyed_by").order_by("number")
