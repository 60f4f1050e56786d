"""つづきの会議: linked across councils, shown from both ends, never in a circle."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions import series as actions
from councils.models import Meeting
from tests import factories as make


@pytest.fixture
def forum(city_council):
    return make.MeetingFactory(
        council=city_council, held_on=date(2026, 8, 1), kind__name="フォーラム"
    )


@pytest.fixture
def talk(yawata, regular):
    return make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 9, 5), number=1)


def link(client, meeting, earlier=""):
    return client.post(
        reverse("councils:meeting-continues", args=[meeting.pk]), {"earlier": earlier}
    )


def page(client, meeting):
    return client.get(meeting.get_absolute_url()).content.decode()


def test_both_ends_show_the_link_and_it_can_be_taken_away(client, coordinator, forum, talk):
    client.force_login(coordinator)
    assert link(client, talk, forum.pk).url == talk.get_absolute_url()
    assert f'<dt>前の会議</dt><dd><a href="{forum.get_absolute_url()}">' in page(client, talk)
    assert f'<dt>つづき</dt><dd><a href="{talk.get_absolute_url()}">' in page(client, forum)
    link(client, talk)
    talk.refresh_from_db()
    assert talk.continues is None
    entries = AuditEntry.objects.filter(verb="meeting_linked").order_by("pk")
    assert [entry.facts for entry in entries] == [{"is_linked": True}, {"is_linked": False}]


def test_closed_minutes_may_be_linked_and_the_version_says_who(client, coordinator, forum, talk):
    Meeting.objects.filter(pk=talk.pk).update(
        closed_at="2026-09-10T09:00+09:00", closed_by=coordinator
    )
    client.force_login(coordinator)
    link(client, talk, forum.pk)
    assert talk.history.first().history_user == coordinator
    assert Meeting.objects.get(pk=talk.pk).continues == forum


def test_later_meeting_is_refused_with_a_reason(client, coordinator, talk, yawata, regular):
    later = make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 9, 6))
    client.force_login(coordinator)
    answer = link(client, talk, later.pk)
    assert answer.url == reverse("councils:meeting-continues", args=[talk.pk])
    assert actions.NotEarlier.__doc__ in client.get(answer.url).content.decode()
    assert Meeting.objects.exclude(continues=None).count() == 0


def test_circle_is_refused(talk, yawata, regular, coordinator):
    same_day = make.MeetingFactory(council=yawata, kind=regular, held_on=talk.held_on)
    actions.link_meeting(same_day, talk, by=coordinator)
    talk.refresh_from_db()
    for earlier in (Meeting.objects.get(pk=same_day.pk), talk):
        with pytest.raises(actions.NotEarlier):
            actions.link_meeting(talk, earlier, by=coordinator)


def test_page_offers_earlier_meetings_of_the_council_asked_for(
    client, coordinator, forum, talk, yawata, regular
):
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 10, 3))
    before = make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 8, 8))
    client.force_login(coordinator)
    address = reverse("councils:meeting-continues", args=[talk.pk])
    assert [m.pk for m in client.get(address).context["page"].rows] == [before.pk]
    asked = {"council": forum.council_id}
    assert [m.pk for m in client.get(address, asked).context["page"].rows] == [forum.pk]


@pytest.mark.parametrize("who", ["viewer", "resident", "neighbour"])
def test_others_may_not_link(client, request, who, forum, talk):
    client.force_login(request.getfixturevalue(who))
    assert link(client, talk, forum.pk).status_code == 403


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(
    client, coordinator, talk, yawata, regular, n, django_assert_num_queries
):
    for day in range(n):
        make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 8, 8 + day))
    client.force_login(coordinator)
    with django_assert_num_queries(8):
        client.get(reverse("councils:meeting-continues", args=[talk.pk]))
