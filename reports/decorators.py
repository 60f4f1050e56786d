"""Load, permit, hand over: the doors of this room's pages."""

from functools import wraps
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from accounts.models import PaperOrder
from councils.filters import FIRST_YEAR
from councils.models import Council
from reports import queries
from reports.figures import REGISTER

LAST_YEAR = 2100


def report_paper_page(permission):
    """The page of one ordered paper of this room: URL word `pk`."""
    orders = PaperOrder.objects.filter(kind__startswith="reports.")
    return object_page(permission, lambda pk: get_object_or_404(orders.all(), pk=pk))


class CouncilIn(NamedTuple):
    """A council in one fiscal year. Its permissions are the council's."""

    council: Council
    year: int

    @property
    def council_id(self):
        return self.council.pk


def council_year_page(permission):
    """A page about one council in one fiscal year: URL words `pk` and `year`."""

    def load(pk, year):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        return CouncilIn(get_object_or_404(Council.objects.select_related("area"), pk=pk), year)

    return object_page(permission, load)


def of_a_year(view):
    """A page with a fiscal year in its address: 404 for a year outside the programme."""

    @wraps(view)
    def checked(request, year, **words):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        return view(request, year=year, **words)

    return checked


def figure_or_404(key):
    """The definition with this key."""
    if key not in REGISTER:
        raise Http404
    return REGISTER[key]


def edition_or_404(year, edition):
    """A published edition."""
    report = queries.editions_of(year).filter(edition=edition).first()
    if report is None:
        raise Http404
    return report
