"""Dates, months, fiscal years and times, printed and read the Japanese way (K1, C21, DS-441).

Stored dates are Gregorian; eras exist only on paper and in what people type. Whatever has one
meaning is read; whatever has none is refused with a sentence that says what is wrong. All
refusals are ``ValueError`` with a Japanese message.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from takasaki_sc.lib.kana import arabic_numerals, plain
from takasaki_sc.lib.times import TILDE, first_match, quoted
from takasaki_sc.lib.times import format_hours as format_hours
from takasaki_sc.lib.times import format_time as format_time
from takasaki_sc.lib.times import format_time_range as format_time_range
from takasaki_sc.lib.times import parse_time as parse_time

WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Era:
    """One era (元号): two kanji, its letter and its first day."""

    kanji: str
    letter: str
    start: date

    def touches(self, first: date, last: date) -> bool:
        """Whether a period has at least one day in this era."""
        newer = [era.start for era in ERAS if era.start > self.start]
        return self.start <= last and (not newer or first < min(newer))


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)
"""Newest first. A new era is one line on top."""


def era_names(since: int, letters: str = "") -> str:
    """「令和|平成|昭和|[RHS]」 for 1926: the eras since a year, to build patterns from.

    letters: how the one letter is matched, where it is not just one of them.
    """
    found = [era for era in ERAS if era.start.year >= since]
    one_of = f"[{''.join(era.letter for era in found)}]"
    return "|".join([*(era.kanji for era in found), letters.format(one_of) if letters else one_of])


GREGORIAN_SINCE = date(1873, 1, 1)
"""Before 明治6年 Japan counted months by the moon, so no conversion is possible."""


def era_of(day: date) -> tuple[Era, int]:
    """The era a day belongs to and its year in it (1 for 元年)."""
    if day < GREGORIAN_SINCE:
        raise ValueError("明治5年以前は旧暦のため、和暦にできません。")
    era = next(era for era in ERAS if era.start <= day)
    return era, day.year - era.start.year + 1


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, only to the month (「H29年4月」) or only to the year (K1)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError(f"{self.year}年はありません。")
        if self.month is None:
            if self.day is not None:
                raise ValueError("日だけがあり、月がありません。")
            return
        if not 1 <= self.month <= 12:
            raise ValueError(f"{self.month}月はありません。")
        last = calendar.monthrange(self.year, self.month)[1]
        if self.day is not None and not 1 <= self.day <= last:
            month = "".join(_parts(PartialDate(self.year, self.month)))
            raise ValueError(f"{month}は{last}日までです（{self.day}日はありません）。")

    @property
    def first_day(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "".join(_parts(self))


# Printing ----------------------------------------------------------------------------------


def weekday_kanji(day: date) -> str:
    """「火」"""
    return WEEKDAYS[day.weekday()]


def format_date(day: date, *, weekday: bool = False) -> str:
    """「令和8年11月3日」, with ``weekday`` 「令和8年11月3日（火）」."""
    return "".join(_parts(_exact(day))) + (f"（{weekday_kanji(day)}）" if weekday else "")


def format_short(day: date) -> str:
    """「R8.11.3」"""
    era, year = era_of(day)
    return f"{era.letter}{year}.{day.month}.{day.day}"


def format_month(day: date) -> str:
    """「令和8年11月」"""
    return f"{_era_year(day)}{day.month}月"


def format_month_day(day: date) -> str:
    """「11月3日（火）」, as the newsletter writes it (C21)."""
    return f"{day.month}月{day.day}日（{weekday_kanji(day)}）"


def format_range(start: date | PartialDate, end: date | PartialDate) -> str:
    """「令和8年11月3日（火）〜5日（木）」, 「平成27年4月〜平成29年4月」; equal ends print once.

    What the end shares with the start is said once, but only when both are equally exact.
    """
    first, last = _exact(start), _exact(end)
    if last.last_day < first.first_day:
        raise ValueError("終わりが始まりより前です。")
    head, tail = _parts(first), _parts(last)
    for parts, value in ((head, first), (tail, last)):
        if value.day:
            parts[-1] += f"（{weekday_kanji(value.first_day)}）"
    if head == tail:
        return "".join(head)
    if len(head) == len(tail):
        said = takewhile(lambda pair: pair[0] == pair[1], zip(head, tail[:-1], strict=False))
        tail = tail[len(list(said)) :]
    return "".join(head) + TILDE + "".join(tail)


def _exact(day: date | PartialDate) -> PartialDate:
    return day if isinstance(day, PartialDate) else PartialDate(day.year, day.month, day.day)


def _parts(value: PartialDate) -> list[str]:
    """「令和8年」 「11月」 「3日」, as far as known."""
    first, last = _era_year(value.first_day), _era_year(value.last_day)
    parts = [first if first == last else f"{first}（{last}）"]
    parts += [f"{value.month}月"] if value.month else []
    parts += [f"{value.day}日"] if value.day else []
    return parts


def _era_year(day: date) -> str:
    if day < GREGORIAN_SINCE:
        return f"西暦{day.year}年"
    return _year_name(era_of(day)[0], day.year)


def _year_name(era: Era, gregorian: int) -> str:
    year = gregorian - era.start.year + 1
    return f"{era.kanji}{'元' if year == 1 else year}年"


# Reading dates ------------------------------------------------------------------------------

_KANJI, _LETTERS = "|".join(f"{era.kanji}?" for era in ERAS), "".join(era.letter for era in ERAS)
ERA_PATTERN = rf"(?P<era>{_KANJI}|[{_LETTERS}]\.?)"
"""「令和」, 「令」, 「R」 or 「R.」; forms read years with it too."""
_MIDNIGHT = r"(?:T?00:00(?::00)?)?"  # what a spreadsheet adds to a date
_PATTERNS = (
    rf"(?:{ERA_PATTERN}|西暦)?(?P<year>\d+)年(?:(?P<month>\d+)月(?:(?P<day>\d+)日|(?P<end>末)日?)?)?",
    r"(?P<month>\d{1,2})/(?P<day>\d+)",
    rf"{ERA_PATTERN}?(?P<year>\d+)[./,・-](?P<month>\d+)[./,・-](?P<day>\d+){_MIDNIGHT}",
    rf"{ERA_PATTERN}?(?P<year>\d+)[./-](?P<month>\d+)(?:月(?P<end>末)?)?",
    rf"{ERA_PATTERN}(?P<year>\d\d?)(?P<month>\d\d)(?P<day>\d\d)",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    r"(?P<month>\d+)月(?:(?P<day>\d+)日|(?P<end>末)日?)?",
    r"(?P<day>\d+)日",
)
_WEEKDAY = re.compile(
    r"(?:\((?P<bracketed>[月火水木金土日])(?:曜日?)?(?:[・,、]?[祝休]日?)?\)"
    r"|(?<=日)(?P<bare>[月火水木金土日])曜日?)$"
)
_TAIL = re.compile(r"(?:現在|時点|まで|迄|発行|号)$")
_EXAMPLES = "例：令和8年11月3日、R8.11.3、2026-11-03"
_MONTHS = "例：令和9年1月、R9.1、2027-01"
_FISCAL_YEARS = "例：令和8年度、R8年度、2026年度"


@dataclass(frozen=True)
class _Context:
    """What was typed, and what is known: the year, a day in the fiscal year, a range's start."""

    text: str
    examples: str = _EXAMPLES
    year: int | None = None
    near: date | None = None
    after: PartialDate | None = None


