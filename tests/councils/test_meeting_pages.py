"""The pages of meetings, as people meet them."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from councils import search_index
from councils.models import Meeting
from tests import factories as make


def sheet(regular, members=(), **changes):
    """What the browser posts for a filled-in sheet."""
    posted = {
        "submit_token": str(uuid4()),
        "kind": regular.pk,
        "form": "in_person",
        "held_on_y": "８", "held_on_m": "11", "held_on_d": "10",
        "starts_at": "１３時半", "ends_at": "1500",
        "place": "見本公民館",
        "present": [member.pk for member in members],
        "n_guests": "",
        "remark": "",
        "guest-TOTAL_FORMS": "1", "guest-INITIAL_FORMS": "0", "guest-0-name": "",
        "agenda-TOTAL_FORMS": "2", "agenda-INITIAL_FORMS": "0",
        "agenda-0-text": "買い物の手伝い", "agenda-0-kind": "topic",
        "agenda-0-outcome": "試しに1回やってみる",
        "agenda-1-text": "", "agenda-1-kind": "topic",
        "decision-TOTAL_FORMS": "1", "decision-INITIAL_FORMS": "0",
        "decision-0-text": "見学に行く", "decision-0-due": "来年度",
        "action-TOTAL_FORMS": "1", "action-INITIAL_FORMS": "0",
        "action-0-what": "日程を決める", "action-0-who": "見本1郎", "action-0-due": "12月10日",
    }  # fmt: skip
    return posted | changes


@pytest.fixture
def new_url(yawata):
    return reverse("councils:meeting-new", args=[yawata.pk])


@pytest.fixture
def recorded(yawata, regular, coordinator):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00", recorded_by=coordinator
    )
    make.AgendaItemFactory(meeting=meeting, order=1, text="外に出せる話")
    make.AgendaItemFactory(meeting=meeting, order=2, text="内輪の話", is_internal=True)
    return meeting


def test_filled_sheet_becomes_a_meeting(client, coordinator, new_url, regular, members):
    client.force_login(coordinator)
    answer = client.post(new_url, sheet(regular, members[:12]))
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert (meeting.held_on, str(meeting.starts_at), str(meeting.ends_at)) == (
        date(2026, 11, 10), "13:30:00", "15:00:00",
    )  # fmt: skip
    assert meeting.attendances.count() == 12
    assert [item.text for item in meeting.agenda_items.all()] == ["買い物の手伝い"]
    item = meeting.action_items.get()
    assert (item.person, item.due_on) == (members[0].person, date(2026, 12, 10))
    assert meeting.decisions.get().due_text == "来年度"
    assert answer.cookies["draft-done"].value == str(meeting.submit_token)


def test_bad_date_keeps_every_other_word(client, coordinator, new_url, regular, members):
    client.force_login(coordinator)
    answer = client.post(new_url, sheet(regular, members[:3], held_on_m="13"))
    text = answer.content.decode()
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert "買い物の手伝い" in text
    assert len(re.findall(r'name="present" value="\d+" checked', text)) == 3
    assert 'id="errsum"' in text


@pytest.mark.proves("V2.2.3")
def test_end_before_start_is_said_at_its_field(client, coordinator, new_url, regular):
    client.force_login(coordinator)
    answer = client.post(new_url, sheet(regular, ends_at="9:00"))
    assert "おわりの時刻は、はじまりより後にしてください。" in answer.content.decode()


def test_outcome_without_topic_is_not_dropped(client, coordinator, new_url, regular):
    client.force_login(coordinator)
    posted = sheet(regular) | {"agenda-1-outcome": "だれの話か分からない結果"}
    answer = client.post(new_url, posted)
    assert answer.status_code == 422
    assert "だれの話か分からない結果" in answer.content.decode()


def test_second_editor_sees_both_texts(client, coordinator, recorded, regular):
    client.force_login(coordinator)
    url = reverse("councils:meeting-edit", args=[recorded.pk])
    Meeting.objects.filter(pk=recorded.pk).update(version=2, remark="先の人の言葉")
    answer = client.post(url, sheet(regular, version="1", remark="自分の言葉"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "先の人の言葉" in text
    assert "自分の言葉" in text


@pytest.mark.proves("V8.2.3")
@pytest.mark.parametrize(("who", "sees"), [("coordinator", True), ("viewer", False),
                                           ("resident", False), ("neighbour", False)])  # fmt: skip
def test_internal_item_is_for_the_councils_staff(client, request, who, sees, recorded):
    client.force_login(request.getfixturevalue(who))
    text = client.get(recorded.get_absolute_url()).content.decode()
    assert "外に出せる話" in text
    assert ("内輪の話" in text) is sees


@pytest.mark.parametrize(("who", "sees"), [("coordinator", True), ("resident", False)])
def test_internal_item_of_last_time_is_not_beside_a_residents_sheet(
    client, request, who, sees, recorded, new_url
):
    client.force_login(request.getfixturevalue(who))
    text = client.get(new_url).content.decode()
    assert "外に出せる話" in text
    assert ("内輪の話" in text) is sees


@pytest.mark.proves("V8.2.3")
def test_internal_item_is_not_found_by_search(client, viewer, recorded):
    search_index.refresh_meeting(recorded)
    client.force_login(viewer)
    for words, n in (("内輪の話", 0), ("外に出せる話", 1)):
        answer = client.get(reverse("councils:meeting-list"), {"q": words})
        assert answer.context["page"].rows.paginator.count == n


def test_list_begins_with_what_was_and_leads_to_what_comes(client, viewer, yawata, regular):
    today = timezone.localdate()
    older, newest, next_one, last_one = (
        make.MeetingFactory(council=yawata, kind=regular, held_on=today + timedelta(days=n))
        for n in (-30, 0, 1, 30)
    )
    for meeting in (older, last_one):
        make.AgendaItemFactory(meeting=meeting, text="ごみ出し")
        search_index.refresh_meeting(meeting)
    client.force_login(viewer)

    def found(**asked):
        answer = client.get(reverse("councils:meeting-list"), asked)
        return answer.context["n_coming"], list(answer.context["page"].rows), answer

    n_coming, rows, answer = found(council=yawata.pk)
    assert (n_coming, rows) == (2, [newest, older])
    way = f'href="?council={yawata.pk}&amp;recorded=coming"'
    assert way in answer.content.decode()
    assert "これからの予定 2件" in answer.content.decode()
    assert found(recorded="coming")[:2] == (0, [next_one, last_one])
    assert found(recorded="no")[:2] == (0, [newest, older])
    assert found(q="ごみ出し")[:2] == (0, [last_one, older])


@pytest.mark.parametrize(("who", "n"), [("coordinator", 1), ("city", 2)])
def test_this_month_opens_the_one_council_or_asks(client, request, who, n, yawata, toyooka):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(reverse("councils:meeting-this-month"))
    if n == 1:
        assert answer.url == reverse("councils:meeting-new", args=[yawata.pk])
    else:
        assert [council.name for council in answer.context["councils"]] == ["八幡", "豊岡"]


def test_tick_of_homework_says_that_it_is_a_tick(client, coordinator, recorded):
    item = make.ActionItemFactory(meeting=recorded, what="電話する")
    client.force_login(coordinator)
    url = reverse("councils:action-item-finish", args=[item.pk])
    said = client.post(url, follow=True).content.decode()
    assert "宿題「電話する」に「できた」の印をつけました。" in said


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("meeting-detail", 16), ("meeting-list", 7), ("council-detail", 19), ("meeting-edit", 15)],
)
def test_query_count_does_not_grow(
    client, coordinator, yawata, regular, n, name, queries, django_assert_num_queries
):
    client.force_login(coordinator)
    for _ in range(n):
        meeting = make.MeetingFactory(
            council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00",
            recorded_by=coordinator,
        )  # fmt: skip
    for order in range(1, n + 1):
        make.AgendaItemFactory(meeting=meeting, order=order, about_council=yawata)
        make.DecisionFactory(meeting=meeting, order=order)
        make.ActionItemFactory(meeting=meeting, order=order, person=make.PersonFactory())
        make.CouncilMemberFactory(council=yawata)
        make.AttendanceFactory(meeting=meeting)
    address = {
        "meeting-detail": [meeting.pk], "meeting-edit": [meeting.pk], "council-detail": [yawata.pk],
    }.get(name, [])  # fmt: skip
    with django_assert_num_queries(queries):
        client.get(reverse(f"councils:{name}", args=address))
