"""Which days councils meet: working days that move with today."""

from datetime import date, timedelta

import jpholiday

from takasaki_sc.lib import wareki

YEARS = 3


def months(today):
    """First days of the months from the start of the fiscal year before last to this month."""
    begin, _ = wareki.fiscal_year_bounds(wareki.fiscal_year(today) - (YEARS - 1))
    firsts = [month_after(begin, n) for n in range(12 * YEARS)]
    return [first for first in firsts if first <= today]


def month_after(first, n):
    """The first day of the month n months later (earlier for a negative n)."""
    year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
    return date(year, month + 1, 1)


def meeting_day(first, voice):
    """第n○曜 of the month that begins on `first`; on a holiday a week later, in week 1 to 4."""
    to_weekday = timedelta(days=(voice.weekday - first.weekday()) % 7)
    week = timedelta(days=7)
    day = first + to_weekday + week * (voice.week - 1)
    while jpholiday.is_holiday(day) and (day + week).month == first.month:
        day += week
    return day


def working_day_near(today):
    """Today, or the nearest working day of this month."""
    days = [today + timedelta(days=n) for n in range(-31, 32)]
    working = [day for day in days
               if day.month == today.month and day.weekday() < 5
               and not jpholiday.is_holiday(day)]  # fmt: skip
    return min(working, key=lambda day: (abs(day - today), day))


def saturday(first):
    """The second Saturday of the month that begins on `first`."""
    return first + timedelta(days=(5 - first.weekday()) % 7 + 7)
