"""Numbers of people and things with how they were counted: 実, 約, 延べ, 平均 (K2).

「実150人」 and 「延べ320名」 answer different questions, so no number travels without its kind.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from takasaki_sc.lib.kana import plain


class CountKind(StrEnum):
    """How a number was counted; the value is what the database keeps."""

    ACTUAL = "actual"
    ABOUT = "about"
    CUMULATIVE = "cumulative"
    ABOUT_CUMULATIVE = "about_cumulative"
    AVERAGE = "average"
    ABOUT_AVERAGE = "about_average"

    @property
    def label(self) -> str:
        """The word in lists of choices: 「実数」, 「延べ」."""
        return dict(COUNT_KINDS)[self.value]

    @property
    def prefix(self) -> str:
        """The word in front of the printed number; 実数 prints none."""
        return "" if self is CountKind.ACTUAL else self.label

    @property
    def is_about(self) -> bool:
        """Whether the number is an estimate."""
        return self in (CountKind.ABOUT, CountKind.ABOUT_CUMULATIVE, CountKind.ABOUT_AVERAGE)

    @property
    def is_cumulative(self) -> bool:
        """Whether one person may be counted several times."""
        return self in (CountKind.CUMULATIVE, CountKind.ABOUT_CUMULATIVE)

    @property
    def is_average(self) -> bool:
        """Whether the number is a mean, which cannot be added."""
        return self in (CountKind.AVERAGE, CountKind.ABOUT_AVERAGE)


COUNT_KINDS = [
    (CountKind.ACTUAL.value, "実数"),
    (CountKind.ABOUT.value, "約"),
    (CountKind.CUMULATIVE.value, "延べ"),
    (CountKind.ABOUT_CUMULATIVE.value, "延べ約"),
    (CountKind.AVERAGE.value, "平均"),
    (CountKind.ABOUT_AVERAGE.value, "平均約"),
]
"""Choices for a model or form field."""

UNITS = (
    *("人", "名", "件", "回", "世帯", "か所", "ヶ所", "カ所", "ヵ所", "ケ所", "箇所", "団体", "組"),
    *("地区", "町内会", "町内", "区", "部", "枚", "冊", "票", "社", "時間", "台", "点", "人日"),
)
"""Units as they are printed; 「150名」 stays 名."""

_SAME_UNITS = ({"人", "名"}, {"か所", "ヶ所", "カ所", "ヵ所", "ケ所", "箇所"})


@dataclass(frozen=True)
class Count:
    """``n`` people or things, and how they were counted. Only an average may have decimals."""

    n: int | Decimal
    kind: CountKind = CountKind.ACTUAL
    unit: str = "人"

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError("人数や件数に負の数は使えません。")
        if self.n != int(self.n) and not self.kind.is_average:
            raise ValueError(f"{self.kind.label}は整数でご記入ください（小数は平均だけです）。")

    def __str__(self) -> str:
        return f"{self.kind.prefix}{self.n:,}{self.unit}"

    def as_cumulative(self) -> "Count":
        """The same number as 延べ, for adding up meetings the same people may come to."""
        if self.kind.is_average:
            raise ValueError("平均は延べ人数にできません。")
        return replace(self, kind=_sum_kind(is_about=self.kind.is_about, is_cumulative=True))


_PATTERN = re.compile(
    r"(?P<words>(?:延べ|のべ|延|平均して|平均|約|およそ|おおよそ|実人数|実数|実|計)*)"
    r"(?P<n>(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,4})?)(?P<man>万(?P<rest>\d{1,4})?)?"
    rf"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})?"
    r"(?P<near>程度|くらい|ぐらい|前後|ほど)?"
)


def parse_count(text: str, *, default_unit: str = "人") -> Count:
    """The count in 「約250名」, 「延べ320名」, 「平均約50名」, 「226件」, 「１５０人」, 「1,064」.

    The unit is kept as printed; ``default_unit`` is for bare numbers. 「30名程度」 is 約.
    ``ValueError`` for what is none of the kinds, such as 「100名以上」.
    """
    match = _PATTERN.fullmatch(plain(text).replace(" ", ""))
    if match is None:
        raise ValueError(
            f"「{text.strip()[:30]}」は人数・件数として読めません。例：150人、約250名、延べ320名、平均50人"
        )
    words = match["words"]
    is_about = bool(match["near"]) or "約" in words or "およそ" in words or "おおよそ" in words
    if "平均" in words:
        kind = CountKind.ABOUT_AVERAGE if is_about else CountKind.AVERAGE
    else:
        kind = _sum_kind(is_about=is_about, is_cumulative="延" in words or "のべ" in words)
    return Count(_value(match), kind, match["unit"] or default_unit)


def add_counts(counts: Iterable[Count], *, unit: str = "人") -> Count:
    """The sum of counts of *different* people or things; ``unit`` is for an empty list.

    One 約 makes the sum 約, one 延べ makes it 延べ. Averages and different units (件 and 人) are
    refused. For meetings that share people, add ``count.as_cumulative()``.
    """
    addends = list(counts)
    if not addends:
        return Count(0, unit=unit)
    if any(count.kind.is_average for count in addends):
        raise ValueError("平均は足し合わせられません。")
    first = addends[0].unit
    if any(not _is_same_unit(first, count.unit) for count in addends):
        raise ValueError(f"単位の違う数（{first}とそれ以外）は足し合わせられません。")
    kind = _sum_kind(
        is_about=any(count.kind.is_about for count in addends),
        is_cumulative=any(count.kind.is_cumulative for count in addends),
    )
    return Count(sum(int(count.n) for count in addends), kind, first)


def _value(match: re.Match[str]) -> int | Decimal:
    n = Decimal(match["n"].replace(",", ""))
    if match["man"]:
        n = n * 10_000 + int(match["rest"] or 0)
    return int(n) if n == int(n) else n


def _sum_kind(*, is_about: bool, is_cumulative: bool) -> CountKind:
    if is_cumulative:
        return CountKind.ABOUT_CUMULATIVE if is_about else CountKind.CUMULATIVE
    return CountKind.ABOUT if is_about else CountKind.ACTUAL


def _is_same_unit(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in _SAME_UNITS)