def parse_date(text: str, *, default_year: int | None = None, near: date | None = None) -> date:
    """The day in 「令和8年11月3日（火）」, 「Ｒ８．１１．３」, 「2026/11/3」, 「令和五年二月一日」.

    A day without a year (「11月3日」) needs ``default_year``, or ``near``: any day of the fiscal
    year that is meant. 「9月末現在」 is the last day of September. Raises ``ValueError`` for
    anything without exactly one meaning: no era (5.2.1), a day outside its era, a weekday that
    does not fit, a day that does not exist.
    """
    found = parse_partial(text, default_year=default_year, near=near)
    if found.day is None:
        raise ValueError(f"{quoted(text)}には日がありません。{_EXAMPLES}")
    return found.first_day


def parse_partial(
    text: str, *, default_year: int | None = None, near: date | None = None
) -> PartialDate:
    """Like ``parse_date``, but 「H29年4月」, 「2022年11月」 and 「令和4年」 are enough (K1)."""
    return _read(_Context(text, year=default_year, near=near))


def parse_month(text: str) -> date:
    """The first day of the month in 「令和9年1月」 or 「R9.1」; a refusal shows months."""
    found = _read(_Context(text, _MONTHS))
    if found.month is None:
        raise ValueError(f"{quoted(text)}には月がありません。{_MONTHS}")
    return found.first_day.replace(day=1)


def parse_range(
    text: str, *, default_year: int | None = None, near: date | None = None
) -> tuple[PartialDate, PartialDate | None]:
    """Both ends of 「H27.4～H29.4」, 「令和8年11月3日〜5日」, 「2022年11.12月合併号」 (K1).

    The end may leave out what it shares with the start. 「平成28年3月～」 has no end (``None``);
    a single date is a range of its own.
    """
    tidy = _tidy(text)
    joint = re.fullmatch(r"(.*年)(\d+)[.・,、](\d+)月(?:合併)?号?", tidy)
    if joint:
        tidy = f"{joint[1]}{joint[2]}月~{joint[3]}月"
    head, divider, tail = tidy.replace("から", "~").partition("~")
    start = _read(_Context(head, year=default_year, near=near))
    if not divider:
        return start, start
    if not tail:
        return start, None
    end = _read(_Context(tail, after=start))
    if end.last_day < start.first_day:
        raise ValueError(f"{quoted(text)}は終わりが始まりより前です。")
    return start, end


