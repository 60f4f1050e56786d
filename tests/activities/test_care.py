"""地域ケア会議: who was there, what there was to learn, and the rate of the year."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from activities.actions.care import SEEN
from activities.models import CareConference
from activities.queries.care import care_rate_of_year
from activities.queries.diary import mark_of_row
from tests import factories as make

ADD, LIST = "/activities/care-conferences/new/", "/activities/care-conferences/"


@pytest.fixture
def term(coordinator, yawata):
    return make.CoordinatorFactory(council=yawata, person__user=coordinator)


def posted(council, *terms, **changes):
    return {
        "submit_token": str(uuid4()), "held_on_y": "2026", "held_on_m": "10", "held_on_d": "7",
        "title": "見本の会議", "council": council.pk, "centre": "", "lesson": "男性が出にくい",
        "attended_by": [term.pk for term in terms],
    } | changes  # fmt: skip


def test_conference_is_kept_once_with_who_attended(client, coordinator, term, yawata):
    client.force_login(coordinator)
    sheet = posted(yawata, term)
    for _ in range(2):
        answer = client.post(ADD, sheet)
    assert answer.url == f"{LIST}?year=2026"
    conference = CareConference.objects.get()
    assert list(conference.attended_by.all()) == [term]
    page = reverse("activities:care-edit", args=[conference.pk])
    client.post(page, posted(yawata, lesson="直した", version=mark_of_row(conference, SEEN)))
    conference.refresh_from_db()
    assert (conference.lesson, conference.attended_by.count()) == ("直した", 0)


def test_rate_is_attended_of_held(yawata, toyooka, term):
    other = make.CoordinatorFactory(council=toyooka)
    both = make.CareConferenceFactory(council=yawata)
    both.attended_by.set([term, other])
    one = make.CareConferenceFactory(council=toyooka)
    one.attended_by.set([other])
    make.CareConferenceFactory(council=yawata)
    make.CareConferenceFactory(council=yawata, held_on=date(2026, 3, 31))
    rate = care_rate_of_year(2026)
    assert (rate.n_held, rate.n_attended, str(rate.percent)) == (3, 2, "66.7")
    assert str(care_rate_of_year(2026, yawata).percent) == "50.0"
    assert care_rate_of_year(2020).percent is None


@pytest.mark.parametrize("wrong", [
    {"title": ""}, {"council": ""}, {"held_on_y": "2999"}, {"council": "toyooka"},
    {"attended_by": ["9" * 30]},
])  # fmt: skip
def test_wrong_form_keeps_nothing(client, coordinator, term, yawata, toyooka, wrong):
    wrong = {name: toyooka.pk if value == "toyooka" else value for name, value in wrong.items()}
    client.force_login(coordinator)
    answer = client.post(ADD, posted(yawata, term) | wrong)
    assert (answer.status_code, "男性が出にくい" in answer.content.decode()) == (422, True)
    assert not CareConference.objects.exists()


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, city, term, yawata, n, django_assert_num_queries):
    for _ in range(n):
        make.CareConferenceFactory(council=yawata).attended_by.set([term])
    client.force_login(city)
    with django_assert_num_queries(10):  # the last three: this look is kept
        client.get(LIST + "?year=2026")
