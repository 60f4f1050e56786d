"""Figures fit to print: never without as-of and source (K3), never showing one person (G5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from takasaki_sc.lib.counts import CountKind
from takasaki_sc.lib.wareki import (
    PartialDate,
    fiscal_year,
    fiscal_year_bounds,
    format_date,
    format_fiscal_year,
    format_range,
)

type AsOf = date | PartialDate | tuple[date | PartialDate, date | PartialDate]
"""A day, a month, a year, or a period as (first, last)."""

WITHHELD = "非公開"
"""Printed for a cell that is hidden only because a masked neighbour could be computed from it."""


@dataclass(frozen=True)
class Figure:
    """A number with the day or period it holds for and where it comes from (K3).

    ``str()`` is the number as printed (「約250人」, 「28.3%」); ``footnote`` goes below the table.
    """

    value: int | Decimal
    as_of: AsOf
    source: str
    count_kind: CountKind = CountKind.ACTUAL
    unit: str = "人"
    label: str = ""

    def __post_init__(self) -> None:
        if not self.as_of:
            raise ValueError("いつの数字かをご記入ください（例：令和4年10月1日現在）。")
        if not self.source.strip():
            raise ValueError("数字の出典をご記入ください（例：高崎市長寿社会課資料）。")

    def __str__(self) -> str:
        return f"{self.count_kind.prefix}{self.value:,}{self.unit}"

    @property
    def footnote(self) -> str:
        """「※高崎市長寿社会課資料より（令和4年10月1日現在）」, a period without 現在."""
        return f"※{self.source.strip()}より（{format_as_of(self.as_of)}）"


def format_as_of(as_of: AsOf) -> str:
    """「令和4年10月1日現在」, a period 「令和4年4月〜9月」, a whole fiscal year 「令和4年度」."""
    if not isinstance(as_of, tuple):
        text = str(as_of) if isinstance(as_of, PartialDate) else format_date(as_of)
        return f"{text}現在"
    first, last = _day(as_of[0], at_end=False), _day(as_of[1], at_end=True)
    if (first, last) == fiscal_year_bounds(fiscal_year(first)):
        return format_fiscal_year(fiscal_year(first))
    return format_range(*as_of)


def percent(part: int | Decimal, whole: int | Decimal, digits: int = 2) -> Decimal:
    """``part`` of ``whole`` in per cent, rounded half up as on paper (778 of 2,745 → 28.34).

    Raises ``ValueError`` when there is nothing to take a share of.
    """
    if whole <= 0 or part < 0:
        raise ValueError("割合を計算できません。母数は1以上、内数は0以上の数にしてください。")
    share = Decimal(part) * 100 / Decimal(whole)
    return share.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


class Masked(NamedTuple):
    """What may be printed for a cell, and whether the number was hidden."""

    text: str
    is_masked: bool


def mask_small(n: int, *, below: int = 3, unit: str = "人") -> Masked:
    """「3人未満」 for 1 or 2, because so few can be recognised (G5); 0 names nobody and stays."""
    if n < 0:
        raise ValueError("人数や件数に負の数は使えません。")
    if 0 < n < below:
        return Masked(f"{below}{unit}未満", True)
    return Masked(f"{n:,}{unit}", False)


def mask_row(values: Sequence[int], *, below: int = 3, unit: str = "人") -> list[Masked]:
    """A row printed beside its total: what is masked must not be got by subtraction.

    So the smallest others that are not 0 are withheld too, until every masked cell could be any
    number below the limit. Where the others are 0 nothing can hide it: do not print the total.
    """
    cells = [mask_small(n, below=below, unit=unit) for n in values]
    small = [n for n, cell in zip(values, cells, strict=True) if cell.is_masked]
    covers: list[int] = []
    others = [i for i, cell in enumerate(cells) if values[i] and not cell.is_masked]
    for i in sorted(others, key=lambda i: values[i]):
        if not small or _has_room(small, covers, below):
            break
        covers.append(values[i])
        cells[i] = Masked(WITHHELD, True)
    return cells


def _has_room(small: list[int], covers: list[int], below: int) -> bool:
    """Could one masked cell be the largest masked number, and could it be 1, in the same sum?"""
    others = len(small) - 1
    whole = sum(small) + sum(covers)
    can_be_large = whole - others - below * len(covers) >= below - 1
    return can_be_large and bool(covers or whole - others * (below - 1) <= 1)


def _day(value: date | PartialDate, *, at_end: bool) -> date:
    if isinstance(value, PartialDate):
        return value.last_day if at_end else value.first_day
    return value
