"""Two people log the same unplanned meeting: asked before a second record is made."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions import meetings as actions
from councils.models import Meeting
from tests import factories as make
from tests.councils.test_meeting_pages import sheet
from tests.councils.test_meetings import DAY, minutes  # noqa: F401 (a fixture)


@pytest.fixture
def new_url(yawata):
    return reverse("councils:meeting-new", args=[yawata.pk])


def test_second_record_of_the_day_is_asked_about_and_nothing_is_lost(
    client, coordinator, centre_staff, regular, new_url
):
    client.force_login(centre_staff)
    client.post(new_url, sheet(regular))
    first = Meeting.objects.get()
    client.force_login(coordinator)
    posted = sheet(regular, remark="わたしの書いたこと")
    answer = client.post(new_url, posted)
    text = answer.content.decode()
    assert (answer.status_code, Meeting.objects.count()) == (422, 1)
    assert "この日の記録が、もうあります" in text
    assert f'href="{first.get_absolute_url()}" target="_blank"' in text
    assert "わたしの書いたこと" in text
    assert answer.context["sheet"].agenda[0]["text"].value() == "買い物の手伝い"
    assert client.post(new_url, posted | {"is_another": "on"}).status_code == 302
    assert list(Meeting.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_planned_meeting_of_the_day_is_pointed_out(client, coordinator, yawata, regular, new_url):
    plan = make.MeetingFactory(council=yawata, kind=regular, held_on=DAY)
    client.force_login(coordinator)
    text = client.post(new_url, sheet(regular)).content.decode()
    assert "この日の予定が、もうあります" in text
    assert plan.get_absolute_url() in text
    assert Meeting.objects.count() == 1


def test_same_sheet_sent_again_is_no_second_record(client, coordinator, regular, new_url):
    client.force_login(coordinator)
    posted = sheet(regular)
    assert [client.post(new_url, posted).status_code for _ in range(2)] == [302, 302]
    assert Meeting.objects.count() == 1


def test_other_day_kind_or_council_is_not_asked_about(minutes, yawata, toyooka, coordinator):  # noqa: F811
    actions.log_meeting(yawata, minutes, by=coordinator)
    study = make.MeetingKindFactory(tier=2, name="勉強会")
    fresh = replace(minutes, submit_token=uuid4(), person_ids=frozenset())
    others = [
        (yawata, replace(fresh, kind=study)),
        (yawata, replace(fresh, submit_token=uuid4(), held_on=DAY.replace(day=11))),
        (toyooka, replace(fresh, submit_token=uuid4())),
    ]
    for council, said in others:
        actions.log_meeting(council, said, by=coordinator)
    assert Meeting.objects.count() == 4


def test_action_itself_refuses_so_that_two_at_once_are_told_apart(minutes, yawata, coordinator):  # noqa: F811
    first, _ = actions.log_meeting(yawata, minutes, by=coordinator)
    with pytest.raises(actions.SameDay) as refusal:
        actions.log_meeting(yawata, replace(minutes, submit_token=uuid4()), by=coordinator)
    assert refusal.value.standing == first
    assert AuditEntry.objects.filter(verb="meeting_logged").count() == 1


def test_planned_sheet_is_not_asked_about(minutes, yawata, coordinator, regular):  # noqa: F811
    actions.log_meeting(yawata, minutes, by=coordinator)
    plan = actions.plan_meeting(yawata, kind=regular, held_on=DAY, by=coordinator)
    said = replace(minutes, submit_token=uuid4())
    assert actions.log_meeting(yawata, said, by=coordinator, planned=plan) == (plan, True)
