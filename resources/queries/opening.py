"""What is open on a day: from the rules read out of the schedule texts, holidays minded.

隔週 and 隔月 are taken in, because nobody knows from the text which week it is; pages say
「日は問い合わせを」 beside them. Texts nobody could read have no rules and are not found.
"""

from calendar import Calendar, monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q

from councils.queries.calendar import SUNDAY as SUNDAY_FIRST
from councils.queries.calendar import Day
from resources.models import ResourceSchedule, SocialResource
from takasaki_sc.lib.recurrence import FORTNIGHTLY, LAST, WEEKLY
from takasaki_sc.lib.schedules import is_public_holiday, is_year_end
from takasaki_sc.lib.times import format_time

SUNDAY = 7
MOST_NAMED = 120
"""More places than this are counted by the day; the names are one tap away."""
_PATTERN = (
    "weekday", "weeks", "month_day", "months", "every_n_months",
    "skips_holidays", "skips_year_end",
)  # fmt: skip


def days_called(word, today):
    """「today」, 「tomorrow」 or 「week」 as days; the week goes from today to its Sunday."""
    if word == "today":
        return [today]
    if word == "tomorrow":
        return [today + timedelta(days=1)]
    return [today + timedelta(days=n) for n in range(SUNDAY - today.isoweekday() + 1)]


def open_on(resources, days):
    """Those of the resources that are, or may be (隔週), open on one of the days."""
    rules = ResourceSchedule.objects.filter(rules_on(days), resource=OuterRef("pk"))
    return resources.filter(Exists(rules), status=SocialResource.Status.ACTIVE)


def open_on_weekdays(resources, weekdays):
    """Those with a rule for one of the weekdays (1=月 … 7=日), whichever week it is."""
    rules = ResourceSchedule.objects.filter(weekday__in=weekdays, resource=OuterRef("pk"))
    return resources.filter(Exists(rules))


def rules_on(days):
    """The condition on ResourceSchedule for rules that fall, or may fall, on one of the days."""
    wanted = Q(pk__in=[])
    for day in days:
        wanted |= _falls_on(day)
    return wanted


def _falls_on(day):
    week, last = (day.day - 1) // 7 + 1, monthrange(day.year, day.month)[1]
    numbers = [WEEKLY, FORTNIGHTLY, week, *([LAST] if day.day + 7 > last else [])]
    in_week = Q()
    for number in numbers:
        in_week |= Q(weeks__contains=str(number))
    wanted = Q(weekday=day.isoweekday()) & in_week | Q(month_day=day.day)
    wanted &= _in_month(str(day.month))
    if is_public_holiday(day):
        wanted &= Q(skips_holidays=False)
    if is_year_end(day):
        wanted &= Q(skips_year_end=False)
    return wanted


def _in_month(month):
    """The month is in the list 「1,11」; an empty list is every month."""
    return (
        Q(months="")
        | Q(months=month)
        | Q(months__startswith=f"{month},")
        | Q(months__endswith=f",{month}")
        | Q(months__contains=f",{month},")
    )


def n_open_by_day(resources, days):
    """{day: how many of the resources are, or may be, open}, in one query however many there are.

    One with two rules on a day (mornings and evenings) counts once if the rules differ only in
    their hours.
    """
    patterns = (
        ResourceSchedule.objects.filter(resource__in=_pks_of_active(resources))
        .order_by()
        .values(*_PATTERN)
        .annotate(n=Count("resource", distinct=True))
    )
    n_on = Counter()
    for pattern in patterns:
        n = pattern.pop("n")
        rule = ResourceSchedule(**pattern)
        n_on.update({day: n for day in days if rule.may_fall_on(day)})
    return n_on


def _pks_of_active(resources):
    return resources.filter(status=SocialResource.Status.ACTIVE).order_by().values("pk")


def is_unsure_on(resource, days):
    """Whether only 隔週 or 隔月 speaks for the days: then the day has to be asked for."""
    rules = [r for r in resource.schedules.all() if any(r.may_fall_on(day) for day in days)]
    return bool(rules) and all(rule.is_unsure for rule in rules)


@dataclass(frozen=True)
class Opening:
    """One place on one day: when it begins, and whether the day has to be asked for (隔週)."""

    resource: SocialResource
    starts_at: object
    is_unsure: bool

    @property
    def time(self):
        return format_time(self.starts_at) if self.starts_at else ""


@dataclass(frozen=True)
class OpenDay(Day):
    """A day of the calendar: how many places are open, and their names where they are few."""

    n_open: int = 0
    slots: list[Opening] = field(default_factory=list)


@dataclass(frozen=True)
class OpenMonth:
    """The calendar of a month: weeks of OpenDays (None pads), and whether names are shown."""

    weeks: list
    is_named: bool

    @property
    def is_empty(self):
        return not any(day and day.n_open for week in self.weeks for day in week)


def open_month(resources, month, today):
    """The OpenMonth of the resources, in two queries whatever their number."""
    weeks = Calendar(SUNDAY_FIRST).monthdatescalendar(month.first.year, month.first.month)
    days = [day for week in weeks for day in week if day.month == month.first.month]
    named = _named(resources)
    openings = _openings(named, days)
    n_on = Counter() if named else n_open_by_day(resources, days)

    def told(day):
        if day.month != month.first.month:
            return None
        slots = openings[day]
        return OpenDay(day, day == today, slots, n_open=len(slots) if named else n_on[day])

    return OpenMonth([[told(day) for day in week] for week in weeks], bool(named))


def _named(resources):
    """The places with rules and their rules; [] where they are too many to be named."""
    with_rules = resources.filter(
        Exists(ResourceSchedule.objects.filter(resource=OuterRef("pk"))),
        status=SocialResource.Status.ACTIVE,
    )
    found = list(with_rules.only("name", "kind").prefetch_related("schedules")[: MOST_NAMED + 1])
    return found if len(found) <= MOST_NAMED else []


def _openings(resources, days):
    on_day = defaultdict(list)
    for resource in resources:
        for day in days:
            if rules := [rule for rule in resource.schedules.all() if rule.may_fall_on(day)]:
                first = min(rules, key=lambda rule: (rule.is_unsure, rule.starts_at is None))
                on_day[day].append(Opening(resource, first.starts_at, first.is_unsure))
    for openings in on_day.values():
        openings.sort(key=lambda opening: (opening.time == "", opening.time.zfill(5)))
    return on_day
