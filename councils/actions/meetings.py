"""Writing down what a meeting said: log, correct, close, tick off."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts import audit
from councils import queries, search_index
from councils.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Council,
    Decision,
    Meeting,
    MeetingKind,
)

FIRST_LINE_FIELDS = (
    "kind", "form", "held_on", "starts_at", "ends_at", "place", "n_guests", "remark",
    "internal_note",
)  # fmt: skip
WORDS_ON_FORM = {
    AgendaItem: ("kind", "text", "discussion", "outcome", "is_internal"),
    Decision: ("text", "due_on", "due_text"),
    ActionItem: ("what", "person_id", "who_text", "due_on", "due_text"),
}
OUT_OF_THE_WAY = 1000


class EditConflict(Exception):
    """ほかの方が先に保存しました。両方の内容を見比べてください。"""


class MeetingIsClosed(Exception):
    """この会議の記録は確定しています。直すときは「訂正」を使ってください。"""


@dataclass(frozen=True)
class Minutes:
    """What one form holds about one meeting. The lists hold unsaved model instances in order."""

    kind: MeetingKind
    held_on: date
    form: str = Meeting.Form.IN_PERSON
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    n_guests: int = 0
    remark: str = ""
    internal_note: str = ""
    person_ids: frozenset[int] = frozenset()
    agenda_items: list[AgendaItem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    action_items: list[ActionItem] = field(default_factory=list)
    done_item_ids: frozenset[int] = frozenset()
    submit_token: UUID | None = None


@transaction.atomic
def log_meeting(council, minutes, *, by, planned=None):
    """Write down a meeting of the council; a planned one is filled in instead of doubled.

    The same form sent twice (same submit_token) gives the meeting that the first made: hall
    networks repeat themselves. Returns (meeting, was_new).
    """
    Council.objects.select_for_update().get(pk=council.pk)
    sent_before = Meeting.objects.filter(submit_token=minutes.submit_token).first()
    if minutes.submit_token and sent_before:
        return sent_before, False
    meeting = planned or Meeting(council=council)
    _put_first_lines(meeting, minutes)
    meeting.submit_token = minutes.submit_token
    meeting.recorded_at, meeting.recorded_by = timezone.now(), by
    if meeting.number is None and meeting.is_counted:
        meeting.number = queries.next_number(council, meeting.kind)
    meeting._history_user = by
    meeting.save()
    _put_lines(meeting, minutes, by)
    search_index.refresh_meeting(meeting)
    audit.record("meeting_logged", meeting, by=by, council=council, **_sizes(minutes))
    return meeting, True


@transaction.atomic
def correct_meeting(meeting, minutes, *, version, by):
    """Change minutes that are not closed yet, unless somebody changed them since `version`."""
    if meeting.is_closed:
        raise MeetingIsClosed
    untouched = Meeting.objects.filter(pk=meeting.pk, version=version, closed_at=None)
    if not untouched.update(version=F("version") + 1):
        raise EditConflict
    meeting.refresh_from_db()
    _put_first_lines(meeting, minutes)
    meeting._history_user = by
    meeting.save()
    _put_lines(meeting, minutes, by)
    search_index.refresh_meeting(meeting)
    audit.record("meeting_corrected", meeting, by=by, council=meeting.council, **_sizes(minutes))
    return meeting


@transaction.atomic
def close_meeting(meeting, *, by):
    """Fix the minutes. Closing twice changes nothing and leaves no second entry."""
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
    meeting._history_user = by
    meeting.save()
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


def _put_first_lines(meeting, minutes):
    for name in FIRST_LINE_FIELDS:
        setattr(meeting, name, getattr(minutes, name))


def _put_lines(meeting, minutes, by):
    """Attendance, agenda, decisions and 宿題 become what the form says."""
    _put_attendance(meeting, minutes.person_ids)
    for model, lines in (
        (AgendaItem, minutes.agenda_items),
        (Decision, minutes.decisions),
        (ActionItem, minutes.action_items),
    ):
        _put_rows(model, meeting, lines, by)
    earlier = queries.open_action_items(meeting.council).exclude(meeting=meeting)
    for item in earlier.filter(pk__in=minutes.done_item_ids):
        item.done_on, item.done_by, item._history_user = minutes.held_on, by, by
        item.save()


def _put_attendance(meeting, person_ids):
    meeting.attendances.exclude(person_id__in=person_ids).delete()
    known = set(meeting.attendances.values_list("person_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=pk) for pk in sorted(person_ids - known)
    )


def _put_rows(model, meeting, lines, by):
    """The rows of the meeting become these lines, in this order.

    A line with a pk is a standing row: only the words that the form asks for are changed. A
    standing row that no line names is dropped; its text stays in the history table.
    """
    rows = model.objects.filter(meeting=meeting)
    rows.update(order=F("order") + OUT_OF_THE_WAY)  # order is unique within a meeting
    standing = {row.pk: row for row in rows}
    fresh = []
    for order, line in enumerate(lines, start=1):
        row = standing.pop(line.pk, None)
        if row is None:
            line.pk, line.meeting, line.order = None, meeting, order
            fresh.append(line)
        else:
            _overwrite(row, line, order, by)
    for left_over in standing.values():
        left_over._history_user = by
        left_over.delete()
    bulk_create_with_history(fresh, model, default_user=by)


def _overwrite(row, line, order, by):
    for name in WORDS_ON_FORM[type(row)]:
        setattr(row, name, getattr(line, name))
    row.order, row._history_user = order, by
    row.save()


def _sizes(minutes):
    return {
        "n_present": len(minutes.person_ids) + minutes.n_guests,
        "n_agenda_items": len(minutes.agenda_items),
        "n_decisions": len(minutes.decisions),
        "n_action_items": len(minutes.action_items),
    }
