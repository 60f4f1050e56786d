"""提言 on their way: who may take which step from where, and what is kept."""

from datetime import date

import pytest

from accounts.models import AuditEntry
from councils.actions import proposals as actions
from councils.models import Council, Proposal
from councils.queries import proposals as queries
from tests import factories as make

TODAY = date(2026, 11, 24)


@pytest.fixture
def promotion(city_council):
    """事業推進会議 of the first tier, after the proposal was raised."""
    kind = make.MeetingKindFactory(tier=1, code="promotion", name="事業推進会議")
    return make.MeetingFactory(
        council=city_council, kind=kind, number=3, held_on=date(2026, 10, 20),
        recorded_at="2026-10-21T09:00+09:00",
    )  # fmt: skip


@pytest.fixture
def proposal(yawata):
    return make.ProposalFactory(council=yawata, text="バスの便を増やしてほしい")


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_voice_goes_round_and_comes_back(proposal, promotion, tier1, coordinator):
    actions.discuss_proposal(
        proposal, tier1_meeting=promotion, tier1_note="市へ聞く", mark=proposal.mark, by=tier1
    )
    actions.send_to_department(
        proposal, department="見本課", sent_on=date(2026, 10, 22), mark=proposal.mark, by=tier1
    )
    actions.answer_proposal(
        proposal, answer="来年度に試します", answered_on=date(2026, 11, 5), mark=proposal.mark,
        by=tier1,
    )  # fmt: skip
    heard = make.MeetingFactory(council=proposal.council, held_on=date(2026, 11, 10))
    actions.report_proposal(
        proposal, reported_on=heard.held_on, reported_meeting=heard, mark=proposal.mark,
        by=coordinator,
    )  # fmt: skip
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.tier1_meeting, proposal.tier1_note) == (
        "reported", promotion, "市へ聞く",
    )  # fmt: skip
    assert (proposal.department, proposal.answer, proposal.reported_meeting) == (
        "見本課", "来年度に試します", heard,
    )  # fmt: skip
    assert verbs() == [
        "proposal_discussed", "proposal_sent", "proposal_answered", "proposal_reported",
    ]  # fmt: skip


def test_same_words_sent_twice_are_one_proposal(yawata, coordinator):
    words = {"text": "バスの便を増やしてほしい", "raised_on": date(2026, 11, 3)}
    first, was_new = actions.raise_proposal(yawata, **words, by=coordinator)
    second, was_new_again = actions.raise_proposal(yawata, **words, by=coordinator)
    assert (was_new, was_new_again, first.pk == second.pk) == (True, False, True)
    assert verbs() == ["proposal_raised"]


def test_later_talk_is_added_below_the_first(proposal, promotion, tier1):
    later = make.MeetingFactory(council=promotion.council, held_on=date(2026, 11, 17))
    for meeting, note in ((promotion, "もう少し聞く"), (later, "市へ送ることにした")):
        actions.discuss_proposal(
            proposal, tier1_meeting=meeting, tier1_note=note, mark=proposal.mark, by=tier1
        )
    assert proposal.tier1_meeting == promotion
    assert proposal.tier1_note == "もう少し聞く\n令和8年11月17日：市へ送ることにした"


STEPS = {
    "reword": lambda p, by, mark: actions.reword_proposal(p, text="別のことば", mark=mark, by=by),
    "send": lambda p, by, mark: actions.send_to_department(
        p, department="見本課", sent_on=TODAY, mark=mark, by=by
    ),
    "answer": lambda p, by, mark: actions.answer_proposal(
        p, answer="わたしの回答", answered_on=TODAY, mark=mark, by=by
    ),
    "report": lambda p, by, mark: actions.report_proposal(p, reported_on=TODAY, mark=mark, by=by),
}


@pytest.mark.parametrize(
    ("state", "step", "arrives"),
    [
        ("raised", "reword", "raised"),
        ("raised", "send", "at_department"),
        ("raised", "answer", "answered"),
        ("raised", "report", None),
        ("at_department", "reword", None),
        ("at_department", "send", None),
        ("at_department", "answer", "answered"),
        ("at_department", "report", None),
        ("answered", "send", None),
        ("answered", "answer", None),
        ("answered", "report", "reported"),
        ("reported", "report", None),
    ],
)
def test_step_is_taken_only_from_its_station(yawata, tier1, state, step, arrives):
    proposal = make.ProposalFactory(
        council=yawata, state=state, answer="はじめの回答", answered_on=date(2026, 11, 1)
    )
    if arrives is None:
        with pytest.raises(actions.ProposalMoved):
            STEPS[step](proposal, tier1, proposal.mark)
    else:
        STEPS[step](proposal, tier1, proposal.mark)
    proposal.refresh_from_db()
    assert proposal.state == (arrives or state)
    assert len(verbs()) == (arrives is not None)


