"""Consultations: written down without names, followed up until they are closed, counted (J2)."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from activities.actions import consultations as actions
from activities.actions.diary import NoTermThatDay
from activities.models import Consultation, ConsultationTopic
from activities.queries import consultations as queries
from activities.queries.diary import mark_of_row
from takasaki_sc.lib.wareki import fiscal_year
from tests import factories as make

LIST, ADD = "/activities/consultations/", "/activities/consultations/new/"


@pytest.fixture
def term(coordinator, yawata):
    return make.CoordinatorFactory(
        council=yawata, person__user=coordinator, from_on=date(2026, 4, 1),
        contractor=make.OrganisationFactory(name="見本社協"),
    )  # fmt: skip


@pytest.fixture
def topic(db):
    return make.ConsultationTopicFactory(name="サロンの続け方", order=1)


def words(topic, **changes):
    return {
        "worked_on": date(2026, 10, 7), "topic": topic, "asked_by": "group",
        "text": "当番が足りない", "answer": "", "is_open": True, "council": None,
    } | changes  # fmt: skip


def posted(topic, **changes):
    return {
        "submit_token": str(uuid4()), "when": timezone.localdate().isoformat(), "topic": topic.pk,
        "asked_by": "group", "text": "当番が足りない", "answer": "", "council": "",
    } | changes  # fmt: skip


def this_year():
    return fiscal_year(timezone.localdate())


def test_same_sheet_twice_is_one_record_with_its_contractor(coordinator, term, topic):
    token = uuid4()
    found = [actions.log_consultation(words(topic), by=coordinator, token=token) for _ in range(2)]
    assert [is_new for _, is_new in found] == [True, False]
    assert str(Consultation.objects.get().contractor) == "見本社協"
    assert AuditEntry.objects.get().facts == {"is_open": True}


def test_a_day_without_a_term_is_refused(coordinator, term, topic):
    with pytest.raises(NoTermThatDay):
        actions.log_consultation(words(topic, worked_on=date(2026, 3, 31)), by=coordinator)
    assert not Consultation.objects.exists()


def test_open_ones_wait_until_they_are_closed(client, coordinator, term, topic):
    client.force_login(coordinator)
    client.post(ADD, posted(topic, is_open="on"))
    row = Consultation.objects.get()
    year = queries.consultation_year(coordinator, this_year())
    assert (year.open, row.is_open) == ([row], True)
    client.post(reverse("activities:consultation-close", args=[row.pk]))
    assert queries.consultation_year(coordinator, this_year()).open == []
    client.post(reverse("activities:consultation-reopen", args=[row.pk]))
    assert queries.consultation_year(coordinator, this_year()).open == [row]


def test_correction_and_removal_keep_what_was(client, coordinator, term, topic):
    row, _ = actions.log_consultation(words(topic), by=coordinator)
    client.force_login(coordinator)
    sheet = posted(topic, text="直した", version=mark_of_row(row, actions.WORDS))
    client.post(reverse("activities:consultation-edit", args=[row.pk]), sheet)
    client.post(reverse("activities:consultation-remove", args=[row.pk]))
    assert queries.consultation_year(coordinator, this_year()).rows == []
    client.post(reverse("activities:consultation-restore", args=[row.pk]))
    assert [r.text for r in queries.consultation_year(coordinator, this_year()).rows] == ["直した"]
    assert row.history.count() == 4


def test_year_is_counted_by_topic_and_contractor(coordinator, city, term, topic, toyooka):
    other = make.ConsultationTopicFactory(name="新しい立ち上げ", order=2)
    away = make.CoordinatorFactory(council=toyooka, contractor=None)
    for row_topic in (topic, topic, other):
        actions.log_consultation(words(row_topic), by=coordinator)
    make.ConsultationFactory(coordinator=away, topic=topic)
    make.ConsultationFactory(coordinator=away, topic=topic, worked_on=date(2026, 3, 31))
    found = queries.consultation_year(city, 2026).topics
    assert [(row.topic, row.n, row.by_contractor) for row in found] == [
        ("サロンの続け方", 3, [("市（委託なし）", 1), ("見本社協", 2)]),
        ("新しい立ち上げ", 1, [("見本社協", 1)]),
    ]  # fmt: skip
    assert len(queries.consultation_year(coordinator, 2026).rows) == 3


@pytest.mark.parametrize(("wrong", "said"), [
    ({"topic": ""}, "いちばん近い主題"), ({"asked_by": ""}, "どなたからの相談か"),
    ({"when": "2999-01-01"}, "まだ来ていない日です"),
])  # fmt: skip
def test_fault_is_named_and_words_stay(client, coordinator, term, topic, wrong, said):
    client.force_login(coordinator)
    answer = client.post(ADD, posted(topic) | wrong)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "当番が足りない" in page) == (422, True, True)


@pytest.mark.parametrize("what", ["edit", "close", "remove"])
def test_nobody_else_writes_in_it(client, neighbour, tier1, city, term, topic, what):
    row = make.ConsultationFactory(coordinator=term, topic=topic)
    for user in (neighbour, tier1, city):
        client.force_login(user)
        address = reverse(f"activities:consultation-{what}", args=[row.pk])
        assert client.post(address, posted(topic)).status_code == 403
    assert Consultation.objects.get().history.count() == 1


def test_city_keeps_the_topics(client, city, topic):
    client.force_login(city)
    page = reverse("activities:topic-list")
    assert client.post(page, {"name": "新しい立ち上げ"}).status_code == 302
    assert client.post(page, {"name": "新しい立ち上げ"}).status_code == 422
    client.post(reverse("activities:topic-edit", args=[topic.pk]), {"name": "居場所の続け方"})
    names = [row.name for row in ConsultationTopic.objects.all()]
    assert names == ["居場所の続け方", "新しい立ち上げ"]


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(
    client, city, coordinator, term, topic, n, django_assert_num_queries
):  # noqa: E501
    for _ in range(n):
        make.ConsultationFactory(coordinator=term, topic=topic, is_open=True)
    client.force_login(city)
    with django_assert_num_queries(8):  # the last three: this look is kept
        client.get(LIST)
    with django_assert_num_queries(4):
        client.get(reverse("activities:topic-list"))
    client.force_login(coordinator)
    with django_assert_num_queries(7):
        client.get(ADD)


@pytest.mark.parametrize("name", ["close", "reopen", "remove", "restore"])
def test_a_press_keeps_what_was_put_right_meanwhile(coordinator, term, topic, name):
    row, _ = actions.log_consultation(words(topic), by=coordinator)
    opened_before = Consultation.objects.get()
    seen = mark_of_row(row, actions.WORDS)
    actions.correct_consultation(row, words(topic, answer="こたえ"), seen=seen, by=coordinator)
    getattr(actions, f"{name}_consultation")(opened_before, by=coordinator)
    assert Consultation.objects.get().answer == "こたえ"
