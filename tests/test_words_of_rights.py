"""Who holds which right for which council, and which rights open names: against our own table.

tests/test_doors.py asks the same at the pages. Here every right is asked at once, also those that
no page carries, for the own council, another one, a thing of the whole city and any at all.
"""

import pytest
import rules
from django.urls import get_resolver

from accounts import guarded
from accounts.decorators import PUBLIC, SIGNED_IN
from tests.doors import ALL_ROLES, HOLDERS, OWN_COUNCIL_STAFF, PROGRAMME
from tests.world import World

STAFF = {*PROGRAMME, *OWN_COUNCIL_STAFF}
NO_PAGE = {
    "councils.view_internal": STAFF,
    "activities.view_all_diaries": PROGRAMME,
    "activities.edit_topics": {"city", "admin"},
    "resources.view_contact": STAFF | {"neighbour"},
    "resources.view_small_cells": STAFF,
    "reports.tier1_desk": {"tier1"},
    "reports.city_desk": {"city", "admin"},
}


# Asked of a paper that was ordered, of something written down: never of a council.
OF_ONE_THING = {"resources.open_paper", "activities.view_diary", "activities.write_diary"}
DOORS = {PUBLIC, SIGNED_IN, *OF_ONE_THING}
WORDS = {word: who for word, who in HOLDERS.items() if word not in DOORS} | NO_PAGE
# The library of cases names no council: its pages ask for any, and find the neighbour's.
WORDS["reports.view_case"] = ALL_ROLES - {"neighbour"}
TO_ALL_COUNCILS = {word for word, who in WORDS.items() if "neighbour" in who}
OPEN_NAMES = {
    "accounts.manage_users", "accounts.view_audit", "councils.view_people", "councils.edit_people",
    "councils.log_meeting", "councils.view_internal", "activities.view_supporters",
    "activities.export_supporters", "activities.edit_courses", "activities.handle_privacy",
    "activities.view_all_diaries", "activities.edit_care_conferences", "activities.view_help",
    "activities.edit_help", "newsletters.manage_readers", "newsletters.view_addresses",
    "resources.view_contact", "resources.keep_editions", "reports.view_inside",
}  # fmt: skip


class OfTheCity:
    council_id = None


@pytest.fixture(autouse=True)
def _every_room_is_loaded():
    assert get_resolver().url_patterns  # each room says its rights when its pages are known


def wanted(word, who):
    """(for 八幡, for 豊岡, for a thing of the whole city, for any council at all)."""
    if who not in ALL_ROLES:
        return (False,) * 4
    holds = who in WORDS[word]
    beyond = who in {*PROGRAMME, "viewer"} or word in TO_ALL_COUNCILS
    elsewhere = who == "neighbour" and "coordinator" in WORDS[word]
    return holds, (holds and beyond) or elsewhere, holds and beyond, holds or elsewhere


def test_table_names_every_right_there_is():
    ours = {str(word) for word in rules.permissions.permissions}
    assert set(WORDS) | OF_ONE_THING == ours


@pytest.mark.proves("V8.2.1", "V8.2.2")
def test_right_is_held_by_those_in_the_table_and_for_their_council(db):
    world = World()
    things = (world.yawata, world.toyooka, OfTheCity(), None)
    found = {
        (who, word): tuple(user.has_perm(word, thing) for thing in things)
        for who, user in world.people.items()
        for word in WORDS
    }
    assert {one: held for one, held in found.items() if held != wanted(one[1], one[0])} == {}


def test_rights_that_open_names_are_those_of_the_table():
    """Whoever holds one of them signs in with a second step."""
    assert {str(word) for word in guarded.PERMISSIONS} == OPEN_NAMES
