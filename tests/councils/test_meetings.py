"""Writing meetings down: what is kept, what is refused, what is left as a trace."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from councils import queries
from councils.actions import meetings as actions
from councils.models import ActionItem, AgendaItem, Decision, Meeting
from tests import factories as make

DAY = date(2026, 11, 10)


@pytest.fixture
def minutes(regular, members):
    """Twelve of fifteen present, three topics, one decision, one 宿題."""
    return actions.Minutes(
        kind=regular,
        held_on=DAY,
        starts_at=time(13, 30),
        ends_at=time(15, 0),
        place="見本公民館",
        person_ids=frozenset(member.person_id for member in members[:12]),
        n_guests=2,
        agenda_items=[
            AgendaItem(text="買い物の手伝い", outcome="試しに1回やってみる\n車を出せる人を探す"),
            AgendaItem(text="居場所の様子"),
            AgendaItem(text="名簿の見直し", is_internal=True),
        ],
        decisions=[Decision(text="来月、見学に行く", due_text="来月")],
        action_items=[
            ActionItem(what="日程を決める", person=members[0].person, due_on=date(2026, 11, 30))
        ],
        submit_token=uuid4(),
    )


@pytest.fixture
def meeting(minutes, yawata, coordinator):
    return actions.log_meeting(yawata, minutes, by=coordinator)[0]


def verbs():
    return [entry.verb for entry in AuditEntry.objects.order_by("pk")]


def test_logged_meeting_holds_everything_the_sheet_said(meeting, coordinator):
    kept = queries.meetings_with_minutes().get(pk=meeting.pk)
    assert [item.text for item in kept.agenda_items.all()] == [
        "買い物の手伝い", "居場所の様子", "名簿の見直し",
    ]  # fmt: skip
    assert kept.agenda_items.all()[0].outcome_lines == ["試しに1回やってみる", "車を出せる人を探す"]
    assert [d.due_text for d in kept.decisions.all()] == ["来月"]
    assert [item.who for item in kept.action_items.all()] == ["見本 1郎"]
    assert (kept.present_words, kept.recorded_by) == ("14人", coordinator)
    assert verbs() == ["meeting_logged"]


def test_meetings_are_numbered_by_kind_and_council(meeting, minutes, yawata, toyooka, coordinator):
    other = replace(minutes, submit_token=uuid4(), is_another=True)
    again, _ = actions.log_meeting(yawata, other, by=coordinator)
    elsewhere, _ = actions.log_meeting(
        toyooka, replace(minutes, submit_token=uuid4(), person_ids=frozenset()), by=coordinator
    )
    assert (meeting.number, again.number, elsewhere.number) == (1, 2, 1)


def test_cancelled_meeting_takes_no_number(minutes, yawata, coordinator):
    called_off = replace(minutes, form=Meeting.Form.CANCELLED)
    assert actions.log_meeting(yawata, called_off, by=coordinator)[0].number is None


@pytest.mark.proves("V2.3.4")
def test_same_sheet_twice_is_one_meeting(meeting, minutes, yawata, coordinator):
    again, is_new = actions.log_meeting(yawata, minutes, by=coordinator)
    assert (again, is_new, Meeting.objects.count()) == (meeting, False, 1)
    assert verbs() == ["meeting_logged"]


def test_planned_meeting_is_filled_in_not_doubled(minutes, yawata, coordinator, regular):
    planned = actions.plan_meeting(yawata, kind=regular, held_on=DAY, by=coordinator)
    logged, _ = actions.log_meeting(yawata, minutes, by=coordinator, planned=planned)
    assert (logged.pk, logged.is_recorded, Meeting.objects.count()) == (planned.pk, True, 1)


def test_correction_keeps_row_identity_and_the_old_text(meeting, minutes, coordinator):
    first, second, third = meeting.agenda_items.all()
    item = meeting.action_items.get()
    changed = replace(
        minutes,
        agenda_items=[
            AgendaItem(pk=third.pk, text="名簿の見直し", is_internal=True),
            AgendaItem(pk=first.pk, text="買い物の手伝いと送迎"),
        ],
        action_items=[ActionItem(pk=item.pk, what="日程を決めて知らせる")],
    )
    actions.correct_meeting(meeting, changed, version=meeting.version, by=coordinator)
    assert [i.pk for i in meeting.agenda_items.order_by("order")] == [third.pk, first.pk]
    assert meeting.action_items.get().pk == item.pk
    assert AgendaItem.history.filter(id=second.pk).latest().text == "居場所の様子"
    assert AgendaItem.history.filter(id=first.pk, text="買い物の手伝い").exists()


@pytest.mark.proves("G6", "V2.3.4")
def test_second_saver_is_stopped_and_nothing_is_lost(meeting, minutes, coordinator, city):
    theirs = replace(minutes, remark="先に書いた")
    actions.correct_meeting(meeting, theirs, version=1, by=city)
    mine = replace(minutes, remark="あとから書いた")
    with pytest.raises(actions.EditConflict):
        actions.correct_meeting(meeting, mine, version=1, by=coordinator)
    meeting.refresh_from_db()
    assert (meeting.remark, meeting.version) == ("先に書いた", 2)


@pytest.mark.proves("V2.3.1")
def test_closed_minutes_are_not_changed(meeting, minutes, coordinator):
    actions.close_meeting(meeting, by=coordinator)
    with pytest.raises(actions.MeetingIsClosed):
        actions.correct_meeting(meeting, minutes, version=meeting.version, by=coordinator)


def test_closing_twice_leaves_one_trace(meeting, coordinator, city):
    actions.close_meeting(meeting, by=coordinator)
    actions.close_meeting(meeting, by=city)
    meeting.refresh_from_db()
    assert meeting.closed_by == coordinator
    assert verbs() == ["meeting_logged", "meeting_closed"]


def test_homework_comes_back_until_done(meeting, minutes, yawata, coordinator):
    item = meeting.action_items.get()
    assert list(queries.open_action_items(yawata)) == [item]
    later = replace(
        minutes, held_on=date(2026, 12, 8), submit_token=uuid4(), action_items=[],
        done_item_ids=frozenset([item.pk]),
    )  # fmt: skip
    actions.log_meeting(yawata, later, by=coordinator)
    item.refresh_from_db()
    assert (item.done_on, item.done_by) == (date(2026, 12, 8), coordinator)
    assert list(queries.open_action_items(yawata)) == []


@pytest.mark.proves("G3", "V8.2.2", "V8.4.1")
def test_homework_of_another_council_cannot_be_ticked_off(minutes, yawata, toyooka, coordinator):
    foreign = make.ActionItemFactory(meeting__council=toyooka)
    actions.log_meeting(
        yawata, replace(minutes, done_item_ids=frozenset([foreign.pk])), by=coordinator
    )
    foreign.refresh_from_db()
    assert foreign.done_on is None


def test_closed_without_a_person_is_refused_by_the_database(meeting):
    with pytest.raises(IntegrityError, match="councils_meeting_closed_pair"):
        Meeting.objects.filter(pk=meeting.pk).update(closed_at="2026-11-11T00:00+09:00")


def test_counted_leaves_out_written_and_called_off(yawata, regular):
    forms = ["in_person", "online", "written", "cancelled", "postponed"]
    for form in forms:
        make.MeetingFactory(council=yawata, kind=regular, form=form)
    assert sorted(Meeting.objects.counted().values_list("form", flat=True)) == [
        "in_person", "online",
    ]  # fmt: skip


@pytest.mark.parametrize(("order", "sign"), [(1, "①"), (20, "⑳"), (21, "(21)")])
def test_agenda_sign_counts_on_past_twenty(order, sign):
    assert AgendaItem(order=order).sign == sign
