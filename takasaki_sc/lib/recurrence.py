"""Days that come again: 毎週火曜, 第1・3木曜, 毎月15日. Codes, dates and iCalendar rules for them.

Codes follow the Digital Agency's GIF (利用可能日時式): 毎週 0, 第n 1–5, 最終 6, 隔週 7, then Mo–Su.
Callers take these from ``schedules``; here is only the arithmetic of days, no reading of text.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

WEEKLY, LAST, FORTNIGHTLY = 0, 6, 7
"""Values of ``Rule.nth`` besides 1 to 5."""

_GIF = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True)
class Rule:
    """One line of a timetable: which days (1=月 … 7=日), and from when to when.

    ``nth`` says which of them in the month (0 毎週, 1–5, 6 最終, 7 隔週). ``month_days`` is for
    「毎月15日」, ``months`` for 「偶数月」 (empty: all), ``every_n_months`` 2 for 隔月.
    """

    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    start: time | None = None
    end: time | None = None
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    every_n_months: int = 1

    @property
    def has_days(self) -> bool:
        """Whether it says on which days."""
        return bool(self.month_days or (self.weekdays and self.nth))

    @property
    def needs_anchor(self) -> bool:
        """隔週 and 隔月 say how often, not which week or month: one known date is needed."""
        return self.every_n_months > 1 or FORTNIGHTLY in self.nth


def rules_code(rules: Iterable[Rule]) -> str:
    """「0Tu0Fr」 from 月 to 日; empty when GIF has no code for one of the rules."""
    days: dict[int, set[int]] = {}
    for rule in rules:
        if _is_beyond_gif(rule):
            return ""
        for weekday in rule.weekdays:
            days.setdefault(weekday, set()).update(rule.nth)
    return "".join(
        "".join(str(n) for n in sorted(days[weekday])) + _GIF[weekday - 1]
        for weekday in sorted(days)
    )


def _is_beyond_gif(rule: Rule) -> bool:
    return bool(rule.month_days or rule.months or rule.every_n_months > 1)


def falls_on(rule: Rule, day: date, anchor: date) -> bool:
    """Whether a day is one of the rule's; 隔週 and 隔月 are counted from ``anchor``."""
    if rule.months and day.month not in rule.months:
        return False
    if ((day.year - anchor.year) * 12 + day.month - anchor.month) % rule.every_n_months:
        return False
    if day.day in rule.month_days:
        return True
    return day.isoweekday() in rule.weekdays and any(_is_nth(day, n, anchor) for n in rule.nth)


def _is_nth(day: date, n: int, anchor: date) -> bool:
    if n == LAST:
        return day.day + 7 > monthrange(day.year, day.month)[1]
    if n == FORTNIGHTLY:
        weeks = (day - timedelta(day.weekday()) - anchor + timedelta(anchor.weekday())).days // 7
        return weeks % 2 == 0
    return n == WEEKLY or (day.day - 1) // 7 + 1 == n


def rule_lines(rule: Rule) -> Iterator[str]:
    """The rule in RFC 5545 form, without times."""
    months = f";BYMONTH={','.join(map(str, rule.months))}" if rule.months else ""
    interval = f";INTERVAL={rule.every_n_months}" if rule.every_n_months > 1 else ""
    if rule.month_days:
        yield f"FREQ=MONTHLY{interval};BYMONTHDAY={','.join(map(str, rule.month_days))}{months}"
    names = [_GIF[weekday - 1].upper() for weekday in rule.weekdays]
    for n in (WEEKLY, FORTNIGHTLY):
        if n in rule.nth:
            twice = ";INTERVAL=2" if n == FORTNIGHTLY else ""
            yield f"FREQ=WEEKLY{twice};BYDAY={','.join(names)}{months}"
    numbers = [-1 if n == LAST else n for n in rule.nth if n not in (WEEKLY, FORTNIGHTLY)]
    if numbers:
        days = ",".join(f"{number}{name}" for name in names for number in numbers)
        yield f"FREQ=MONTHLY{interval};BYDAY={days}{months}"
