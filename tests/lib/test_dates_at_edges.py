"""Days where calendars trip: eras change, leap days, the fiscal year, midnight in Japan, New Year.

Tables made from rules, so that every year of a working life is tried and not a handful.
"""

import inspect
import types
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from takasaki_sc.lib import wareki

pytestmark = pytest.mark.proves("G12")
YEARS = range(2015, 2041)

ERA_DAYS = [
    (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
    (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
    (date(2019, 12, 31), "令和元年12月31日", "R1.12.31"),
    (date(2020, 1, 1), "令和2年1月1日", "R2.1.1"),
    (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
    (date(1989, 1, 8), "平成元年1月8日", "H1.1.8"),
    (date(1926, 12, 24), "大正15年12月24日", "T15.12.24"),
    (date(1926, 12, 25), "昭和元年12月25日", "S1.12.25"),
    (date(1912, 7, 29), "明治45年7月29日", "M45.7.29"),
    (date(1912, 7, 30), "大正元年7月30日", "T1.7.30"),
]


@pytest.mark.parametrize(("day", "long", "short"), ERA_DAYS)
def test_day_at_the_edge_of_an_era(day, long, short):
    assert (wareki.format_date(day), wareki.format_short(day)) == (long, short)
    assert (wareki.parse_date(long), wareki.parse_date(short)) == (day, day)


@pytest.mark.parametrize("year", YEARS)
def test_fiscal_year_turns_between_march_and_april(year):
    last, first = date(year, 3, 31), date(year, 4, 1)
    assert (wareki.fiscal_year(last), wareki.fiscal_year(first)) == (year - 1, year)
    assert wareki.fiscal_year_bounds(year) == (first, date(year + 1, 3, 31))
    assert wareki.parse_fiscal_year(wareki.format_fiscal_year(year)) == year
    near = {wareki.parse_date(text, near=first) for text in ("4月1日", "4/1")}
    assert near == {first}
    assert wareki.parse_date("3月31日", near=last) == last


@pytest.mark.parametrize("year", [*YEARS, 1900, 2000, 2096])
def test_leap_day_is_there_in_leap_years_only(year):
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    written = f"{year}年2月29日"
    if not is_leap:
        with pytest.raises(ValueError, match="2月は28日まで"):
            wareki.parse_date(written)
        assert wareki.PartialDate(year, 2).last_day == date(year, 2, 28)
        return
    day = date(year, 2, 29)
    assert wareki.parse_date(written) == day
    assert wareki.parse_date(wareki.format_date(day)) == day
    assert wareki.PartialDate(year, 2).last_day == day
    assert wareki.fiscal_year(day) == year - 1


@pytest.mark.parametrize("year", YEARS)
def test_year_ends_and_begins(year):
    last, first = date(year, 12, 31), date(year + 1, 1, 1)
    assert wareki.fiscal_year(last) == wareki.fiscal_year(first) == year
    for day in (last, first):
        assert wareki.parse_date(wareki.format_date(day)) == day
        assert wareki.parse_date(wareki.format_short(day)) == day
    assert wareki.parse_date("1月1日", near=last) == first
    start, end = wareki.parse_range(wareki.format_range(last, first))
    assert (start.first_day, end.first_day) == (last, first)


MIDNIGHTS = [date(y, m, 1) for y in (2026, 2027, 2028) for m in range(1, 13)]


@pytest.mark.parametrize("day", MIDNIGHTS)
@pytest.mark.parametrize("second", [-1, 0])
def test_day_changes_at_midnight_in_japan(day, second):
    """Fifteen o'clock in London's winter: the server's own day is another one."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        hours=-9, seconds=second
    )
    with time_machine.travel(moment, tick=False):
        today = timezone.localdate()
    assert today == day + timedelta(days=second)
    assert wareki.fiscal_year(today) == wareki.fiscal_year(day) - (second < 0 and day.month == 4)


# An era nobody knows yet ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def later():
    """The module with one line more on top of ERAS, and nothing else."""
    source = inspect.getsource(wareki)
    known = '    Era("令和", "R", date(2019, 5, 1)),\n'
    assert source.count(known) == 1
    module = types.ModuleType("later_wareki")
    line = '    Era("光文", "K", date(2040, 5, 1)),\n'
    module.__dict__["__name__"] = wareki.__name__  # dataclasses look their module up
    exec(compile(source.replace(known, line + known), wareki.__file__, "exec"), module.__dict__)
    return module


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("光文元年5月1日", date(2040, 5, 1)),
        ("光文2年2月3日", date(2041, 2, 3)),
        ("光二年二月三日", date(2041, 2, 3)),
        ("K1.5.1", date(2040, 5, 1)),
        ("Ｋ２．２．３", date(2041, 2, 3)),
        ("K020203", date(2041, 2, 3)),
        ("令和22年4月30日", date(2040, 4, 30)),
    ],
)
def test_future_era_is_read_by_one_line_of_data(later, text, day):
    assert later.parse_date(text) == day


def test_future_era_is_printed_by_one_line_of_data(later):
    assert later.format_date(date(2040, 4, 30)) == "令和22年4月30日"
    assert later.format_date(date(2040, 5, 1), weekday=True) == "光文元年5月1日（火）"
    assert later.format_fiscal_year(2040) == "光文元年度"
    assert later.parse_fiscal_year("光文2年度") == 2041
    assert later.era_names(2019) == "光文|令和|[KR]"
    with pytest.raises(ValueError, match="令和23年1月1日は令和の期間ではありません"):
        later.parse_date("令和23年1月1日")
