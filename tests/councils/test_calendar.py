"""Calendar feeds: what other programs read, and who can take an address back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts.models import AuditEntry
from councils.actions import feeds as actions
from councils.models import CalendarFeed, Meeting
from councils.printing.calendar_feed import feed_file
from councils.queries import calendar as queries
from tests import factories as make

TODAY = date(2026, 11, 28)
MADE = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def feed(yawata):
    return make.CalendarFeedFactory(council=yawata, made_at=MADE)


@pytest.fixture
def plan(yawata, regular):
    """plan(held_on=…): a meeting of 八幡."""
    return lambda **words: make.MeetingFactory(council=yawata, kind=regular, **words)


def file_of(feed, today=TODAY):
    return feed_file(feed, queries.meetings_of_feed(feed, today), today)


def events_of(feed, today=TODAY):
    document = Calendar.from_ical(file_of(feed, today).content)
    assert document.errors == []
    return document.walk("VEVENT")


def test_meeting_says_when_where_and_whose(feed, plan, settings):
    settings.SITE_URL = "https://sc.example.jp"
    meeting = plan(
        held_on=date(2026, 12, 8), starts_at=time(13, 30), ends_at=time(15, 0), place="見本公民館",
        number=12, version=3,
    )  # fmt: skip
    (event,) = events_of(feed)
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "URL")} == {
        "UID": f"meeting-{meeting.pk}@sc.example.jp",
        "SUMMARY": "八幡 定例会",
        "LOCATION": "見本公民館",
        "STATUS": "CONFIRMED",
        "URL": f"https://sc.example.jp/councils/meetings/{meeting.pk}/",
    }
    assert event["SEQUENCE"] == 2
    assert event["DTSTART"].params["TZID"] == "Asia/Tokyo"
    tokyo = ZoneInfo("Asia/Tokyo")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        datetime(2026, 12, 8, 13, 30, tzinfo=tokyo), datetime(2026, 12, 8, 15, 0, tzinfo=tokyo),
    )  # fmt: skip
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=9)


def test_meeting_without_a_time_takes_the_whole_day(feed, plan):
    plan(held_on=date(2026, 12, 8))
    (event,) = events_of(feed)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert (event["DTSTART"].dt, "DTEND" in event) == (date(2026, 12, 8), False)


def test_no_end_is_invented(feed, plan):
    plan(held_on=date(2026, 12, 8), starts_at=time(9, 0))
    assert "DTEND" not in events_of(feed)[0]


@pytest.mark.parametrize(
    ("form", "summary", "status"),
    [
        ("in_person", "八幡 定例会", "CONFIRMED"),
        ("online", "八幡 定例会（オンライン）", "CONFIRMED"),
        ("written", "八幡 定例会（書面）", "CONFIRMED"),
        ("cancelled", "【中止】八幡 定例会", "CANCELLED"),
        ("postponed", "【延期】八幡 定例会", "CANCELLED"),
    ],
)
def test_form_is_said(feed, plan, form, summary, status):
    plan(held_on=date(2026, 12, 8), form=form)
    (event,) = events_of(feed)
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == (summary, status)


@pytest.mark.parametrize(
    ("held_on", "is_told"),
    [
        (TODAY - timedelta(days=91), False),
        (TODAY - timedelta(days=90), True),
        (TODAY + timedelta(days=400), True),
        (TODAY + timedelta(days=401), False),
    ],
)
def test_feed_tells_ninety_days_back_and_four_hundred_ahead(feed, plan, held_on, is_told):
    plan(held_on=held_on)
    assert len(events_of(feed)) == is_told


def test_month_without_a_day_and_other_councils_are_left_out(feed, plan, toyooka):
    plan(held_on=date(2026, 12, 1), is_month_only=True)
    make.MeetingFactory(council=toyooka, held_on=TODAY)
    assert events_of(feed) == []


def test_feed_without_a_council_tells_of_all(plan, toyooka):
    plan(held_on=TODAY)
    make.MeetingFactory(council=toyooka, held_on=TODAY)
    everybody = make.CalendarFeedFactory(council=None, made_at=MADE)
    assert [str(e["SUMMARY"]) for e in events_of(everybody)] == ["八幡 定例会", "豊岡 定例会"]


@pytest.mark.proves("V15.3.1")
def test_nothing_but_time_place_and_name_leaves_the_house(feed, plan):
    meeting = plan(
        held_on=TODAY, theme="秘密のテーマ", remark="秘密の様子", internal_note="秘密のメモ",
        aim="秘密のねらい", facilitator="秘密の進行", source="秘密の出典",
    )  # fmt: skip
    make.AgendaItemFactory(meeting=meeting, order=1, text="秘密の議題")
    make.DecisionFactory(meeting=meeting, order=1, text="秘密の決定")
    make.ActionItemFactory(meeting=meeting, order=1, what="秘密の宿題")
    make.AttendanceFactory(meeting=meeting, person__name="秘密 花子")
    content = file_of(feed).content.decode().replace("\r\n ", "")
    assert "秘密" not in content
    assert {name for event in events_of(feed) for name in event} == {
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "SUMMARY", "URL", "STATUS",
        "TRANSP",
    }  # fmt: skip


def test_file_keeps_the_letter_of_the_rfc(feed, plan):
    plan(held_on=TODAY, place="とても長い名前の、" * 9 + "公民館; 2階\\奥, 右")
    content = file_of(feed).content
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert [str(e["LOCATION"])[-12:] for e in events_of(feed)] == ["公民館; 2階\\奥, 右"]
    document = Calendar.from_ical(content)
    assert [str(zone["TZID"]) for zone in document.walk("VTIMEZONE")] == ["Asia/Tokyo"]
    assert (str(document["VERSION"]), str(document["METHOD"])) == ("2.0", "PUBLISH")
    stamps = [event["DTSTAMP"].to_ical() for event in document.walk("VEVENT")]
    assert [stamp[-1:] for stamp in stamps] == [b"Z"]


def test_file_stays_the_same_until_something_changes(feed, plan):
    meeting = plan(held_on=TODAY)
    first, again = file_of(feed), file_of(feed)
    assert first == again
    meeting.place = "ほかの会館"
    meeting.save()
    assert file_of(feed).etag != first.etag
    assert file_of(feed).changed_at > first.changed_at


def test_change_is_dated_by_the_latest_version(feed, plan):
    meeting = plan(held_on=TODAY)
    latest = Meeting.history.filter(id=meeting.pk).latest().history_date
    (event,) = events_of(feed)
    assert event["DTSTAMP"].dt == latest.replace(microsecond=0)
    Meeting.history.all().delete()  # as after loading by fixture
    (event,) = events_of(feed)
    assert event["DTSTAMP"].dt == MADE


def test_one_query_tells_everything(feed, plan, django_assert_num_queries):
    for day in range(1, 4):
        plan(held_on=TODAY + timedelta(days=day))
    with django_assert_num_queries(1):
        file_of(feed)


# Giving out and taking back ------------------------------------------------------------------


@pytest.mark.proves("V11.5.1")
def test_secret_opens_the_feed_and_is_kept_nowhere(yawata, coordinator):
    feed, secret = actions.make_feed(yawata, "事務所", by=coordinator)
    assert queries.open_feed(secret) == feed
    assert len(secret) >= 32
    kept = [str(value) for row in CalendarFeed.objects.values_list() for value in row]
    kept += [str(value) for row in AuditEntry.objects.values_list() for value in row]
    assert [value for value in kept if secret in value] == []
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["feed_made"]


def test_revoked_feed_is_as_unknown(yawata, coordinator, city):
    feed, secret = actions.make_feed(yawata, "事務所", by=coordinator)
    actions.revoke_feed(feed, by=coordinator)
    actions.revoke_feed(feed, by=city)
    with pytest.raises(CalendarFeed.DoesNotExist):
        queries.open_feed(secret)
    feed.refresh_from_db()
    assert feed.revoked_by == coordinator
    assert feed.revoked_at <= timezone.now()
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == [
        "feed_made", "feed_revoked",
    ]  # fmt: skip
