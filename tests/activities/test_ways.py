"""The way of an activity: steps in order, taken out, put back, and told as bubbles."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from activities.actions import ways as actions
from activities.queries import flow, support
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(yawata):
    activity = make.SupportActivityFactory(council=yawata, name="さのんち")
    for order, (kind, text) in enumerate(
        [("voice", "集まりたい"), ("meeting", "話し合った"), ("opening", "始まった")], start=1
    ):
        make.ActivityStepFactory(activity=activity, order=order, kind=kind, text=text)
    return activity


def texts(activity):
    return [step.text for step in activity.steps.standing().order_by("order")]


def post(client, name, step, **words):
    return client.post(reverse(f"activities:{name}", args=[step.pk]), words)


def test_step_moves_up_and_stays_at_the_ends(activity, coordinator):
    first, second, last = activity.steps.all()
    actions.move_step(second, up=True, by=coordinator)
    assert texts(activity) == ["話し合った", "集まりたい", "始まった"]
    actions.move_step(second, up=True, by=coordinator)
    actions.move_step(last, up=False, by=coordinator)
    assert texts(activity) == ["話し合った", "集まりたい", "始まった"]
    assert first.activity == activity


def test_step_taken_out_is_kept_and_comes_back_where_it_stood(client, activity, coordinator):
    client.force_login(coordinator)
    second = activity.steps.get(order=2)
    post(client, "way-remove", second)
    assert texts(activity) == ["集まりたい", "始まった"]
    shown = client.get(reverse("activities:activity-way", args=[activity.pk]))
    assert [step.text for step in shown.context["removed"]] == ["話し合った"]
    post(client, "way-restore", second)
    assert texts(activity) == ["集まりたい", "話し合った", "始まった"]
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["activity_step_removed", "activity_step_restored"]


def test_step_between_removed_ones_moves_past_them(activity, coordinator):
    first, second, last = activity.steps.all()
    actions.remove_step(second, by=coordinator)
    actions.move_step(last, up=True, by=coordinator)
    actions.restore_step(second, by=coordinator)
    assert texts(activity) == ["始まった", "話し合った", "集まりたい"]
    assert first.order == 1


def test_move_on_a_way_that_somebody_changed_is_refused(client, activity, coordinator):
    client.force_login(coordinator)
    seen = support.mark_of_way(activity)
    actions.add_step(activity, kind="visit", text="見に行った", by=coordinator)
    post(client, "way-move", activity.steps.get(order=2), seen=seen, up="1")
    assert texts(activity) == ["集まりたい", "話し合った", "始まった", "見に行った"]


def test_correction_of_a_way_that_somebody_changed_keeps_my_words(client, activity, coordinator):
    client.force_login(coordinator)
    step = activity.steps.get(order=2)
    words = {"kind": "meeting", "text": "みんなで話した", "seen": support.mark_of_way(activity)}
    actions.remove_step(activity.steps.get(order=1), by=coordinator)
    answer = post(client, "way-edit", step, **words)
    assert (answer.status_code, texts(activity)) == (409, ["話し合った", "始まった"])
    again = words | {"seen": answer.context["form"]["seen"].value()}
    assert post(client, "way-edit", step, **again).status_code == 302
    assert texts(activity) == ["みんなで話した", "始まった"]


def test_step_points_to_what_the_council_has_on_record(client, activity, coordinator, toyooka):
    client.force_login(coordinator)
    voice = make.VoiceFactory(council=activity.council)
    foreign = make.VoiceFactory(council=toyooka)
    url = reverse("activities:activity-way", args=[activity.pk])
    words = {"kind": "partner", "text": "貸します", "partner_name": "見本の事業所"}
    assert client.post(url, words | {"voice": foreign.pk}).status_code == 422
    assert client.post(url, words | {"voice": voice.pk}).status_code == 302
    step = activity.steps.get(text="貸します")
    assert (step.voice, step.partner.name, step.order) == (voice, "見本の事業所", 4)
    client.post(url, words | {"voice": voice.pk})
    assert activity.steps.filter(text="貸します").count() == 1


def test_bubbles_say_who_speaks(activity, yawata, toyooka):
    lender = make.OrganisationFactory(name="見本の事業所")
    make.ActivityStepFactory(activity=activity, order=4, kind="partner", partner=lender)
    model = make.SupportActivityFactory(council=toyooka, name="八起き")
    visit = make.ModelVisitFactory(visitor=yawata, visited=model, other_name="")
    make.ActivityStepFactory(activity=activity, order=5, kind="visit", visit=visit)
    make.ActivityStepFactory(
        activity=activity, order=6, kind="other", removed_at="2026-11-01T00:00Z"
    )
    told = support.activities_with_story().get(pk=activity.pk)
    bubbles = flow.bubbles_of(told)
    assert [(b.speaker, b.figure, b.has_arrow, b.is_highlight) for b in bubbles] == [
        ("地域の声", "neighbours", True, False), ("協議体", "group", True, False),
        ("さのんち", "house", True, True), ("見本の事業所", "staff", True, False),
        ("八起き", "walkers", False, False),
    ]  # fmt: skip


def test_step_that_was_taken_out_does_not_move(client, activity, coordinator):
    client.force_login(coordinator)
    second = activity.steps.get(order=2)
    actions.remove_step(second, by=coordinator)
    answer = post(client, "way-move", second, up="1", seen=support.mark_of_way(activity))
    assert answer.status_code == 302
    assert texts(activity) == ["集まりたい", "始まった"]
