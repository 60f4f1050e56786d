"""Everything public under /open/: true to the standards, and without a word about a person."""

import csv
import io
import json
from datetime import UTC, date, datetime, time

import pytest
from django.core.cache import caches
from icalendar import Calendar

from reports import standard_export
from reports.open_data.files import FILES
from reports.open_data.lines import folded
from resources.actions import directory
from resources.actions.sources import credit_source
from resources.actions.towns import place_resources
from takasaki_sc.lib.sheets import read_workbook
from tests import factories as make
from tests.resources.lists import REAL

NAMES = [file.name for file in FILES]
CANARY = "カナリア"


@pytest.fixture(autouse=True)
def _no_file_is_left_from_another_test():
    caches["own"].clear()


@pytest.fixture
def clock(monkeypatch):
    """It is noon of 29 November 2026, a Sunday."""
    noon = datetime(2026, 11, 29, 3, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)


def body(client, name, **headers):
    return client.get(f"/open/{name}", headers=headers)


def table(client, name):
    return list(csv.reader(io.StringIO(body(client, name).content.decode("utf-8-sig"))))


@pytest.fixture
def ready(yawata):
    source = make.ImportSourceFactory(credit="CC BY 4.0、見本市")
    return make.SocialResourceFactory(
        name="さくらの会", kana="さくらのかい", kind="salon", council=yawata,
        address="高崎市見本町1-1", venue="見本公民館", latitude="36.321900",
        longitude="139.003300", position_precision="exact", phone="027-000-0001、027-000-0002",
        schedule_text="毎週火曜 10:00～12:00又は18:00～21:00", organiser="見本の会",
        fee_text="200円", notes="1行目\n2行目", import_source=source,
    )  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, "catalog.json", ""])
def test_no_file_says_a_word_that_is_not_public(client, yawata, ready, name):
    """Words planted wherever a file must not look, then searched for in all of them."""
    ready.contact = f"{CANARY}連絡先"
    ready.source_code, ready.source_sheet = f"{CANARY}番号", f"{CANARY}シート"
    ready.imported_values = {"contact": CANARY}
    ready.value_sources = {"contact": CANARY}
    ready.save()
    hidden = {"latitude": "36.3", "longitude": "139.0", "position_precision": "exact"}
    hidden |= {"address": "高崎市1", "council": yawata}
    secret = make.ImportSourceFactory(credit=f"{CANARY}出典")
    for words in ({"is_public": False, "import_source": secret}, {"status": "ended"}):
        make.SocialResourceFactory(name=f"{CANARY}の会", **hidden, **words)
    content = body(client, name).content
    if name.endswith("xlsx"):
        content = str(read_workbook(content).sheets[0].rows).encode()
    text = content.decode()
    escaped = json.dumps(CANARY)[1:-1]
    assert (CANARY in text, escaped in text) == (False, False)
    assert name in ("catalog.json", "") or "さくらの会" in text.replace("\r\n ", "")


def test_facility_list_has_the_standard_columns_in_their_order(client, ready):
    heading, row = table(client, "public_facility.csv")
    assert tuple(heading) == standard_export.FACILITY_COLUMNS
    assert row == [
        "102024", str(ready.pk), "群馬県", "高崎市", "さくらの会", "サクラノカイ", "", "",
        "高崎市見本町1-1", "見本公民館", "36.321900", "139.003300", "027-000-0001", "", "",
        "見本の会", "", "", "", "毎週火曜 10:00～12:00又は18:00～21:00",
        "ふれあい・いきいきサロン", "", "", "1行目 2行目",
    ]  # fmt: skip


def test_columns_are_those_of_the_standard_tables():
    """The empty table of 公共施設一覧 names one column 時間 that its definition names 日時."""
    for name, columns in (
        ("xxxxxx_event.csv", standard_export.EVENT_COLUMNS),
        ("xxxxxx_public_facility.csv", standard_export.FACILITY_COLUMNS),
    ):
        heading = (REAL / name).read_text("utf-8-sig").splitlines()[0]
        assert heading.replace("利用可能時間特記", "利用可能日時特記").split(",") == list(columns)


def test_opening_hours_are_told_where_every_week_has_the_same(client, ready):
    for order, weekday in ((1, 5), (2, 2)):
        make.ResourceScheduleFactory(
            resource=ready, order=order, weekday=weekday, starts_at=time(10), ends_at=time(12)
        )
    make.ResourceScheduleFactory(resource=ready, order=3, weekday=4, weeks="13")
    row = table(client, "public_facility.csv")[1]
    assert row[16:19] == ["火金", "10:00", "12:00"]


def test_middle_of_a_town_is_no_position_of_a_facility(client, ready):
    ready.position_precision = "town"
    ready.save()
    assert table(client, "public_facility.csv")[1][10:12] == ["", ""]
    assert table(client, "event.csv") is not None


def test_event_list_has_the_standard_columns_and_the_days_to_come(client, clock, ready):
    heading, *rows = table(client, "event.csv")
    assert tuple(heading) == standard_export.EVENT_COLUMNS
    days = ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"]
    assert [row[7:11] for row in rows] == [
        [day, day, *hours] for day in days for hours in (["10:00", "12:00"], ["18:00", "21:00"])
    ]
    assert rows[0][1] == f"{ready.pk}-20261201-1"
    assert rows[0][30] == f"http://localhost:8000/resources/{ready.pk}/"


def test_event_list_leaves_out_what_is_suspended_or_not_understood(client, db, clock):
    make.SocialResourceFactory(status="suspended")
    make.SocialResourceFactory(schedule_text="ときどき")
    make.SocialResourceFactory(schedule_text="隔週月曜 10時～12時")
    assert len(table(client, "event.csv")) == 1


