"""What the papers of the directory show: released facts only, and never the contact person.

The columns are named one by one: a paper cannot print what was not asked of the database.
"""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import PaperOrder
from councils.models import Council, Programme
from resources.models import ImportSource, Kind, ResourceSchedule, SocialResource
from takasaki_sc.lib.typeset import print_marks

SUSPENDED = SocialResource.Status.SUSPENDED
MEETING_KINDS = (
    Kind.IBASHO, Kind.SALON, Kind.KAYOI, Kind.DEMENTIA_CAFE, Kind.EXERCISE, Kind.HOBBY,
    Kind.SENIORS_CLUB,
)  # fmt: skip
"""What つどい・ふれあいの場一覧 is about, where nobody chooses otherwise."""

UNFINISHED = (PaperOrder.State.WAITING, PaperOrder.State.PRINTING)
STUCK_AFTER = timedelta(minutes=10)
"""A paper takes seconds; an order this old has lost its maker (a restart, a power cut)."""

NO_DISTRICT = "地区の決まっていないもの"


@dataclass(frozen=True)
class Scope:
    """Which resources a paper is about. Empty councils or kinds = all."""

    councils: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()

    def resources(self):
        """The released resources, not yet ordered."""
        found = SocialResource.objects.public()
        if self.councils:
            found = found.filter(council__in=self.councils)
        return found.filter(kind__in=self.kinds) if self.kinds else found

    @cached_property
    def districts(self):
        """The chosen councils in board order, or all of them."""
        councils = Council.objects.tier2().in_board_order()
        if self.councils:
            councils = councils.filter(pk__in=self.councils)
        return list(councils.prefetch_related("centres"))

    @property
    def area_words(self):
        """「八幡地区」「八幡地区・豊岡地区」「高崎市内」."""
        if not self.councils or len(self.districts) > 3:
            return f"{Programme.objects.current().city}内"
        return "・".join(f"{council.name}地区" for council in self.districts)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One resource as papers show it."""

    pk: int
    name: str
    kana: str
    kind: str
    council_id: int | None
    district_text: str
    address: str
    venue: str
    schedule_text: str
    organiser: str
    phone: str
    fax: str
    fee_text: str
    notes: str
    status: str
    latitude: object
    longitude: object
    order_key: str

    @property
    def anchor(self):
        return f"r{self.pk}"

    @property
    def is_suspended(self):
        return self.status == SUSPENDED

    @property
    def where(self):
        """「会場（住所）」; that it is in this city goes without saying."""
        programme = Programme.objects.current()
        address = self.address.removeprefix(programme.prefecture).removeprefix(programme.city)
        return f"{self.venue}（{address}）" if self.venue and address else self.venue or address

    @property
    def has_position(self):
        return self.latitude is not None


@dataclass(frozen=True)
class Group:
    """A heading and its rows, in the order of kinds, then of names."""

    title: str
    rows: tuple = field(repr=False)
    council: Council | None = None
    number: int = 0

    @property
    def anchor(self):
        return f"g{self.number}"


def paper_rows(scope):
    """All rows of a paper in the order of names. One query."""
    columns = [column.name for column in fields(PaperRow)]
    found = scope.resources().in_list_order().values_list(*columns)
    return [PaperRow(*map(_printable, values)) for values in found.iterator()]


def _printable(value):
    return print_marks(value.strip()) if isinstance(value, str) else value


def n_rows(scope):
    return scope.resources().count()


def by_district(scope, rows):
    """One Group a council in board order, then what the lists call other districts."""
    councils = {council.pk: council for council in scope.districts}
    found = defaultdict(list)
    for row in rows:
        known = row.council_id in councils
        found[row.council_id if known else row.district_text or NO_DISTRICT].append(row)
    keys = [pk for pk in councils if pk in found]
    keys += sorted(
        (key for key in found if isinstance(key, str)), key=lambda k: (k == NO_DISTRICT, k)
    )
    return [
        Group(f"{councils[key].name}地区" if key in councils else key, _in_kind_order(found[key]),
              councils.get(key), number)
        for number, key in enumerate(keys, start=1)
    ]  # fmt: skip


def by_kind(rows):
    """One Group a kind that occurs, in the order of the code list."""
    found = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    kinds = [kind for kind in Kind if kind in found]
    return [
        Group(kind.label, tuple(found[kind]), number=n) for n, kind in enumerate(kinds, start=1)
    ]


def _in_kind_order(rows):
    places = {kind: place for place, kind in enumerate(Kind.values)}
    return tuple(sorted(rows, key=lambda row: places[row.kind]))  # names stay in order: stable


def weekdays_of(scope):
    """{pk: weekdays 1–7 on which it is held}, as far as the schedule texts could be understood."""
    days = defaultdict(set)
    rules = ResourceSchedule.objects.filter(
        resource__in=scope.resources().order_by().values("pk"), weekday__isnull=False
    ).order_by()
    for pk, weekday in rules.values_list("resource_id", "weekday").distinct():
        days[pk].add(weekday)
    return days


def credits_of(scope):
    """Where the facts come from, as the sources want to be named."""
    sources = scope.resources().order_by().values("import_source")
    found = ImportSource.objects.filter(pk__in=sources).order_by("name")
    return [credit or name for name, credit in found.values_list("name", "credit")]


def orders_of(user):
    """The user's own orders, newest first."""
    return PaperOrder.objects.filter(ordered_by=user, kind__startswith="resources.")


def is_stuck(order):
    """Has nobody finished the order although it was asked for long ago?"""
    return order.state in UNFINISHED and order.ordered_at < timezone.now() - STUCK_AFTER


def kinds_released():
    """The kinds of which anything is released, in the order of the code list."""
    used = set(Scope().resources().order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in Kind if kind in used]
