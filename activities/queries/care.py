"""地域ケア会議 of a year, and at how many of them a coordinator was there."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, Prefetch, Q

from activities.models import CareConference
from councils.models import Coordinator
from takasaki_sc.lib import wareki

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class CareRate:
    """How many were held, and at how many at least one coordinator was present."""

    n_held: int
    n_attended: int

    @property
    def percent(self):
        """「90.9」, as the figures of a year say it; None where nothing was held."""
        if not self.n_held:
            return None
        return Decimal(100 * self.n_attended / self.n_held).quantize(TENTH, ROUND_HALF_UP)


def conferences_with_facts():
    """Conferences with all that a line says of them."""
    return CareConference.objects.select_related("centre", "council").prefetch_related(
        Prefetch("attended_by", Coordinator.objects.select_related("person", "council"))
    )


def conferences_between(first, last):
    """Those of the period, both days included, newest first."""
    return conferences_with_facts().filter(held_on__range=(first, last))


def care_rate(first, last, council=None):
    """The CareRate of the period, of the whole city or of one council's area (one query)."""
    held = CareConference.objects.filter(held_on__range=(first, last))
    if council is not None:
        held = held.filter(council=council)
    found = held.aggregate(
        n_held=Count("pk", distinct=True),
        n_attended=Count("pk", distinct=True, filter=Q(attended_by__isnull=False)),
    )
    return CareRate(**found)


def care_rate_of_year(year, council=None):
    """As care_rate, for a fiscal year."""
    return care_rate(*wareki.fiscal_year_bounds(year), council)


def coordinators_to_tick(day, standing=None):
    """Terms of that day and of whoever was ticked already, in board order."""
    pks = set(Coordinator.objects.on_day(day).values_list("pk", flat=True))
    if standing:
        pks |= {term.pk for term in standing.attended_by.all()}
    return (
        Coordinator.objects.filter(pk__in=pks)
        .select_related("person", "council")
        .order_by(
            "tier",
            F("council__cohort_year").asc(nulls_last=True),
            F("council__order").asc(nulls_last=True),
            "person__kana",
            "pk",
        )
    )
