"""The day somebody made sure (最終確認日), in whatever way a list writes a date."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import plain

OK, DOUBT, WRONG = "", "doubt", "wrong"
_FIRST_SERIAL, _LAST_SERIAL = 30_000, 55_000
"""Days of Excel's count that can mean a date of our time (1982 to 2050)."""

_FIRST_YEAR, _LAST_YEAR = 1982, 2050
_EPOCH = date(1899, 12, 30)
_ERA_OVER = re.compile(r"(?P<era>平成|昭和|大正|H|S|T)\.?\s*(?P<year>\d{1,3})")
_MIDNIGHT = re.compile(r"(?<=\d)[ T]+\d{1,2}:\d\d(?::\d\d)?$")
_STARTS = {"平成": 1988, "H": 1988, "昭和": 1925, "S": 1925, "大正": 1911, "T": 1911}
_NO_SUCH_DAY = re.compile(r"ありません）|はありません。$")
_NO_ERA = re.compile(r"\d{1,2}[./年-]\d{1,2}[./月-]\d{1,2}日?")
_NO_DAY = re.compile(r"(?:\d{1,2}[./月-])?\d{1,2}[日月]?")


def read_day(value):
    """(day or None, verdict, what to say). ``OK``: one meaning; ``DOUBT``: guessed or left
    empty; ``WRONG``: there is no such day."""
    day, verdict, said = _read(value)
    if day and verdict == OK and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return day, DOUBT, f"{day.year}年の日付です。まちがいでないか確かめてください。"
    return day, verdict, said


def _read(value):
    if isinstance(value, datetime):
        return value.date(), OK, ""
    if isinstance(value, date):
        return value, OK, ""
    if isinstance(value, int | float):
        return _of_number(value)
    return _of_text(str(value).strip())


def _of_number(value):
    if _FIRST_SERIAL <= value <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(value))
        return (
            day,
            DOUBT,
            f"日付の通し番号 {int(value)} を {wareki.format_date(day)} と読みました。",
        )
    return _of_text(str(int(value)) if float(value).is_integer() else str(value))


@lru_cache(maxsize=4096)
def _of_text(text):
    text = _MIDNIGHT.sub("", plain(text))
    tidy = text.replace(" ", "")
    if re.fullmatch(r"\d{5}", tidy) and _FIRST_SERIAL <= int(tidy) <= _LAST_SERIAL:
        return _of_number(int(tidy))
    if tidy in ("-", "―", "ー", "未確認", "不明", "未", "なし"):
        return None, OK, ""
    try:
        found = wareki.parse_partial(text)
    except ValueError as fault:
        return _second_try(tidy, str(fault))
    if found.month is None:
        return None, DOUBT, f"「{text}」には月と日がないため、空にします。"
    if found.day is None:
        return found.first_day, DOUBT, f"「{text}」には日がないため、{found}の1日とします。"
    return found.first_day, OK, ""


def _second_try(tidy, fault):
    """What the strict reader refused: an era that was over, a day that does not exist, or a
    text from which the date can be told though it says more."""
    if day := _era_that_was_over(tidy):
        return day, DOUBT, f"{fault} {wareki.format_date(day)}とします。"
    if re.search(r"ではなく.曜日です", fault):
        bare = re.sub(r"\([月火水木金土日].*?\)|(?<=日)[月火水木金土日]曜日?", "", tidy)
        day, _, _ = _of_text(bare)
        return day, DOUBT, fault
    if _NO_SUCH_DAY.search(fault) and not re.search("(?:年|月|日|元号)が(?:あり|ない)", fault):
        return None, WRONG, f"{fault} 正しい日付に直してください。"
    if _NO_ERA.fullmatch(tidy) or _NO_DAY.fullmatch(tidy):
        return None, DOUBT, f"{fault} 空にします。"
    return _within(tidy, fault)


_WITHIN = re.compile(
    rf"(?:(?:{wareki.era_names(1989)})"
    r"\s*(?:元|\d{1,2})|20\d\d)(?:年|[./-])\d{1,2}(?:月|[./-])\d{1,2}日?"
)


def _within(tidy, fault):
    """「R5.4.1電話にて」, 「2023/4/1 高橋」: the one date among other words."""
    found = _WITHIN.findall(tidy)
    if len(found) == 1 and found[0] != tidy:
        day, verdict, said = _of_text(found[0])
        if day:
            return day, DOUBT, f"「{tidy}」を {wareki.format_date(day)} と読みました。"
        return None, verdict, said
    return None, DOUBT, f"{fault} 空にします。"


def _era_that_was_over(tidy):
    """平成31年5月1日 and 平成35年4月1日 are days, though the era was over."""
    found = _ERA_OVER.match(tidy.upper())
    if not found:
        return None
    year = _STARTS[found["era"]] + int(found["year"])
    rest = tidy[found.end() :]
    if not re.match(r"[年./-]\d", rest) or not 1900 < year < 2100:
        return None
    try:
        return wareki.parse_date(f"{year}{rest}")
    except ValueError:
        return None
