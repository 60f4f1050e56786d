"""What one sheet says about one meeting, and how its lines come into the database."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from django.db.models import F
from simple_history.utils import bulk_create_with_history

from councils.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingGuest,
    MeetingKind,
    Proposal,
)

FIRST_LINE_FIELDS = (
    "kind", "form", "starts_at", "ends_at", "place", "n_guests", "n_present", "n_present_kind",
    "remark", "roles",
)  # fmt: skip
WORDS_ON_FORM = {
    AgendaItem: (
        "kind", "marker", "text", "discussion", "outcome", "place_of_origin", "about_council_id",
        "is_internal",
    ),
    Decision: ("text", "due_on", "due_text", "is_internal"),
    ActionItem: ("what", "person_id", "who_text", "due_on", "due_text"),
}  # fmt: skip
OUT_OF_THE_WAY = 1000


@dataclass(frozen=True)
class Minutes:
    """What one form holds about one meeting. The lists hold unsaved model instances in order.

    number: the n of 第n回 that somebody typed; None lets it be counted. internal_note: None
    where the writer cannot see it. sees_internal: False keeps standing items marked 内部だけ,
    which the writer's sheet did not show. new_day: the day a postponed meeting moves to.
    undone_item_ids: 宿題 whose tick somebody took back. is_another: the writer has seen that this
    day has a meeting of the kind already, and means another one.
    """

    kind: MeetingKind
    held_on: date
    form: str = Meeting.Form.IN_PERSON
    number: int | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    n_guests: int = 0
    n_present: int | None = None
    n_present_kind: str = "actual"
    remark: str = ""
    roles: str = ""
    internal_note: str | None = None
    new_day: date | None = None
    sees_internal: bool = True
    person_ids: frozenset[int] = frozenset()
    guests: list[MeetingGuest] = field(default_factory=list)
    agenda_items: list[AgendaItem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    action_items: list[ActionItem] = field(default_factory=list)
    done_item_ids: frozenset[int] = frozenset()
    undone_item_ids: frozenset[int] = frozenset()
    reported_ids: frozenset[int] = frozenset()
    discussed_ids: frozenset[int] = frozenset()
    submit_token: UUID | None = None
    is_another: bool = False

    @property
    def sizes(self):
        """Numbers for the trail."""
        n_people = len(self.person_ids) + len(self.guests) + self.n_guests
        return {
            "n_present": n_people if self.n_present is None else self.n_present,
            "n_agenda_items": len(self.agenda_items),
            "n_decisions": len(self.decisions),
            "n_action_items": len(self.action_items),
        }

    def put_first_lines(self, meeting):
        """The meeting's own fields become what the sheet says; nothing is saved yet."""
        for name in FIRST_LINE_FIELDS:
            setattr(meeting, name, getattr(self, name))
        if self.internal_note is not None:
            meeting.internal_note = self.internal_note
        if meeting.held_on != self.held_on:
            meeting.held_on, meeting.is_month_only = self.held_on, False

    def write_lines(self, meeting, by, old_day):
        """Attendance, agenda, decisions, 宿題 and 提言 become what the sheet says.

        old_day: the meeting's day before this sheet; ticks of that day belong to this meeting.
        """
        _put_attendance(meeting, self.person_ids)
        _put_guests(meeting, self.guests)
        for lines, model in (
            (self.agenda_items, AgendaItem),
            (self.decisions, Decision),
            (self.action_items, ActionItem),
        ):
            _put_rows(model, meeting, lines, by=by, sees_internal=self.sees_internal)
        self._tick_homework(meeting, by, old_day)
        self._tick_proposals(meeting)

    def _tick_homework(self, meeting, by, old_day):
        """宿題 of other meetings: ticked ones were done that day, unticked ones are open again."""
        others = ActionItem.objects.exclude(meeting=meeting).filter(
            meeting__council=meeting.council
        )
        for item in others.open().filter(pk__in=self.done_item_ids):
            _finish(item, self.held_on, by, changed_by=by)
        that_day = others.filter(done_on=old_day)
        for item in that_day.filter(pk__in=self.undone_item_ids):
            _finish(item, None, None, changed_by=by)
        if old_day != self.held_on:
            for item in that_day.filter(pk__in=self.done_item_ids):
                _finish(item, self.held_on, item.done_by, changed_by=by)

    def _tick_proposals(self, meeting):
        state = Proposal.State
        taken_back = meeting.proposals_reported.exclude(pk__in=self.reported_ids)
        taken_back.filter(state=state.REPORTED).update(
            state=state.ANSWERED, reported_on=None, reported_meeting=None
        )
        meeting.proposals_reported.filter(state=state.REPORTED).update(reported_on=self.held_on)
        Proposal.objects.filter(
            council=meeting.council, state=state.ANSWERED, pk__in=self.reported_ids
        ).update(state=state.REPORTED, reported_on=self.held_on, reported_meeting=meeting)
        if meeting.council.is_tier1:
            waiting = Proposal.objects.filter(state=state.RAISED)
            waiting.filter(tier1_meeting=meeting).exclude(pk__in=self.discussed_ids).update(
                tier1_meeting=None
            )
            waiting.filter(tier1_meeting=None, pk__in=self.discussed_ids).update(
                tier1_meeting=meeting
            )


def _finish(item, day, done_by, *, changed_by):
    item.done_on, item.done_by, item._history_user = day, done_by, changed_by
    item.save()


def _put_attendance(meeting, person_ids):
    meeting.attendances.exclude(person_id__in=person_ids).delete()
    known = set(meeting.attendances.values_list("person_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=pk) for pk in sorted(person_ids - known)
    )


def _put_guests(meeting, guests):
    """Guests have no history of their own: unchanged ones stay, the rest is written anew."""
    wanted = [(guest.name, guest.belongs_to) for guest in guests]
    if list(meeting.guests.values_list("name", "belongs_to")) == wanted:
        return
    meeting.guests.all().delete()
    MeetingGuest.objects.bulk_create(
        MeetingGuest(meeting=meeting, order=order, name=name, belongs_to=belongs_to)
        for order, (name, belongs_to) in enumerate(wanted, start=1)
    )


def _put_rows(model, meeting, lines, *, by, sees_internal):
    """The rows of the meeting become these lines, in this order.

    A line with a pk is a standing row: only the words that the form asks for are changed. A
    standing row that no line names is dropped; its text stays in the history table. A row that
    the writer could not see keeps its place.
    """
    rows = model.objects.filter(meeting=meeting)
    standing = {row.pk: row for row in rows}
    lines = list(lines)
    if not sees_internal:
        for row in standing.values():
            if getattr(row, "is_internal", False):
                lines.insert(min(row.order - 1, len(lines)), row)
    rows.update(order=F("order") + OUT_OF_THE_WAY)  # order is unique within a meeting
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
