"""Every action that changes what can be looked for leaves the index as a rebuild makes it."""

from datetime import date

import pytest

from councils import search_index
from councils.actions import councils as council_actions
from councils.actions import exchange, people, proposals, visions
from councils.models import (
    Coordinator,
    CouncilMember,
    MeetingParty,
    Person,
    Proposal,
    SearchEntry,
)
from councils.queries import marks
from tests import factories as make
from tests.councils.visions import vision_words

DAY = date(2026, 11, 10)


def rows():
    """Every row without its number, sorted."""
    names = [f.attname for f in SearchEntry._meta.concrete_fields if not f.primary_key]
    return sorted(SearchEntry.objects.values_list(*names), key=str)


@pytest.fixture
def indexed(yawata, toyooka):
    search_index.rebuild()
    return yawata


def rename(council, by):
    basics = council_actions.Basics({"nickname": "やわたの輪"}, aliases=[("八はた", "")])
    council_actions.change_basics(council, basics, seen=marks.basics_mark(council), by=by)


def seat_somebody(council, by):
    seat = CouncilMember(person=Person(name="見本 花子"), affiliation="resident", from_on=DAY)
    people.add_member(council, seat, by=by)


def end_a_seat(council, by):
    people.end_membership(make.CouncilMemberFactory(council=council), until_on=DAY, by=by)


def appoint(council, by):
    term = Coordinator(person=Person(name="見本 松子"), appointment="commissioned", from_on=DAY)
    people.appoint_coordinator(council, term, by=by)


def adopt(council, by):
    visions.adopt_vision(council, vision_words(), seen="", by=by)


def raise_a_voice(council, by):
    proposals.raise_proposal(council, text="バス停にベンチを", raised_on=DAY, by=by)


def reword_a_voice(council, by):
    proposals.raise_proposal(council, text="バス停にベンチ", raised_on=DAY, by=by)
    proposal = Proposal.objects.get()
    proposals.reword_proposal(proposal, text="停留所にいすを", mark=proposal.mark, by=by)


def gather(council, by):
    meeting = make.MeetingFactory(council=council, recorded_at="2026-11-10T18:00+09:00")
    search_index.refresh_meeting(meeting)
    gathering = exchange.Gathering(theme="担い手", parties=[MeetingParty(council=council)])
    exchange.arrange_gathering(meeting, gathering, version=1, by=by)


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (rename, "やわたの輪"), (seat_somebody, "見本花子"), (end_a_seat, ""),
        (appoint, "見本松子"), (adopt, ""),
        (raise_a_voice, "ばす停にべんちを"), (reword_a_voice, "停留所にいすを"),
        (gather, "担い手"),
    ],
)  # fmt: skip
def test_action_leaves_the_index_as_a_rebuild_makes_it(indexed, tier1, act, word):
    before = rows()
    act(indexed, tier1)
    kept = rows()
    search_index.rebuild()
    assert rows() == kept
    assert kept != before
    assert any(word in folded for folded in SearchEntry.objects.values_list("folded", flat=True))
