"""What a figure is before it is counted: its name, its rule, its records (K3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from takasaki_sc.lib.counts import CountKind
from takasaki_sc.lib.figures import Figure
from takasaki_sc.lib.wareki import fiscal_year_bounds


@dataclass(frozen=True)
class Scope:
    """The question put to a figure: which days (both included), whose council, which contractor.

    ``council`` and ``contractor`` are model instances, or None for the whole city.
    """

    first: date
    last: date
    council: Any = None
    contractor: Any = None

    @classmethod
    def fiscal_year(cls, year, **who):
        """The 年度 that begins in April of ``year``."""
        first, last = fiscal_year_bounds(year)
        return cls(first, last, **who)


@dataclass(frozen=True)
class Definition:
    """One figure: 「協議体の開催回数」 with the rule in plain words and the records it counts.

    ``records(scope)`` gives the rows, newest first; ``amount(rows)`` makes the number of them
    (how many there are, where nothing else is said). ``source`` is printed below every table.
    """

    key: str
    name: str
    rule: str
    source: str
    records: Callable[[Scope], QuerySet]
    amount: Callable[[QuerySet], int] = QuerySet.count
    unit: str = "件"
    count_kind: CountKind = CountKind.ACTUAL

    def figure(self, scope) -> Figure:
        """The number for this scope, with its period and its source."""
        return Figure(
            value=self.amount(self.records(scope)),
            as_of=(scope.first, scope.last),
            source=self.source,
            count_kind=self.count_kind,
            unit=self.unit,
            label=self.name,
        )


REGISTER: dict[str, Definition] = {}
"""All definitions by key. A module of figures adds its own when it is imported."""


def register(*definitions):
    """Make figures known. A key is used once."""
    for definition in definitions:
        if definition.key in REGISTER:
            raise ValueError(f"figure {definition.key} is defined twice")
        REGISTER[definition.key] = definition
