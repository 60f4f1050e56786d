"""The 工程表: steps, what they are tied to, and how they go on under a new vision."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from activities import queries
from activities.actions import roadmaps as actions
from activities.models import CarriedStep
from councils.models import RoadmapStep
from tests import factories as make

TODAY = date(2026, 11, 28)


def trail():
    return [(entry.verb, entry.facts) for entry in AuditEntry.objects.order_by("pk")]


def step_words(**changes):
    words = {"text": "居場所を3か所にする", "fiscal_year": 2026, "quarter": 3, "meeting": None}
    return words | changes


@pytest.fixture
def vision(yawata):
    return make.VisionFactory(council=yawata, version=1)


@pytest.fixture
def step(vision):
    return make.RoadmapStepFactory(vision=vision, fiscal_year=2026, quarter=2)


def test_step_is_added_with_its_activities_once(vision, coordinator):
    activity = make.SupportActivityFactory(council=vision.council)
    for was_new in (True, False):
        answer = actions.add_roadmap_step(
            vision, step_words(), activities=[activity], by=coordinator
        )
        assert answer == (RoadmapStep.objects.get(), was_new)
    assert list(activity.roadmap_steps.all()) == [answer[0]]
    assert trail() == [("roadmap_step_added", {"n_activities": 1})]


def test_step_is_put_right(step, coordinator):
    activity = make.SupportActivityFactory(council=step.vision.council)
    words = step_words(text=step.text, quarter=None)
    actions.change_roadmap_step(
        step, words, activities=[activity], seen=queries.mark_of_step(step), by=coordinator
    )
    step.refresh_from_db()
    assert (step.quarter, list(step.activities.all())) == (None, [activity])
    assert trail() == [("roadmap_step_changed", {"fields": ["quarter"], "n_activities": 1})]


@pytest.mark.parametrize("what", ["text", "activities"])
def test_step_changed_by_somebody_else_is_not_overwritten(step, coordinator, what):
    seen = queries.mark_of_step(step)
    if what == "text":
        RoadmapStep.objects.update(text="先の人のことば")
    else:
        step.activities.add(make.SupportActivityFactory(council=step.vision.council))
    with pytest.raises(actions.StepConflict):
        actions.change_roadmap_step(step, step_words(), activities=[], seen=seen, by=coordinator)
    assert RoadmapStep.objects.get().text != step_words()["text"]
    assert trail() == []


def test_step_is_done_then_taken_up_again_then_dropped(step, coordinator):
    actions.finish_roadmap_step(step, on=TODAY, by=coordinator)
    with pytest.raises(actions.StepIsSettled):
        actions.drop_roadmap_step(step, on=TODAY, by=coordinator)
    actions.reopen_roadmap_step(step, by=coordinator)
    actions.reopen_roadmap_step(step, by=coordinator)
    actions.drop_roadmap_step(step, on=TODAY, by=coordinator)
    step.refresh_from_db()
    assert (step.done_on, step.dropped_on) == (None, TODAY)
    assert [verb for verb, _ in trail()] == [
        "roadmap_step_done", "roadmap_step_reopened", "roadmap_step_dropped",
    ]  # fmt: skip


def test_open_steps_go_on_under_the_new_vision_and_the_old_road_stays(
    vision, step, yawata, regular, coordinator
):
    meeting = make.MeetingFactory(council=yawata, kind=regular)
    activity = make.SupportActivityFactory(council=yawata)
    activity.roadmap_steps.add(step)
    RoadmapStep.objects.update(meeting=meeting)
    make.RoadmapStepFactory(vision=vision, done_on=TODAY)
    make.RoadmapStepFactory(vision=vision, dropped_on=TODAY)
    newer = make.VisionFactory(council=yawata, version=2)
    assert [actions.carry_roadmap(newer, by=coordinator) for _ in range(2)] == [1, 0]
    carried = newer.steps.get()
    assert (carried.text, carried.fiscal_year, carried.quarter, carried.meeting) == (
        step.text, 2026, 2, meeting,
    )  # fmt: skip
    assert list(carried.activities.all()) == list(step.activities.all()) == [activity]
    assert (carried.carried_from.old, vision.steps.count()) == (step, 3)
    assert trail() == [("roadmap_carried", {"n_roadmap_steps": 1})]


def test_step_is_carried_once_in_the_database(step):
    make.CarriedStepFactory(old=step)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.CarriedStepFactory(old=step)
    assert CarriedStep.objects.count() == 1


def test_step_taken_through_two_visions_goes_on_from_the_last(vision, step, yawata, coordinator):
    second = make.VisionFactory(council=yawata, version=2)
    actions.carry_roadmap(second, by=coordinator)
    third = make.VisionFactory(council=yawata, version=3)
    assert actions.carry_roadmap(third, by=coordinator) == 1
    assert third.steps.get().carried_from.old == second.steps.get()


@pytest.mark.parametrize("act", [
    lambda s, by: actions.add_roadmap_step(s.vision, step_words(), activities=[], by=by),
    lambda s, by: actions.change_roadmap_step(
        s, step_words(), activities=[], seen=queries.mark_of_step(s), by=by),
    lambda s, by: actions.finish_roadmap_step(s, on=TODAY, by=by),
    lambda s, by: actions.drop_roadmap_step(s, on=TODAY, by=by),
    lambda s, by: actions.reopen_roadmap_step(s, by=by),
    lambda s, by: actions.carry_roadmap(s.vision, by=by),
])  # fmt: skip
def test_road_to_an_older_vision_is_only_read(step, yawata, coordinator, act):
    make.VisionFactory(council=yawata, version=2)
    with pytest.raises(actions.RoadmapIsPast):
        act(step, coordinator)
    assert trail() == []


@pytest.mark.parametrize(("n_done", "n_open", "n_dropped", "words"), [
    (0, 0, 0, ""),
    (0, 3, 0, "これから取り組むことが 3つ あります"),
    (5, 7, 2, "12のうち5つ できました"),
    (10, 2, 0, "12のうち10こ できました"),
    (4, 0, 1, "4つすべて できました"),
    (0, 0, 2, ""),
])  # fmt: skip
def test_progress_is_told_in_words(vision, n_done, n_open, n_dropped, words):
    for n, state in (
        (n_done, {"done_on": TODAY}),
        (n_open, {}),
        (n_dropped, {"dropped_on": TODAY}),
    ):
        make.RoadmapStepFactory.create_batch(n, vision=vision, **state)
    roadmap = queries.roadmap_of(vision, TODAY)
    assert (roadmap.progress_words, roadmap.n_dropped) == (words, n_dropped)


def test_road_is_laid_out_by_fiscal_year_and_quarter(vision):
    for year, quarter, text in [
        (2027, 1, "丁"),
        (2026, None, "乙"),
        (2026, 4, "丙"),
        (2025, 2, "甲"),
    ]:
        make.RoadmapStepFactory(vision=vision, fiscal_year=year, quarter=quarter, text=text)
    years = queries.roadmap_of(vision, TODAY).years
    assert [
        (year.number, year.is_now, [[s.text for s in slot.steps] for slot in year.slots])
        for year in years
    ] == [
        (2025, False, [[], [], ["甲"], [], []]),
        (2026, True, [["乙"], [], [], [], ["丙"]]),
        (2027, False, [[], ["丁"], [], [], []]),
    ]
    assert [slot.title + slot.months for slot in years[0].slots] == [
        "年度を通して",
        "第1四半期4〜6月", "第2四半期7〜9月", "第3四半期10〜12月", "第4四半期1〜3月",
    ]  # fmt: skip
