"""今月のようす: 26 councils × 12 months, and what waits for whom.

A month with no meeting, a meeting whose record is missing, and a meeting still to come are
three different things, and the board never mixes them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from councils.models import ActionItem, Council, Meeting
from newsletters.models import Issue
from takasaki_sc.lib import wareki

LONG_AGO = 75  # days without a meeting after which the board says so


@dataclass
class Cell:
    """One council in one month: how many were held, how many of those wait for their record."""

    month: int
    is_now: bool
    is_future: bool
    n_held: int = 0
    n_missing: int = 0
    n_planned: int = 0
    n_called_off: int = 0
    meeting_ids: list[int] = field(default_factory=list)

    def put(self, meeting_id, form, *, is_recorded, is_past):
        """Count one meeting into this month."""
        self.meeting_ids.append(meeting_id)
        if form in (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED):
            self.n_called_off += 1
        elif not is_past and not is_recorded:
            self.n_planned += 1
        else:
            self.n_held += 1
            self.n_missing += not is_recorded

    @property
    def level(self):
        """Depth of colour, 0–3."""
        return min(self.n_held, 3)

    @property
    def only_meeting_id(self):
        """The meeting to open straight away, where there is exactly one."""
        return self.meeting_ids[0] if len(self.meeting_ids) == 1 else None

    @property
    def words(self):
        """What a screen reader says for this cell."""
        said = [f"{self.n_held}回開催"] if self.n_held else []
        said += [f"記録待ち{self.n_missing}件"] if self.n_missing else []
        said += ["予定あり"] if self.n_planned else []
        said += ["中止・延期あり"] if self.n_called_off else []
        if not said:
            said = ["これから"] if self.is_future else ["開催なし"]
        return f"{self.month}月 {'・'.join(said)}"


@dataclass
class Row:
    """One council's year."""

    council: Council
    cells: list[Cell]
    last_on: date | None
    today: date

    @property
    def n_held(self):
        return sum(cell.n_held for cell in self.cells)

    @property
    def days_since(self):
        return (self.today - self.last_on).days if self.last_on else None

    @property
    def is_long_ago(self):
        return self.days_since is None or self.days_since > LONG_AGO


@dataclass(frozen=True)
class Board:
    """The whole table of one fiscal year."""

    year: int
    today: date
    groups: dict[str, list[Row]]

    @property
    def rows(self):
        return [row for rows in self.groups.values() for row in rows]

    @property
    def months(self):
        return self.rows[0].cells if self.rows else []

    @property
    def n_councils(self):
        return len(self.rows)

    @property
    def n_met_this_month(self):
        return sum(any(c.is_now and c.n_held for c in row.cells) for row in self.rows)

    @property
    def n_missing(self):
        return sum(cell.n_missing for row in self.rows for cell in row.cells)


def year_board(year, today):
    """The board of the Tier-2 councils for a fiscal year. Two queries, whatever the volume."""
    councils = list(Council.objects.tier2().in_board_order())
    by_council = defaultdict(list)
    meetings = Meeting.objects.in_fiscal_year(year).filter(council__tier=Council.Tier.SECOND)
    for row in meetings.values_list("council_id", "pk", "held_on", "form", "recorded_at"):
        by_council[row[0]].append(row[1:])
    groups = defaultdict(list)
    for council in councils:
        groups[council.cohort_label].append(_row(council, by_council[council.pk], year, today))
    return Board(year, today, dict(groups))


def _row(council, meetings, year, today):
    this_month = (today.year, today.month)
    cells = {
        (y, m): Cell(month=m, is_now=(y, m) == this_month, is_future=(y, m) > this_month)
        for y, m in wareki.fiscal_months(year)
    }
    held_days = []
    for pk, held_on, form, recorded_at in meetings:
        is_past, is_recorded = held_on < today, recorded_at is not None
        cells[held_on.year, held_on.month].put(pk, form, is_recorded=is_recorded, is_past=is_past)
        if form in Meeting.COUNTED_FORMS and (is_past or is_recorded):
            held_days.append(held_on)
    return Row(council, list(cells.values()), max(held_days, default=None), today)


@dataclass(frozen=True)
class Waiting:
    """What waits for the people of some councils: records to write, 宿題 to finish."""

    records: list[Meeting]
    homework: list[ActionItem]
    n_records: int
    n_homework: int
    n_overdue: int


def waiting_for(councils, today, *, at_most=6):
    """The to-do list for people who look after these councils. councils: a queryset."""
    unrecorded = Meeting.objects.filter(
        council__in=councils, recorded_at=None, held_on__lte=today
    ).exclude(form__in=[Meeting.Form.CANCELLED, Meeting.Form.POSTPONED])
    homework = ActionItem.objects.open().filter(meeting__council__in=councils)
    dated = homework.exclude(due_on=None).select_related("meeting__council", "person")
    records = unrecorded.select_related("council", "kind").order_by("held_on")
    return Waiting(
        records=list(records[:at_most]),
        homework=list(dated.order_by("due_on")[:at_most]),
        n_records=unrecorded.count(),
        **homework.aggregate(
            n_homework=Count("pk"), n_overdue=Count("pk", filter=Q(due_on__lt=today))
        ),
    )


def coming_meetings(today, n=5):
    """The next n meetings anywhere."""
    return (
        Meeting.objects.filter(held_on__gte=today, recorded_at=None)
        .exclude(form__in=[Meeting.Form.CANCELLED, Meeting.Form.POSTPONED])
        .select_related("council", "kind")
        .order_by("held_on", "starts_at", "pk")[:n]
    )


def issue_in_the_making():
    """The newsletter issue that staff work on now: the first not published yet, or None."""
    return Issue.objects.exclude(state=Issue.State.PUBLISHED).order_by("issued_on", "pk").first()
