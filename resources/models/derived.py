"""What is worked out from a resource's own words; whoever writes one calls these."""

from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace

from resources.models.kinds import Kind
from resources.models.places import ResourceSchedule, SocialResource
from resources.models.towns import Town
from takasaki_sc.lib import schedules
from takasaki_sc.lib.bulk_rows import insert_rows
from takasaki_sc.lib.fees import fee_of
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.towns import TownIndex

DERIVED_FIELDS = (
    "search_text", "natural_key", "order_key", "fee",
    "town", "latitude", "longitude", "position_precision",
)  # fmt: skip
"""What fill_derived and place_by_town may have changed, for updates that name their fields."""

SEARCHED_FIELDS = (
    "name", "kana", "kind_text", "district_text", "address", "venue", "schedule_text",
    "organiser", "phone", "fee_text", "notes",
)  # fmt: skip
"""The contact person is not among them: visitors must not be able to search for a name."""


_KIND_LABELS = dict(Kind.choices)


def natural_key(name, address, venue=""):
    """What makes two records look like the same place: folded name and whereabouts."""
    return f"{search_key(name)}|{search_key(address or venue)}"


def fill_derived(resource, council=None):
    """Set the search text, the keys and whether it costs something. Does not save.

    council: the resource's own where the caller has it at hand.
    """
    words = [getattr(resource, field) for field in SEARCHED_FIELDS]
    words.append(_KIND_LABELS.get(resource.kind, resource.kind))
    if resource.council_id:
        council = council or resource.council
        words += [council.name, council.nickname]
    resource.search_text = " ".join(filter(None, map(search_key, filter(None, words))))
    resource.natural_key = natural_key(resource.name, resource.address, resource.venue)
    resource.order_key = search_key(resource.kana or resource.name)[:160]
    resource.fee = fee_of(resource.fee_text)


def town_index():
    """The TownIndex of all 町 we know. One query."""
    return TownIndex((f"{town}", town) for town in Town.objects.all())


def place_by_town(resources, index=None):
    """町 of the address for each, and its middle where no position is known. Does not save.

    One query for all, none where the town_index is at hand. A position somebody measured is never
    touched; one that came from the town of the address before goes with it. An address we cannot
    read gives no town and no point.
    """
    index = index or town_index()
    for resource in resources:
        town, before = index.town_of(resource.address), resource.town_id
        if town is not None or before is not None:
            resource.town = town
        has_moved = before is not None and before != resource.town_id
        if not resource.has_position or (resource.is_roughly_placed and has_moved):
            _stand_in(resource, town)


def _stand_in(resource, town):
    resource.latitude = town.latitude if town else None
    resource.longitude = town.longitude if town else None
    resource.position_precision = SocialResource.Precision.TOWN if town else ""


def reading_of(resource):
    """The Schedule of its 開催日時. 「祝日・年末年始は休み」 counts among the days off too."""
    return _read(resource.schedule_text, resource.closed_text)


def _read(schedule_text, closed_text):
    read = schedules.parse_schedule(schedule_text)
    return replace(
        read,
        skip_holidays=read.skip_holidays or "祝" in closed_text,
        skip_year_end=read.skip_year_end or "年末年始" in closed_text,
    )


@lru_cache(maxsize=4096)  # a list says the same hours in line after line
def _days_in(schedule_text, closed_text):
    read = _read(schedule_text, closed_text)
    rules = read.rules if read.understood else ()
    off = {"skips_holidays": read.skip_holidays, "skips_year_end": read.skip_year_end}
    return tuple(day | off for rule in rules for day in _days_of(rule, read.months_off))


def _days_of(rule, months_off):
    months = rule.months
    if months_off:
        months = [month for month in months or range(1, 13) if month not in months_off]
        if not months:
            return
    common = {
        "weekday": None,
        "month_day": None,
        "weeks": "",
        "starts_at": rule.start,
        "ends_at": rule.end,
        "months": ",".join(map(str, months)),
        "every_n_months": rule.every_n_months,
    }
    weeks = "".join(map(str, rule.nth))
    for weekday in rule.weekdays:
        yield common | {"weekday": weekday, "weeks": weeks}
    for month_day in rule.month_days:
        yield common | {"month_day": month_day}


def replace_schedules(resources):
    """Work the schedules of saved resources out anew: one delete and one insert for all."""
    ResourceSchedule.objects.filter(resource__in=[one.pk for one in resources]).delete()
    add_schedules(resources)


def add_schedules(resources):
    """Schedules of resources that have none yet, one a weekday or day of the month.

    None where the text could not be understood: a suggestion must not answer a search.
    """
    insert_rows(
        ResourceSchedule,
        (
            SimpleNamespace(resource_id=resource.pk, order=order, **day)
            for resource in resources
            for order, day in enumerate(
                _days_in(resource.schedule_text, resource.closed_text), start=1
            )
        ),
    )