def _read(context: _Context) -> PartialDate:
    body = _TAIL.sub("", _tidy(context.text))
    weekday = _WEEKDAY.search(body)
    body = body[: weekday.start()] if weekday else body
    match = first_match(_PATTERNS, body)
    if match is None:
        raise ValueError(f"{quoted(context.text)}は日付として読めません。{context.examples}")
    found = _found(match.groupdict(), context)
    written = weekday and (weekday["bracketed"] or weekday["bare"])
    real = found.day and weekday_kanji(found.first_day)
    if written and real and written != real:
        raise ValueError(f"{found}は{written}曜日ではなく{real}曜日です。")
    return found


def _found(groups: dict[str, str | None], context: _Context) -> PartialDate:
    month = _number(groups.get("month"))
    if month is None and "year" not in groups and context.after:
        month = context.after.month
    era = _era_named(groups.get("era"))
    year = _year(groups.get("year"), era, month, context)
    found = PartialDate(year, month, _number(groups.get("day")))
    if groups.get("end"):
        found = _exact(found.last_day)
    if era:
        _check_era(era, found)
    return found


def _year(digits: str | None, era: Era | None, month: int | None, context: _Context) -> int:
    if digits is None:
        return _unwritten_year(month, context)
    if era is None and len(digits) == 4:
        return int(digits)
    if era is None and context.after:
        era = era_of(context.after.first_day)[0]
    if era is None:
        raise ValueError(f"{quoted(context.text)}には元号がありません。{context.examples}")
    if not 1 <= int(digits) <= 99:
        raise ValueError(f"{era.kanji}{int(digits)}年はありません。")
    return era.start.year + int(digits) - 1


def _unwritten_year(month: int | None, context: _Context) -> int:
    if month is None:
        raise ValueError(f"{quoted(context.text)}には月がありません。{context.examples}")
    if context.after:
        return context.after.year + (month < (context.after.month or 1))
    if context.year:
        return context.year
    if context.near:
        return fiscal_year(context.near) + (month < 4)
    raise ValueError(f"{quoted(context.text)}には年がありません。{context.examples}")


def _check_era(era: Era, found: PartialDate) -> None:
    if found.last_day < GREGORIAN_SINCE:
        raise ValueError("明治5年以前は旧暦のため読めません。西暦でご記入ください。")
    if not era.touches(found.first_day, found.last_day):
        written = _year_name(era, found.year) + "".join(_parts(found)[1:])
        raise ValueError(f"{written}は{era.kanji}の期間ではありません（{found}です）。")


def _tidy(text: str) -> str:
    """No blanks, arabic digits, 元年 as 1年."""
    tidy = re.sub("元(?=[年./-])", "1", plain(text).replace(" ", ""))
    return arabic_numerals(tidy, before=("年", "月", "日")).upper()


def _era_named(name: str | None) -> Era | None:
    """The era of 「令和」, 「令」, 「r」 or 「R.」."""
    first = name[0].upper() if name else ""
    return next((era for era in ERAS if first in (era.kanji[0], era.letter)), None)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


# Fiscal years (年度: April to March) ---------------------------------------------------------


def fiscal_year(day: date) -> int:
    """The Gregorian year in which the fiscal year of this day began."""
    return day.year - (day.month < 4)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day: (2026-04-01, 2027-03-31) for 2026."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def fiscal_months(year: int) -> list[tuple[int, int]]:
    """The twelve (year, month) pairs, April first."""
    return [(year, month) for month in range(4, 13)] + [(year + 1, month) for month in (1, 2, 3)]


def format_fiscal_year(year: int) -> str:
    """「令和8年度」 for 2026.

    A fiscal year bears the era of its middle, 1 October. So 2019 is 令和元年度, as the city's own
    papers print it since the change of era, though it began in 平成31年; 1988 stays 昭和63年度.
    """
    return f"{_era_year(date(year, 10, 1))}度"


def parse_fiscal_year(text: str, hint: str | None = None) -> int:
    """The year in which 「R8年度」, 「令和元年度」, 「平成31年度」 or 「2026年度」 begins.

    「27年度」 needs ``hint``, the era meant (「平成」 or 「H」). An era without a day in the fiscal
    year is refused (平成32年度).
    """
    match = first_match((rf"{ERA_PATTERN}?(?P<year>\d+)(?:年度)?",), _tidy(text))
    if match is None:
        raise ValueError(f"{quoted(text)}は年度として読めません。{_FISCAL_YEARS}")
    four_digits = len(match["year"]) == 4
    era = _era_named(match["era"] or (None if four_digits else hint))
    year = _year(match["year"], era, None, _Context(text, _FISCAL_YEARS))
    if era and not era.touches(*fiscal_year_bounds(year)):
        raise ValueError(
            f"{quoted(text)}は{era.kanji}の期間ではありません（{format_fiscal_year(year)}です）。"
        )
    return year
