"""年度の締めと始まり: nothing of the old year is left lying, and nothing is done twice."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from councils.models import ActionItem
from reports.actions import years as actions
from reports.models import YearTurn
from reports.year import Turn, year_to_turn
from tests import factories as make

APRIL = date(2026, 4, 7)
TURN = Turn(2025, APRIL)
PAGE = "/reports/year/2025/"
RECORDED = {"recorded_at": "2026-03-11T09:00+09:00"}


@pytest.fixture
def meeting(yawata, regular, coordinator):
    return make.MeetingFactory(
        council=yawata, kind=regular, held_on=date(2026, 3, 10), recorded_by=coordinator, **RECORDED
    )


@pytest.fixture
def homework(meeting):
    return make.ActionItemFactory(meeting=meeting, what="会場をさがす", due_on=date(2026, 3, 31))


def test_the_year_at_hand_changes_in_february():
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [year_to_turn(day) for day in days] == [2024, 2025, 2025, 2025]


def test_what_wants_something_is_found(yawata, toyooka, regular, meeting, homework):
    make.MeetingFactory(council=toyooka, kind=regular, held_on=date(2026, 3, 3))
    make.MeetingFactory(council=toyooka, kind=regular, held_on=date(2026, 3, 4), form="cancelled")
    make.CouncilMemberFactory(council=yawata, from_on=date(2024, 4, 1), until_on=date(2026, 3, 31))
    make.CoordinatorFactory(council=yawata, until_on=date(2026, 3, 31))
    make.CoordinatorFactory(council=toyooka)
    make.ProposalFactory(council=yawata, raised_on=date(2026, 1, 5))
    assert TURN.counts == {
        "unwritten": 1, "unclosed": 1, "ending_terms": 1, "without_coordinator": 1,
        "homework": 1, "proposals": 1,
    }  # fmt: skip
    assert TURN.unplanned == [yawata, toyooka]


def test_a_renewed_term_is_not_asked_for_again(yawata):
    seat = make.CouncilMemberFactory(
        council=yawata, from_on=date(2024, 4, 1), until_on=date(2026, 3, 31)
    )
    make.CouncilMemberFactory(council=yawata, person=seat.person, from_on=date(2026, 4, 1))
    assert Turn(2025, APRIL).ending_terms == []


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_the_same_for_any_number(n, client, tier1, meeting, django_assert_num_queries):
    make.ActionItemFactory.create_batch(n, meeting=meeting)
    client.force_login(tier1)
    with django_assert_num_queries(12):
        client.get(PAGE)


def test_ticked_homework_gets_a_new_day(client, tier1, homework, meeting):
    other = make.ActionItemFactory(meeting=meeting, what="ちらしを作る", due_on=None)
    client.force_login(tier1)
    day = {"due_on_y": "8", "due_on_m": "5", "due_on_d": "31"}
    answer = client.post(PAGE, {"do": "carry", "items": [homework.pk], **day})
    assert answer.status_code == 302
    homework.refresh_from_db()
    other.refresh_from_db()
    assert (homework.due_on, other.due_on) == (date(2026, 5, 31), None)
    assert homework.history.first().history_user == tier1
    assert AuditEntry.objects.get(verb="homework_carried").facts == {"n_action_items": 1}


def test_a_day_of_the_old_year_is_refused(client, tier1, homework):
    client.force_login(tier1)
    day = {"due_on_y": "8", "due_on_m": "3", "due_on_d": "31"}
    answer = client.post(PAGE, {"do": "carry", "items": [homework.pk], **day})
    assert answer.status_code == 422
    assert "新しい年度の日を入れてください。" in answer.content.decode()
    homework.refresh_from_db()
    assert homework.due_on == date(2026, 3, 31)


def test_homework_that_is_done_meanwhile_stays_done(homework, tier1):
    ActionItem.objects.filter(pk=homework.pk).update(done_on=APRIL, done_by=tier1)
    assert actions.carry_homework([homework.pk], due_on=date(2026, 5, 1), by=tier1) == 0
    homework.refresh_from_db()
    assert homework.due_on == date(2026, 3, 31)


def test_minutes_are_closed_together(client, tier1, meeting):
    client.force_login(tier1)
    client.post(PAGE, {"do": "minutes"})
    meeting.refresh_from_db()
    assert meeting.closed_by == tier1
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert sorted(v for v in verbs if "clos" in v) == ["meeting_closed", "minutes_closed_together"]


def test_year_is_closed_once_with_what_was_open(client, tier1, homework):
    client.force_login(tier1)
    client.post(PAGE, {"do": "close", "note": "会場さがしは続いています。"})
    closed = YearTurn.objects.get()
    assert (closed.fiscal_year, closed.facts["homework"]) == (2025, 1)
    answer = client.post(PAGE, {"do": "close"})
    assert answer.status_code == 422
    assert "この年度は、もう締めてあります。" in answer.content.decode()
    assert "会場さがしは続いています。" in client.get(PAGE).content.decode()


def test_year_is_not_closed_before_it_is_over(db, tier1):
    with pytest.raises(actions.YearNotOver):
        actions.close_year(Turn(2025, date(2026, 3, 31)), note="", by=tier1)
    assert not YearTurn.objects.exists()


def test_unknown_step_and_far_years_are_refused(client, tier1):
    client.force_login(tier1)
    assert client.post(PAGE, {"do": "everything"}).status_code == 422
    assert client.get("/reports/year/2090/").status_code == 404
    assert client.get(reverse("reports:year-now")).url == reverse(
        "reports:year-turn", args=[year_to_turn(timezone.localdate())]
    )