def test_geojson_tells_how_sure_a_position_is(client, ready):
    make.SocialResourceFactory(name="位置なし")
    document = json.loads(body(client, "resources.geojson").content)
    (feature,) = document["features"]
    assert (document["type"], feature["id"]) == ("FeatureCollection", ready.pk)
    assert feature["geometry"] == {"type": "Point", "coordinates": [139.0033, 36.3219]}
    told = feature["properties"]
    assert (told["precision"], told["precision_words"]) == ("exact", "正確な位置")
    assert (told["name"], told["district"], told["credit"]) == (
        "さくらの会", "八幡", "CC BY 4.0、見本市",
    )  # fmt: skip


def test_calendar_can_be_read_and_its_events_keep_their_names(client, clock, ready):
    ready.notes, ready.name = "", "さくら, もみじ; \\ の会" + "長" * 60
    ready.save()
    content = body(client, "resources.ics").content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    events = Calendar.from_ical(content).walk("VEVENT")
    first = events[0]
    assert len(events) == 10
    assert str(first["uid"]) == f"resource-{ready.pk}-20261201-1@localhost"
    assert str(first["summary"]) == ready.name
    assert first["dtstart"].dt.isoformat() == "2026-12-01T10:00:00+09:00"
    assert first["dtend"].dt.isoformat() == "2026-12-01T12:00:00+09:00"
    assert len({str(event["uid"]) for event in events}) == 10


@pytest.mark.parametrize("letter", ["a", "長", "😀"])
def test_folding_never_cuts_a_letter(letter):
    told = folded("SUMMARY:" + letter * 200)
    assert told.replace(b"\r\n ", b"").decode() == "SUMMARY:" + letter * 200 + "\r\n"


def test_calendar_tells_a_day_without_hours_as_a_whole_day(client, db, clock):
    make.SocialResourceFactory(schedule_text="毎月15日")
    (event,) = Calendar.from_ical(body(client, "resources.ics").content).walk("VEVENT")
    assert (event["dtstart"].dt, event.get("dtend")) == (date(2026, 12, 15), None)


def test_feed_begins_with_what_was_changed_last(client, ready):
    newer = make.SocialResourceFactory(name="新しい会")
    feed = json.loads(body(client, "changes.json").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["新しい会", "さくらの会"]
    assert feed["items"][0]["id"] == f"http://localhost:8000/resources/{newer.pk}/"


def test_catalogue_names_every_file_with_its_licence_and_credit(client, ready):
    found = json.loads(body(client, "catalog.json").content)
    addresses = [d["dcat:distribution"][0]["dcat:downloadURL"] for d in found["dcat:dataset"]]
    assert addresses == [f"http://localhost:8000/open/{name}" for name in NAMES]
    assert found["dct:rightsHolder"] == ["CC BY 4.0、見本市"]
    assert found["dct:license"].startswith("https://creativecommons.org/licenses/by/4.0/")


def test_page_lists_every_file(client, ready):
    text = body(client, "").content.decode()
    assert [name for name in NAMES if f'href="/open/{name}"' not in text] == []
    assert "CC BY 4.0、見本市" in text
    assert 'href="/open/"' in client.get("/resources/").content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_file_that_a_program_has_is_not_sent_again(client, ready, name):
    first = body(client, name)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=300, must-revalidate"
    again = body(client, name, **{"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    since = body(client, name, **{"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304
    ready.name = "名の変わった会"
    ready.save()
    changed = body(client, name, **{"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_unknown_file_is_not_there(client, db):
    assert body(client, "contacts.csv").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_empty_directory_gives_an_empty_file(client, db, name):
    assert body(client, name).status_code == 200


@pytest.mark.parametrize("n_rows", [1, 3])
@pytest.mark.parametrize("name", NAMES)
def test_file_asks_the_database_as_often_for_one_as_for_three(
    client, yawata, name, n_rows, django_assert_num_queries
):
    source = make.ImportSourceFactory()
    home = make.NeighbourhoodFactory(council=yawata)
    for _ in range(n_rows):
        make.SocialResourceFactory(council=yawata, neighbourhood=home, import_source=source)
    with django_assert_num_queries(6 + (name in ("resources.ics", "event.csv"))):
        body(client, name)


@pytest.mark.parametrize("n_rows", [1, 3])
def test_page_asks_the_database_as_often_for_one_as_for_three(
    client, db, n_rows, django_assert_num_queries
):
    make.SocialResourceFactory.create_batch(n_rows)
    with django_assert_num_queries(6):
        body(client, "")


def confirmed(resource, by):
    directory.confirm_resource(resource, by=by)


def placed(resource, by):
    make.TownFactory(name="見本町")
    place_resources(by=by)


def credited(resource, by):
    credit_source(resource.import_source, "CC BY 4.0、別の市", by=by)


@pytest.mark.parametrize(
    ("name", "change"),
    [("resources.csv", confirmed), ("resources.json", confirmed),
     ("resources.geojson", placed), ("resources.json", credited)],
)  # fmt: skip
def test_change_that_leaves_the_last_writing_alone_still_changes_the_file(
    client, ready, city, name, change
):
    """A program that asks by date alone must hear of it as well."""
    if change is placed:
        ready.latitude = ready.longitude = None
        ready.position_precision = ""
    ready.save()
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    type(ready).objects.update(updated_at=long_ago)
    ready.history.update(history_date=long_ago)
    ready.refresh_from_db()
    first = body(client, name)
    change(ready, city)
    ready.refresh_from_db()
    assert ready.updated_at == long_ago
    again = body(client, name, **{"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again["ETag"] == first["ETag"]) == (200, False)
