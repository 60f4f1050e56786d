"""Writing down support activities: begin, pause, go on, end, and whom one learnt from."""

from django.db import transaction

from accounts import audit
from activities.models import ActivityStep, ModelVisit, SupportActivity
from activities.queries.support import mark_of_activity
from activities.queries.visits import VISIT_WORDS, mark_of_visit
from councils.models import Council, Organisation
from councils.queries.people import organisation_named


class ActivityHasEnded(Exception):
    """この活動は終わっています。新しい活動として登録してください。"""


class AlreadySuchActivity(Exception):
    """この協議体には同じ名前の活動があります。"""


class NotPreparing(Exception):
    """この活動は、もう始まっています。"""


class NotBegun(Exception):
    """この活動は準備中です。始まってから、休みや終わりを書いてください。"""


class EndsBeforeItBegan(Exception):
    """始めた日より前の日です。日付を確かめてください。"""


class ActivityConflict(Exception):
    """ほかの画面から、先に直されました。両方の内容を見比べてください。"""

    def __init__(self, theirs):
        super().__init__(self.__doc__)
        self.theirs = theirs


@transaction.atomic
def add_activity(council, *, kind, name, by, steps=(), **words):
    """A council's activity is put on record, with the way it came about.

    kind: SupportActivity.Kind. steps: unsaved ActivityStep instances in order. words: other
    fields of SupportActivity; `backing` is a body by name. The same form sent twice
    (submit_token) gives what the first made. Raises AlreadySuchActivity for a name the council
    already uses.
    """
    Council.objects.select_for_update().get(pk=council.pk)
    token = words.get("submit_token")
    if token and (sent_before := SupportActivity.objects.filter(submit_token=token).first()):
        return sent_before
    if SupportActivity.objects.filter(council=council, name=name).exists():
        raise AlreadySuchActivity(AlreadySuchActivity.__doc__)
    activity = SupportActivity(council=council, kind=kind, name=name, **_with_backing(words))
    _save(activity, by)
    for order, step in enumerate(steps, start=1):
        step.activity, step.order = activity, order
    ActivityStep.objects.bulk_create(steps)
    audit.record("activity_added", activity, by=by, council=council, n_steps=len(steps))
    return activity


@transaction.atomic
def change_activity(activity, words, *, seen, by):
    """The activity is described anew, unless it changed since `seen` (ActivityConflict).

    words: the fields of queries.support.WORDS, `backing` for the body by name. Only the names
    of the changed fields go into the trail; the words are kept as versions.
    """
    standing = _hold(activity)
    if mark_of_activity(standing) != seen:
        raise ActivityConflict(standing)
    words = _with_backing(words)
    name = words.get("name", standing.name)
    same = SupportActivity.objects.filter(council=standing.council, name=name)
    if same.exclude(pk=standing.pk).exists():
        raise AlreadySuchActivity(AlreadySuchActivity.__doc__)
    changed = sorted(n for n, value in words.items() if getattr(standing, n) != value)
    for field in changed:
        setattr(standing, field, words[field])
    if changed:
        _save(standing, by)
    audit.record("activity_changed", standing, by=by, council=standing.council, fields=changed)
    return standing


@transaction.atomic
def start_activity(activity, *, on, by, text="始まりました"):
    """The activity opens on that day; the opening closes its way. Raises NotPreparing."""
    standing = _hold(activity)
    if not standing.is_preparing:
        raise NotPreparing(NotPreparing.__doc__)
    standing.is_preparing, standing.started_on = False, on
    _save(standing, by)
    steps = standing.steps.order_by("order")
    if not steps.standing().filter(kind=ActivityStep.Kind.OPENING).exists():
        last = steps.last()
        ActivityStep.objects.create(
            activity=standing,
            order=last.order + 1 if last else 1,
            kind=ActivityStep.Kind.OPENING,
            text=text,
            happened_on=on,
        )
    audit.record("activity_started", standing, by=by, council=standing.council)
    return standing


@transaction.atomic
def pause_activity(activity, *, on, reason, by):
    """The activity rests for a while; it stays on the list. Raises ActivityHasEnded."""
    standing = _hold_going(activity)
    standing.paused_on, standing.pause_reason = on, reason
    _save(standing, by)
    audit.record("activity_paused", standing, by=by, council=standing.council)
    return _fresh(activity)


@transaction.atomic
def resume_activity(activity, *, by):
    """The activity goes on after a rest. Raises ActivityHasEnded."""
    standing = _hold_going(activity)
    standing.paused_on, standing.pause_reason = None, ""
    _save(standing, by)
    audit.record("activity_resumed", standing, by=by, council=standing.council)
    return _fresh(activity)


@transaction.atomic
def end_activity(activity, *, on, reason, by, successor=None):
    """The activity is over, for a reason; another may carry it on (F7). Nothing is deleted."""
    standing = _hold_going(activity)
    if standing.started_on and on < standing.started_on:
        raise EndsBeforeItBegan(EndsBeforeItBegan.__doc__)
    standing.ended_on, standing.end_reason, standing.successor = on, reason, successor
    _save(standing, by)
    audit.record(
        "activity_ended", standing, by=by, council=standing.council, has_successor=bool(successor)
    )
    return _fresh(activity)


@transaction.atomic
def record_visit(visitor, *, by, **words):
    """A council went to see an activity; words are the other fields of ModelVisit.

    The same visit sent twice is one.
    """
    Council.objects.select_for_update().get(pk=visitor.pk)
    twin = ModelVisit.objects.filter(visitor=visitor, **words).first()
    if twin:
        return twin
    visit = ModelVisit.objects.create(visitor=visitor, **words)
    audit.record("model_visit_recorded", visit, by=by, council=visitor)
    return visit


@transaction.atomic
def correct_visit(visit, words, *, seen, by):
    """What was written of a visit is put right, unless it changed since `seen`."""
    standing = ModelVisit.objects.select_for_update().get(pk=visit.pk)
    if mark_of_visit(standing) != seen:
        raise ActivityConflict(standing)
    for name in VISIT_WORDS:
        setattr(standing, name, words[name])
    standing.save(update_fields=VISIT_WORDS)
    audit.record("model_visit_corrected", standing, by=by, council=standing.visitor)
    return standing


def _hold(activity):
    """The activity as it stands now, locked."""
    rows = SupportActivity.objects.select_for_update(of=("self",)).select_related("council")
    return rows.get(pk=activity.pk)


def _hold_going(activity):
    standing = _hold(activity)
    if standing.has_ended:
        raise ActivityHasEnded(ActivityHasEnded.__doc__)
    if standing.is_preparing:
        raise NotBegun(NotBegun.__doc__)
    return standing


def _fresh(activity):
    """The caller's instance, as the database now has it."""
    activity.refresh_from_db()
    return activity


def _with_backing(words):
    """The words with `backing`, a body by name, as the row it is; a new body is written down."""
    if "backing" not in words:
        return words
    rest = {name: value for name, value in words.items() if name != "backing"}
    return rest | {"backed_by": _body_named(words["backing"])}


def _body_named(name):
    """The organisation of this name, written down where it is new; None for no name."""
    if not name:
        return None
    return organisation_named(name) or Organisation.objects.create(name=name)


def _save(activity, by):
    activity._history_user = by
    activity.save()
