"""Finding councils, and who may do what for which."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from councils import queries
from councils.models import Meeting
from councils.permissions import Permission, councils_where
from councils.queries.councils import ids_of_councils_named
from councils.queries.stages import latest_stages, stage_track
from tests import factories as make


@pytest.fixture
def kurabuchi(db):
    council = make.CouncilFactory(name="倉渕", kana="くらぶち", order=12)
    make.CouncilAliasFactory(council=council, text="倉淵")
    return council


@pytest.mark.parametrize("words", ["倉渕", "倉淵", "くらぶち", "クラブチ", "ｸﾗﾌﾞﾁ", " 倉 渕 "])
def test_council_is_found_however_it_is_written(kurabuchi, yawata, words):
    assert queries.find_councils(words) == [kurabuchi]


@pytest.mark.parametrize("asked", ["支えあい", "支え合い", "ささえあい"])
def test_council_is_found_by_the_other_spelling_of_a_word(kurabuchi, yawata, asked):
    make.CouncilAliasFactory(council=kurabuchi, text="支え合いの会")
    assert queries.find_councils(asked) == [kurabuchi]
    assert ids_of_councils_named(asked) == [kurabuchi.pk]


def test_council_search_reads_four_tables_whatever_the_number(
    kurabuchi, yawata, django_assert_num_queries
):
    with django_assert_num_queries(4):  # councils, centres, aliases, visions
        queries.find_councils("くら")


@pytest.mark.parametrize(
    ("who", "own", "other"),
    [
        ("admin", True, True),
        ("city", True, True),
        ("tier1", True, True),
        ("coordinator", True, False),
        ("centre_staff", True, False),
        ("resident", True, False),
        ("neighbour", False, True),
        ("viewer", False, False),
        ("nobody", False, False),
    ],
)
def test_meetings_are_logged_for_the_own_council(request, who, own, other, yawata, toyooka):
    user = request.getfixturevalue(who)
    assert user.has_perm(Permission.MEETING_LOG, yawata) is own
    assert user.has_perm(Permission.MEETING_LOG, toyooka) is other


def test_thing_of_the_whole_city_is_closed_to_a_councils_role(coordinator, yawata):
    class CityThing:
        council_id = None

    assert coordinator.has_perm(Permission.MEETING_EDIT, yawata) is True
    assert coordinator.has_perm(Permission.MEETING_EDIT, CityThing()) is False


def test_grant_that_ended_opens_nothing(coordinator, yawata):
    yesterday = timezone.localdate() - timedelta(days=1)
    coordinator.grants.update(until_on=yesterday)
    assert coordinator.has_perm(Permission.MEETING_LOG, yawata) is False


def test_deactivated_user_holds_nothing(admin, yawata):
    admin.is_active = False
    assert admin.has_perm(Permission.MEETING_LOG, yawata) is False


def test_choice_lists_hold_only_councils_one_may_log_for(coordinator, city, yawata, toyooka):
    assert list(councils_where(coordinator, Permission.MEETING_LOG)) == [yawata]
    assert set(councils_where(city, Permission.MEETING_LOG)) == {yawata, toyooka}


def test_choice_lists_are_empty_for_strangers_and_for_whom_was_stopped(city, yawata):
    city.is_active = False
    for user in (AnonymousUser(), city):
        assert list(councils_where(user, Permission.MEETING_LOG)) == []


def test_fiscal_year_turns_in_april(yawata, regular):
    march, april = (
        make.MeetingFactory(council=yawata, kind=regular, held_on=day)
        for day in (date(2026, 3, 31), date(2026, 4, 1))
    )
    assert list(Meeting.objects.in_fiscal_year(2025)) == [march]
    assert list(Meeting.objects.in_fiscal_year(2026)) == [april]


def test_members_of_the_day_leave_with_their_term(yawata, members):
    members[0].until_on = date(2026, 3, 31)
    members[0].save()
    seats = queries.members_by_affiliation(yawata, date(2026, 4, 1))
    assert [seat.person.name for seat in seats["地域のみなさん"]][:2] == ["見本 2郎", "見本 3郎"]


def test_the_wall_and_the_track_agree_on_the_furthest_step(kurabuchi):
    make.CouncilStageFactory(council=kurabuchi, stage=1, reached_on=date(2020, 4, 1), evidence="")
    make.CouncilStageFactory(council=kurabuchi, stage=3, reached_on=None, evidence="議事録")
    make.CouncilStageFactory(
        council=kurabuchi, stage=5, reached_on=None, evidence="", next_step="次"
    )
    furthest = stage_track(kurabuchi, kurabuchi.stages.all()).latest.stage
    assert (latest_stages(), furthest) == ({kurabuchi.pk: furthest}, 3)
