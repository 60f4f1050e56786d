"""Rows a block copies out of the directory and the calendar, as plain data for Article.table.

A copy, not a window: what was printed stays true for its day, which is kept as `as_of`.
Nothing here but what the public list shows too; 連絡先の人 is never among it.
"""

from datetime import time, timedelta

from councils.models import Meeting
from newsletters.queries.issues import DID_NOT_HAPPEN, last_day
from resources.models import SocialResource
from takasaki_sc.lib import schedules, wareki

COLUMNS = {
    "name": "名称",
    "kind": "種類",
    "where": "会場",
    "schedule": "開催日時",
    "fee": "費用",
    "organiser": "開催者",
    "phone": "電話",
}
"""What a table may show of a resource, in the order of its columns."""

MOST_ROWS = 30
MOST_POINTS = 20
MAP_KEYS = ("number", "name", "where", "schedule")
DAY_KEYS = ("day", "time", "what", "where")
DAY_HEADERS = ["日にち", "時間", "行事", "会場"]

_CELLS = {
    "name": lambda resource: resource.name,
    "kind": lambda resource: resource.get_kind_display(),
    "where": lambda resource: resource.venue or resource.address,
    "schedule": lambda resource: resource.schedule_text,
    "fee": lambda resource: resource.fee_text,
    "organiser": lambda resource: resource.organiser,
    "phone": lambda resource: resource.phone,
}


def _cell(text):
    """One line, and without the sign that parts cells in the editor's text."""
    return " ".join(text.split()).replace("｜", "・")


def listed_resources(council, kinds):
    """Released resources that go on, of a district (None: the whole city), in list order."""
    found = SocialResource.objects.public().filter(status=SocialResource.Status.ACTIVE)
    if council:
        found = found.filter(council=council)
    if kinds:
        found = found.filter(kind__in=kinds)
    return found.in_list_order()


def resource_table(council, options, today):
    """(table, how many more there are): as many rows and columns as were asked for."""
    found = listed_resources(council, options["kinds"])
    keys = [key for key in COLUMNS if key in options["columns"]]
    rows = [
        [_cell(_CELLS[key](resource)) for key in keys] for resource in found[: options["n_rows"]]
    ]
    table = {
        "headers": [COLUMNS[key] for key in keys],
        "keys": keys,
        "rows": rows,
        "as_of": today.isoformat(),
    }
    return table, found.count() - len(rows)


def map_table(council, options, today):
    """(table, how many more there are) of resources with a position; `points` for the picture."""
    found = listed_resources(council, options["kinds"]).filter(latitude__isnull=False)
    shown = list(found[: min(options["n_rows"], MOST_POINTS)])
    table = {
        "headers": ["番号", *(COLUMNS[key] for key in MAP_KEYS[1:])],
        "keys": list(MAP_KEYS),
        "rows": [
            [str(number), *(_cell(_CELLS[key](resource)) for key in MAP_KEYS[1:])]
            for number, resource in enumerate(shown, start=1)
        ],
        "points": [[float(r.latitude), float(r.longitude)] for r in shown],
        "as_of": today.isoformat(),
    }
    return table, found.count() - len(shown)


def calendar_table(council, options, today):
    """(table, how many more there are): planned meetings and days of resources in these months."""
    first, last = options["from_month"], last_day(options["until_month"])
    days = []
    if "meetings" in options["what"]:
        days += _meeting_days(council, first, last)
    if "resources" in options["what"]:
        days += _resource_days(council, options["kinds"], first, last)
    days.sort(key=lambda row: row[:2])
    shown = days[: options["n_rows"]]
    table = {
        "headers": DAY_HEADERS,
        "keys": list(DAY_KEYS),
        "rows": [[wareki.format_month_day(day), *cells] for day, _, cells in shown],
        "as_of": today.isoformat(),
    }
    return table, len(days) - len(shown)


def _meeting_days(council, first, last):
    """Every meeting that has a day and was not called off: when, whose, where; no names."""
    meetings = (
        Meeting.objects.between(first, last)
        .exclude(form__in=DID_NOT_HAPPEN)
        .filter(is_month_only=False)
        .select_related("council", "kind")
    )
    if council:
        meetings = meetings.filter(council=council)
    return [
        (
            m.held_on,
            m.starts_at or time.min,
            [_span(m.starts_at, m.ends_at), _cell(f"{m.council} {m.kind}"), _cell(m.place)],
        )
        for m in meetings.order_by("held_on", "pk")
    ]


def _resource_days(council, kinds, first, last):
    """The days of resources whose words about their days were understood for certain."""
    days = []
    for resource in listed_resources(council, kinds).prefetch_related("schedules"):
        schedule = schedules.parse_schedule(resource.schedule_text)
        coming = schedules.next_dates(schedule, first - timedelta(days=1), (last - first).days + 1)
        starts_at, ends_at = _hours(resource)
        where = resource.venue or resource.address
        cells = [_span(starts_at, ends_at), _cell(resource.name), _cell(where)]
        days += [(day, starts_at or time.min, cells) for day in coming if day <= last]
    return days


def _hours(resource):
    """(start, end), when all rules of a resource have the same."""
    hours = {(rule.starts_at, rule.ends_at) for rule in resource.schedules.all()}
    return hours.pop() if len(hours) == 1 else (None, None)


def _span(starts_at, ends_at):
    if starts_at is None:
        return ""
    return f"{starts_at:%-H:%M}〜{ends_at:%-H:%M}" if ends_at else f"{starts_at:%-H:%M}〜"
