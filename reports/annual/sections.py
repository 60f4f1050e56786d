"""The tables of a report of the year: councils, contractors, events, plans."""

from collections import defaultdict

from django.db.models import Q

from activities.models import Event
from councils.models import Coordinator, Council, CouncilBody
from reports.models import CouncilNote, PlanItem, YearPlan
from takasaki_sc.lib import wareki
from takasaki_sc.lib.counts import Count, CountKind

NOBODY = "市の直営・記録なし"


def councils_of(scope, numbers):
    """A row for each 第2層 council: how often it met, its bodies at the year's end, its words."""
    year = wareki.fiscal_year(scope.first)
    councils = Council.objects.tier2().in_board_order().values_list("pk", "name")
    notes = dict(CouncilNote.objects.filter(fiscal_year=year).values_list("council_id", "text"))
    bodies = defaultdict(list)
    seats = CouncilBody.objects.on_day(scope.last)
    for council, name in seats.values_list("council_id", "organisation__name"):
        bodies[council].append(name)
    held, written = (_by_name(numbers[key], "council") for key in ("meetings-held",
                                                                   "meetings-written"))  # fmt: skip
    return [
        {
            "pk": pk,
            "name": name,
            "held": held.get(name, 0),
            "written": written.get(name, 0),
            "bodies": bodies[pk],
            "text": notes.get(pk, ""),
        }
        for pk, name in councils
    ]


def _by_name(entry, by):
    return {label: n for label, n, _ in entry["parts"][by]}


def contractors_of(scope):
    """[{name, councils}] of whom the second tier's coordinators worked for in that year (A10)."""
    begun = Q(from_on=None) | Q(from_on__lte=scope.last)
    open_still = Q(until_on=None) | Q(until_on__gte=scope.first)
    terms = Coordinator.objects.filter(begun & open_still, tier=Council.Tier.SECOND)
    rows = terms.order_by("council__order", "council_id").values_list(
        "contractor__name", "council__name"
    )
    found = defaultdict(list)
    for contractor, council in rows:
        if council not in found[contractor or NOBODY]:
            found[contractor or NOBODY].append(council)
    return [{"name": name, "councils": councils} for name, councils in found.items()]


def events_of(scope, today):
    """The events of the whole city in that year, oldest first, as rows of the table (J5)."""
    last = min(scope.last, today)
    rows = Event.objects.held().between(scope.first, last).filter(council=None)
    return [_event(event) for event in rows.order_by("from_on", "pk")]


def _event(event):
    came = event.n_attended
    counted = str(Count(came, CountKind(event.n_attended_kind))) if came is not None else ""
    return {
        "title": event.title,
        "day": _days(event),
        "theme": event.theme,
        "method": event.method,
        "lecturer": event.lecturer,
        "story": event.story,
        "people": "　".join(filter(None, (event.participants_text, counted))),
    }


def _days(event):
    if event.until_on and event.until_on != event.from_on:
        return wareki.format_range(event.from_on, event.until_on)
    return wareki.format_date(event.from_on, weekday=True)


def plans_of(year):
    """(plan of the year, plan of the next year), each {goal, items}. One query."""
    found = {y: {"goal": "", "items": []} for y in (year, year + 1)}
    plans = YearPlan.objects.filter(fiscal_year__in=found)
    fields = "fiscal_year", "goal", "items__order", "items__text", "items__result"
    for y, goal, order, text, result in plans.order_by("fiscal_year", "items__order").values_list(
        *fields
    ):
        found[y]["goal"] = goal
        if text:
            sign = PlanItem(order=order).sign
            found[y]["items"].append({"sign": sign, "text": text, "result": result})
    return tuple(found.values())
