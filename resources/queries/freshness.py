"""What should be asked about again, whose it is, and how far the round has got.

For a list or a filter: ``with_freshness(resources, today).filter(freshness="due")``.
"""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, Q, Value, When

from councils.models import Council
from councils.permissions import councils_where, has_role
from resources.models import Confirmation, ConfirmationCycle, Freshness, Kind, SocialResource
from resources.models.freshness import MONTHS_UNLESS_SAID
from resources.permissions import HOLDERS, ResourcePermission

SOON = 1
"""Months before the day on which a record begins to be 「まもなく」."""

TO_ASK = (Freshness.DUE, Freshness.NEVER)
WHOLE_CITY = 0
"""The number of the scope of records that belong to no council."""


# ---- months ---------------------------------------------------------------------------------
def add_months(day, n):
    """The same day n months later (earlier for n < 0), or the last day of that month."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def latest_due(today, months):
    """The last day d with add_months(d, months) <= today: checked then or before, it is due."""
    found = add_months(today, -months)
    is_month_end = today.day == monthrange(today.year, today.month)[1]
    return found.replace(day=monthrange(found.year, found.month)[1]) if is_month_end else found


def months_by_kind():
    """{kind: how many months a check of it counts}, for every kind. One query."""
    said = dict(ConfirmationCycle.objects.values_list("kind", "months"))
    return {kind: said.get(kind, MONTHS_UNLESS_SAID) for kind in Kind.values}


def due_on(resource, months):
    """The day from which it should be asked about; None where nobody ever made sure.

    months: months_by_kind().
    """
    checked = resource.last_verified_on
    return checked and add_months(checked, months[resource.kind])


# ---- the state of a record ------------------------------------------------------------------
def with_freshness(resources, today, months=None):
    """The resources with `.freshness`, a Freshness value, to show or to filter by.

    What has ended is asked about no more. months: months_by_kind(), where it is known already.
    """
    months = months or months_by_kind()
    return resources.annotate(
        freshness=Case(
            When(status=SocialResource.Status.ENDED, then=Value(Freshness.NOT_ASKED.value)),
            When(last_verified_on=None, then=Value(Freshness.NEVER.value)),
            When(_is_due(months, today), then=Value(Freshness.DUE.value)),
            When(_is_due(months, add_months(today, SOON)), then=Value(Freshness.SOON.value)),
            default=Value(Freshness.FRESH.value),
            output_field=CharField(),
        )
    )


def _is_due(months, day):
    kinds = defaultdict(list)
    for kind, n in months.items():
        kinds[n].append(kind)
    found = Q(pk__in=[])
    for n, names in kinds.items():
        found |= Q(kind__in=names, last_verified_on__lte=latest_due(day, n))
    return found


def asked_about():
    """All records somebody should make sure of now and then: neither ended nor merged away."""
    return SocialResource.objects.listed().exclude(status=SocialResource.Status.ENDED)


# ---- whose records --------------------------------------------------------------------------
@dataclass(frozen=True)
class Scope:
    """The records one round is about: a council's, or those of the whole city (council None)."""

    council: Council | None

    @property
    def pk(self):
        return self.council.pk if self.council else WHOLE_CITY

    @property
    def council_id(self):
        return self.council and self.council.pk

    @property
    def name(self):
        return self.council.full_name if self.council else "市内すべて"

    def resources(self):
        """All that somebody should ask about now and then."""
        return asked_about().filter(council=self.council)


def scopes_of(user):
    """The scopes a person keeps true, in board order; the whole city's last."""
    councils = councils_where(user, ResourcePermission.RESOURCE_EDIT, HOLDERS)
    scopes = [Scope(council) for council in councils.tier2().in_board_order()]
    is_city_wide = has_role(user, HOLDERS[ResourcePermission.RESOURCE_EDIT], None)
    return [*scopes, Scope(None)] if is_city_wide else scopes


def scope_of(pk):
    """The Scope with this number, or Council.DoesNotExist."""
    return Scope(Council.objects.get(pk=pk) if pk != WHOLE_CITY else None)


# ---- how far it has got ---------------------------------------------------------------------
@dataclass(frozen=True)
class Progress:
    """「12/40 確認ずみ」 of one scope."""

    n_all: int = 0
    n_to_ask: int = 0
    n_soon: int = 0

    @property
    def n_checked(self):
        return self.n_all - self.n_to_ask


def progress_of(resources, today, months):
    """The Progress of these resources. One query."""
    counted = with_freshness(resources, today, months).aggregate(**_COUNTS)
    return Progress(**counted)


def progress_by_council(today, months):
    """{council_id or None: Progress} of everything that is asked about. One query."""
    asked = with_freshness(asked_about(), today, months)
    rows = asked.order_by().values("council_id").annotate(**_COUNTS)
    return {row.pop("council_id"): Progress(**row) for row in rows}


_COUNTS = {
    "n_all": Count("pk"),
    "n_to_ask": Count("pk", filter=Q(freshness__in=TO_ASK)),
    "n_soon": Count("pk", filter=Q(freshness=Freshness.SOON)),
}


def to_ask(scope, today, months, *, with_soon=False):
    """What to ask about now, longest ago first; never asked before all others."""
    states = (*TO_ASK, Freshness.SOON) if with_soon else TO_ASK
    asked = with_freshness(scope.resources(), today, months).filter(freshness__in=states)
    return asked.order_by(F("last_verified_on").asc(nulls_first=True), "order_key", "pk")


def checked_by(user, scope, today):
    """What this person made sure of today without a change: it can still be taken back."""
    return (
        Confirmation.objects.standing()
        .filter(by=user, on_day=today, result=Confirmation.Result.UNCHANGED)
        .filter(resource__in=SocialResource.objects.listed().filter(council=scope.council))
        .select_related("resource")
        .order_by("-pk")
    )


def check_today(resource, today):
    """Today's standing 変わりなし of a resource, or None."""
    unchanged = Confirmation.Result.UNCHANGED
    found = resource.confirmations.standing().filter(on_day=today, result=unchanged)
    return found.select_related("resource", "by").first()
