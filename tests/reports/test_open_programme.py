"""Events that are meant for everybody stand in the public calendar and in イベント一覧."""

import csv
import io
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from activities.actions import events as actions
from reports import standard_export
from tests import factories as make

SOON = timedelta(days=20)


@pytest.fixture
def forum(tier1):
    words = {
        "kind": "forum", "title": "見本のつどい", "from_on": timezone.localdate() + SOON,
        "starts_at": time(13), "ends_at": time(15, 30), "place": "見本会館", "is_public": True,
        "fee_text": "無料", "how_to_apply": "当日会場へ",
    }  # fmt: skip
    event, _ = actions.add_event(actions.EventRecord(words, hosts=["見本市"]), by=tier1)
    return event


def rows(client):
    text = client.get("/open/event.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def calendar(client):
    return Calendar.from_ical(client.get("/open/resources.ics").content).walk("VEVENT")


def test_public_event_has_the_standard_columns(client, forum):
    (row,) = rows(client)
    told = dict(zip(standard_export.EVENT_COLUMNS, row, strict=True))
    day = forum.from_on.isoformat()
    wanted = {
        "イベント名": "見本のつどい", "開始日": day, "終了日": day, "開始時間": "13:00",
        "終了時間": "15:30", "料金(基本)": "無料", "主催者": "見本市", "場所名称": "見本会館",
        "参加申込方法": "当日会場へ",
    }  # fmt: skip
    assert {name: told[name] for name in wanted} == wanted


def test_calendar_tells_hours_and_periods(client, forum, tier1):
    (event,) = calendar(client)
    assert str(event["summary"]) == "見本のつどい"
    assert event["dtstart"].dt.replace(tzinfo=None).time() == time(13)
    forum.until_on = forum.from_on + timedelta(days=6)
    forum.save()
    (event,) = calendar(client)
    assert (event["dtstart"].dt, event["dtend"].dt) == (
        forum.from_on, forum.until_on + timedelta(days=1),
    )  # fmt: skip


def test_what_is_not_meant_for_everybody_or_called_off_is_not_told(client, forum, tier1):
    make.EventFactory(from_on=forum.from_on)
    make.EventFactory(from_on=date(2026, 1, 1), is_public=True)
    assert len(rows(client)) == len(calendar(client)) == 1
    actions.cancel_event(forum, on=timezone.localdate(), reason="大雨", by=tier1)
    assert (rows(client), calendar(client)) == ([], [])
