"""What a timetable says in columns: weekdays, weeks of the month, from, to."""

from dataclasses import dataclass
from datetime import time

from takasaki_sc.lib.recurrence import LAST, Rule
from takasaki_sc.lib.schedules import Schedule
from takasaki_sc.lib.wareki import WEEKDAYS


@dataclass(frozen=True)
class Facts:
    """What a list wants to know in columns: 「火」「金」, weeks 1 and 3 (6 最終), from, to."""

    weekdays: tuple[str, ...] = ()
    nth: tuple[int, ...] = ()
    start: time | None = None
    end: time | None = None


def plain_facts(schedule: Schedule) -> Facts:
    """The days and the first time that a text names, exceptions apart: 「毎週火曜（お盆は休み）」
    is on Tuesdays. Nothing for single dates and for days off."""
    days = [rule for rule in schedule.read if rule.has_days and rule.weekdays]
    timed = next((rule for rule in schedule.read if rule.start or rule.end), Rule())
    numbers = sorted({day for rule in days for day in rule.weekdays})
    return Facts(
        tuple(WEEKDAYS[number - 1] for number in numbers),
        tuple(sorted({n for rule in days for n in rule.nth if 1 <= n <= LAST})),
        timed.start,
        timed.end,
    )
