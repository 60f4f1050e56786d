"""When a gathering meets, read from what the list says (H2): 「第1・3(木)10:00~12:00」.

The printed text is the truth and stays as written; this module only adds a reading that can be
computed with. It never guesses: whatever could change the dates and was not understood makes
``understood`` false, and then no code and no dates are given.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import lru_cache

import jpholiday

from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.recurrence import (
    FORTNIGHTLY,
    WEEKLY,
    Rule,
    falls_on,
    rule_lines,
    rules_code,
)
from takasaki_sc.lib.schedule_hours import hour_of, lasting_until, span_of
from takasaki_sc.lib.schedule_numbers import (
    months_off,
    numbers,
    ordinals,
    span_of_months,
    weekday_numbers,
)
from takasaki_sc.lib.schedule_words import DENIES, MAY_CHANGE_DATES, tokens

_HORIZON = timedelta(days=800)
_LONGEST = 300  # a story, not a timetable; also keeps reading fast whatever is pasted
_YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
"""年末年始 as public offices close (行政機関の休日に関する法律)."""


@dataclass(frozen=True)
class Schedule:
    """The printed words and what we make of them.

    ``notes`` holds words that say nothing about dates, and why something was not understood.
    With ``understood`` false the rules are at most a suggestion for a person to confirm.
    ``read`` is every day and time the words name, also where an exception beside them was not
    understood; see ``schedule_facts``. ``is_afternoon_guessed``: 「1時半」 was taken for 13:30.
    """

    text: str
    rules: tuple[Rule, ...] = ()
    understood: bool = False
    notes: str = ""
    skip_holidays: bool = False
    skip_year_end: bool = False
    months_off: tuple[int, ...] = ()
    read: tuple[Rule, ...] = ()
    is_afternoon_guessed: bool = False


@lru_cache(maxsize=4096)  # a list says the same hours in line after line
def parse_schedule(text: str) -> Schedule:
    """The reading of one 日時 cell. Never raises; the text comes back unchanged."""
    if len(text) > _LONGEST:
        return Schedule(text, notes=f"{_LONGEST}字を超えるため、日時として読んでいません")
    reader = _Reader()
    for kind, token in tokens(text):
        getattr(reader, kind)(token)
    reader.flush()
    reader.check()
    named = tuple(reader.named)
    return Schedule(
        text=text,
        rules=() if reader.must_not_suggest else tuple(reader.rules),
        understood=bool(reader.rules) and not reader.doubts,
        notes="、".join([*reader.words, *reader.doubts]),
        skip_holidays=reader.skip_holidays,
        skip_year_end=reader.skip_year_end,
        months_off=tuple(reader.months_off),
        read=() if reader.is_day_unsure or _is_about_others(text, reader) else named,
        is_afternoon_guessed=reader.is_afternoon_guessed,
    )


def _is_about_others(text: str, reader: "_Reader") -> bool:
    """Whether the days a text names are days off, or single dates. What brackets say of days off
    (「（12月29日～1月3日は休み）」) leaves the days before them as they are."""
    is_understood = reader.rules and not reader.doubts
    return not is_understood and bool(_NOT_ITS_DAYS.search(_DATES_OFF.sub("", plain(text))))


_DATES_OFF = re.compile(
    r"[(※](?:\d{1,2}[月日/]|[^()※月火水木金土日])*(?:休|除)(?:\d{1,2}[月日]|[^()月火水木金土日])*\)?"
)
_NOT_ITS_DAYS = re.compile(
    r"定休|休館日|休業日|休診|\d月\s*\d{1,2}日|\d/\d{1,2}(?!\d)|以外"
    r"|(?:休日|祝日)は(?=\d)"
)
"""Words beside which a weekday is not the day it is held on."""


# Using a schedule ----------------------------------------------------------------------------


def gif_code(schedule: Schedule) -> str:
    """「0Tu0Fr」, 「14Tu4Th」, 「6Fr」, 「7Su」; empty where GIF has no code or we do not know.

    Weekdays run from 月 to 日. Exceptions (holidays, months off) belong in the remarks, not here.
    """
    return rules_code(schedule.rules) if schedule.understood else ""


def next_dates(
    schedule: Schedule,
    after: date,
    n: int = 3,
    *,
    skip_holidays: bool | None = None,
    anchor: date | None = None,
) -> list[date]:
    """The next ``n`` days after ``after`` (not that day itself).

    ``skip_holidays`` overrules what the text says about 祝日. 隔週 and 隔月 need ``anchor``, one
    day it was held; without it, as without an understood text, the list is empty.
    """
    if not schedule.understood or (
        anchor is None and any(rule.needs_anchor for rule in schedule.rules)
    ):
        return []
    skip = schedule.skip_holidays if skip_holidays is None else skip_holidays
    schedule = replace(schedule, skip_holidays=skip)
    days = (after + timedelta(days=i) for i in range(1, _HORIZON.days))
    held = (day for day in days if _is_held(schedule, day, anchor or day))
    return [day for _, day in zip(range(n), held, strict=False)]


def rrules(schedule: Schedule) -> list[str]:
    """The dates as RFC 5545 rules (「FREQ=MONTHLY;BYDAY=1TH,3TH」), one each, without times.

    Holidays, months off and the first date (DTSTART) are the caller's business.
    """
    if not schedule.understood:
        return []
    return list(dict.fromkeys(line for rule in schedule.rules for line in rule_lines(rule)))


def _is_held(schedule: Schedule, day: date, anchor: date) -> bool:
    if day.month in schedule.months_off:
        return False
    if schedule.skip_year_end and is_year_end(day):
        return False
    if not any(falls_on(rule, day, anchor) for rule in schedule.rules):
        return False
    return not (schedule.skip_holidays and is_public_holiday(day))


def is_public_holiday(day: date) -> bool:
    """国民の祝日, substitute days included."""
    return jpholiday.is_holiday(day)


def is_year_end(day: date) -> bool:
    """29 December to 3 January."""
    return (day.month, day.day) in _YEAR_END


@dataclass
class _Reader:
    """The state of reading one cell: a clause is days, then times; a new day begins the next."""

    rules: list[Rule] = field(default_factory=list)
    named: list[Rule] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    months_off: list[int] = field(default_factory=list)
    must_not_suggest: bool = False
    is_day_unsure: bool = False
    is_afternoon_guessed: bool = False
    skip_holidays: bool = False
    skip_year_end: bool = False
    _weekdays_off: set[int] = field(default_factory=set)
    _counted: list[str] = field(default_factory=list)
    # the clause being read
    _days: list[Rule] = field(default_factory=list)
    _nth: tuple[int, ...] = ()
    _times: list[tuple[time | None, time | None]] = field(default_factory=list)
    _months: tuple[int, ...] = ()
    _every_n: int = 1
    _is_order_unusual: bool = False

    def deny(self, reason: str) -> None:
        """A reading would be a guess: none is offered."""
        self.doubts.append(reason)
        self.must_not_suggest = True

    # words without days

    def unknown(self, token: str) -> None:
        if DENIES.search(token):
            self.deny(f"「{token}」は読み取れません")
        elif MAY_CHANGE_DATES.search(token):
            self.doubts.append(f"「{token}」は読み取れません")
        elif token:
            self.words.append(token)

    def ignored(self, token: str) -> None:
        self.words.append(token)

    def off(self, token: str) -> None:
        self.skip_holidays |= "祝" in token
        self.skip_year_end |= "年末年始" in token
        self.months_off += months_off(token)
        days = re.sub(r"祝(?:祭)?日?|\d+月?|曜日?|休.*日|休業", "", token)
        self._weekdays_off |= set(weekday_numbers(days))

    def moved(self, token: str) -> None:
        self.doubts.append(f"「{token.strip(' ()※')}」は読み取れません")

    def since(self, token: str) -> None:
        self.deny(f"「{token}」が、いつまでか分かりません")

    def other_months(self, token: str) -> None:
        self.deny(f"「{token.strip(' ()※')}」は読み取れません")

    def either_day(self, token: str) -> None:
        self.deny(f"「{token}」の、どちらの日か分かりません")

    def counted(self, token: str) -> None:
        self._counted.append(token)

    # days

    def nth(self, token: str) -> None:
        self._ordinal(ordinals(token))

    def weekly(self, _token: str) -> None:
        self._ordinal((WEEKLY,))

    def fortnightly(self, _token: str) -> None:
        self._ordinal((FORTNIGHTLY,))

    def weekdays(self, token: str) -> None:
        self._on(weekday_numbers(token))

    def bare_days(self, token: str) -> None:
        """「第3日」 may be the third day or the third Sunday, 「月」 a month."""
        if token in "日月" and self._nth != (WEEKLY,):
            self.is_day_unsure |= bool(self._nth) and token != "月"
            self.deny(f"「{token}」が曜日か日付か分かりません")
        self._on(weekday_numbers(token))

    def day_range(self, token: str) -> None:
        first, last = weekday_numbers(token)
        length = (last - first) % 7 + 1
        self._on(tuple(sorted((first - 1 + i) % 7 + 1 for i in range(length))))

    def every_day(self, _token: str) -> None:
        self._on((1, 2, 3, 4, 5, 6, 7))

    def working_days(self, _token: str) -> None:
        self.skip_holidays = True
        self._on((1, 2, 3, 4, 5))

    def month_days(self, token: str) -> None:
        self._begin_day()
        self._days.append(Rule(month_days=numbers(token)))

    def months(self, token: str) -> None:
        months = [numbers(part) for part in re.split("[・,、と]", token)]
        self._in_months(tuple(month for part in months for month in span_of_months(part)))

    def parity(self, token: str) -> None:
        self._in_months(tuple(range(1 if token.startswith("奇") else 2, 13, 2)))

    def every_n(self, token: str) -> None:
        self._every_n = (numbers(token) or (2,))[0]

    # times

    def span(self, token: str) -> None:
        start, end, is_guess = span_of(token)
        self.is_afternoon_guessed |= is_guess
        self._at(start, end)

    def clock(self, token: str) -> None:
        start, is_guess = hour_of(token)
        self.is_afternoon_guessed |= is_guess
        self._at(start, None)

    def until(self, token: str) -> None:
        end, is_guess = hour_of(token)
        self.is_afternoon_guessed |= is_guess
        self._at(None, end)

    def lasting(self, token: str) -> None:
        start, end = self._times[-1] if self._times else (None, None)
        end = end or (start and lasting_until(start, token))
        self._times[-1:] = [(start, end)] if self._times else []
        self.words.append(token)

    # clauses

    def flush(self) -> None:
        """Turn the clause into rules: every day at every time."""
        if not self._days:
            return
        if self._nth and len(self._days) == 1 and not self._days[0].nth:  # 火曜(第1・3)
            self._days, self._nth = [replace(self._days[0], nth=self._nth)], ()
        for day in self._days:
            nth = day.nth or (() if day.month_days else (WEEKLY,))
            for start, end in self._times or [(None, None)]:
                self.rules.append(
                    replace(
                        day,
                        nth=nth,
                        start=start,
                        end=end,
                        months=self._months,
                        every_n_months=self._every_n,
                    )
                )
        self._days, self._times, self._months, self._every_n = [], [], (), 1

    def check(self) -> None:
        """Whatever is left over or does not add up."""
        if self._nth:
            self.deny("第何週の何曜日か分かりません")
        if self._months:
            self.deny("月だけで、日が分かりません")
        if not self.rules:
            self.doubts.append("曜日や日付が分かりません")
            slots = self._times or ([(None, None)] if self._every_n > 1 else [])
            self.rules = [Rule(start=a, end=b, every_n_months=self._every_n) for a, b in slots]
        elif self._times:
            self.deny("どの日の時間か分かりません")
        self.named = list(self.rules)
        self._take_weekdays_off()
        if not self.must_not_suggest:
            self.named = list(self.rules)
        for token in self._counted:
            if not _adds_up(token, self.rules):
                self.deny(f"「{token}」が、いつかまでは分かりません")

    def _ordinal(self, nth: tuple[int, ...]) -> None:
        if self._nth:
            self.deny("第何週の何曜日か分かりません")
        if self._days and self._times:
            self._begin_day()
        self._nth = nth

    def _on(self, weekdays: tuple[int, ...]) -> None:
        self._begin_day()
        before = [*self.rules, *self._days][-1:]
        if not self._nth and before and before[0].nth not in ((), (WEEKLY,)):
            self.deny("「毎週」か「第何週」かが書かれていません")
        self._days.append(Rule(weekdays=weekdays, nth=self._nth))
        self._nth = ()

    def _begin_day(self) -> None:
        if self._days and self._times:
            if self._is_order_unusual:
                self.deny("日と時間の組み合わせが分かりません")
            self.flush()

    def _in_months(self, months: tuple[int, ...]) -> None:
        if self._months:
            self._begin_day()
        self._is_order_unusual |= bool(self._times)
        if self._months:
            self.deny("月と日の組み合わせが分かりません")
        self._months = months

    def _at(self, start: time | None, end: time | None) -> None:
        if start is None and end is None:
            self.words.append("時刻の一部が読み取れません")
        if self._is_order_unusual and self._days:
            self.deny("日と時間の組み合わせが分かりません")
        self._is_order_unusual |= not self._days and not self._nth
        self._times.append((start, end))

    def _take_weekdays_off(self) -> None:
        if self._weekdays_off and any(rule.nth != (WEEKLY,) for rule in self.rules):
            self.deny("休みの曜日との組み合わせが分かりません")
        left = [
            replace(rule, weekdays=tuple(d for d in rule.weekdays if d not in self._weekdays_off))
            for rule in self.rules
        ]
        self.rules = left if self._weekdays_off else self.rules


def _adds_up(token: str, rules: list[Rule]) -> bool:
    """Whether 「月2回」 is borne out by the days that are named."""
    days = {(weekday, n) for rule in rules for weekday in rule.weekdays for n in rule.nth}
    dates = {day for rule in rules for day in rule.month_days}
    is_weekly = all(n == WEEKLY for _, n in days) and not dates
    if token.lstrip("毎").startswith("週"):
        return is_weekly and numbers(token) == (len(days),)
    per_month = sum(2 if n == FORTNIGHTLY else 1 for _, n in days) + len(dates)
    return "月" in token and not is_weekly and numbers(token) == (per_month,)
