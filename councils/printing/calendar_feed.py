"""Meetings as an iCalendar file (RFC 5545) for Google, Outlook and telephones.

A feed may be read by anybody who has its address: no names, no minutes, no internal words.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from councils.models import Programme

TOKYO = ZoneInfo("Asia/Tokyo")
READ_AGAIN_AFTER = timedelta(hours=6)


@dataclass(frozen=True)
class FeedFile:
    """The file, and what tells a program whether it has changed."""

    content: bytes
    etag: str
    changed_at: datetime


def feed_file(feed, meetings, today):
    """The calendar of a feed. meetings: queries.calendar.meetings_of_feed()."""
    document = _calendar(feed)
    changed_at = max(feed.made_at, datetime.combine(today, time(), TOKYO))  # the window moves
    for meeting in meetings:
        event = _event(meeting, feed.made_at)
        document.add_component(event)
        changed_at = max(changed_at, event.LAST_MODIFIED)
    content = document.to_ical()
    return FeedFile(content, f'"{sha256(content).hexdigest()[:32]}"', changed_at)


def _calendar(feed):
    name = (
        f"{feed.council.full_name}の会議"
        if feed.council
        else f"{Programme.objects.current().city}の協議体の会議"
    )
    document = Calendar()
    document.add("prodid", "-//takasaki-sc//calendar//JA")
    document.add("version", "2.0")
    document.add("calscale", "GREGORIAN")
    document.add("method", "PUBLISH")
    document.add("name", name)
    document.add("x-wr-calname", name)
    document.add("x-wr-timezone", TOKYO.key)
    document.add("refresh-interval", READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    document.add("x-published-ttl", "PT6H")
    document.add_component(_tokyo())
    return document


def _tokyo():
    """Japan has had no summer time since 1951."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 (RFC 5545 3.6.5: local)
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone = Timezone()
    zone.add("tzid", TOKYO.key)
    zone.add_component(standard)
    return zone


def _event(meeting, since):
    """One meeting. since: its last change where no version of it was kept."""
    changed_at = (meeting.changed_at or meeting.recorded_at or since).astimezone(UTC)
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", meeting.version - 1)
    _put_time(event, meeting)
    event.add("summary", _summary(meeting))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", settings.SITE_URL + meeting.get_absolute_url())
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if meeting.is_cancelled else "OPAQUE")
    return event


def _put_time(event, meeting):
    """A whole day where no time is known; no end is invented."""
    if meeting.starts_at is None:
        event.add("dtstart", meeting.held_on)
        return
    event.add("dtstart", datetime.combine(meeting.held_on, meeting.starts_at, TOKYO))
    if meeting.ends_at:
        event.add("dtend", datetime.combine(meeting.held_on, meeting.ends_at, TOKYO))


def _summary(meeting):
    """「八幡 定例会」; what is not an ordinary gathering is said: 「【中止】八幡 定例会」."""
    words = f"{meeting.council} {meeting.kind}"
    if meeting.is_cancelled:
        return f"【{meeting.get_form_display()}】{words}"
    if meeting.form != meeting.Form.IN_PERSON:
        return f"{words}（{meeting.get_form_display()}）"
    return words
