"""Helping each other: from the asking to the thanks, and who may know whose name."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from activities.actions import helping as actions
from activities.models import HelpAsk, HelpClient, HelpRequest
from activities.queries.helping import matches_for, needs_the_centre, request_mark
from councils.actions.meetings import EditConflict
from tests import factories as make

WEDNESDAY = date(2026, 12, 2)
CANARY = "かなりや ひみつ"
State = HelpRequest.State
Answer = HelpAsk.Answer


@pytest.fixture
def shopping(db):
    return make.SkillFactory(name="買い物")


@pytest.fixture
def wanted(yawata, shopping):
    hood = make.NeighbourhoodFactory(council=yawata, name="見本町")
    client = make.HelpClientFactory(council=yawata, neighbourhood=hood, name=CANARY)
    return make.HelpRequestFactory(
        council=yawata, client=client, skill=shopping, wanted_on=WEDNESDAY, wanted_part="morning"
    )


def helper(wanted, *, is_trained=True, times=(), **words):
    """A supporter of the council who can do what is wanted."""
    trained = make.CourseCompletionFactory() if is_trained else None
    supporter = make.SupporterFactory(
        council=wanted.council, is_provider=is_trained, trained_by=trained, **words
    )
    make.OfferFactory(supporter=supporter, skill=wanted.skill)
    for weekday, part in times:
        make.FreeTimeFactory(supporter=supporter, weekday=weekday, part=part)
    return supporter


def step(client, wanted, name, **data):
    return client.post(reverse(f"activities:help-{name}", args=[wanted.pk]), data)


def test_near_and_free_come_first_and_the_often_asked_later(wanted):
    far = helper(wanted)
    busy = helper(wanted, neighbourhood=wanted.client.neighbourhood, times=[(2, "evening")])
    near = helper(wanted, neighbourhood=wanted.client.neighbourhood, times=[(2, "morning")])
    tired = helper(wanted)
    make.HelpAskFactory(
        supporter=tired, request=make.HelpRequestFactory(council=wanted.council),
        asked_at=timezone.now(),
    )  # fmt: skip
    found = matches_for(wanted, timezone.localdate())
    assert [match.supporter for match in found] == [near, busy, far, tired]
    assert [match.is_free for match in found] == [True, False, None, None]


def test_only_the_trained_of_the_district_on_the_register_are_found(wanted, toyooka):
    helper(wanted, is_trained=False)
    helper(wanted, until_on=date(2026, 11, 1))
    elsewhere = helper(wanted)
    elsewhere.council = toyooka
    elsewhere.save()
    assert matches_for(wanted, date(2026, 11, 30)) == []
    wanted.needs_provider = False
    assert len(matches_for(wanted, date(2026, 11, 30))) == 1


@pytest.mark.proves("V2.3.2")
def test_untrained_is_not_asked_for_what_needs_training(wanted, coordinator):
    with pytest.raises(actions.NotTrained):
        actions.ask_supporter(wanted, helper(wanted, is_trained=False), by=coordinator)


def test_whole_way_on_screen(client, wanted, coordinator):
    supporter = helper(wanted)
    client.force_login(coordinator)
    step(client, wanted, "ask", supporter=supporter.pk)
    ask = wanted.asks.get()
    step(client, wanted, "answer", ask=ask.pk, answer="yes")
    step(client, wanted, "answer", ask=ask.pk, answer="assign")
    step(client, wanted, "done", done_on_y="8", done_on_m="11", done_on_d="28", minutes="40",
         signed_off="依頼者のサイン")  # fmt: skip
    step(client, wanted, "thank", thanks="助かりました。")
    wanted.refresh_from_db()
    assert (wanted.state, wanted.minutes, wanted.signed_off) == ("thanked", 40, "依頼者のサイン")
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["supporter_asked", "supporter_answered", "supporter_assigned", "help_done",
                     "help_thanked"]  # fmt: skip


@pytest.mark.proves("V2.3.1")
def test_steps_cannot_be_jumped(wanted, coordinator):
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    with pytest.raises(actions.NotAtThisStep):
        actions.assign_supporter(ask, by=coordinator)
    with pytest.raises(actions.NotAtThisStep):
        actions.finish_request(
            wanted, done_on=WEDNESDAY, minutes=None, signed_off="電話", by=coordinator
        )
    with pytest.raises(actions.NotAtThisStep):
        actions.thank(wanted, thanks="", by=coordinator)


def test_database_refuses_done_without_a_signature(wanted):
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpRequest.objects.filter(pk=wanted.pk).update(state="done")


def test_who_takes_back_a_yes_is_not_going(wanted, coordinator):
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    actions.answer_ask(ask, Answer.YES, by=coordinator)
    actions.assign_supporter(ask, by=coordinator)
    actions.answer_ask(ask, Answer.NO, by=coordinator)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.asks.get().is_assigned) == (State.ASKING, False)


def test_nobody_left_to_wait_for_is_told(wanted, coordinator):
    now = timezone.now()
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    wanted.refresh_from_db()
    assert not needs_the_centre(wanted, [ask], now)
    assert needs_the_centre(wanted, [ask], now + timedelta(days=4))
    assert needs_the_centre(wanted, [actions.answer_ask(ask, Answer.NO, by=coordinator)], now)
    actions.answer_ask(ask, Answer.YES, by=coordinator)
    assert not needs_the_centre(wanted, [ask], now)


def test_silent_requests_stand_at_the_top_of_the_list(client, wanted, coordinator):
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    actions.answer_ask(ask, Answer.SILENT, by=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("activities:help-council", args=[wanted.council_id]))
    assert page.context["silent"] == [wanted]
    assert "行ける方が見つからない頼みごとが 1件あります" in page.content.decode()


def test_centre_is_told_by_name(client, wanted, coordinator):
    centre = make.SupportCentreFactory(name="見本センター")
    wanted.council.centres.add(centre)
    client.force_login(coordinator)
    step(client, wanted, "centre", centre=centre.pk)
    wanted.refresh_from_db()
    assert (wanted.centre, wanted.centre_told_at is not None) == (centre, True)


@pytest.mark.proves("G16", "V14.2.6")
def test_the_list_shows_no_name_and_the_page_leaves_a_trace(client, wanted, coordinator):
    client.force_login(coordinator)
    page = client.get(reverse("activities:help-council", args=[wanted.council_id]))
    assert CANARY not in page.content.decode()
    assert not AuditEntry.objects.exists()
    page = client.get(reverse("activities:help-detail", args=[wanted.pk]))
    assert CANARY in page.content.decode()
    assert AuditEntry.objects.get().verb == "help_client_seen"


def test_same_form_twice_is_one_request(client, yawata, shopping, coordinator):
    client.force_login(coordinator)
    data = {"token": uuid4(), "known": "new", "name": "見本 頼子",
            "phone": "０２７－０００－００００",
            "skill": shopping.pk}  # fmt: skip
    page = reverse("activities:help-add", args=[yawata.pk])
    first, second = client.post(page, data), client.post(page, data)
    assert first.url == second.url
    assert HelpRequest.objects.count() == HelpClient.objects.count() == 1
    assert HelpClient.objects.get().phone == "027-000-0000"


def test_faults_of_the_form_are_named_and_kept(client, yawata, shopping, coordinator):
    client.force_login(coordinator)
    data = {"token": uuid4(), "known": "new", "phone": "12", "detail": "牛乳", "skill": shopping.pk}
    answer = client.post(reverse("activities:help-add", args=[yawata.pk]), data)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "はじめての方のお名前を入れてください。" in words
    assert "市外局番から入れてください。" in words
    assert "牛乳" in words


def test_second_saver_sees_the_first(client, wanted, shopping, coordinator):
    client.force_login(coordinator)
    page = reverse("activities:help-edit", args=[wanted.pk])
    seen = client.get(page).context["wish"]["seen"].value()
    HelpRequest.objects.filter(pk=wanted.pk).update(detail="先の人のことば")
    answer = client.post(page, {"seen": seen, "skill": shopping.pk, "detail": "あとのことば"})
    assert answer.status_code == 409
    assert "先の人のことば" in answer.content.decode()
    again = answer.context["wish"]["seen"].value()
    client.post(page, {"seen": again, "skill": shopping.pk, "detail": "あとのことば"})
    wanted.refresh_from_db()
    assert wanted.detail == "あとのことば"


def test_old_mark_is_refused(wanted, coordinator):
    with pytest.raises(EditConflict):
        actions.edit_request(wanted, {}, seen="old", by=coordinator)
    assert request_mark(wanted) != "old"


def test_erased_client_is_nowhere_and_the_count_stays(wanted, coordinator):
    with pytest.raises(actions.StillOpen):
        actions.erase_client(wanted.client, by=coordinator)
    wanted.detail = f"{CANARY}さんの牛乳"
    wanted.save()
    actions.withdraw_request(wanted, reason=f"{CANARY}さんの家族", by=coordinator)
    actions.erase_client(wanted.client, by=coordinator)
    rows = [*HelpClient.objects.values(), *HelpClient.history.values(),
            *HelpRequest.objects.values(), *HelpRequest.history.values(),
            *AuditEntry.objects.values()]  # fmt: skip
    assert CANARY not in str(rows)
    assert HelpRequest.objects.count() == 1


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_the_same_for_any_number(
    n, client, yawata, coordinator, django_assert_num_queries
):
    make.HelpRequestFactory.create_batch(n, council=yawata)
    client.force_login(coordinator)
    with django_assert_num_queries(6):
        client.get(reverse("activities:help-council", args=[yawata.pk]))


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_the_same_for_any_number(
    n, client, wanted, coordinator, django_assert_num_queries
):
    for _ in range(n):
        helper(wanted)
        make.HelpAskFactory(request=wanted, supporter=helper(wanted))
    client.force_login(coordinator)
    with django_assert_num_queries(12):
        client.get(reverse("activities:help-detail", args=[wanted.pk]))


def test_answer_given_meanwhile_is_not_overwritten(wanted, coordinator):
    ask = actions.ask_supporter(wanted, helper(wanted), by=coordinator)
    actions.answer_ask(ask, Answer.YES, by=coordinator)
    opened_before = HelpAsk.objects.select_related("request").get(pk=ask.pk)
    actions.answer_ask(ask, Answer.NO, by=coordinator)
    with pytest.raises(actions.NotAtThisStep):
        actions.assign_supporter(opened_before, by=coordinator)
    ask.refresh_from_db()
    assert (ask.answer, ask.is_assigned) == (Answer.NO, False)


@pytest.mark.parametrize("sent", ["", "x", "9" * 30])
def test_nonsense_instead_of_a_person_is_not_found(client, wanted, coordinator, sent):
    client.force_login(coordinator)
    assert step(client, wanted, "ask", supporter=sent).status_code == 404
    assert step(client, wanted, "answer", ask=sent, answer="yes").status_code == 404


def test_who_left_the_register_is_not_asked(client, wanted, coordinator):
    gone = helper(wanted, until_on=timezone.localdate())
    client.force_login(coordinator)
    assert step(client, wanted, "ask", supporter=gone.pk).status_code == 404
