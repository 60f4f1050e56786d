"""協議体ごとの 1年のようす: 26 councils × 12 months.

A month with no meeting, one whose record is missing, one still to come, one called off, one on
paper and one in which the council rests are different things, and the board never mixes them.
"""

import calendar
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import ExtractMonth
from django.template.loader import render_to_string

from councils.models import Council, Meeting
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of

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


class Month(ExtractMonth):
    """The number of the month of a day. SQLite keeps days as text, where cutting two letters out
    costs a tenth of what calling Django's own function in Python for every row does."""

    def as_sqlite(self, compiler, connection, **words):
        sql, params = compiler.compile(self.lhs)
        return f"CAST(substr({sql}, 6, 2) AS integer)", params


class MeetingLine(NamedTuple):
    """What the board knows of the meetings of one council in one month that are alike."""

    council: int
    month: int
    form: str
    is_month_only: bool
    is_recorded: bool
    is_past: bool
    n: int
    first: int
    last_on: date

    @property
    def is_over(self):
        return self.is_past or self.is_recorded


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
    """What is known of a fiscal year. Two queries, few rows whatever the volume, no objects."""
    facts = council_facts(year, today)
    meetings = (
        Meeting.objects.in_fiscal_year(year)
        .order_by()
        .values_list(
            "council_id", Month("held_on"), "form", "is_month_only",
            Q(recorded_at__isnull=False), Q(held_on__lt=today),
        )
        .annotate(n=Count("pk"), first=Min("pk"), last_on=Max("held_on"))
    )  # fmt: skip
    lines = sorted(map(MeetingLine._make, meetings), key=lambda line: (line.last_on, line.first))
    return replace(facts, meetings=tuple(lines))


def council_facts(year, today):
    """What is known of the councils alone, and of their rests: one query, a line a rest."""
    rows = Council.objects.in_board_order().values_list(
        "pk", "name", "tier", "cohort_label", "pauses__from_on", "pauses__until_on"
    )
    councils = dict.fromkeys(CouncilLine(*row[:4]) for row in rows)
    pauses = [PauseLine(row[0], *row[4:]) for row in rows if row[4] is not None]
    pauses.sort(key=lambda pause: (pause.council, pause.from_on))
    return BoardFacts(year, today, tuple(councils), (), tuple(pauses))


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
    n_meetings: int = 0
    meeting: int = 0
    council: int = 0

    def put(self, line):
        """Count meetings that are alike into this month. 書面 is no 回 (D13), and what nobody
        wrote down is none yet."""
        self.n_meetings += line.n
        self.meeting = line.first
        if line.form == Form.CANCELLED:
            self.n_cancelled += line.n
        elif line.form == Form.POSTPONED:
            self.n_postponed += line.n
        elif not line.is_over:
            self.n_planned += line.n
        else:
            self.n_missing += 0 if line.is_recorded else line.n
            if line.form == Form.WRITTEN:
                self.n_written += line.n
            elif line.is_recorded:  # as in every report: reports.figures.meetings.held
                self.n_held += line.n

    @property
    def sign(self):
        """What stands in the square: never colour alone."""
        if self.n_held:
            return str(self.n_held)
        signs = (
            (self.n_planned, "予"), (self.n_written, "書"), (self.n_postponed, "延"),
            (self.n_cancelled, "中"), (self.is_resting, "休"),
        )  # fmt: skip
        nothing = "" if self.is_future or self.n_missing else "0"
        return next((sign for n, sign in signs if n), nothing)

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
        if self.n_meetings == 1:
            return address_of("councils:meeting-detail", self.meeting)
        return address_of("councils:council-meetings", self.council) if self.n_meetings else ""


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
        day = self.last.last_on
        return f"{day.month}月" if self.last.is_month_only else f"{day.month}月{day.day}日"

    @property
    def address(self):
        return address_of("councils:council-detail", self.council.pk)

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
    for line in facts.meetings:
        by_council[line.council].append(line)
    resting = facts.resting_on(facts.today)
    groups = defaultdict(list)
    for council in facts.tier2():
        row = _row(council, by_council[council.pk], facts, council.pk in resting)
        groups[council.cohort_label].append(row)
    is_this_year = wareki.fiscal_year(facts.today) == facts.year
    return Board(facts.year, is_this_year, list(groups.items()))


def _row(council, lines, facts, is_resting):
    cells = _empty_cells(council, facts)
    for line in lines:
        cells[line.month].put(line)
    held = [line for line in lines if line.form in Meeting.COUNTED_FORMS and line.is_over]
    last = held[-1] if held else None  # the facts are in the order of their days
    is_this_year = wareki.fiscal_year(facts.today) == facts.year
    n_days = (facts.today - last.last_on).days if last and is_this_year else None
    return Row(council, list(cells.values()), last, n_days, is_resting and is_this_year)


def _empty_cells(council, facts):
    pauses = [pause for pause in facts.pauses if pause.council == council.pk]
    this_month = (facts.today.year, facts.today.month)
    cells = {}
    for year, month in wareki.fiscal_months(facts.year):
        first = date(year, month, 1)
        last = date(year, month, calendar.monthrange(year, month)[1])
        cells[month] = Cell(
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
