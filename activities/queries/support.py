"""Reading support activities with what a page or an article shows of them."""

from django.db.models import F, Prefetch

from activities.models import ActivityStep, ModelVisit, SupportActivity


def activities_with_story():
    """Activities with their way (歩み) and the visits that led to them."""
    return SupportActivity.objects.select_related(
        "council", "backed_by", "successor"
    ).prefetch_related(
        Prefetch("steps", ActivityStep.objects.select_related("meeting__kind")),
        Prefetch("learnt_from", ModelVisit.objects.select_related("visited", "visitor")),
    )


def living_activities(council, day):
    """Activities of the council that had begun and not ended on that day, oldest first."""
    return (
        activities_with_story()
        .on_day(day)
        .filter(council=council)
        .order_by(F("started_on").asc(nulls_last=True), "name", "pk")
    )
