"""Two people, one record: the second saver sees both texts, and nothing is lost."""

import json

import pytest
from django.urls import reverse

from councils.actions import meetings as actions
from councils.models import Meeting, MeetingFile
from tests import factories as make
from tests.councils.test_meeting_pages import sheet

RECORDED = {"recorded_at": "2026-11-11T09:00+09:00"}


@pytest.fixture
def planned(yawata, regular):
    return make.MeetingFactory(council=yawata, kind=regular, held_on="2026-11-10")


@pytest.fixture
def record_url(planned):
    return reverse("councils:meeting-record", args=[planned.pk])


@pytest.fixture
def written_first(client, centre_staff, regular, members, record_url, planned):
    """The centre's staff wrote the planned meeting down while others had their sheets open."""
    client.force_login(centre_staff)
    posted = sheet(regular, members[:2], remark="先の人の言葉") | {
        "agenda-0-discussion": "先の話", "agenda-1-text": "先だけの議題",
    }  # fmt: skip
    assert client.post(record_url, posted).status_code == 302
    return posted


def mine(regular, members, **changes):
    return sheet(regular, members[1:3], remark="自分の言葉") | {
        "agenda-0-discussion": "自分の話", "agenda-1-text": "自分だけの議題",
    } | changes  # fmt: skip


def parts_of(answer):
    return {part.label: part for part in answer.context["parts"]}


def test_second_recorder_gets_both_texts_part_by_part(
    client, coordinator, regular, members, record_url, written_first
):
    client.force_login(coordinator)
    answer = client.post(record_url, mine(regular, members))
    found = parts_of(answer)
    assert answer.status_code == 409
    assert list(found) == [
        "出席", "ひとこと", "議題「買い物の手伝い」", "議題「自分だけの議題」",
        "議題「先だけの議題」",
    ]  # fmt: skip
    names = found["出席"]
    assert [name for name, differs in names.mine_marked if differs] == ["見本 3郎"]
    assert [name for name, differs in names.theirs_marked if differs] == ["見本 1郎"]
    assert (found["ひとこと"].mine, found["ひとこと"].theirs) == ("自分の言葉", "先の人の言葉")
    assert found["議題「先だけの議題」"].is_only_theirs
    assert found["議題「自分だけの議題」"].is_only_mine
    assert (Meeting.objects.count(), Meeting.objects.get().remark) == (1, "先の人の言葉")


def test_own_words_are_still_in_the_form(
    client, coordinator, regular, members, record_url, written_first
):
    client.force_login(coordinator)
    kept = client.post(record_url, mine(regular, members)).context["sheet"]
    assert kept.head["remark"].value() == "自分の言葉"
    assert [row["text"].value() for row in kept.agenda] == ["買い物の手伝い", "自分だけの議題"]
    assert kept.ticked() == {str(member.pk) for member in members[1:3]}


def test_saving_again_is_a_choice_and_keeps_the_standing_rows(
    client, coordinator, regular, members, record_url, written_first, planned
):
    first = planned.agenda_items.get(text="買い物の手伝い")
    client.force_login(coordinator)
    answer = client.post(record_url, mine(regular, members))
    kept, context = answer.context["sheet"], answer.context
    again = mine(regular, members, version=kept.head["version"].value()) | {
        "agenda-0-pk": kept.agenda[0]["pk"].value()
    }
    assert client.post(context["form_action"], again).status_code == 302
    planned.refresh_from_db()
    assert (planned.remark, planned.version, planned.number) == ("自分の言葉", 2, 1)
    assert planned.agenda_items.get(text="買い物の手伝い").pk == first.pk


def test_line_taken_over_from_the_other_is_not_passed_over_as_unchanged(
    client, coordinator, regular, members, record_url, written_first, planned
):
    """The row she took over is, word for word, the row that stands there already."""
    standing = planned.agenda_items.get(text="先だけの議題")
    client.force_login(coordinator)
    answer = client.post(record_url, mine(regular, members))
    again = mine(regular, members, version="1") | {
        "agenda-1-pk": standing.pk, "agenda-1-text": standing.text, "agenda-1-kind": "topic",
    }  # fmt: skip
    client.post(answer.context["form_action"], again)
    assert [i.text for i in planned.agenda_items.all()] == ["買い物の手伝い", "先だけの議題"]


