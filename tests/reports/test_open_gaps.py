"""Open data of places and events of which something is not known: no word is made up for it."""

from datetime import time, timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from icalendar import Calendar

from reports.open_data import files
from reports.standard_export import EVENT_COLUMNS, FACILITY_COLUMNS
from tests import factories as make
from tests.reports.test_open_data import table


@pytest.fixture(autouse=True)
def _no_file_is_left_from_another_test():
    caches["own"].clear()


def calendar(client):
    return Calendar.from_ical(client.get("/open/resources.ics").content).walk("VEVENT")


def test_place_without_an_address_or_an_end_is_told_without_them(client, db):
    resource = make.SocialResourceFactory(
        name="さくらの会", venue="", address="", schedule_text="毎週火曜 10:00～"
    )
    make.ResourceScheduleFactory(resource=resource, weekday=2, starts_at=time(10), ends_at=None)
    for event in calendar(client):
        assert str(event["summary"]) == "さくらの会"
        assert event["dtstart"].dt.time() == time(10)
        assert ("location" in event, "dtend" in event) == (False, False)


def test_event_without_a_place_or_an_end_is_told_without_them(client, db):
    day = timezone.localdate() + timedelta(days=20)
    make.EventFactory(title="見本のつどい", from_on=day, starts_at=time(13), is_public=True)
    (event,) = calendar(client)
    assert event["dtstart"].dt.replace(tzinfo=None).time() == time(13)
    assert ("location" in event, "dtend" in event) == (False, False)
    (heading, row) = table(client, "event.csv")
    told = dict(zip(EVENT_COLUMNS, row, strict=True))
    assert (heading, told["終了時間"], told["場所名称"]) == (list(EVENT_COLUMNS), "", "")


def test_kind_of_place_is_coded_where_a_code_fits(client, yawata):
    rows = (("見本公民館", "salon"), ("見本会館", "facility"), ("相談の窓口", "consultation"),
            ("さくらの会", "salon"))  # fmt: skip
    for name, kind in rows:
        make.SocialResourceFactory(
            name=name, kind=kind, council=yawata, address="高崎市見本町1-1",
            latitude="36.321900", longitude="139.003300", position_precision="exact",
        )  # fmt: skip
    _, *found = table(client, "public_facility.csv")
    told = [dict(zip(FACILITY_COLUMNS, row, strict=True)) for row in found]
    assert {row["名称"]: row["POIコード"] for row in told} == {
        "見本公民館": "1307", "見本会館": "1309", "相談の窓口": "1499", "さくらの会": "",
    }  # fmt: skip


def test_very_large_file_is_made_anew_and_not_kept(client, db, monkeypatch):
    """The cache is for small files: a large one would push out everything else."""
    monkeypatch.setattr(files, "LARGEST_KEPT", 10)
    make.SocialResourceFactory(name="さくらの会")
    first, again = (client.get("/open/public_facility.csv") for _ in range(2))
    assert (first.content, first["ETag"]) == (again.content, again["ETag"])
    assert not [key for key in caches["own"]._cache if "open_data" in key]
