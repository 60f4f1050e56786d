"""Invented activities, and roadmaps whose steps point to meetings and activities."""

from datetime import timedelta

from simple_history.utils import bulk_create_with_history

from activities.models import SupportActivity
from councils.models import Council, RoadmapStep
from reports.demo.words import bank


def make_visions(scene):
    """A few 支え合い活動, and steps of the 工程表 tied to them. Returns how many activities."""
    councils = {council.name: council for council in Council.objects.all()}
    activities = [_activity(scene, councils, words) for words in bank("visions")["activities"]]
    bulk_create_with_history(activities, SupportActivity, default_user=scene.tier1_user)
    for link in bank("visions")["links"]:
        _tie(scene, link)
    return len(activities)


def _activity(scene, councils, words):
    return SupportActivity(
        council=councils[words["council"]],
        kind=words["kind"],
        name=words["name"],
        place=words["place"],
        schedule_text=words["schedule"],
        fee_text=words["fee"],
        started_on=scene.today - timedelta(days=words["days_ago"]),
        source="見本の記録です",
    )


def _tie(scene, link):
    """The step points to the meeting before it was done, or to the last one held."""
    step = RoadmapStep.objects.select_related("vision__council").get(text=link["step"])
    held = step.vision.council.meetings.recorded().counted()
    step.meeting = held.filter(held_on__lte=step.done_on or scene.today).first()
    step.save(update_fields=["meeting"])
    step.activities.set(SupportActivity.objects.filter(name__in=link["activities"]))
