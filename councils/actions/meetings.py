"""The life of a meeting: planned, written down, corrected, closed; 宿題 ticked off."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from councils import queries, search_index
from councils.actions.minutes import Minutes
from councils.models import Council, Meeting

__all__ = ["Minutes"]


class EditConflict(Exception):
    """ほかの画面から、先に保存されました。両方の内容を見比べてください。"""


class MeetingIsClosed(Exception):
    """この会議の記録は確定しています。直すときは「訂正」を使ってください。"""


class NotRecorded(Exception):
    """この会議の記録は、まだ書かれていません。記録してから確定してください。"""


class NumberTaken(Exception):
    """同じ種類・同じ回の会議がすでにあります。ほかの数にしてください。"""


class SameDay(Exception):
    """この日の、同じ種類の会議が、もうあります。"""

    def __init__(self, standing):
        super().__init__(self.__doc__)
        self.standing = standing


@transaction.atomic
def log_meeting(council, minutes, *, by, planned=None):
    """Write down a meeting of the council; a planned one is filled in instead of doubled.

    The same form sent twice (same submit_token) gives the meeting that the first made: hall
    networks repeat themselves. Returns (meeting, was_new). Raises EditConflict when somebody
    wrote the planned meeting down meanwhile, SameDay when an unplanned one stands there already.
    """
    Council.objects.select_for_update().get(pk=council.pk)
    sent_before = Meeting.objects.filter(submit_token=minutes.submit_token).first()
    if minutes.submit_token and sent_before:
        return sent_before, False
    meeting = _still_planned(planned) if planned else _unplanned(council, minutes)
    old_day = meeting.held_on or minutes.held_on
    minutes.put_first_lines(meeting)
    meeting.submit_token = minutes.submit_token
    meeting.recorded_at, meeting.recorded_by = timezone.now(), by
    _put_number(meeting, minutes, needs_one=meeting.number is None)
    meeting.moved_to = _moved_to(meeting, minutes, by)
    _save(meeting, by)
    minutes.write_lines(meeting, by, old_day)
    search_index.refresh_meeting(meeting)
    audit.record("meeting_logged", meeting, by=by, council=council, **minutes.sizes)
    return meeting, True


@transaction.atomic
def correct_meeting(meeting, minutes, *, version, by):
    """Change minutes that are not closed yet, unless somebody changed them since `version`."""
    Council.objects.select_for_update().get(pk=meeting.council_id)
    if Meeting.objects.get(pk=meeting.pk).is_closed:
        raise MeetingIsClosed
    untouched = Meeting.objects.filter(pk=meeting.pk, version=version, closed_at=None)
    if not untouched.update(version=F("version") + 1):
        raise EditConflict
    meeting.refresh_from_db()
    old_day, old_kind, was_counted = meeting.held_on, meeting.kind, meeting.is_counted
    minutes.put_first_lines(meeting)
    _put_number(meeting, minutes, needs_one=meeting.kind != old_kind or not was_counted)
    meeting.moved_to = _moved_to(meeting, minutes, by)
    _save(meeting, by)
    minutes.write_lines(meeting, by, old_day)
    search_index.refresh_meeting(meeting)
    audit.record("meeting_corrected", meeting, by=by, council=meeting.council, **minutes.sizes)
    return meeting


@transaction.atomic
def close_meeting(meeting, *, by):
    """Fix the minutes. Closing twice changes nothing and leaves no second entry."""
    if not meeting.is_recorded:
        raise NotRecorded
    closed = Meeting.objects.filter(pk=meeting.pk, closed_at=None).update(
        closed_at=timezone.now(), closed_by=by
    )
    if closed:
        meeting.refresh_from_db()
        audit.record("meeting_closed", meeting, by=by, council=meeting.council)
    return meeting


@transaction.atomic
def plan_meeting(council, *, kind, held_on, by, starts_at=None, place=""):
    """Put a coming meeting on the board; its minutes are written later."""
    meeting = Meeting(council=council, kind=kind, held_on=held_on, starts_at=starts_at, place=place)
    _save(meeting, by)
    search_index.refresh_meeting(meeting)
    audit.record("meeting_planned", meeting, by=by, council=council)
    return meeting


@transaction.atomic
def finish_action_item(item, *, by, on):
    """Tick off a 宿題."""
    item.done_on, item.done_by = on, by
    item._history_user = by
    item.save()
    audit.record("action_item_finished", item, by=by, council=item.meeting.council)
    return item


def _still_planned(planned):
    """The planned meeting as it is now, under the lock; whoever wrote it down first stays."""
    meeting = Meeting.objects.select_for_update().get(pk=planned.pk)
    if meeting.is_recorded:
        raise EditConflict
    return meeting


def _unplanned(council, minutes):
    """A meeting that stands nowhere yet, unless the writer says that it is another one."""
    same_day = queries.meetings_like(council, minutes.kind, minutes.held_on).first()
    if same_day and not minutes.is_another:
        raise SameDay(same_day)
    return Meeting(council=council)


def _save(meeting, by):
    meeting._history_user = by
    meeting.save()


def _put_number(meeting, minutes, *, needs_one):
    """第n回: as typed, else the next of the kind where one is due; none for 書面・中止・延期."""
    if not meeting.is_counted:
        meeting.number = None
    elif minutes.number:
        meeting.number = minutes.number
    elif needs_one:
        meeting.number = queries.next_number(meeting.council, meeting.kind)
    taken = Meeting.objects.exclude(pk=meeting.pk).filter(
        council=meeting.council, kind=meeting.kind, number=meeting.number
    )
    if meeting.number and taken.exists():
        raise NumberTaken


def _moved_to(meeting, minutes, by):
    """The planned meeting on the new day of a postponed one, put on the board where need be."""
    target, new_day = meeting.moved_to, minutes.new_day
    if meeting.form != Meeting.Form.POSTPONED:
        return None
    if new_day is None or (target and (target.is_recorded or target.held_on == new_day)):
        return target
    target = target or Meeting(
        council=meeting.council,
        kind=meeting.kind,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
    )
    target.held_on = new_day
    _save(target, by)
    search_index.refresh_meeting(target)
    return target
