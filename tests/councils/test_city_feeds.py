"""The calendar of the whole city: both tiers, for the programme's staff, and taken back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from councils.models import CalendarFeed
from tests import factories as make

LIST = "/councils/calendar-feeds/"


@pytest.fixture
def secret(client, tier1):
    client.force_login(tier1)
    text = client.post(LIST, {"label": "第1層SCの携帯"}).content.decode()
    return re.search(r"/councils/calendar/([\w-]+)\.ics", text)[1]


def test_feed_tells_the_meetings_of_both_tiers(client, secret, yawata, city_council):
    today = timezone.localdate()
    make.MeetingFactory(council=yawata, held_on=today, kind__name="定例会")
    make.MeetingFactory(council=city_council, held_on=today, kind__name="事業推進会議")
    client.logout()
    text = client.get(f"/councils/calendar/{secret}.ics").content.decode()
    assert re.findall(r"SUMMARY:(.+?)\r", text) == ["第1層協議体 事業推進会議", "八幡 定例会"]
    assert "NAME:高崎市の協議体の会議" in text


def test_feed_is_listed_and_revoked_with_a_trace(client, secret, city):
    feed = CalendarFeed.objects.get()
    assert (feed.council, "第1層SCの携帯" in client.get(LIST).content.decode()) == (None, True)
    client.force_login(city)
    assert client.post(reverse("councils:feed-revoke", args=[feed.pk])).url == LIST
    assert client.get(f"/councils/calendar/{secret}.ics").status_code == 404
    entries = AuditEntry.objects.order_by("pk").values_list("verb", "council_number")
    assert list(entries) == [("feed_made", None), ("feed_revoked", None)]


@pytest.mark.parametrize("who", ["coordinator", "centre_staff", "resident", "viewer"])
def test_others_neither_see_make_nor_revoke(client, request, who, secret):
    feed = CalendarFeed.objects.get()
    client.force_login(request.getfixturevalue(who))
    answers = [
        client.get(LIST), client.post(LIST, {"label": "わたし"}),
        client.post(reverse("councils:feed-revoke", args=[feed.pk])),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403] * 3
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1
    assert LIST not in client.get("/councils/calendar/").content.decode()


def test_calendar_page_leads_there(client, tier1):
    client.force_login(tier1)
    assert LIST in client.get("/councils/calendar/").content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, tier1, n, django_assert_num_queries):
    make.CalendarFeedFactory.create_batch(n, council=None)
    client.force_login(tier1)
    with django_assert_num_queries(4):
        client.get(LIST)
