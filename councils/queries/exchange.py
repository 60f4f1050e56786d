"""Meetings of many: the table of exchange meetings, and what the sheet of one offers."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from councils.models import Council, Meeting, MeetingParty, ProgrammePart
from takasaki_sc.lib import wareki

N_THEME_MEETINGS = 30


@dataclass(frozen=True)
class ExchangeRow:
    """One line of 情報交換会のあゆみ: 期日・参加協議体数・内容（テーマ）・推進側のねらい (D3)."""

    meeting: Meeting
    day: str
    n_parties: int | None
    theme: str
    lines: list[str]
    aim: str

    @property
    def when(self):
        """「第1回 5月18日（木）」; without a number only the day."""
        return f"第{self.meeting.number}回 {self.day}" if self.meeting.number else self.day

    @property
    def content(self):
        """Theme and programme, one line each, as the Excel cell wants it."""
        return "\n".join([self.theme, *self.lines] if self.theme else self.lines)


@dataclass(frozen=True)
class ExchangeYear:
    """The exchange meetings of one fiscal year, first to last."""

    year: int
    rows: list[ExchangeRow]


def exchange_years():
    """Every fiscal year in which councils came together, newest first. Two queries."""
    held = (
        Meeting.objects.counted().recorded().filter(kind__is_exchange=True)
        .annotate(n_listed=_n_councils_listed())
        .prefetch_related(Prefetch("programme", ProgrammePart.objects.select_related("council")))
        .order_by("held_on", "pk")
    )  # fmt: skip
    years = groupby(held, key=lambda meeting: wareki.fiscal_year(meeting.held_on))
    table = [ExchangeYear(year, [_row(meeting) for meeting in found]) for year, found in years]
    return table[::-1]


def exchange_years_with_parties():
    """The same with the names of those who took part, for the workbook. Three queries."""
    years = exchange_years()
    parties = Prefetch("parties", MeetingParty.objects.select_related("council"))
    prefetch_related_objects([row.meeting for year in years for row in year.rows], parties)
    return years


def _n_councils_listed():
    """As Meeting.n_parties_shown counts, without reading a row a council."""
    listed = MeetingParty.objects.filter(meeting=OuterRef("pk"), council__isnull=False)
    return Subquery(listed.order_by().values("meeting").annotate(n=Count("pk")).values("n"))


def _row(meeting):
    day = f"{meeting.held_on.month}月"
    return ExchangeRow(
        meeting=meeting,
        day=day if meeting.is_month_only else wareki.format_month_day(meeting.held_on),
        n_parties=meeting.n_listed or meeting.n_parties,
        theme=meeting.theme,
        lines=[part.line for part in meeting.programme.all() if part.title != meeting.theme],
        aim=meeting.aim,
    )


def councils_for_gathering(meeting):
    """Councils that may have taken part: the second tier, and whoever is listed already."""
    listed = meeting.parties.filter(council__isnull=False).values("council")
    return Council.objects.filter(Q(tier=Council.Tier.SECOND) | Q(pk__in=listed)).in_board_order()


def meetings_that_set_themes(meeting):
    """First-tier meetings at which the theme may have been chosen (D4), newest first."""
    before = (
        Meeting.objects.filter(council__tier=Council.Tier.FIRST, held_on__lte=meeting.held_on)
        .exclude(pk=meeting.pk)
        .filter(kind__is_exchange=False)
        .order_by("-held_on", "-pk")
    )
    wanted = [*before.values_list("pk", flat=True)[:N_THEME_MEETINGS], meeting.theme_meeting_id]
    return Meeting.objects.filter(pk__in=wanted).select_related("council", "kind")
