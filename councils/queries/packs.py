"""Packs: what many minutes say together, for one reader: a council's year, a month of all."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from councils.models import (
    ActionItem,
    AgendaItem,
    Amendment,
    Council,
    CouncilMember,
    CouncilPause,
    Decision,
    Meeting,
    WorkRole,
)
from councils.queries.meetings import meetings_with_minutes
from takasaki_sc.lib import wareki

ELSEWHERE = "そのほか"


@dataclass(frozen=True)
class Reader:
    """For whom a paper is made: 公開用 holds nothing internal and nobody's name."""

    sees_internal: bool = False
    sees_people: bool = False

    @property
    def words(self):
        return "内部用" if self.sees_internal else "公開用"


PUBLIC = Reader()


@dataclass(frozen=True)
class Seats:
    """Those present of one 立場; names only for a reader who may see people."""

    affiliation: str
    n: int
    names: list[str]


@dataclass(frozen=True)
class Points:
    """The 要点 of one meeting, as far as one reader may know them."""

    meeting: Meeting
    reader: Reader
    items: list[AgendaItem]
    decisions: list[Decision]
    amendments: list[Amendment]
    note: str
    seats: list[Seats]

    @property
    def homework(self) -> list[ActionItem]:
        return list(self.meeting.action_items.all())

    @property
    def n_who(self):
        """How many 宿題 name somebody the reader gets to see."""
        return sum(bool(item.who) for item in self.homework) if self.reader.sees_people else 0

    @property
    def n_names(self):
        """How many names the reader gets to see: present, guests, and those with 宿題."""
        return sum(len(group.names) for group in self.seats) + len(self.guests) + self.n_who

    @property
    def guests(self):
        """Guests by name, for a reader who may see people."""
        return list(self.meeting.guests.all()) if self.reader.sees_people else []


def points_of(meeting, reader, members=()):
    """The 要点 of a meeting from meetings_with_minutes(). members: all seats of its council."""
    allowed = reader.sees_internal
    return Points(
        meeting=meeting,
        reader=reader,
        items=[item for item in meeting.agenda_items.all() if allowed or not item.is_internal],
        decisions=[row for row in meeting.decisions.all() if allowed or not row.is_internal],
        amendments=[row for row in meeting.amendments.all() if allowed or not row.is_internal],
        note=meeting.internal_note if allowed else "",
        seats=_seats_of(meeting, reader, members),
    )


def members_of(council):
    """All seats a council ever had, to tell the 立場 of those present on any day. One query."""
    return list(CouncilMember.objects.filter(council=council))


def _seats_of(meeting, reader, members):
    affiliations = {
        seat.person_id: seat.get_affiliation_display()
        for seat in members
        if _is_in_term(seat, meeting.held_on)
    }
    groups = defaultdict(list)
    for attendance in meeting.attendances.all():
        groups[affiliations.get(attendance.person_id, ELSEWHERE)].append(str(attendance.person))
    return [
        Seats(label, len(groups[label]), groups[label] if reader.sees_people else [])
        for label in (*CouncilMember.Affiliation.labels, ELSEWHERE)
        if label in groups
    ]


def _is_in_term(row, day):
    return (row.from_on is None or row.from_on <= day) and (
        row.until_on is None or day <= row.until_on
    )


class State(StrEnum):
    """How it stands with a meeting, or with a council in a month. Four of these mean that there
    are no minutes, and they are never mixed.
    """

    HELD = "開いた"
    WRITTEN = "書面で開いた"
    UNWRITTEN = "記録がまだ"
    PLANNED = "予定"
    CALLED_OFF = "中止・延期"
    RESTING = "お休み中"
    NOT_YET = "予定の記入がまだ"
    NONE = "開かなかった"


def state_of(meeting, today):
    """What became of one meeting."""
    if meeting.is_cancelled:
        return State.CALLED_OFF
    if meeting.is_recorded:
        return State.HELD if meeting.is_counted else State.WRITTEN
    return State.PLANNED if meeting.held_on >= today else State.UNWRITTEN


def _recorded_points(meetings, reader, today, members=()):
    """The 要点 of those meetings that have any."""
    return [
        points_of(meeting, reader, members)
        for meeting in meetings
        if state_of(meeting, today) in (State.HELD, State.WRITTEN)
    ]


def _others(meetings, today):
    """[(meeting, State)] of those without minutes."""
    states = [(meeting, state_of(meeting, today)) for meeting in meetings]
    return [pair for pair in states if pair[1] not in (State.HELD, State.WRITTEN)]


