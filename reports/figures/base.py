"""What a figure is before it is counted: its name, its rule, its records (K3)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from councils.models import Coordinator
from takasaki_sc.lib.counts import CountKind
from takasaki_sc.lib.figures import Figure
from takasaki_sc.lib.wareki import fiscal_year, fiscal_year_bounds


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

    @classmethod
    def month(cls, first, **who):
        """The month that begins with this day."""
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        return cls(first.replace(day=1), following - timedelta(days=1), **who)

    @property
    def days(self):
        """For ``…__range``."""
        return (self.first, self.last)

    @property
    def so_far(self):
        """The days as far as they have passed: a running year ends today."""
        today = timezone.localdate()
        return (self.first, min(self.last, today)) if self.first <= today else self.days

    @property
    def fiscal_years(self):
        """The years whose first day lies in the period, for what is known by its 年度 only."""
        years = range(fiscal_year(self.first), fiscal_year(self.last) + 1)
        return [year for year in years if self.first <= date(year, 4, 1) <= self.last]

    def of(self, rows, path="council"):
        """Rows of the council in question, or of the contractor's: those councils whose
        coordinator worked for it at some time of the period.

        path: from the rows to their council; "pk" where they are councils.
        """
        if self.council is not None:
            rows = rows.filter(**{path: self.council.pk})
        if self.contractor is not None:
            rows = rows.filter(**{f"{path}__in": self.councils_of_contractor})
        return rows

    @property
    def councils_of_contractor(self):
        """Numbers of the councils the contractor looked after, as a subquery."""
        terms = Coordinator.objects.filter(contractor=self.contractor, council__isnull=False)
        begun = Q(from_on=None) | Q(from_on__lte=self.last)
        open_still = Q(until_on=None) | Q(until_on__gte=self.first)
        return terms.filter(begun & open_still).values("council")

    def narrowed(self, rows):
        """Rows that have a council and a contractor of their own."""
        if self.council is not None:
            rows = rows.filter(council=self.council)
        return rows.filter(contractor=self.contractor) if self.contractor is not None else rows


@dataclass(frozen=True)
class Breakdown:
    """One way to split a figure: by contractor, by council, by topic (内訳).

    ``path`` is the field a part is known by; ``labels`` turns codes into words; ``order`` are the
    fields whose order the parts follow (else the words). ``nobody`` stands where there is none.
    ``words`` is an expression for ``path`` where that is no field: 「社協」 for the whole name.
    """

    name: str
    path: str
    labels: dict = field(default_factory=dict)
    order: tuple[str, ...] = ()
    nobody: str = "記録なし"
    words: Any = None


BY_COUNCIL = Breakdown("協議体", "council__name", {}, ("council__tier", "council__order"), "市全域")
BRIEF_CONTRACTOR = Coalesce(NullIf(F("contractor__short_name"), Value("")), F("contractor__name"))
BY_CONTRACTOR = Breakdown(
    "受託した団体", "contractor_words", {}, (), "市の直営・記録なし", BRIEF_CONTRACTOR
)


@dataclass(frozen=True)
class Line:
    """One record behind a number, as a line of a list: when, what, a word more."""

    day: date | None
    title: str
    detail: str = ""


def plain_line(record):
    """A record that says what it is by its own words."""
    return Line(None, str(record))


@dataclass(frozen=True)
class Definition:
    """One figure: 「協議体の開催回数」 with the rule in plain words and the records it counts.

    ``records(scope)`` gives the rows, newest first. ``measure`` makes the number of them (how many
    there are, where nothing else is said), ``reckon`` where that is no sum: a share, say, which
    is None where there is nothing to take a share of. ``source`` is printed below every table.
    ``is_at_day``: it holds for the last day of the scope, not for its time; ``day_of(rows)``: for
    a day of its own. ``is_about_people``: small parts could point at somebody (G5).
    ``inside_only``: the records are for those who may read diaries; ``council_path`` says whose
    a record is. ``fewest``: the smallest number of people that is told to everybody.
    ``parts_inside``: the parts stand, masked as a whole, on pages of their own; here they are for
    those alone who may see the records, since two masked tables can be reckoned against each other.
    ``in_words`` writes the number where number and unit are not how people say it.
    ``whole`` and ``which``: the records are those of another figure for which the condition holds,
    so that several such numbers are asked for at once.
    ``beside`` is the key of the figure of what is not in it yet: 「ほかに記録がまだ 3回」.
    """

    key: str
    name: str
    rule: str
    source: str
    records: Callable[[Scope], QuerySet]
    unit: str = "件"
    count_kind: CountKind = CountKind.ACTUAL
    measure: Any = field(default_factory=lambda: Count("pk", distinct=True))
    reckon: Callable[[QuerySet], Any] | None = None
    breakdowns: dict[str, Breakdown] = field(default_factory=dict)
    line: Callable[[Any], Line] = plain_line
    subject: str = "ほか"
    is_at_day: bool = False
    day_of: Callable[[QuerySet], date | None] | None = None
    is_about_people: bool = False
    inside_only: bool = False
    council_path: str = "council"
    fewest: int = 3
    parts_inside: bool = False
    in_words: Callable[[int], str] | None = None
    whole: str = ""
    which: Q | None = None
    beside: str = ""

    def written(self, value):
        """「320名」, 「5時間20分」: a number as it is printed."""
        return self.in_words(value) if self.in_words else f"{value:,}{self.unit}"

    @property
    def is_guarded(self):
        """Are the records themselves only for those who work with them?"""
        return self.inside_only or self.is_about_people

    @classmethod
    def part_of(cls, whole, which, key, name, rule, **words):
        """A figure over those records of another one for which the condition holds."""

        def records(scope):
            return whole.records(scope).filter(which)

        return cls(key, name, rule, whole.source, records, whole=whole.key, which=which, **words)

    def amount(self, scope):
        """The bare number, or None where there is nothing to take a share of. One query."""
        rows = self.records(scope)
        if self.reckon is not None:
            return self.reckon(rows)
        return rows.order_by().aggregate(amount=self.measure)["amount"] or 0

    def amounts(self, scope, parts):
        """{key: number} of this figure and of its parts_of. One query."""
        asked = {part.key: Count("pk", distinct=True, filter=part.which) for part in parts}
        return self.records(scope).order_by().aggregate(**{self.key: self.measure}, **asked)

    def figure(self, scope) -> Figure:
        """The number for this scope, with its period and its source.

        Raises ``ValueError`` where there is nothing to take a share of: ask ``amount`` first.
        """
        value = self.amount(scope)
        if value is None:
            raise ValueError(f"{self.name}を計算できる記録がありません。")
        return Figure(
            value=value,
            as_of=self.as_of(scope),
            source=self.source,
            count_kind=self.count_kind,
            unit=self.unit,
            label=self.name,
        )

    def as_of(self, scope):
        """The day or the period the number holds for."""
        day = self.day_of(self.records(scope)) if self.day_of else None
        return day or (scope.so_far[1] if self.is_at_day else scope.so_far)

    def splits(self, *, is_inside):
        """{key: Breakdown} that somebody may see."""
        return {} if self.parts_inside and not is_inside else self.breakdowns

    def parts(self, scope, by):
        """[(words, number)] of one breakdown, in its order. One query."""
        split = self.breakdowns[by]
        rows = self.records(scope).order_by()
        if split.words is not None:
            rows = rows.annotate(**{split.path: split.words})
        counted = (
            rows.values_list(split.path, *split.order)
            .annotate(amount=self.measure)
            .order_by(*(F(name).asc(nulls_last=True) for name in (*split.order, split.path)))
        )
        labels, nobody = split.labels, split.nobody
        parts = [(labels.get(row[0], row[0]) or nobody, row[-1] or 0) for row in counted]
        if not labels:
            return parts
        words = list(labels.values())
        return sorted(parts, key=lambda part: words.index(part[0]) if part[0] in words else 99)


REGISTER: dict[str, Definition] = {}
"""All definitions by key. A module of figures adds its own when it is imported."""


def register(*definitions):
    """Make figures known. A key is used once."""
    for definition in definitions:
        if definition.key in REGISTER:
            raise ValueError(f"figure {definition.key} is defined twice")
        REGISTER[definition.key] = definition
