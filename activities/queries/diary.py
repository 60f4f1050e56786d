"""The coordinator's diary: whose day it was, what a month came to, what to start the next from."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Count, F, Q, Sum

from activities.models import DiaryEntry, MonthReview, WorkCategory
from councils.models import Coordinator, Council, Person
from councils.queries.packs import Month
from takasaki_sc.lib.seen import mark_of
from takasaki_sc.lib.times import format_minutes

N_PLACES, N_LOOKED_AT = 8, 200


@dataclass(frozen=True)
class CategoryTotal:
    """What one kind of work came to: how often, how long."""

    label: str
    n: int
    minutes: int

    @property
    def time(self):
        return format_minutes(self.minutes)


@dataclass(frozen=True)
class DiaryMonth:
    """A month of one coordinator's work, newest day first."""

    month: Month
    person: Person
    entries: list[DiaryEntry]
    removed: list[DiaryEntry]
    review: MonthReview | None

    @property
    def everything(self):
        """Also what was taken back: it still stands on the page."""
        return [*self.entries, *self.removed]

    @cached_property
    def totals(self):
        """All ten kinds of work, in the ministry's order."""
        n = Counter(entry.category for entry in self.entries)
        minutes = Counter()
        for entry in self.entries:
            minutes[entry.category] += entry.minutes or 0
        return [CategoryTotal(kind.label, n[kind], minutes[kind]) for kind in WorkCategory]

    @property
    def whole(self):
        return CategoryTotal("合計", len(self.entries), sum(row.minutes for row in self.totals))

    @property
    def oldest_first(self):
        return self.entries[::-1]

    @property
    def n_outreach(self):
        return sum(entry.is_outreach for entry in self.entries)

    @property
    def days(self):
        """[(day, its entries)] newest first."""
        found = groupby(self.entries, key=lambda entry: entry.worked_on)
        return [(day, list(entries)) for day, entries in found]


def entries_with_facts():
    """Entries with all that a line or a cell says of them."""
    return DiaryEntry.objects.select_related(
        "coordinator__person", "contractor", "council", "meeting__kind", "activity"
    )


def month_of_diary(person, month):
    """The DiaryMonth of a person: two queries, whatever the number of entries."""
    rows = list(
        entries_with_facts()
        .between(month.first, month.last)
        .filter(coordinator__person=person)
        .order_by("-worked_on", "-pk")
    )
    return DiaryMonth(
        month=month,
        person=person,
        entries=[entry for entry in rows if entry.removed_at is None],
        removed=[entry for entry in rows if entry.removed_at is not None],
        review=MonthReview.objects.filter(person=person, month=month.first).first(),
    )


def terms_of(user):
    """Every term of this log-in's person as a coordinator, the newest first."""
    return (
        Coordinator.objects.filter(person__user=user)
        .select_related("person", "council", "contractor")
        .order_by(F("from_on").desc(nulls_last=True), "-pk")
    )


def term_on(user, day, council=None):
    """The term that the work of this day belongs to, or None; of several, the one for `council`."""
    terms = [*terms_of(user).on_day(day)]
    own = [term for term in terms if council and term.council_id == council.pk]
    return next(iter([*own, *terms]), None)


def usual_term(user, today):
    """The term whose council a new sheet begins with: today's, else the newest; None without."""
    terms = [*terms_of(user)]
    return next((term for term in terms if _covers(term, today)), next(iter(terms), None))


def _covers(term, day):
    has_begun = term.from_on is None or term.from_on <= day
    return has_begun and (term.until_on is None or term.until_on >= day)


def mark_of_row(row, names):
    """What a form keeps of the record it was opened on: these fields, other rows by number."""
    fields = [row._meta.get_field(name) for name in names]
    return mark_of(*(_seen_of(row, field) for field in fields))


def _seen_of(row, field):
    if field.many_to_many:
        return sorted(getattr(row, field.name).values_list("pk", flat=True))
    return field.value_from_object(row)


def written_by(user):
    """The standing entries of a log-in, newest first."""
    return entries_with_facts().standing().filter(coordinator__person__user=user)


def earlier_places(user):
    """Where this coordinator worked before, the most recent first, each once."""
    places = written_by(user).exclude(place="").order_by("-worked_on", "-pk")
    recent = places.values_list("place", flat=True)[:N_LOOKED_AT]
    return list(dict.fromkeys(recent))[:N_PLACES]


@dataclass(frozen=True)
class WriterRow:
    """One coordinator in the month of everybody."""

    person: int
    name: str
    tier: int
    council: str
    contractor: str
    n: int
    minutes: int
    n_outreach: int

    @property
    def tier_words(self):
        return Council.Tier(self.tier).label

    @property
    def time(self):
        return format_minutes(self.minutes)


@dataclass(frozen=True)
class EverybodysMonth:
    """The month of all coordinators: by kind of work, by contractor, and one line each."""

    month: Month
    totals: list[CategoryTotal]
    contractors: list[CategoryTotal]
    rows: list[WriterRow]

    @property
    def whole(self):
        n, minutes = (sum(getattr(row, name) for row in self.rows) for name in ("n", "minutes"))
        return CategoryTotal("合計", n, minutes)


def everybodys_month(month):
    """What all coordinators did in the month: two queries."""
    entries = DiaryEntry.objects.standing().between(month.first, month.last).order_by()
    by_kind = entries.values_list("category").annotate(n=Count("pk"), m=Sum("minutes"))
    known = {kind: (n, minutes or 0) for kind, n, minutes in by_kind}
    rows = _writers(entries)
    return EverybodysMonth(
        month,
        [CategoryTotal(kind.label, *known.get(kind, (0, 0))) for kind in WorkCategory],
        _by_contractor(rows),
        rows,
    )


def _writers(entries):
    term = "coordinator__"
    rows = (
        entries.values_list(
            f"{term}person_id", f"{term}person__name", "tier", f"{term}council__name",
            "contractor__name",
        )
        .annotate(
            n=Count("pk"), m=Sum("minutes"), out=Count("pk", filter=Q(is_outreach=True)),
        )
        .order_by(
            "tier", F(f"{term}council__cohort_year").asc(nulls_last=True),
            F(f"{term}council__order").asc(nulls_last=True), f"{term}person__kana", f"{term}person",
        )
    )  # fmt: skip
    return [
        WriterRow(who, name, tier, council or "", contractor or "", n, minutes or 0, out)
        for who, name, tier, council, contractor, n, minutes, out in rows
    ]


def _by_contractor(rows):
    n, minutes = Counter(), Counter()
    for row in rows:
        n[row.contractor] += row.n
        minutes[row.contractor] += row.minutes
    return [CategoryTotal(name or "市（委託なし）", n[name], minutes[name]) for name in sorted(n)]
