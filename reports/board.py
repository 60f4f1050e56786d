"""協議体ごとの 1年のようす: 26 councils × 12 months.

A month with no meeting, one whose record is missing, one still to come, one called off, one on
paper and one in which the council rests are different things, and the board never mixes them.
"""

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from councils.models import Council, CouncilPause, Meeting
from takasaki_sc.lib import wareki

LONG_AGO = 75  # days without a meeting after which the board says how many
DEEPEST = 3
KEPT_TABLES = 32
Form = Meeting.Form


class CouncilLine(NamedTuple):
    """What the board knows of a council."""

    pk: int
    name: str
    tier: int
    cohort_label: str


class MeetingLine(NamedTuple):
    """What the board knows of a meeting."""

    council: int
    pk: int
    held_on: date
    form: str
    is_month_only: bool
    is_recorded: bool


class PauseLine(NamedTuple):
    """A time of rest of a council."""

    council: int
    from_on: date
    until_on: date | None

    def covers(self, first, last):
        """Does the council rest in all these days but the day of its return?"""
        return self.from_on <= last and (self.until_on is None or self.until_on > first)


@dataclass(frozen=True)
class BoardFacts:
    """All that a board is made of. Equal facts give the same board, so it can be kept."""

    year: int
    today: date
    councils: tuple[CouncilLine, ...]
    meetings: tuple[MeetingLine, ...]
    pauses: tuple[PauseLine, ...]

    @property
    def names(self):
        return {council.pk: council.name for council in self.councils}

    def tier2(self):
        return [council for council in self.councils if council.tier == Council.Tier.SECOND]

    def resting_on(self, day):
        """Numbers of the councils that rest on that day."""
        return {pause.council for pause in self.pauses if pause.covers(day, day)}


def board_facts(year, today):
    """What is known of a fiscal year. Three queries, whatever the volume, and no model objects."""
    councils = Council.objects.in_board_order().values_list("pk", "name", "tier", "cohort_label")
    meetings = Meeting.objects.in_fiscal_year(year).order_by("held_on", "pk").values_list(
        "council_id", "pk", "held_on", "form", "is_month_only", Q(recorded_at__isnull=False)
    )  # fmt: skip
    pauses = CouncilPause.objects.order_by("pk").values_list("council_id", "from_on", "until_on")
    return BoardFacts(
        year,
        today,
        tuple(map(CouncilLine._make, councils)),
        tuple(map(MeetingLine._make, meetings)),
        tuple(map(PauseLine._make, pauses)),
    )


@dataclass
class Cell:
    """One council in one month."""

    month: int
    is_now: bool
    is_future: bool
    is_resting: bool = False
    n_held: int = 0
    n_missing: int = 0
    n_planned: int = 0
    n_written: int = 0
    n_cancelled: int = 0
    n_postponed: int = 0
    meetings: list[int] = field(default_factory=list)
    council: int = 0

    def put(self, meeting, today):
        """Count one meeting into this month. 書面 is no 回 (D13)."""
        self.meetings.append(meeting.pk)
        is_over = meeting.held_on < today or meeting.is_recorded
        if meeting.form == Form.CANCELLED:
            self.n_cancelled += 1
        elif meeting.form == Form.POSTPONED:
            self.n_postponed += 1
        elif not is_over:
            self.n_planned += 1
        else:
            self.n_missing += not meeting.is_recorded
            self.n_written += meeting.form == Form.WRITTEN
            self.n_held += meeting.form != Form.WRITTEN

    @property
    def sign(self):
        """What stands in the square: never colour alone."""
        if self.n_held:
            return str(self.n_held)
        signs = (
            (self.n_planned, "予"), (self.n_written, "書"), (self.n_postponed, "延"),
            (self.n_cancelled, "中"), (self.is_resting, "休"),
        )  # fmt: skip
        return next((sign for n, sign in signs if n), "" if self.is_future else "0")

    @property
    def look(self):
        """The classes of the square (static/css/home.css)."""
        if self.n_held:
            look = f"hc--{min(self.n_held, DEEPEST)}"
        else:
            looks = {"予": "plan", "書": "paper", "延": "off", "中": "off", "休": "rest", "": "f"}
            look = f"hc--{looks.get(self.sign, '0')}"
        if self.n_missing:
            return f"{look} hc--miss"
        return f"{look} hc--next" if self.n_held and self.n_planned else look

    @property
    def words(self):
        """What a screen reader says for this square."""
        counts = (
            (self.n_held, "{}回開催"),
            (self.n_missing, "記録がまだ{}件"),
            (self.n_planned, "予定あり"),
            (self.n_written, "書面{}件"),
            (self.n_cancelled, "中止あり"),
            (self.n_postponed, "延期あり"),
        )
        said = [words.format(n) for n, words in counts if n]
        if not said:
            said = ["お休み中" if self.is_resting else "これから" if self.is_future else "開催なし"]
        return f"{self.month}月 {'・'.join(said)}"

    @property
    def address(self):
        """The meeting where there is exactly one, else the council's list; "" for none."""
        if len(self.meetings) == 1:
            return reverse("councils:meeting-detail", args=self.meetings)
        return reverse("councils:council-meetings", args=[self.council]) if self.meetings else ""


