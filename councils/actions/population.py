"""Writing a table of population: new towns, their figures and the sums of 圏域, all or nothing."""

from django.db import transaction

from accounts import audit
from councils.models import Area, AreaFigure
from councils.queries.population import CHANGED, NEW, plan_population
from councils.versions import keep_first_of, keep_many

ROWS_A_QUERY = 500


class PlanHasFaults(Exception):
    """圏域の名前に、わからないものがあります。赤いところを直してください。"""


@transaction.atomic
def import_population(towns, source, within, *, by):
    """Write what the plan says; a second time it changes nothing. Returns the Plan.

    The areas are locked, so that two people cannot make the same town. Raises PlanHasFaults.
    """
    list(Area.objects.select_for_update().values_list("pk", flat=True))
    plan = plan_population(towns, source, within)
    if not plan.is_good:
        raise PlanHasFaults
    made = _make_towns(plan)
    new = [_figure(f, f.area or made[f.place]) for f in plan.figures if f.result == NEW]
    wanted = [f for f in plan.figures if f.result == CHANGED]
    keep_first_of([f.standing for f in wanted])
    changed = [_put(f.standing, f) for f in wanted]
    AreaFigure.objects.bulk_create(new, ROWS_A_QUERY)
    AreaFigure.objects.bulk_update(changed, ["value", "unit", "source"], ROWS_A_QUERY)
    keep_many(changed, by=by)
    audit.record(
        "figures_imported",
        by=by,
        n_areas=len(plan.towns),
        n_areas_added=len(made),
        new=len(new),
        changed=len(changed),
        unchanged=len(plan.figures) - len(new) - len(changed),
    )
    return plan


def _make_towns(plan):
    """{name: Area} of the towns that were not there; known ones learn where they lie."""
    fresh = [
        Area(kind=Area.Kind.DISTRICT, name=planned.town.name, within=planned.within)
        for planned in plan.towns
        if planned.area is None
    ]
    made = Area.objects.bulk_create({area.name: area for area in fresh}.values(), ROWS_A_QUERY)
    placed = [planned for planned in plan.towns if planned.area and planned.is_asked]
    for planned in placed:
        planned.area.within = planned.within
    Area.objects.bulk_update([p.area for p in placed if p.within], ["within"], ROWS_A_QUERY)
    return {area.name: area for area in made}


def _figure(planned, area):
    return _put(AreaFigure(area=area, label=planned.label, as_of=planned.as_of), planned)


def _put(figure, planned):
    figure.value, figure.unit, figure.source = planned.value, planned.unit, planned.source
    return figure
