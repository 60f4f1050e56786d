"""What stands on no sheet of the writer, or on another page, survives the saving of a sheet."""

from datetime import date

import pytest
from django.urls import reverse

from councils.models import AgendaItem, Meeting
from tests import factories as make
from tests.councils.test_meeting_pages import sheet

DAY = date(2026, 11, 10)


@pytest.fixture
def new_url(yawata):
    return reverse("councils:meeting-new", args=[yawata.pk])


@pytest.fixture
def planned(yawata, regular):
    return make.MeetingFactory(council=yawata, kind=regular, held_on=DAY)


def record_url(meeting):
    return reverse("councils:meeting-record", args=[meeting.pk])


def edit_url(meeting):
    return reverse("councils:meeting-edit", args=[meeting.pk])


def logged(client, who, council, posted):
    client.force_login(who)
    answer = client.post(reverse("councils:meeting-new", args=[council.pk]), posted)
    assert answer.status_code == 302, answer.context["errors"]
    return Meeting.objects.latest("pk")


def shown(client, url):
    """The sheet that a page shows."""
    return client.get(url).context["sheet"]


# ---- what a writer cannot see stays
def test_what_a_resident_cannot_see_survives_the_saving(client, resident, regular, planned):
    planned.internal_note = "担当者の覚え"
    planned.save()
    make.AgendaItemFactory(meeting=planned, order=1, text="出せる話")
    make.AgendaItemFactory(meeting=planned, order=2, text="内輪の話", is_internal=True)
    make.DecisionFactory(meeting=planned, order=1, text="内輪の決定", is_internal=True)
    client.force_login(resident)
    page = client.get(record_url(planned)).content.decode()
    assert "内輪" not in page
    assert "担当者の覚え" not in page
    posted = sheet(regular, internal_note="書きかえ") | {"agenda-1-text": "住民の話"}
    assert client.post(record_url(planned), posted).status_code == 302
    planned.refresh_from_db()
    assert planned.internal_note == "担当者の覚え"
    assert [(i.text, i.is_internal) for i in planned.agenda_items.all()] == [
        ("買い物の手伝い", False), ("内輪の話", True), ("住民の話", False),
    ]  # fmt: skip
    assert [d.text for d in planned.decisions.all()] == ["内輪の決定", "見学に行く"]


def test_internal_note_is_on_the_sheet_of_staff(client, coordinator, yawata, regular):
    meeting = logged(client, coordinator, yawata, sheet(regular, internal_note="覚え"))
    assert shown(client, edit_url(meeting)).head["internal_note"].value() == "覚え"
    client.post(edit_url(meeting), sheet(regular, version="1", internal_note="直した覚え"))
    meeting.refresh_from_db()
    assert meeting.internal_note == "直した覚え"


def test_fields_of_other_pages_survive_a_correction(client, coordinator, yawata, regular):
    kept = {"theme": "移動", "aim": "ねらい", "facilitator": "進行 見本", "source": "資料1",
            "visit_direction": "out", "n_parties": 3}  # fmt: skip
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00", **kept
    )
    client.force_login(coordinator)
    client.post(edit_url(meeting), sheet(regular, version="1"))
    meeting.refresh_from_db()
    assert {name: getattr(meeting, name) for name in kept} == kept


def test_month_only_record_stays_so_until_its_day_is_mended(client, coordinator, yawata, regular):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, held_on=date(2022, 12, 1), is_month_only=True,
        recorded_at="2026-10-21T09:00+09:00",
    )  # fmt: skip
    client.force_login(coordinator)
    same_day = {"held_on_y": "4", "held_on_m": "12", "held_on_d": "1"}
    for version, day, is_month_only in (("1", "1", True), ("2", "15", False)):
        posted = sheet(regular, version=version) | same_day | {"held_on_d": day}
        client.post(edit_url(meeting), posted)
        meeting.refresh_from_db()
        assert meeting.is_month_only is is_month_only


def test_correction_leaves_a_version_with_its_writer(client, coordinator, yawata, regular):
    meeting = logged(client, coordinator, yawata, sheet(regular, remark="はじめ"))
    client.post(edit_url(meeting), sheet(regular, version="1", remark="あと"))
    versions = [(v.remark, v.history_user) for v in meeting.history.all()]
    assert versions == [("あと", coordinator), ("はじめ", coordinator)]
    assert AgendaItem.history.filter(meeting=meeting.pk).latest().history_user == coordinator


def test_saved_correction_lets_the_device_forget_its_draft(client, coordinator, yawata, regular):
    meeting = logged(client, coordinator, yawata, sheet(regular))
    posted = sheet(regular, version="1")
    answer = client.post(edit_url(meeting), posted)
    assert answer.cookies["draft-done"].value == posted["submit_token"]
