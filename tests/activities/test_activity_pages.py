"""The pages of support activities, as people meet them."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.actions import support as actions
from activities.models import ModelVisit, SupportActivity
from tests import factories as make

pytestmark = pytest.mark.django_db
TOKEN = "0b0f2a2e-7f3c-4c57-9b3f-1a2b3c4d5e6f"
LIST = "/activities/"


def page(name, thing):
    return reverse(f"activities:{name}", args=[thing.pk])


@pytest.fixture
def activity(yawata):
    return make.SupportActivityFactory(council=yawata, name="さのんち", place="集会所")


def found(client, **asked):
    return [activity.name for activity in client.get(LIST, asked).context["page"].rows]


def test_list_is_narrowed_by_words_council_kind_state_and_payment(client, viewer, yawata, toyooka):
    make.SupportActivityFactory(council=yawata, name="サロン一休", kind="salon", payment="paid")
    make.SupportActivityFactory(council=toyooka, name="朝の会", kind="waste", is_preparing=True)
    make.SupportActivityFactory(
        council=toyooka, name="終わった会", ended_on=date(2026, 1, 1), end_reason="見本"
    )
    client.force_login(viewer)
    assert found(client) == ["サロン一休", "朝の会", "終わった会"]
    assert found(client, q="ｻﾛﾝ") == ["サロン一休"]
    assert found(client, q="豊岡 朝") == ["朝の会"]
    assert found(client, council=toyooka.pk, state="ended") == ["終わった会"]
    assert found(client, state="preparing") == ["朝の会"]
    assert found(client, state="active", payment="paid") == ["サロン一休"]
    counts = client.get(LIST, {"kind": "salon"}).context["kinds"]
    assert [(code, n) for code, _, n in counts] == [("gathering", 1), ("salon", 1), ("waste", 1)]


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_as_often_for_one_as_for_three(
    client, viewer, yawata, django_assert_num_queries, n
):
    for _ in range(n):
        entry = make.SocialResourceFactory(council=yawata)
        make.SupportActivityFactory(council=yawata, resource=entry)
    client.force_login(viewer)
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)


def _with_everything(activity, n):
    for order in range(1, n + 1):
        visit = make.ModelVisitFactory(visitor=activity.council, led_to=activity)
        make.ActivityStepFactory(activity=activity, order=order, kind="visit", visit=visit,
                                 voice=make.VoiceFactory(council=activity.council))  # fmt: skip
        make.ModelVisitFactory(visited=activity, other_name="")
        log = make.ActivityLogFactory(activity=activity, held_on=date(2026, 10, order))
        make.LogStepFactory(log=log)
        activity.roadmap_steps.add(make.RoadmapStepFactory())
        make.SupportActivityFactory(
            successor=activity, ended_on=date(2026, 1, 1), end_reason="見本"
        )
        activity.place = f"場所{order}"
        activity.save()


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_as_often_for_one_as_for_three(
    client, coordinator, activity, django_assert_num_queries, n
):
    _with_everything(activity, n)
    client.force_login(coordinator)
    client.get(activity.get_absolute_url())
    with django_assert_num_queries(19):  # the last three: this look is kept
        client.get(activity.get_absolute_url())


@pytest.mark.parametrize("n", [1, 3])
def test_council_page_asks_as_often_for_one_as_for_three(
    client, coordinator, yawata, django_assert_num_queries, n
):
    for _ in range(n):
        activity = make.SupportActivityFactory(council=yawata)
        make.ModelVisitFactory(visitor=yawata)
        make.ModelVisitFactory(visited=activity, other_name="")
    client.force_login(coordinator)
    client.get(page("council-activities", yawata))
    with django_assert_num_queries(7):
        client.get(page("council-activities", yawata))


def test_voice_begins_an_activity_that_is_written_once(client, coordinator, yawata):
    voice = make.VoiceFactory(council=yawata, text="重い物を\n持てない")
    client.force_login(coordinator)
    url = f"{page('activity-add', yawata)}?voice={voice.pk}"
    assert client.get(url).context["begin"]["voice_text"].value() == "重い物を 持てない"
    words = {"name": "いっしょ便", "kind": "shopping", "payment": "unpaid", "begun": "preparing",
             "voice_text": "重い物を持てない", "backing": "見本の事業所",
             "submit_token": TOKEN}  # fmt: skip
    client.post(url, words)
    again = client.post(url, words)
    activity = SupportActivity.objects.get()
    assert again.url == activity.get_absolute_url()
    step = activity.steps.get()
    assert (step.voice, step.kind, activity.is_preparing) == (voice, "voice", True)
    assert activity.backed_by.name == "見本の事業所"


def test_voice_of_another_council_is_not_taken(client, coordinator, yawata, toyooka):
    voice = make.VoiceFactory(council=toyooka, text="よその声です")
    client.force_login(coordinator)
    shown = client.get(f"{page('activity-add', yawata)}?voice={voice.pk}")
    assert "よその声です" not in shown.content.decode()


def test_name_in_use_is_said_at_its_box(client, coordinator, activity):
    client.force_login(coordinator)
    answer = client.post(page("activity-add", activity.council),
                         {"name": "さのんち", "kind": "salon", "payment": "unknown",
                          "begun": "begun", "source": "見て書いた"})  # fmt: skip
    assert answer.status_code == 422
    assert [(e.label, e.message) for e in answer.context["errors"]] == [
        ("名称", "この協議体には同じ名前の活動があります。")
    ]
    assert "見て書いた" in answer.content.decode()


def test_second_writer_sees_what_the_first_saved(client, coordinator, activity):
    client.force_login(coordinator)
    form = client.get(page("activity-edit", activity)).context["form"]
    words = {"name": "さのんち", "kind": "gathering", "payment": "unpaid", "place": "公民館",
             "seen": form["seen"].value()}  # fmt: skip
    SupportActivity.objects.filter(pk=activity.pk).update(place="事業所")
    answer = client.post(page("activity-edit", activity), words)
    assert (answer.status_code, answer.context["theirs"].place) == (409, "事業所")
    again = words | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(page("activity-edit", activity), again).url == activity.get_absolute_url()
    activity.refresh_from_db()
    assert activity.place == "公民館"


def test_opening_leads_on_to_the_directory(client, coordinator, yawata):
    activity = make.SupportActivityFactory(council=yawata, is_preparing=True)
    client.force_login(coordinator)
    assert client.post(page("activity-pause", activity), {"reason": "見本"}).status_code == 422
    answer = client.post(page("activity-start", activity), {"on_y": ""})
    activity.refresh_from_db()
    assert answer.url == page("activity-listing", activity)
    assert (activity.is_preparing, activity.started_on) == (False, timezone.localdate())
    assert activity.steps.get().kind == "opening"
    assert client.post(page("activity-start", activity), {"on_y": ""}).status_code == 422


def test_rest_end_and_successor_are_told(client, coordinator, viewer, activity):
    heir = make.SupportActivityFactory(council=activity.council, name="ユウゼンギク")
    client.force_login(coordinator)
    client.post(page("activity-pause", activity), {"reason": "会場の工事"})
    client.post(page("activity-resume", activity), {})
    client.post(page("activity-end", activity), {"reason": "配る人がいない", "successor": heir.pk})
    activity.refresh_from_db()
    assert (activity.state, activity.successor) == (SupportActivity.State.ENDED, heir)
    client.force_login(viewer)
    assert "配る人がいない" in client.get(activity.get_absolute_url()).content.decode()
    assert "さのんち" in client.get(heir.get_absolute_url()).content.decode()


def test_end_before_the_beginning_is_refused(coordinator, activity):
    activity.started_on = date(2026, 4, 1)
    activity.save()
    with pytest.raises(actions.EndsBeforeItBegan):
        actions.end_activity(activity, on=date(2026, 3, 31), reason="見本", by=coordinator)


def test_versions_say_what_was_changed(client, coordinator, activity):
    activity.place = "公民館"
    activity.save()
    client.force_login(coordinator)
    versions = client.get(activity.get_absolute_url()).context["versions"]
    said = [[(c.label, c.before, c.after) for c in v.changes] for v in versions]
    assert said == [[("場所", "集会所", "公民館")], []]


def test_readers_see_no_button_to_write(client, neighbour, activity):
    client.force_login(neighbour)
    shown = client.get(activity.get_absolute_url()).content.decode()
    assert page("activity-log", activity) not in shown
    assert page("activity-edit", activity) not in shown


def test_visit_is_seen_from_both_sides(client, neighbour, toyooka, activity):
    born = make.SupportActivityFactory(council=toyooka, name="豊岡の居場所")
    client.force_login(neighbour)
    words = {"visitor": toyooka.pk, "visited": activity.pk, "led_to": born.pk, "note": "椅子の高さ"}
    url = reverse("activities:visit-add")
    client.post(url, words)
    client.post(url, words)
    visit = ModelVisit.objects.get()
    assert "椅子の高さ" in client.get(activity.get_absolute_url()).content.decode()
    assert "さのんち" in client.get(born.get_absolute_url()).content.decode()
    form = client.get(page("visit-edit", visit)).context["form"]
    mended = {"visited": activity.pk, "note": "お茶の出し方", "seen": form["seen"].value()}
    ModelVisit.objects.update(note="入口の段差")
    assert client.post(page("visit-edit", visit), mended).status_code == 409
    assert ModelVisit.objects.get().note == "入口の段差"


def test_visit_is_written_for_the_own_council_only(client, neighbour, yawata, activity):
    client.force_login(neighbour)
    answer = client.post(
        reverse("activities:visit-add"), {"visitor": yawata.pk, "other_name": "見本市の居場所"}
    )
    assert (answer.status_code, ModelVisit.objects.count()) == (422, 0)
