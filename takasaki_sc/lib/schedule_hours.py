"""The hours a timetable names: 「午後1時半~3時」, 「15時まで」, 「13時から2時間」.

A gathering is held by day: 「1時半～3時」 is in the afternoon though nobody wrote so. That is a
guess, and is always told as one.
"""

import re
from datetime import time

from takasaki_sc.lib.wareki import parse_time

_AFTERNOON = re.compile("午後|PM|昼|夕|夜|晩", re.IGNORECASE)
_HALF_DAY = re.compile("午前|午後|正午|[AP]M|朝|昼|夕|夜|晩", re.IGNORECASE)
_WORDS = (("朝", "午前"), ("(?:昼|夕方?|夜|晩)", "午後"), (r"午後\s*(?=12)", ""))
"""Other words for the halves of a day; 「午後12時30分」 is half past noon."""
_TAKEN_FOR_AFTERNOON = range(1, 5)
_LATEST_END = 7
"""「10～3時」 ends at three in the afternoon; 「10～9時」 is a slip of the pen."""


def span_of(token: str) -> tuple[time | None, time | None, bool]:
    """From, to, and whether afternoon was guessed; 午後 reaches over to the end."""
    first, second = re.split("~|から|より|-", token.replace("まで", ""), maxsplit=1)
    if _AFTERNOON.search(first) and re.match(r"\s*(?:\d|1[01])(?!\d)", second):
        second = f"午後{second.strip()}"
    start, is_guess = hour_of(first if re.search("[:時正]", first) else f"{first.strip()}時")
    if "翌" in second:
        return start, None, is_guess
    end = _read(second if re.search("[:時正]", second) else f"{second.strip()}時")
    if start and end and end <= start and not _HALF_DAY.search(second):
        later = _afternoon(end)
        if later > start and (is_guess or end.hour < _LATEST_END):
            return start, later, True
    return start, end if start and end and start < end else None, is_guess


def hour_of(text: str) -> tuple[time | None, bool]:
    """One time of day, and whether afternoon was guessed."""
    bare = re.sub("~|から|より|開始|まで|-$", "", text.strip())
    moment = _read(bare)
    if moment and moment.hour in _TAKEN_FOR_AFTERNOON and not _HALF_DAY.search(bare):
        return _afternoon(moment), True
    return moment, False


def lasting_until(start: time, token: str) -> time | None:
    """The end of what begins at ``start`` and lasts 「2時間」; none for 「約2時間」."""
    found = re.fullmatch(r"(\d+(?:\.5)?)時間(半)?", token.strip())
    if not found:
        return None
    minutes = start.hour * 60 + start.minute + int(float(found[1]) * 60) + 30 * bool(found[2])
    return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None


def by_day(start: time | None, end: time | None) -> tuple[time | None, time | None, bool]:
    """「1:30」 and 「3:00」 of two columns as hours of the day, and whether that was guessed."""
    is_guess = bool(start) and start.hour in _TAKEN_FOR_AFTERNOON
    if is_guess:
        start = _afternoon(start)
    if start and end and end <= start and (is_guess or end.hour < _LATEST_END):
        later = _afternoon(end)
        if later > start:
            return start, later, True
    return start, end, is_guess


def _afternoon(moment: time) -> time:
    return moment.replace(hour=moment.hour + 12) if moment.hour < 12 else moment


def _read(text: str) -> time | None:
    text = re.sub("頃|ごろ", "", text)
    for word, half in _WORDS:
        text = re.sub(word, half, text)
    try:
        return parse_time(text)
    except ValueError:
        return None
