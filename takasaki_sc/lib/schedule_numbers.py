"""The numbers in the words of a timetable: 「第1・3」, 「月・水」, 「10月~3月」."""

import re

from takasaki_sc.lib.recurrence import LAST
from takasaki_sc.lib.wareki import WEEKDAYS

_MONTH_SPAN = r"(\d+)月?(?:~|から)(\d+)月"


def weekday_numbers(token: str) -> tuple[int, ...]:
    return tuple(
        WEEKDAYS.index(letter) + 1 for letter in token.replace("曜日", "") if letter in WEEKDAYS
    )


def months_off(token: str) -> list[int]:
    """「8月・12月~2月休み」 → 12, 1, 2, 8."""
    spans = [(int(a), int(b)) for a, b in re.findall(_MONTH_SPAN, token)]
    single = re.findall(r"(\d+)(?:月|(?=[・、,]\d))", re.sub(_MONTH_SPAN, "", token))
    return [m for ends in spans for m in span_of_months(ends)] + [int(n) for n in single]


def numbers(token: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", token))


def span_of_months(ends: tuple[int, ...]) -> list[int]:
    """(4, 11) → April to November, (10, 3) → October to March, (8,) → August."""
    length = (ends[-1] - ends[0]) % 12 + 1
    return [(ends[0] - 1 + i) % 12 + 1 for i in range(length)]


def ordinals(token: str) -> tuple[int, ...]:
    """「第1・3」 → (1, 3), 「第1~3」 → (1, 2, 3), 「第2・最終」 → (2, 6)."""
    found: list[int] = []
    for part in re.split("[・,、/と&]|及び|および", token):
        numbers = [LAST if n.startswith("最") else int(n) for n in re.findall(r"\d|最", part)]
        found += range(numbers[0], numbers[-1] + 1) if "~" in part else numbers
    return tuple(sorted(set(found)))