@dataclass
class Row:
    """One council's year."""

    council: CouncilLine
    cells: list[Cell]
    last: MeetingLine | None
    n_days: int | None
    is_resting: bool

    @property
    def n_held(self):
        return sum(cell.n_held for cell in self.cells)

    @property
    def last_words(self):
        """「11月3日」, 「11月」 where the source gives no day, "" for none."""
        if self.last is None:
            return ""
        day = self.last.held_on
        return f"{day.month}月" if self.last.is_month_only else f"{day.month}月{day.day}日"

    @property
    def address(self):
        return reverse("councils:council-detail", args=[self.council.pk])

    @property
    def is_long_ago(self):
        """A hint that somebody may like a call, not a blame: resting councils are left alone."""
        return not self.is_resting and self.n_days is not None and self.n_days > LONG_AGO


@dataclass(frozen=True)
class Board:
    """The whole table of one fiscal year."""

    year: int
    is_this_year: bool
    groups: list[tuple[str, list[Row]]]

    @property
    def rows(self):
        return [row for _, rows in self.groups for row in rows]

    @property
    def months(self):
        return self.rows[0].cells if self.rows else []


def year_board(year, today):
    """The board of the Tier-2 councils for a fiscal year."""
    return arrange(board_facts(year, today))


def arrange(facts):
    """Facts become the table: groups by the time of their start, councils in the city's order."""
    by_council = defaultdict(list)
    for meeting in facts.meetings:
        by_council[meeting.council].append(meeting)
    resting = facts.resting_on(facts.today)
    groups = defaultdict(list)
    for council in facts.tier2():
        row = _row(council, by_council[council.pk], facts, council.pk in resting)
        groups[council.cohort_label].append(row)
    is_this_year = wareki.fiscal_year(facts.today) == facts.year
    return Board(facts.year, is_this_year, list(groups.items()))


def _row(council, meetings, facts, is_resting):
    cells = _empty_cells(council, facts)
    held = []
    for meeting in meetings:
        day = meeting.held_on
        cells[day.year, day.month].put(meeting, facts.today)
        if meeting.form in Meeting.COUNTED_FORMS and (meeting.is_recorded or day < facts.today):
            held.append(meeting)
    last = held[-1] if held else None  # the facts are in the order of their days
    is_this_year = wareki.fiscal_year(facts.today) == facts.year
    n_days = (facts.today - last.held_on).days if last and is_this_year else None
    return Row(council, list(cells.values()), last, n_days, is_resting and is_this_year)


def _empty_cells(council, facts):
    pauses = [pause for pause in facts.pauses if pause.council == council.pk]
    this_month = (facts.today.year, facts.today.month)
    cells = {}
    for year, month in wareki.fiscal_months(facts.year):
        first = date(year, month, 1)
        last = date(year, month, calendar.monthrange(year, month)[1])
        cells[year, month] = Cell(
            month,
            is_now=(year, month) == this_month,
            is_future=(year, month) > this_month,
            is_resting=any(pause.covers(first, last) for pause in pauses),
            council=council.pk,
        )
    return cells


@lru_cache(maxsize=KEPT_TABLES)
def heat_table(facts):
    """The drawn table. Drawing 312 squares costs ten times what its queries cost, and nearly
    always nothing has changed: the key is all the facts themselves, so it can never be stale.
    """
    return render_to_string("reports/heat.html", {"board": arrange(facts)})
