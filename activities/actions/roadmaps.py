"""Writing the 工程表: add a step, put it right, mark it done or dropped, carry it on."""

from django.db import transaction

from accounts import audit
from activities import queries
from activities.models import CarriedStep
from councils.models import Council, RoadmapStep, Vision

WORDS = ("text", "fiscal_year", "quarter", "meeting")


class RoadmapIsPast(Exception):
    """この工程表は、前の地域像のものです。今の工程表で記録してください。"""


class StepConflict(Exception):
    """ほかの画面から、先に直されました。両方の内容を見比べてください。"""

    def __init__(self, theirs):
        super().__init__(self.__doc__)
        self.theirs = theirs


class StepIsSettled(Exception):
    """この項目は、できたか、やめたことになっています。直すときは「これからに戻す」を使ってください。"""


@transaction.atomic
def add_roadmap_step(vision, words, *, activities, by):
    """One more step towards the council's vision of today. Raises RoadmapIsPast.

    words: the fields named in WORDS. The same step sent twice is one. Returns (step, was_new).
    """
    _hold_current(vision)
    same = {name: words[name] for name in ("text", "fiscal_year", "quarter")}
    if twin := RoadmapStep.objects.filter(vision=vision, **same).first():
        return twin, False
    step = RoadmapStep.objects.create(vision=vision, **words)
    step.activities.set(activities)
    audit.record("roadmap_step_added", step, by=by, council=vision.council,
                 n_activities=len(activities))  # fmt: skip
    return step, True


@transaction.atomic
def change_roadmap_step(step, words, *, activities, seen, by):
    """The step says something else from now on, unless it changed since `seen` (StepConflict)."""
    standing = _hold(step)
    if queries.mark_of_step(standing) != seen:
        raise StepConflict(standing)
    changed = [name for name in WORDS if getattr(standing, name) != words[name]]
    for name in changed:
        setattr(standing, name, words[name])
    standing.save(update_fields=changed)
    standing.activities.set(activities)
    audit.record("roadmap_step_changed", standing, by=by, council=standing.vision.council,
                 fields=changed, n_activities=len(activities))  # fmt: skip
    return standing


@transaction.atomic
def finish_roadmap_step(step, *, on, by):
    """できた, on that day. Raises StepIsSettled where it was done or dropped before."""
    standing = _hold_open(step)
    standing.done_on = on
    standing.save(update_fields=["done_on"])
    audit.record("roadmap_step_done", standing, by=by, council=standing.vision.council)
    return standing


@transaction.atomic
def drop_roadmap_step(step, *, on, by):
    """やめた, on that day; the step stays to be read. Raises StepIsSettled."""
    standing = _hold_open(step)
    standing.dropped_on = on
    standing.save(update_fields=["dropped_on"])
    audit.record("roadmap_step_dropped", standing, by=by, council=standing.vision.council)
    return standing


@transaction.atomic
def reopen_roadmap_step(step, *, by):
    """Done or dropped by mistake, or taken up again: the step lies ahead once more."""
    standing = _hold(step)
    if not standing.is_open:
        standing.done_on = standing.dropped_on = None
        standing.save(update_fields=["done_on", "dropped_on"])
        audit.record("roadmap_step_reopened", standing, by=by, council=standing.vision.council)
    return standing


@transaction.atomic
def carry_roadmap(vision, *, by):
    """Open steps of older visions go on towards the one of today, with their activities.

    The old rows stay as they were. A step is carried once, however often this is asked.
    Returns how many were carried now.
    """
    _hold_current(vision)
    steps = list(queries.carriable_steps(vision))
    for old in steps:
        new = RoadmapStep.objects.create(
            vision=vision, **{name: getattr(old, name) for name in WORDS}
        )
        new.activities.set(old.activities.all())
        CarriedStep.objects.create(old=old, new=new)
    if steps:
        audit.record("roadmap_carried", vision, by=by, council=vision.council,
                     n_roadmap_steps=len(steps))  # fmt: skip
    return len(steps)


def _hold_current(vision):
    """Lock the council, so that no new vision comes in between, and refuse a past one."""
    Council.objects.select_for_update().get(pk=vision.council_id)
    if Vision.objects.filter(council=vision.council_id, version__gt=vision.version).exists():
        raise RoadmapIsPast(RoadmapIsPast.__doc__)


def _hold(step):
    """The step as it stands now, under the council's lock."""
    _hold_current(step.vision)
    return RoadmapStep.objects.select_related("vision__council").get(pk=step.pk)


def _hold_open(step):
    standing = _hold(step)
    if not standing.is_open:
        raise StepIsSettled(StepIsSettled.__doc__)
    return standing
