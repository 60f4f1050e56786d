"""Who went to see whom, and which activity came of it (F5, D12)."""

from django.db.models import F

from activities.models import ModelVisit, SupportActivity
from councils.models import Organisation
from takasaki_sc.lib.seen import mark_of

VISIT_WORDS = ("visited", "other_name", "led_to", "visited_on", "note")


def visits():
    """Visits with all that a line shows, newest first; those without a day come last."""
    return ModelVisit.objects.select_related(
        "visitor", "visited__council", "led_to__council"
    ).order_by(F("visited_on").desc(nulls_last=True), "-pk")


def visits_of_council(council):
    """The visits the council made, and those it received."""
    made = visits().filter(visitor=council)
    received = visits().filter(visited__council=council)
    return made, received


def activities_to_visit():
    """What a council may go and see, those of today first, under the name of its council."""
    return SupportActivity.objects.select_related("council").order_by(
        F("ended_on").desc(nulls_first=True), "council__order", "name", "pk"
    )


def mark_of_visit(visit):
    return mark_of(
        visit.visited_id, visit.other_name, visit.led_to_id, visit.visited_on, visit.note
    )


def organisation_names():
    """Names to choose from while typing; a body that was dissolved is not offered."""
    names = Organisation.objects.filter(ended_on=None).order_by("name")
    return list(names.values_list("name", flat=True))
