"""Writing down support activities: begin, pause, go on, end, and whom one learnt from."""

from django.db import transaction
from django.db.models import Max

from accounts import audit
from activities.models import ActivityStep, ModelVisit, SupportActivity


class ActivityHasEnded(Exception):
    """この活動は終わっています。新しい活動として登録してください。"""


class AlreadySuchActivity(Exception):
    """この協議体には同じ名前の活動があります。"""


@transaction.atomic
def add_activity(council, *, kind, name, by, steps=(), **words):
    """A council's activity is put on record, with the way it came about.

    kind: SupportActivity.Kind. steps: unsaved ActivityStep instances in order. words: other
    fields of SupportActivity. Raises AlreadySuchActivity for a name the council already uses.
    """
    if SupportActivity.objects.filter(council=council, name=name).exists():
        raise AlreadySuchActivity(AlreadySuchActivity.__doc__)
    activity = SupportActivity(council=council, kind=kind, name=name, **words)
    _save(activity, by)
    for order, step in enumerate(steps, start=1):
        step.activity, step.order = activity, order
    ActivityStep.objects.bulk_create(steps)
    audit.record("activity_added", activity, by=by, council=council, n_steps=len(steps))
    return activity


@transaction.atomic
def add_step(activity, *, kind, text, by, happened_on=None, meeting=None):
    """One more station on the way of the activity, behind the last one."""
    SupportActivity.objects.select_for_update().get(pk=activity.pk)
    last = activity.steps.aggregate(last=Max("order"))["last"] or 0
    step = ActivityStep.objects.create(
        activity=activity,
        order=last + 1,
        kind=kind,
        text=text,
        happened_on=happened_on,
        meeting=meeting,
    )
    audit.record("activity_step_added", activity, by=by, council=activity.council)
    return step


@transaction.atomic
def pause_activity(activity, *, on, reason, by):
    """The activity rests for a while; it stays on the list. Raises ActivityHasEnded."""
    _refuse_ended(activity)
    activity.paused_on, activity.pause_reason = on, reason
    _save(activity, by)
    audit.record("activity_paused", activity, by=by, council=activity.council)
    return activity


@transaction.atomic
def resume_activity(activity, *, by):
    """The activity goes on after a rest. Raises ActivityHasEnded."""
    _refuse_ended(activity)
    activity.paused_on, activity.pause_reason = None, ""
    _save(activity, by)
    audit.record("activity_resumed", activity, by=by, council=activity.council)
    return activity


@transaction.atomic
def end_activity(activity, *, on, reason, by, successor=None):
    """The activity is over, for a reason; another may carry it on (F7). Nothing is deleted."""
    _refuse_ended(activity)
    activity.ended_on, activity.end_reason, activity.successor = on, reason, successor
    _save(activity, by)
    audit.record(
        "activity_ended", activity, by=by, council=activity.council, has_successor=bool(successor)
    )
    return activity


@transaction.atomic
def record_visit(visitor, *, by, **words):
    """A council went to see an activity; words are the other fields of ModelVisit."""
    visit = ModelVisit.objects.create(visitor=visitor, **words)
    audit.record("model_visit_recorded", visit, by=by, council=visitor)
    return visit


def _refuse_ended(activity):
    if activity.has_ended:
        raise ActivityHasEnded(ActivityHasEnded.__doc__)


def _save(activity, by):
    activity._history_user = by
    activity.save()