def test_page_tells_its_script_what_a_tap_puts_in_the_form(
    client, coordinator, regular, members, record_url, written_first
):
    client.force_login(coordinator)
    found = parts_of(client.post(record_url, mine(regular, members)))
    assert json.loads(found["ひとこと"].fill_json) == {
        "take": {"remark": ["先の人の言葉"]}, "both": ["remark"],
    }  # fmt: skip
    row = found["議題「買い物の手伝い」"].fill
    assert (row["formset"], row["row"], row["take"]["discussion"]) == ("agenda", 0, "先の話")
    assert found["議題「先だけの議題」"].fill["row"] is None
    assert found["議題「自分だけの議題」"].fill["take"] is None


def test_same_form_sent_twice_is_no_conflict(client, centre_staff, record_url, written_first):
    client.force_login(centre_staff)
    assert client.post(record_url, written_first).status_code == 302


def test_planned_meeting_written_meanwhile_is_seen_under_the_lock(
    planned, yawata, regular, coordinator, city
):
    """The page checked before; what counts is the look inside the transaction."""
    first = actions.Minutes(kind=regular, held_on=planned.held_on, remark="先")
    stale = Meeting.objects.get(pk=planned.pk)
    actions.log_meeting(yawata, first, by=city, planned=planned)
    with pytest.raises(actions.EditConflict):
        actions.log_meeting(yawata, first, by=coordinator, planned=stale)
    planned.refresh_from_db()
    assert (planned.remark, planned.recorded_by) == ("先", city)


def test_resident_hands_her_words_over(
    client, resident, coordinator, regular, members, record_url, written_first, planned
):
    client.force_login(resident)
    answer = client.post(record_url, mine(regular, members))
    assert (answer.status_code, answer.context["can_save"]) == (409, False)
    assert "担当者に渡す" in answer.content.decode()
    for _ in range(2):
        posted = mine(regular, members)
        assert client.post(answer.context["form_action"], posted).status_code == 302
    paper = MeetingFile.objects.get()
    with paper.file.open() as stored:
        text = stored.read().decode("utf-8-sig")
    assert (paper.title, paper.is_internal, paper.added_by) == (
        "あとから届いた記録", True, resident,
    )  # fmt: skip
    assert "自分の言葉" in text
    assert "見本 2郎、見本 3郎" in text
    assert "1. 買い物の手伝い\n自分の話\n→ 試しに1回やってみる" in text
    planned.refresh_from_db()
    assert planned.remark == "先の人の言葉"


def test_resident_does_not_see_internal_words_of_the_other(
    client, resident, regular, members, record_url, written_first, planned
):
    planned.internal_note = "担当者の覚え"
    planned.save()
    make.AgendaItemFactory(meeting=planned, order=9, text="内輪の話", is_internal=True)
    client.force_login(resident)
    page = client.post(record_url, mine(regular, members)).content.decode()
    assert "内輪の話" not in page
    assert "担当者の覚え" not in page


def test_record_closed_meanwhile_offers_a_correction_note(
    client, coordinator, regular, members, yawata
):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, closed_at="2026-11-12T09:00+09:00",
        closed_by=coordinator, remark="確定した言葉", **RECORDED,
    )  # fmt: skip
    client.force_login(coordinator)
    url = reverse("councils:meeting-edit", args=[meeting.pk])
    answer = client.post(url, mine(regular, members, version="1"))
    text = answer.content.decode()
    meeting.refresh_from_db()
    assert (answer.status_code, answer.context["can_save"], meeting.remark) == (
        409, False, "確定した言葉",
    )  # fmt: skip
    assert reverse("councils:meeting-amend", args=[meeting.pk]) in text
    assert "自分の言葉" in text


def test_number_of_queries_of_a_conflict_does_not_grow(
    client, coordinator, regular, members, record_url, written_first, planned,
    django_assert_max_num_queries,
):  # fmt: skip
    client.force_login(coordinator)
    for order in range(10, 20):
        make.AgendaItemFactory(meeting=planned, order=order)
    with django_assert_max_num_queries(58):
        client.post(record_url, mine(regular, members))
