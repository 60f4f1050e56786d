"""The calendar page, the feed's address, and the page where addresses are given out."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.actions import feeds as actions
from councils.models import CalendarFeed
from councils.queries.calendar import Month
from tests import factories as make

CALENDAR = "/councils/calendar/"
DECEMBER = Month(date(2026, 12, 1))


@pytest.fixture
def plan(yawata, regular):
    return lambda **words: make.MeetingFactory(
        **{"council": yawata, "kind": regular, "held_on": date(2026, 12, 8)} | words
    )


@pytest.fixture
def feeds_url(yawata):
    return reverse("councils:feed-list", args=[yawata.pk])


def slots(answer):
    """[(day, council, word)] of the month shown."""
    return [
        (day.day.day, slot.meeting.council.name, slot.word)
        for week in answer.context["weeks"]
        for day in week
        if day
        for slot in day.slots
    ]


def test_month_begins_on_sunday_and_is_padded():
    weeks = DECEMBER.weeks([], date(2026, 12, 8))
    assert [day and day.day.day for day in weeks[0]] == [None, None, 1, 2, 3, 4, 5]
    assert [day and day.day.day for day in weeks[-1]] == [27, 28, 29, 30, 31, None, None]
    assert [day.day.day for week in weeks for day in week if day and day.is_today] == [8]


def test_sundays_and_holidays_are_red_and_saturdays_blue():
    days = [day for week in Month(date(2026, 11, 1)).weeks([], date(2026, 12, 8)) for day in week]
    looks = {day.day.day: (day.is_red, day.is_blue, day.holiday) for day in days if day}
    assert looks[1] == (True, False, "")
    assert looks[3] == (True, False, "文化の日")
    assert looks[7] == (False, True, "")
    assert looks[9] == (False, False, "")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2026-12", "2026-12"), ("2027-01", "2027-01"), ("", "2026-11"), ("2026-13", "2026-11"),
        ("2026-12-01", "2026-11"), ("9999-12", "2026-11"), ("２０２６-12", "2026-11"),
        ("2026-12\n", "2026-11"),
    ],
)  # fmt: skip
def test_address_names_the_month_or_this_one_is_shown(asked, shown):
    assert str(Month.of(asked, date(2026, 11, 28))) == shown


def test_months_before_and_after_cross_the_year():
    assert (str(DECEMBER.after), str(Month(date(2027, 1, 1)).before)) == ("2027-01", "2026-12")
    assert (str(DECEMBER.before), DECEMBER.last) == ("2026-11", date(2026, 12, 31))


def test_every_standing_is_said_in_words(client, viewer, plan, coordinator):
    today = timezone.localdate()
    this = today.replace(day=1)
    past = (this - timedelta(days=1)).replace(day=1)
    plan(held_on=past, recorded_at=timezone.now(), recorded_by=coordinator)
    plan(held_on=past + timedelta(days=1))
    plan(held_on=past + timedelta(days=2), form="cancelled", place="見本公民館")
    plan(held_on=past + timedelta(days=3), form="postponed")
    client.force_login(viewer)
    answer = client.get(CALENDAR, {"month": f"{past:%Y-%m}"})
    assert slots(answer) == [
        (1, "八幡", "記録ずみ"), (2, "八幡", "記録がまだ"),
        (3, "八幡", "中止"), (4, "八幡", "延期"),
    ]  # fmt: skip
    text = answer.content.decode()
    assert 'class="slot slot--off"' in text
    assert "見本公民館" in text
    plan(held_on=today)
    assert (today.day, "八幡", "予定") in slots(client.get(CALENDAR))


def test_meetings_of_a_day_stand_in_the_order_of_the_clock(client, viewer, plan, toyooka):
    plan(starts_at=time(13, 30))
    plan(council=toyooka, starts_at=time(9, 0))
    make.MeetingFactory(council=toyooka, held_on=date(2027, 1, 1))
    client.force_login(viewer)
    answer = client.get(CALENDAR, {"month": "2026-12"})
    assert [council for _, council, _ in slots(answer)] == ["豊岡", "八幡"]


def test_one_council_is_shown_and_kept_while_turning_pages(client, viewer, plan, toyooka):
    plan()
    plan(council=toyooka)
    client.force_login(viewer)
    answer = client.get(CALENDAR, {"month": "2026-12", "council": toyooka.pk})
    assert [council for _, council, _ in slots(answer)] == ["豊岡"]
    assert f'href="?month=2027-01&amp;council={toyooka.pk}"' in answer.content.decode()
    assert len(slots(client.get(CALENDAR, {"month": "2026-12", "council": "nonsense"}))) == 2


def test_month_without_a_day_stands_apart(client, viewer, plan):
    plan(held_on=date(2026, 12, 1), is_month_only=True)
    client.force_login(viewer)
    answer = client.get(CALENDAR, {"month": "2026-12"})
    assert slots(answer) == []
    assert len(answer.context["without_day"]) == 1
    assert "日のわからない会議" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "leads"),
    [("coordinator", True), ("viewer", False), ("resident", False), ("city", False)],
)
def test_page_leads_to_the_feeds_of_the_one_own_council(client, request, who, leads, feeds_url):
    make.CouncilFactory(name="豊岡")
    client.force_login(request.getfixturevalue(who))
    assert (feeds_url in client.get(CALENDAR).content.decode()) is leads


def test_page_leads_to_the_feeds_of_the_chosen_council(client, city, neighbour, yawata, feeds_url):
    for user, leads in ((city, True), (neighbour, False)):
        client.force_login(user)
        text = client.get(CALENDAR, {"council": yawata.pk}).content.decode()
        assert (feeds_url in text) is leads


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, coordinator, plan, n, django_assert_num_queries):
    for day in range(n):
        plan(held_on=date(2026, 12, 8) + timedelta(days=day), council=make.CouncilFactory())
    client.force_login(coordinator)
    with django_assert_num_queries(6):  # who it is: 3; meetings; councils to choose from; own one
        client.get(CALENDAR, {"month": "2026-12"})


# The feed ------------------------------------------------------------------------------------


@pytest.fixture
def address(yawata, coordinator):
    return f"/councils/calendar/{actions.make_feed(yawata, '事務所', by=coordinator)[1]}.ics"


def test_anybody_with_the_address_reads_the_feed(client, address, plan):
    plan(held_on=timezone.localdate())
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "SUMMARY:八幡 定例会" in answer.content.decode()
    assert "Set-Cookie" not in answer.headers


def test_unchanged_feed_is_not_sent_again(client, address, plan):
    meeting = plan(held_on=timezone.localdate())
    first = client.get(address)
    same = {"If-None-Match": first["ETag"]}
    assert client.get(address, headers=same).status_code == 304
    assert client.get(
        address, headers={"If-Modified-Since": first["Last-Modified"]}
    ).status_code == 304  # fmt: skip
    meeting.place = "ほかの会館"
    meeting.save()
    assert client.get(address, headers=same).status_code == 200


@pytest.mark.parametrize("secret", ["unknown", "あ", "x" * 500, "%00"])
def test_unknown_address_is_not_found(client, db, secret):
    assert client.get(f"/councils/calendar/{secret}.ics").status_code == 404


def test_revoked_address_is_not_found_in_the_same_words(client, address, coordinator):
    actions.revoke_feed(CalendarFeed.objects.get(), by=coordinator)
    revoked, unknown = client.get(address), client.get("/councils/calendar/unknown.ics")
    assert (revoked.status_code, unknown.status_code) == (404, 404)
    bodies = [re.sub(rb'nonce="[^"]+"', b"", answer.content) for answer in (revoked, unknown)]
    assert bodies[0] == bodies[1]


# Giving out addresses ------------------------------------------------------------------------


def test_address_is_shown_once(client, coordinator, feeds_url, settings):
    settings.SITE_URL = "https://sc.example.jp"
    client.force_login(coordinator)
    answer = client.post(feeds_url, {"label": "わたしの携帯"})
    text = answer.content.decode()
    secret = re.search(r"https://sc\.example\.jp/councils/calendar/([\w-]+)\.ics", text)[1]
    assert CalendarFeed.objects.get().secret_sha256 == CalendarFeed.digest(secret)
    assert "no-store" in answer["Cache-Control"]
    assert f"webcal://sc.example.jp/councils/calendar/{secret}.ics" in text
    assert client.get(f"/councils/calendar/{secret}.ics").status_code == 200
    listed = client.get(feeds_url).content.decode()
    assert "わたしの携帯" in listed
    assert secret not in listed
    assert CalendarFeed.digest(secret) not in listed


def test_feed_without_a_user_is_refused_with_a_reason(client, coordinator, feeds_url):
    client.force_login(coordinator)
    answer = client.post(feeds_url, {"label": " "})
    assert (answer.status_code, CalendarFeed.objects.count()) == (422, 0)
    assert 'id="errsum"' in answer.content.decode()


def test_revoked_address_stays_in_the_list_with_who_and_when(
    client, coordinator, yawata, feeds_url
):
    feed, secret = actions.make_feed(yawata, "事務所", by=coordinator)
    client.force_login(coordinator)
    answer = client.post(reverse("councils:feed-revoke", args=[feed.pk]), follow=True)
    assert answer.redirect_chain == [(feeds_url, 302)]
    assert "八幡 見本が止めました" in answer.content.decode()
    assert client.get(f"/councils/calendar/{secret}.ics").status_code == 404


@pytest.mark.proves("V8.4.1")
def test_neighbour_can_neither_make_nor_revoke(client, neighbour, coordinator, yawata, feeds_url):
    feed, _ = actions.make_feed(yawata, "事務所", by=coordinator)
    client.force_login(neighbour)
    assert client.post(feeds_url, {"label": "よそ"}).status_code == 403
    assert client.post(reverse("councils:feed-revoke", args=[feed.pk])).status_code == 403
    feed.refresh_from_db()
    assert (CalendarFeed.objects.count(), feed.revoked_at) == (1, None)


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_of_feeds_does_not_grow(
    client, coordinator, yawata, feeds_url, n, django_assert_num_queries
):
    for _ in range(n):
        make.CalendarFeedFactory(council=yawata)
    client.force_login(coordinator)
    with django_assert_num_queries(5):
        client.get(feeds_url)
