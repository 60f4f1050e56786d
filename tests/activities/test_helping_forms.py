"""What is said to the one who writes a request down and keeps its steps, where it goes wrong."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from activities.actions import helping as actions
from activities.models import HelpAsk, HelpClient, HelpRequest
from activities.queries.helping import matches_for
from takasaki_sc.lib import wareki
from tests import factories as make
from tests.activities.test_helping import WEDNESDAY, helper, step

State = HelpRequest.State


@pytest.fixture
def shopping(db):
    return make.SkillFactory(name="買い物")


@pytest.fixture
def wanted(yawata, shopping):
    client = make.HelpClientFactory(council=yawata)
    return make.HelpRequestFactory(
        council=yawata, client=client, skill=shopping, wanted_on=WEDNESDAY, needs_provider=False
    )


def test_whoever_asked_before_is_not_written_down_twice(client, yawata, shopping, coordinator):
    known = make.HelpClientFactory(council=yawata, name="見本 頼子")
    client.force_login(coordinator)
    data = {"token": uuid4(), "known": known.pk, "skill": shopping.pk, "detail": "牛乳"}
    client.post(reverse("activities:help-add", args=[yawata.pk]), data)
    assert HelpClient.objects.get() == known
    assert [(request.client, request.detail) for request in HelpRequest.objects.all()] == [
        (known, "牛乳")
    ]


def test_wish_for_any_hour_of_a_day_finds_who_is_free_that_day(wanted):
    evening = helper(wanted, times=[(WEDNESDAY.weekday(), "evening")])
    friday = helper(wanted, times=[(4, "morning")])
    found = {match.supporter: match.is_free for match in matches_for(wanted, WEDNESDAY)}
    assert found == {evening: True, friday: False}


def test_supporter_asked_twice_is_asked_once(wanted, coordinator):
    supporter = helper(wanted)
    first = actions.ask_supporter(wanted, supporter, by=coordinator)
    assert actions.ask_supporter(wanted, supporter, by=coordinator) == first
    assert AuditEntry.objects.filter(verb="supporter_asked").count() == 1


def test_second_supporter_is_asked_while_the_first_has_not_answered(wanted, coordinator):
    for _ in range(2):
        actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.asks.count()) == (State.ASKING, 2)
    assert AuditEntry.objects.filter(verb="supporter_asked").count() == 2


def test_answer_that_is_none_is_asked_for_again(client, wanted, coordinator):
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    client.force_login(coordinator)
    sent = {"ask": ask.pk, "answer": "maybe"}
    address = reverse("activities:help-answer", args=[wanted.pk])
    said = client.post(address, sent, follow=True).content.decode()
    assert "返事をえらんでください。" in said
    assert HelpAsk.objects.get().answer == ask.answer


def test_day_of_the_help_has_come(client, wanted, coordinator):
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    actions.answer_ask(ask, HelpAsk.Answer.YES, by=coordinator)
    actions.assign_supporter(ask, by=coordinator)
    day = timezone.localdate() + timedelta(days=3)
    era, year = wareki.era_of(day)
    client.force_login(coordinator)
    answer = step(client, wanted, "done", done_on_y=f"{era.letter}{year}", done_on_m=day.month,
                  done_on_d=day.day, signed_off="依頼者のサイン")  # fmt: skip
    assert "まだ来ていない日です。した日を入れてください。" in answer.content.decode()
    wanted.refresh_from_db()
    assert wanted.state == State.ASSIGNED


def test_thanks_that_are_too_long_are_shown_again(client, wanted, coordinator):
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    actions.answer_ask(ask, HelpAsk.Answer.YES, by=coordinator)
    actions.assign_supporter(ask, by=coordinator)
    actions.finish_request(
        wanted, done_on=WEDNESDAY, minutes=None, signed_off="電話", by=coordinator
    )
    client.force_login(coordinator)
    answer = step(client, wanted, "thank", thanks="助かりました。" * 50)
    assert "300" in answer.content.decode()
    assert "助かりました。助かりました。" in answer.content.decode()
    wanted.refresh_from_db()
    assert wanted.state == State.DONE
