"""The programme's own events that the public may know of, for the calendar and イベント一覧."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, Q

from activities.models import Event
from councils.models import Programme
from reports.open_data.lines import escaped


def public_events(today):
    """Events to come, or still running, that are meant for everybody and not called off."""
    still = Q(from_on__gte=today) | Q(until_on__gte=today)
    rows = Event.objects.held().filter(still, is_public=True)
    return rows.prefetch_related("hosts").order_by("from_on", "pk")


def last_change():
    """When anything about any event was last written down, or None."""
    return Event.history.aggregate(at=Max("history_date"))["at"]


def programme_rows(today):
    """イベント一覧: one row an event, in the standard columns."""
    city = Programme.objects.current()
    for event in public_events(today):
        hosts = "、".join(str(host) for host in event.hosts.all())
        words = [event.get_kind_display(), event.theme, event.story.replace("\n", " ")]
        yield [
            city.code, f"event-{event.pk}", city.prefecture, city.city, event.title, "", "",
            event.from_on.isoformat(), event.last_on.isoformat(), _hour(event.starts_at),
            _hour(event.ends_at), "", "。".join(word for word in words if word), event.fee_text, "",
            hosts, "", "", hosts, event.place, "", "", "", "", "", "", "", "", "",
            event.how_to_apply, "", "",
        ]  # fmt: skip


def _hour(time):
    return f"{time:%H:%M}" if time else ""


def programme_lines(today):
    """The same events as lines of iCalendar."""
    events = list(public_events(today))
    host = urlsplit(settings.SITE_URL).hostname
    stamp = f"{last_change().astimezone(UTC):%Y%m%dT%H%M%SZ}" if events else ""
    for event in events:
        yield "BEGIN:VEVENT"
        yield f"UID:event-{event.pk}@{host}"
        yield f"DTSTAMP:{stamp}"
        yield from _times(event)
        yield f"SUMMARY:{escaped(event.title)}"
        if event.place:
            yield f"LOCATION:{escaped(event.place)}"
        fee = event.fee_text and f"参加費：{event.fee_text}"
        apply = event.how_to_apply and f"申込み：{event.how_to_apply}"
        words = (event.get_kind_display(), event.theme, fee, apply)
        yield f"DESCRIPTION:{escaped(chr(10).join(word for word in words if word))}"
        yield "END:VEVENT"


def _times(event):
    """Whole days where it runs over several, or no hour is known."""
    if event.starts_at is None or event.last_on > event.from_on:
        yield f"DTSTART;VALUE=DATE:{event.from_on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.last_on + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART;TZID=Asia/Tokyo:{_at(event.from_on, event.starts_at)}"
    if event.ends_at:
        yield f"DTEND;TZID=Asia/Tokyo:{_at(event.from_on, event.ends_at)}"


def _at(day, time):
    return f"{datetime.combine(day, time):%Y%m%dT%H%M%S}"