def test_discussed_words_are_no_longer_the_councils_to_change(proposal, promotion, tier1):
    actions.discuss_proposal(proposal, tier1_meeting=promotion, mark=proposal.mark, by=tier1)
    with pytest.raises(actions.ProposalMoved):
        actions.reword_proposal(proposal, text="別のことば", mark=proposal.mark, by=tier1)


@pytest.mark.parametrize("step", ["send", "answer"])
def test_second_of_two_people_changes_nothing(proposal, tier1, step):
    """Both opened the form at the same moment; the first has saved."""
    hers = Proposal.objects.get()
    mark = hers.mark
    actions.answer_proposal(
        proposal, answer="先の回答", answered_on=TODAY, mark=proposal.mark, by=tier1
    )
    with pytest.raises(actions.ProposalMoved):
        STEPS[step](hers, tier1, mark)
    assert Proposal.objects.get().answer == "先の回答"
    assert verbs() == ["proposal_answered"]


def test_form_that_was_opened_before_is_refused_even_where_the_station_fits(proposal, tier1):
    """Opened as 第1層's own answer, sent to a department meanwhile: not the same answer."""
    mark = proposal.mark
    actions.send_to_department(
        proposal, department="見本課", sent_on=TODAY, mark=proposal.mark, by=tier1
    )
    with pytest.raises(actions.ProposalMoved):
        STEPS["answer"](proposal, tier1, mark)


@pytest.mark.parametrize(
    ("words", "n_days"),
    [
        ({"state": "raised"}, 237),
        ({"state": "at_department", "sent_on": date(2026, 11, 4)}, 20),
        ({"state": "answered", "answer": "はい", "answered_on": date(2026, 11, 22)}, 2),
        ({"state": "reported", "answer": "はい", "answered_on": date(2026, 11, 22)}, 0),
    ],
)
def test_days_are_counted_since_it_came_to_this_station(yawata, words, n_days):
    proposal = make.ProposalFactory(council=yawata, **words)
    assert queries.days_waited(proposal, TODAY) == n_days


def test_longest_wait_stands_first_at_each_station(yawata):
    for day, text in ((3, "三日"), (1, "一日"), (2, "二日")):
        make.ProposalFactory(council=yawata, text=text, raised_on=date(2026, 10, day))
    make.ProposalFactory(
        council=yawata, text="済", state="reported", answer="はい", answered_on=TODAY
    )
    raised, at_department, answered = queries.stations(Proposal.objects.all(), TODAY)
    assert [p.text for p, _ in raised.lines] == ["一日", "二日", "三日"]
    assert (at_department.lines, answered.lines) == ([], [])


def test_database_counts_the_days_as_the_proposal_does(yawata):
    asked = {"council": yawata, "raised_on": date(2026, 9, 1)}
    heard = make.MeetingFactory(council=yawata, held_on=date(2026, 9, 20))
    make.ProposalFactory(**asked)
    for more in ({}, {"tier1_meeting": heard}, {"sent_on": date(2026, 10, 1)}):
        make.ProposalFactory(**asked, state="at_department", department="見本課", **more)
    day = date(2026, 11, 1)
    make.ProposalFactory(**asked, state="answered", answer="はい", answered_on=day)
    found = [line for st in queries.stations(Proposal.objects.all(), TODAY) for line in st.lines]
    assert [n for _, n in found] == [queries.days_waited(p, TODAY) for p, _ in found]
    assert len(found) == 5


def test_internal_outcome_is_not_offered_as_a_start(yawata):
    meeting = make.MeetingFactory(council=yawata)
    make.AgendaItemFactory(meeting=meeting, order=1, text="買い物", outcome="試す\n広める")
    make.AgendaItemFactory(meeting=meeting, order=2, outcome="内輪の話", is_internal=True)
    assert queries.outcomes_of(meeting) == [("買い物", "試す"), ("買い物", "広める")]


def test_card_shows_what_waits_before_what_was_told(yawata, toyooka):
    make.ProposalFactory(council=toyooka, text="よその声")
    make.ProposalFactory(
        council=yawata, text="済", state="reported", answer="はい", answered_on=TODAY
    )
    make.ProposalFactory(council=yawata, text="待つ声")
    assert [p.text for p in queries.proposals_of(Council.objects.get(pk=yawata.pk))] == [
        "待つ声", "済",
    ]  # fmt: skip
