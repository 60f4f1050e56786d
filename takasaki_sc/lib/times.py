"""Times of day, read as people write them and printed as the papers do (C21).

Callers take these from ``wareki``, the one door for dates and times.
"""

import re
from datetime import time

from takasaki_sc.lib.kana import arabic_numerals, plain

TILDE = "〜"

_HALF = r"(?P<before>午前|午後|[AP]\.?M\.?)?"
_PATTERNS = (
    rf"{_HALF}(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?::00)?(?P<after>[AP]\.?M\.?)?",
    rf"{_HALF}(?P<hour>\d\d?)時(?:(?P<minute>\d\d?)分?|(?P<half>半))?",
    r"(?P<hour>\d\d?)(?P<minute>\d\d)",
    r"(?P<before>[AP]\.?M\.?)(?P<hour>\d\d?)",
    r"(?P<hour>\d\d?)(?P<after>[AP]\.?M\.?)",
)
_EXAMPLES = "例：13:30、13時半、午後1時30分"


def quoted(text: str) -> str:
    """The first letters of what was typed, for an error message: 「13時」."""
    return f"「{' '.join(text.split())[:30]}」"


def first_match(patterns: tuple[str, ...], text: str) -> re.Match[str] | None:
    """The match of the first pattern that fits the whole text; no date is longer than 60."""
    if len(text) > 60:
        return None
    matches = (re.fullmatch(pattern, text) for pattern in patterns)
    return next((match for match in matches if match), None)


def parse_time(text: str) -> time:
    """The time in 「13:30」, 「1330」, 「13時半」, 「午後1時30分」, 「１３：３０」, 「PM1:30」.

    午前12時 and 午後12時 are refused: people mean noon by either, the law of 1872 does not.
    """
    tidy = arabic_numerals(plain(text).replace(" ", ""), before=("時", "分")).upper()
    if tidy == "正午":
        return time(12)
    match = first_match(_PATTERNS, tidy)
    if match is None:
        raise ValueError(f"{quoted(text)}は時刻として読めません。{_EXAMPLES}")
    groups = match.groupdict()
    minute = 30 if groups.get("half") else int(groups.get("minute") or 0)
    hour = _hour(int(match["hour"]), groups.get("before") or groups.get("after") or "")
    if hour > 23 or minute > 59:
        raise ValueError(f"{quoted(text)}という時刻はありません。{_EXAMPLES}")
    return time(hour, minute)


def _hour(hour: int, half: str) -> int:
    half = half.replace(".", "")
    if half in ("午前", "午後") and hour == 12:
        raise ValueError(
            f"「{half}12時」は正午か夜中か分かりません。12:00 または 0:00 とご記入ください。"
        )
    if half in ("AM", "PM") and hour == 12:
        hour = 0
    if half in ("午後", "PM") and hour < 12:
        return hour + 12
    return 24 if half in ("午前", "AM") and hour > 12 else hour


def format_time(moment: time) -> str:
    """「13:30」, 「9:00」"""
    return f"{moment.hour}:{moment.minute:02}"


def format_time_range(start: time, end: time) -> str:
    """「13:30〜15:00」"""
    return f"{format_time(start)}{TILDE}{format_time(end)}"


def format_minutes(minutes: int | None) -> str:
    """「1時間30分」; nothing for nothing."""
    hours, rest = divmod(minutes or 0, 60)
    return (f"{hours}時間" if hours else "") + (f"{rest}分" if rest else "")


def format_hours(start: time, end: time) -> str:
    """「10〜13時」 when both are on the hour (C21, newsletter); else as a range."""
    if start.minute or end.minute:
        return format_time_range(start, end)
    return f"{start.hour}{TILDE}{end.hour}時"
