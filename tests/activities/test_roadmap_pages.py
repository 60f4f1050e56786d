"""The pages of the 工程表, as people meet them."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import RoadmapStep
from tests import factories as make


@pytest.fixture
def vision(yawata):
    return make.VisionFactory(council=yawata, version=1, main_line="見本のまち")


@pytest.fixture
def step(vision):
    return make.RoadmapStepFactory(vision=vision, text="名簿をつくる", fiscal_year=2026, quarter=2)


def url(name, thing):
    return reverse(f"activities:{name}", args=[thing.pk])


def posted(**changes):
    words = {"seen": "", "text": "行き来する", "fiscal_year": "2026", "quarter": "", "meeting": ""}
    return words | changes


def words_of(answer):
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def test_form_becomes_a_step(client, coordinator, vision, regular):
    meeting = make.MeetingFactory(council=vision.council, kind=regular)
    activity = make.SupportActivityFactory(council=vision.council)
    client.force_login(coordinator)
    answer = client.post(
        url("roadmap-add", vision.council),
        posted(meeting=meeting.pk, activities=[activity.pk], quarter="4"),
    )
    step = RoadmapStep.objects.get()
    assert answer.url == url("roadmap-detail", vision.council)
    assert (step.vision, step.text, step.fiscal_year, step.quarter, step.meeting) == (
        vision, "行き来する", 2026, 4, meeting,
    )  # fmt: skip
    assert list(step.activities.all()) == [activity]


@pytest.mark.parametrize("wrong", [
    {"text": ""}, {"fiscal_year": "1999"}, {"quarter": "5"}, {"meeting": "other"},
    {"activities": ["other"]},
])  # fmt: skip
def test_wrong_form_adds_nothing(client, coordinator, vision, toyooka, wrong):
    elsewhere = {
        "meeting": make.MeetingFactory(council=toyooka).pk,
        "activities": [make.SupportActivityFactory(council=toyooka).pk],
    }
    wrong = {k: elsewhere[k] if "other" in v else v for k, v in wrong.items()}
    client.force_login(coordinator)
    answer = client.post(url("roadmap-add", vision.council), posted(**wrong))
    assert (answer.status_code, RoadmapStep.objects.count()) == (422, 0)
    assert 'id="errsum"' in answer.content.decode()


def test_road_needs_a_vision_first(client, coordinator, yawata):
    client.force_login(coordinator)
    answer = client.post(url("roadmap-add", yawata), posted(), follow=True)
    assert "工程表は、目指す地域像が決まってからつくります。" in answer.content.decode()
    page = words_of(client.get(url("roadmap-detail", yawata)))
    assert "工程表は、目指す地域像が決まってからつくります。" in page
    assert "工程表に項目を入れる" not in page


def test_second_writer_sees_both_texts_and_may_save_again(client, coordinator, step):
    client.force_login(coordinator)
    address = url("roadmap-step-edit", step)
    seen = client.get(address).context["form"]["seen"].value()
    RoadmapStep.objects.update(text="先の人のことば")
    answer = client.post(address, posted(seen=seen))
    assert answer.status_code == 409
    assert "先の人のことば" in words_of(answer)
    assert 'value="行き来する"' in answer.content.decode()
    again = answer.context["form"]["seen"].value()
    assert client.post(address, posted(seen=again)).status_code == 302
    assert RoadmapStep.objects.get().text == "行き来する"


def test_one_tap_marks_it_done_today(client, coordinator, step):
    client.force_login(coordinator)
    answer = client.post(url("roadmap-step-done", step), follow=True)
    assert RoadmapStep.objects.get().done_on == timezone.localdate()
    assert "「名簿をつくる」に「できた」の印をつけました。" in words_of(answer)


def test_another_day_can_be_given_but_none_to_come(client, coordinator, step):
    client.force_login(coordinator)
    ahead = timezone.localdate() + timedelta(days=1)
    day = {"on_0": str(ahead.year), "on_1": ahead.month, "on_2": ahead.day}
    names = {"on_0": "on_y", "on_1": "on_m", "on_2": "on_d"}
    answer = client.post(url("roadmap-step-done", step), {names[k]: v for k, v in day.items()})
    assert (answer.status_code, RoadmapStep.objects.get().done_on) == (422, None)
    client.post(url("roadmap-step-drop", step), {"on_y": "8", "on_m": "5", "on_d": "10"})
    assert RoadmapStep.objects.get().dropped_on == date(2026, 5, 10)


def test_done_twice_is_said_and_reopened_is_open(client, coordinator, step):
    client.force_login(coordinator)
    client.post(url("roadmap-step-done", step), {"on_y": "8", "on_m": "5", "on_d": "10"})
    answer = client.post(url("roadmap-step-drop", step), follow=True)
    assert "この項目は、できたか、やめたことになっています。" in words_of(answer)
    client.post(url("roadmap-step-reopen", step))
    assert RoadmapStep.objects.get().is_open


def test_page_shows_meeting_activity_and_progress(client, viewer, step, regular):
    step.meeting = make.MeetingFactory(council=step.vision.council, kind=regular, number=12)
    step.done_on = date(2026, 5, 10)
    step.save()
    make.RoadmapStepFactory(vision=step.vision)
    step.activities.add(make.SupportActivityFactory(council=step.vision.council, name="縁がわ"))
    client.force_login(viewer)
    page = words_of(client.get(url("roadmap-detail", step.vision.council)))
    assert "2のうち1つ できました" in page
    assert "会議：令和8年10月20日 第12回 定例会" in page
    assert "活動：縁がわ" in page
    assert "工程表に項目を入れる" not in page


def test_new_vision_offers_the_open_steps_and_the_old_road_can_be_read(client, coordinator, step):
    council = step.vision.council
    make.VisionFactory(council=council, version=2, main_line="新しいまち")
    client.force_login(coordinator)
    address = url("roadmap-detail", council)
    assert "前の工程表に、これからの項目が 1 あります" in words_of(client.get(address))
    answer = client.post(url("roadmap-carry", council), follow=True)
    assert "1つ 引きつぎました。" in words_of(answer)
    assert "これからの項目が" not in words_of(answer)
    old = client.get(address + "?version=1")
    assert "新しい工程表に引きつぎ" in words_of(old)
    assert "第1版・前のもの" in words_of(old)
    assert "roadmap-steps" not in old.content.decode()


def test_step_of_an_older_road_is_refused_in_words(client, coordinator, step):
    make.VisionFactory(council=step.vision.council, version=2)
    client.force_login(coordinator)
    for name in ("roadmap-step-edit", "roadmap-step-done", "roadmap-step-reopen"):
        answer = client.post(url(name, step), posted(), follow=True)
        assert "この工程表は、前の地域像のものです。今の工程表で記録してください。" in words_of(
            answer
        )
    assert RoadmapStep.objects.get().is_open


@pytest.mark.parametrize("n_steps", [1, 3])
def test_road_takes_as_many_queries(
    client, coordinator, vision, regular, django_assert_num_queries, n_steps
):
    for _ in range(n_steps):
        step = make.RoadmapStepFactory(
            vision=vision, meeting=make.MeetingFactory(council=vision.council, kind=regular)
        )
        step.activities.add(make.SupportActivityFactory(council=vision.council))
    client.force_login(coordinator)
    with django_assert_num_queries(8):  # 3 for the door; council, visions, 2 steps, carriable
        client.get(url("roadmap-detail", vision.council))


@pytest.mark.parametrize("who", ["viewer", "resident", "neighbour"])
@pytest.mark.parametrize("name", [
    "roadmap-add", "roadmap-carry", "roadmap-step-edit", "roadmap-step-done",
    "roadmap-step-drop", "roadmap-step-reopen",
])  # fmt: skip
def test_road_is_written_by_its_councils_staff_only(client, request, step, name, who):
    client.force_login(request.getfixturevalue(who))
    thing = step if "step" in name else step.vision.council
    answer = client.post(url(name, thing), posted())
    assert (answer.status_code, RoadmapStep.objects.get().is_open) == (403, True)
