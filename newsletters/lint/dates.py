"""Days, weekdays and years: 和暦, 西暦 and 曜日 agree, however a day is written (C21, K1)."""

import re
from dataclasses import dataclass
from datetime import timedelta

from newsletters import queries
from newsletters.lint.facts import narrow
from newsletters.lint.findings import about_article, passages
from newsletters.lint.registry import advisory, blocking
from takasaki_sc.lib import wareki

NEAR = timedelta(days=275)
"""A day without a year may be up to nine months before or after its issue."""

JOINTS = "〜～~、・,からと "
"""What stands between the first and the next day of one month."""

_KANJI = "0-9〇一二三四五六七八九十"
_ERA = rf"(?:{wareki.era_names(1926, '(?<![A-Za-z]){}')})"
_WEEKDAY = (
    r"(?:\s?\((?P<{0}>[月火水木金土日])(?:曜日?)?(?:[・、,]?[祝休]日?)?\)"
    r"|(?P<{0}_bare>[月火水木金土日])曜日?)"
)
_DAY = re.compile(
    rf"(?P<day>(?P<year>(?:(?:{_ERA}|西暦)\s?)?[{_KANJI}元]{{1,4}}年\s?)?"
    rf"(?<![{_KANJI}])[{_KANJI}]{{1,3}}月\s?[{_KANJI}]{{1,3}}日"
    rf"|(?P<short>{_ERA}\.?\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{1,2}}(?!\d)"
    r"|(?<![\d.-])[12]\d{3}[./-]\d{1,2}[./-]\d{1,2}(?!\d))"
    r"|(?<![\d/.])\d{1,2}/\d{1,2}(?=\s?\([月火水木金土日]))"
    + _WEEKDAY.format("weekday")
    + "?"
    + rf"|(?:[〜～~、・,]|から|と)\s?(?P<tail>[{_KANJI}]{{1,3}}日)"
    + _WEEKDAY.format("tail_weekday")
)
_YEARS = re.compile(
    rf"(?P<era>{_ERA}\s?(?:\d{{1,2}}|元))年?\s?\((?:西暦)?(?P<ad>\d{{4}})年?\)年?(?P<fiscal>度)?"
    rf"|(?:西暦)?(?P<ad2>\d{{4}})年?\s?\((?P<era2>{_ERA}\s?(?:\d{{1,2}}|元))年?\)年?(?P<fiscal2>度)?"
)
_ERA_YEAR = re.compile(
    rf"{_ERA}\s?(?:\d{{1,2}}|元)年(?:\s?\d{{1,2}}月(?!\s?[{_KANJI}]{{1,3}}日))?(?P<fiscal>度)?"
)


@dataclass(frozen=True)
class Day:
    """A day as it stands in a text. weekday: one kanji, or "" where none is written."""

    written: str
    day: str
    weekday: str
    has_year: bool


def days_in(text):
    """Every Day in a text; 「1月10日（火）〜12日（木）」 are two."""
    month, tidy = "", _one_calendar(narrow(text))
    shown = text if len(text) == len(tidy) else tidy
    for found in _DAY.finditer(tidy):
        written = shown[found.start() : found.end()]
        if found["tail"]:
            if month:
                weekday = found["tail_weekday"] or found["tail_weekday_bare"] or ""
                yield Day(written.lstrip(JOINTS), month + found["tail"], weekday, "年" in month)
            continue
        month = found["day"].rpartition("月")[0] + "月" if "月" in found["day"] else ""
        weekday = found["weekday"] or found["weekday_bare"] or ""
        yield Day(written, found["day"], weekday, bool(found["year"] or found["short"]))


def _one_calendar(text):
    """「令和5(2023)年1月10日」 as 「令和5年1月10日」; whether both agree asks eras_agree."""
    return _YEARS.sub(lambda years: f"{years['era'] or years['era2']}年{_fiscal(years)}", text)


def _fiscal(years):
    return years["fiscal"] or years["fiscal2"] or ""


@blocking("weekday", "日にちと曜日が合う")
def weekdays_agree(issue):
    """「1月10日（火）」: the weekday is that of the day; without a year, of one near."""
    for passage in passages(issue):
        for day in days_in(passage.text):
            if fault := _day_fault(day, issue.issued_on):
                yield passage.finding(f"「{day.written}」：{fault}")


def _day_fault(day, issued_on):
    """ "" when the day exists and the weekday fits, else what is wrong."""
    possible, fault = possible_days(day, issued_on)
    if not possible:
        return fault
    if not day.weekday or day.weekday in [wareki.weekday_kanji(found) for found in possible]:
        return ""
    real = wareki.weekday_kanji(possible[0])
    return f"{wareki.format_date(possible[0])}は{day.weekday}曜日ではなく{real}曜日です。"


def possible_days(day, issued_on):
    """([days it can mean, the nearest first], why there is none)."""
    found, faults = [], []
    for months in (0,) if day.has_year else (-12, 0, 12):
        try:
            near = queries.add_months(issued_on, months)
            found.append(wareki.parse_date(day.day, near=near))
        except ValueError as fault:
            faults.append(str(fault))
    found.sort(key=lambda one: abs(one - issued_on))
    near_days = [one for one in found if day.has_year or abs(one - issued_on) <= NEAR]
    return near_days or found[:1], faults[-1] if faults else ""


@blocking("era", "和暦と西暦の年が合う")
def eras_agree(issue):
    """「令和5（2023）年」 is one year, 平成32年 is none."""
    for passage in passages(issue):
        text = narrow(passage.text)
        for years in _YEARS.finditer(text):
            if fault := _years_fault(years):
                yield passage.finding(f"「{years[0]}」：{fault}")
        for year in _ERA_YEAR.finditer(_one_calendar(text)):
            if fault := _era_fault(year):
                yield passage.finding(f"「{year[0]}」：{fault}")


def _years_fault(years):
    written, gregorian = years["era"] or years["era2"], int(years["ad"] or years["ad2"])
    try:
        if _fiscal(years):
            real = wareki.parse_fiscal_year(f"{written}年度")
        else:
            real = wareki.parse_partial(f"{written}年").year
    except ValueError as fault:
        return str(fault)
    return "" if real == gregorian else f"{written}年は{real}年です。"


def _era_fault(year):
    try:
        if year["fiscal"]:
            wareki.parse_fiscal_year(year[0])
        else:
            wareki.parse_partial(year[0])
    except ValueError as fault:
        return str(fault)
    return ""


TOLD_NOW = ("title", "lead", "purpose", "scene", "voice", "future", "quote")


@advisory("old-news", "記事が、載せる期間より古くない")
def news_is_new(issue):
    """An article whose latest day is before the period reports on what an issue had before.

    経緯 is history by its nature and has no say; nor have captions and tables.
    """
    for article in issue.articles.all():
        if article.is_standing:
            continue
        days = [
            possible[0]
            for name in TOLD_NOW
            for day in days_in(getattr(article, name))
            if (possible := possible_days(day, issue.issued_on)[0])
        ]
        if days and max(days) < issue.coverage_from:
            text = (
                f"いちばん新しい日が{wareki.format_date(max(days))}で、載せる期間"
                f"（{issue.coverage_name}）より前です。前の号に載せていないか確かめてください。"
            )
            yield about_article(article, "scene", text)
