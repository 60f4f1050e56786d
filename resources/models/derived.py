"""What is worked out from a resource's own words; whoever writes one calls these."""

from functools import lru_cache
from types import SimpleNamespace

from resources.models.kinds import Kind
from resources.models.places import ResourceSchedule
from takasaki_sc.lib import schedules
from takasaki_sc.lib.bulk_rows import insert_rows
from takasaki_sc.lib.kana import search_key

SEARCHED_FIELDS = (
    "name", "kana", "kind_text", "district_text", "address", "venue", "schedule_text",
    "organiser", "phone", "fee_text", "notes",
)  # fmt: skip
"""The contact person is not among them: visitors must not be able to search for a name."""


_KIND_LABELS = dict(Kind.choices)


def natural_key(name, address, venue=""):
    """What makes two records look like the same place: folded name and whereabouts."""
    return f"{search_key(name)}|{search_key(address or venue)}"


def fill_derived(resource):
    """Set the search text and the keys. Does not save."""
    words = [getattr(resource, field) for field in SEARCHED_FIELDS]
    words.append(_KIND_LABELS.get(resource.kind, resource.kind))
    if resource.council_id:
        words += [resource.council.name, resource.council.nickname]
    folded = (search_key(word) for word in words if word)
    resource.search_text = " ".join(word for word in folded if word)
    resource.natural_key = natural_key(resource.name, resource.address, resource.venue)
    resource.order_key = search_key(resource.kana or resource.name)[:160]


@lru_cache(maxsize=4096)  # a list says the same hours in line after line
def _days_in(text):
    read = schedules.parse_schedule(text)
    rules = read.rules if read.understood else ()
    return tuple(day for rule in rules for day in _days_of(rule))


def _days_of(rule):
    common = {
        "weekday": None,
        "month_day": None,
        "weeks": "",
        "starts_at": rule.start,
        "ends_at": rule.end,
        "months": ",".join(map(str, rule.months)),
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
            for order, day in enumerate(_days_in(resource.schedule_text), start=1)
        ),
    )
