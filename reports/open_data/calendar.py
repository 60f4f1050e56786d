"""The days to come as iCalendar (RFC 5545), for telephones and for other calendars of events."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from councils.models import Programme
from reports.open_data.lines import escaped, folded
from reports.standard_export import address_of, occasions_of

HEAD = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//takasaki-sc//open-data//JA",
    "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-TIMEZONE:Asia/Tokyo",
    "BEGIN:VTIMEZONE", "TZID:Asia/Tokyo", "BEGIN:STANDARD",
    "DTSTART:19700101T000000", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "TZNAME:JST",
    "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def calendar_file(resources, today, more=()):
    """UTF-8 bytes: an event an occasion. Written by hand: a library takes ten times as long.

    more: lines of further events.
    """
    name = f"X-WR-CALNAME:{escaped(Programme.objects.current().city)}の集いの場"
    lines = [*HEAD[:5], name, *HEAD[5:]]
    for occasion in occasions_of(resources, today):
        lines += _event(occasion)
    lines += [*more, "END:VCALENDAR"]
    return b"".join(folded(line) for line in lines)


def _event(occasion):
    resource = occasion.resource
    changed_at = f"{resource.updated_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:resource-{occasion.code}@{urlsplit(settings.SITE_URL).hostname}"
    yield f"DTSTAMP:{changed_at}"
    yield f"LAST-MODIFIED:{changed_at}"
    yield from _times(occasion)
    yield f"SUMMARY:{escaped(resource.name)}"
    if resource.where:
        yield f"LOCATION:{escaped(resource.where)}"
    yield f"DESCRIPTION:{escaped(_words(resource))}"
    yield f"URL:{address_of(resource)}"
    yield "END:VEVENT"


def _times(occasion):
    """A whole day where no hour is known; no end is invented."""
    day, starts_at, ends_at = occasion.day, occasion.starts_at, occasion.ends_at
    if starts_at is None:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        return
    yield f"DTSTART;TZID=Asia/Tokyo:{datetime.combine(day, starts_at):%Y%m%dT%H%M%S}"
    if ends_at:
        end_day = day if ends_at > starts_at else day + timedelta(days=1)
        yield f"DTEND;TZID=Asia/Tokyo:{datetime.combine(end_day, ends_at):%Y%m%dT%H%M%S}"


def _words(resource):
    fee = resource.fee_text and f"費用：{resource.fee_text}"
    phone = resource.phone and f"電話：{resource.phone}"
    parts = [resource.get_kind_display(), resource.schedule_text, fee, phone]
    return "\n".join(part for part in [*parts, "開催日時から計算した日です。"] if part)
