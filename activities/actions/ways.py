"""The way of an activity: its steps added, put right, put in order, taken out and put back."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from activities.actions.support import _body_named
from activities.models import ActivityStep, SupportActivity
from activities.queries.support import mark_of_way


class WayConflict(Exception):
    """歩みが、ほかの画面から先に変えられました。いまの歩みを見てから、もう一度どうぞ。"""


@transaction.atomic
def add_step(activity, *, kind, text, by, partner_name="", **links):
    """One more station on the way of the activity, behind the last one.

    links: happened_on, meeting, voice, visit. The same step sent twice in a row is one.
    """
    _hold(activity)
    words = {"kind": kind, "text": text, "partner": _body_named(partner_name), **links}
    last = activity.steps.standing().order_by("order").last()
    if last and all(getattr(last, name) == value for name, value in words.items()):
        return last
    order = (activity.steps.aggregate(last=Max("order"))["last"] or 0) + 1
    step = ActivityStep.objects.create(activity=activity, order=order, **words)
    audit.record("activity_step_added", activity, by=by, council=activity.council)
    return step


@transaction.atomic
def change_step(step, words, *, seen, by):
    """A station says something else, unless the way changed since `seen` (WayConflict)."""
    activity = _hold(step.activity)
    _refuse_unseen(activity, seen)
    standing = ActivityStep.objects.get(pk=step.pk)
    words = words | {"partner": _body_named(words["partner_name"])}
    del words["partner_name"]
    changed = sorted(name for name, value in words.items() if getattr(standing, name) != value)
    for name in changed:
        setattr(standing, name, words[name])
    standing.save(update_fields=changed)
    audit.record("activity_step_changed", activity, by=by, council=activity.council,
                 fields=changed)  # fmt: skip
    return standing


@transaction.atomic
def move_step(step, *, up, by, seen=None):
    """One place up or down; at the ends it stays."""
    activity = _hold(step.activity)
    if seen is not None:
        _refuse_unseen(activity, seen)
    rows = list(activity.steps.standing().order_by("order"))
    if step not in rows:
        raise WayConflict(WayConflict.__doc__)
    place = rows.index(step)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        _swap(rows[place], rows[other])
    audit.record("activity_step_moved", activity, by=by, council=activity.council, up=up)
    return step


@transaction.atomic
def remove_step(step, *, by):
    """Take a station out of the way. It is kept, and can be put back where it stood."""
    activity = _hold(step.activity)
    rows = ActivityStep.objects.filter(pk=step.pk, removed_at=None)
    rows.update(removed_at=timezone.now())
    audit.record("activity_step_removed", activity, by=by, council=activity.council)
    return step


@transaction.atomic
def restore_step(step, *, by):
    """Put a station back that was taken out, where it stood."""
    activity = _hold(step.activity)
    ActivityStep.objects.filter(pk=step.pk).update(removed_at=None)
    audit.record("activity_step_restored", activity, by=by, council=activity.council)
    return step


def _hold(activity):
    rows = SupportActivity.objects.select_for_update(of=("self",)).select_related("council")
    return rows.get(pk=activity.pk)


def _refuse_unseen(activity, seen):
    if mark_of_way(activity) != seen:
        raise WayConflict(WayConflict.__doc__)


def _swap(one, other):
    """Two orders change places in three steps, because no two may ever be equal."""
    beyond = ActivityStep.objects.filter(activity=one.activity).aggregate(last=Max("order"))["last"]
    for step, order in ((one, beyond + 1), (other, one.order), (one, other.order)):
        ActivityStep.objects.filter(pk=step.pk).update(order=order)