@dataclass(frozen=True)
class CouncilYear:
    """One council's fiscal year: counts, and the 要点 of each meeting, first to last."""

    council: Council
    year: int
    reader: Reader
    points: list[Points]
    others: list[tuple[Meeting, State]]

    @property
    def tallies(self):
        """[("開催", 10), ("書面", 1) …]: 開催 is what reports count; empty ones are left out."""
        states = Counter(state for _, state in self.others)
        forms = Counter(points.meeting.form for points in self.points)
        n_online = forms[Meeting.Form.ONLINE]
        called_off = Counter(m.form for m, state in self.others if state == State.CALLED_OFF)
        found = [
            ("開催", forms[Meeting.Form.IN_PERSON] + n_online),
            ("うちオンライン", n_online),
            ("書面", forms[Meeting.Form.WRITTEN]),
            ("中止", called_off[Meeting.Form.CANCELLED]),
            ("延期", called_off[Meeting.Form.POSTPONED]),
            ("記録がまだ", states[State.UNWRITTEN]),
            ("これからの予定", states[State.PLANNED]),
        ]
        return found[:1] + [(label, n) for label, n in found[1:] if n]

    @property
    def kinds(self):
        """[("定例会", 9), …] of the meetings that were held."""
        held = [points.meeting for points in self.points if points.meeting.is_counted]
        return list(Counter(str(meeting.kind) for meeting in held).items())

    @property
    def roles(self):
        """[("① 情報共有・各活動の活性化", 4), …]: held meetings that served each role (E3); a
        meeting may serve several. [] where none was ticked.
        """
        held = [points.meeting for points in self.points if points.meeting.is_counted]
        n_of = Counter(role for meeting in held for role in meeting.roles)
        return [(role.label, n_of[role]) for role in WorkRole] if n_of else []

    @property
    def n_who(self):
        return sum(points.n_who for points in self.points)

    @property
    def n_names(self):
        return sum(points.n_names for points in self.points)


def council_year(council, year, reader, today):
    """The year of a council. Ten and some queries, however many meetings."""
    held = meetings_with_minutes().filter(council=council).in_fiscal_year(year)
    meetings = list(held.order_by("held_on", "pk"))
    members = members_of(council)
    return CouncilYear(
        council=council,
        year=year,
        reader=reader,
        points=_recorded_points(meetings, reader, today, members),
        others=_others(meetings, today),
    )


@dataclass(frozen=True)
class Month:
    """A month of the whole city: only a city-wide role opens what is internal in it."""

    first: date
    council_id: None = None

    @property
    def last(self):
        return wareki.PartialDate(self.first.year, self.first.month).last_day

    @property
    def words(self):
        return wareki.format_month(self.first)

    @property
    def code(self):
        """「2026-10」, as it stands in an address."""
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class CouncilMonth:
    """One council in one month: the 要点 of its meetings, or why there are none."""

    council: Council
    points: list[Points]
    others: list[tuple[Meeting, State]]
    state: State
    pause: CouncilPause | None = None

    @property
    def is_held(self):
        return bool(self.points)

    @property
    def days(self):
        """「10月5日（月）」, several with 「、」."""
        meetings = [points.meeting for points in self.points] or [row for row, _ in self.others]
        return "、".join(
            f"{meeting.held_on.month}月" if meeting.is_month_only
            else wareki.format_month_day(meeting.held_on)
            for meeting in meetings
        )  # fmt: skip

    @property
    def why(self):
        """What is known about a month without minutes, or ""."""
        if self.state == State.CALLED_OFF:
            return "、".join(dict.fromkeys(row.get_form_display() for row, _ in self.others))
        return self.pause.reason if self.state == State.RESTING else ""


@dataclass(frozen=True)
class MonthPack:
    """All councils of the second tier in one month, in board order (J7)."""

    month: Month
    reader: Reader
    rows: list[CouncilMonth] = field(default_factory=list)

    @property
    def held(self):
        return [row for row in self.rows if row.is_held]

    @property
    def points(self):
        return [points for row in self.rows for points in row.points]

    @property
    def n_meetings(self):
        """Meetings that reports count."""
        return sum(points.meeting.is_counted for points in self.points)

    @property
    def tallies(self):
        """[(State, number of councils)] in the order of State; empty ones are left out."""
        found = Counter(row.state for row in self.rows)
        return [(state, found[state]) for state in State if found[state]]

    @property
    def without(self):
        """[(State, [CouncilMonth, …])] of the councils without minutes."""
        groups = defaultdict(list)
        for row in self.rows:
            if not row.is_held:
                groups[row.state].append(row)
        return [(state, groups[state]) for state in State if state in groups]


def month_pack(month, reader, today):
    """The month of all councils of the second tier. Ten and some queries, whatever the volume."""
    councils = Council.objects.tier2().in_board_order()
    held = meetings_with_minutes().filter(council__tier=Council.Tier.SECOND)
    of_council = defaultdict(list)
    for meeting in held.between(month.first, month.last).order_by("held_on", "pk"):
        of_council[meeting.council_id].append(meeting)
    pauses = {
        pause.council_id: pause
        for pause in CouncilPause.objects.filter(from_on__lte=month.last)
        if pause.until_on is None or pause.until_on >= month.first
    }
    rows = [_row(c, of_council[c.pk], pauses.get(c.pk), month, reader, today) for c in councils]
    return MonthPack(month, reader, rows)


def _row(council, meetings, pause, month, reader, today):
    points = _recorded_points(meetings, reader, today)
    others = _others(meetings, today)
    state = _state_of_month(points, others, pause, is_over=month.last < today)
    return CouncilMonth(council, points, others, state, pause)


def _state_of_month(points, others, pause, *, is_over):
    """One word for the month: what was held counts first, then what is still to be done."""
    found = {State.HELD if row.meeting.is_counted else State.WRITTEN for row in points}
    found |= {state for _, state in others}
    for state in (State.HELD, State.WRITTEN, State.UNWRITTEN, State.PLANNED):
        if state in found:
            return state
    if pause:
        return State.RESTING
    if State.CALLED_OFF in found:
        return State.CALLED_OFF
    return State.NONE if is_over else State.NOT_YET
