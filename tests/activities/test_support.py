"""Support activities on record: begun, resting, over, and whom they learnt from."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from activities import queries
from activities.actions import support as actions
from activities.actions import ways
from activities.models import ActivityStep, ModelVisit, SupportActivity
from activities.permissions import ActivityPermission
from tests.activities import factories as doing

OPENED = date(2023, 1, 17)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def activity(yawata, coordinator):
    return actions.add_activity(
        yawata, kind="gathering", name="見本の居場所", started_on=OPENED, by=coordinator,
        steps=[ActivityStep(kind="voice", text="集まりたい"),
               ActivityStep(kind="opening", text="始めた")],
    )  # fmt: skip


def test_activity_is_recorded_with_the_way_it_came_about(activity, coordinator):
    assert [(s.order, s.kind, s.text) for s in activity.steps.all()] == [
        (1, "voice", "集まりたい"), (2, "opening", "始めた"),
    ]  # fmt: skip
    assert activity.history.get().history_user == coordinator
    assert verbs() == ["activity_added"]


def test_name_is_used_once_in_a_council(activity, yawata, toyooka, coordinator):
    with pytest.raises(actions.AlreadySuchActivity):
        actions.add_activity(yawata, kind="salon", name="見本の居場所", by=coordinator)
    actions.add_activity(toyooka, kind="salon", name="見本の居場所", by=coordinator)
    assert SupportActivity.objects.count() == 2


def test_step_goes_behind_the_last(activity, coordinator):
    step = ways.add_step(activity, kind="visit", text="見に行った", by=coordinator)
    assert step.order == 3


def test_activity_rests_and_goes_on(activity, coordinator):
    actions.pause_activity(activity, on=OPENED, reason="感染症のため", by=coordinator)
    assert activity.is_paused
    actions.resume_activity(activity, by=coordinator)
    assert not activity.is_paused
    assert verbs() == ["activity_added", "activity_paused", "activity_resumed"]


def test_ended_activity_leaves_the_list_on_its_day_and_stays_on_record(
    activity, yawata, coordinator
):
    heir = doing.SupportActivityFactory(council=yawata, name="あとつぎ")
    actions.end_activity(
        activity, on=date(2024, 3, 31), reason="担い手が移った", successor=heir, by=coordinator
    )
    assert list(queries.living_activities(yawata, date(2024, 3, 30))) == [activity, heir]
    assert list(queries.living_activities(yawata, date(2024, 3, 31))) == [heir]
    assert (activity.has_ended, list(heir.predecessors.all())) == (True, [activity])


@pytest.mark.parametrize("act", [
    lambda a, by: actions.pause_activity(a, on=OPENED, reason="また", by=by),
    lambda a, by: actions.resume_activity(a, by=by),
    lambda a, by: actions.end_activity(a, on=OPENED, reason="また", by=by),
])  # fmt: skip
def test_ended_activity_is_not_changed(activity, coordinator, act):
    actions.end_activity(activity, on=OPENED, reason="終わり", by=coordinator)
    with pytest.raises(actions.ActivityHasEnded):
        act(activity, coordinator)
    assert verbs() == ["activity_added", "activity_ended"]


def test_visit_says_whom_one_learnt_from(activity, toyooka, coordinator):
    actions.record_visit(toyooka, visited=activity, visited_on=OPENED, by=coordinator)
    assert str(ModelVisit.objects.get()) == "豊岡 → 見本の居場所"
    assert verbs() == ["activity_added", "model_visit_recorded"]


@pytest.mark.parametrize("words", [
    {"ended_on": OPENED},
    {"end_reason": "理由だけ"},
    {"paused_on": OPENED},
    {"ended_on": date(2020, 1, 1), "end_reason": "始まる前"},
    {"is_preparing": True},
])  # fmt: skip
def test_database_keeps_an_activity_whole(activity, words):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportActivity.objects.filter(pk=activity.pk).update(**words)


def test_visit_is_to_an_activity_or_elsewhere_never_both(activity):
    visit = doing.ModelVisitFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelVisit.objects.filter(pk=visit.pk).update(visited=activity)


@pytest.mark.parametrize("n_activities", [1, 3])
def test_stories_are_read_in_as_many_queries(yawata, django_assert_num_queries, n_activities):
    for _ in range(n_activities):
        activity = doing.SupportActivityFactory(council=yawata)
        doing.ActivityStepFactory(activity=activity)
        doing.ModelVisitFactory(led_to=activity)
    with django_assert_num_queries(3):
        for activity in queries.living_activities(yawata, OPENED):
            assert activity.council == yawata
            assert len(activity.steps.all()) == len(activity.learnt_from.all()) == 1


@pytest.mark.parametrize(("who", "may_edit", "may_view"), [
    ("tier1", True, True), ("coordinator", True, True), ("centre_staff", True, True),
    ("neighbour", False, True), ("resident", False, True), ("viewer", False, True),
    ("nobody", False, False),
])  # fmt: skip
def test_activity_is_written_by_its_council_and_read_by_all(
    request, activity, who, may_edit, may_view
):
    user = request.getfixturevalue(who)
    assert user.has_perm(ActivityPermission.ACTIVITY_EDIT, activity) == may_edit
    assert user.has_perm(ActivityPermission.ACTIVITY_VIEW, activity) == may_view
