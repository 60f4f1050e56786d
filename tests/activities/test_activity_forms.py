"""Faults in what is written of an activity and of visits: what is said at which box."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from activities.actions import support as actions
from activities.models import ModelVisit, SupportActivity
from activities.queries.support import mark_of_activity
from takasaki_sc.lib import wareki
from tests import factories as make

NOT_YET = "まだ来ていない日です。きょうか、それより前の日にしてください。"


def page(name, thing):
    return reverse(f"activities:{name}", args=[thing.pk])


def boxes(name, day):
    """A day as the three boxes post it."""
    era, year = wareki.era_of(day)
    return {f"{name}_y": f"{era.letter}{year}", f"{name}_m": day.month, f"{name}_d": day.day}


def to_come(name):
    """A day that has not come, also where midnight falls into the test."""
    return boxes(name, timezone.localdate() + timedelta(days=3))


def said(answer):
    return [error.message for error in answer.context["errors"]]


@pytest.fixture
def activity(yawata):
    return make.SupportActivityFactory(council=yawata, name="さのんち", place="集会所")


@pytest.mark.parametrize(("days", "message"), [
    (boxes("subsidy_until_on", date(2026, 3, 31)),
     "登録が終わった日だけでは残せません。受けた日も入れてください。"),
    (boxes("subsidy_from_on", date(2026, 4, 1)) | boxes("subsidy_until_on", date(2026, 3, 31)),
     "登録を受けた日より後の日にしてください。"),
])  # fmt: skip
def test_subsidy_ends_after_it_began(client, coordinator, activity, days, message):
    client.force_login(coordinator)
    words = {"name": "さのんち", "kind": "gathering", "payment": "unpaid", "source": "通信19号",
             "seen": mark_of_activity(activity)}  # fmt: skip
    answer = client.post(page("activity-edit", activity), words | days)
    assert (answer.status_code, said(answer)) == (422, [message])
    assert "通信19号" in answer.content.decode()
    activity.refresh_from_db()
    assert activity.subsidy_until_on is None


@pytest.mark.parametrize(("begun", "message"), [
    ("preparing", "準備中なら、始めた日は空けてください。始まったら、活動のページで入れます。"),
    ("begun", "まだ来ていない日です。「これから始める（準備中）」を選んでください。"),
])  # fmt: skip
def test_activity_that_is_still_to_come_has_not_begun(client, coordinator, yawata, begun, message):
    client.force_login(coordinator)
    words = {"name": "朝の会", "kind": "salon", "payment": "unknown", "begun": begun}
    answer = client.post(page("activity-add", yawata), words | to_come("started_on"))
    assert (answer.status_code, said(answer)) == (422, [message])
    assert not SupportActivity.objects.exists()


def test_rest_begins_on_a_day_that_has_come(client, coordinator, activity):
    client.force_login(coordinator)
    answer = client.post(page("activity-pause", activity), {"reason": "工事"} | to_come("on"))
    assert (answer.status_code, said(answer)) == (422, [NOT_YET])
    activity.refresh_from_db()
    assert not activity.is_paused


def test_resting_activity_is_shown_as_resting(client, coordinator, viewer, activity):
    client.force_login(coordinator)
    client.post(page("activity-pause", activity), {"reason": "会場の工事"})
    client.force_login(viewer)
    assert "会場の工事" in client.get(activity.get_absolute_url()).content.decode()
    activity.refresh_from_db()
    assert activity.state == SupportActivity.State.PAUSED
    found = client.get("/activities/", {"state": "paused"}).context["page"].rows
    assert [row.name for row in found] == ["さのんち"]


def test_activity_does_not_take_the_name_of_another(client, coordinator, activity):
    other = make.SupportActivityFactory(council=activity.council, name="朝の会")
    client.force_login(coordinator)
    words = {"name": "さのんち", "kind": "gathering", "payment": "unpaid",
             "seen": mark_of_activity(other)}  # fmt: skip
    answer = client.post(page("activity-edit", other), words)
    assert (answer.status_code, said(answer)) == (
        422, ["この協議体には同じ名前の活動があります。"],
    )  # fmt: skip
    other.refresh_from_db()
    assert other.name == "朝の会"


def test_activity_saved_as_it_stands_has_no_new_version(activity, coordinator):
    n_versions = activity.history.count()
    words = {"name": "さのんち", "backing": ""}
    actions.change_activity(activity, words, seen=mark_of_activity(activity), by=coordinator)
    assert activity.history.count() == n_versions
    assert AuditEntry.objects.get().facts == {"fields": []}


def test_opening_told_already_is_not_told_twice(coordinator, yawata):
    activity = make.SupportActivityFactory(council=yawata, is_preparing=True)
    make.ActivityStepFactory(activity=activity, kind="opening", text="お披露目")
    actions.start_activity(activity, on=date(2026, 10, 7), by=coordinator)
    assert [(step.kind, step.text) for step in activity.steps.all()] == [("opening", "お披露目")]


def test_kind_and_payment_of_older_versions_are_read_in_words(client, coordinator, activity):
    activity.kind, activity.payment = "salon", "paid"
    activity.save()
    client.force_login(coordinator)
    newest, _ = client.get(activity.get_absolute_url()).context["versions"]
    kinds, payments = (
        dict(SupportActivity._meta.get_field(name).flatchoices) for name in ("kind", "payment")
    )
    assert [(change.before, change.after) for change in newest.changes] == [
        (kinds["gathering"], kinds["salon"]), (payments["unknown"], payments["paid"]),
    ]  # fmt: skip


@pytest.mark.parametrize(("asked", "written"), [("買物", "買い物の会"), ("買い物", "買物の会")])
def test_list_finds_a_word_in_its_other_spelling(client, viewer, activity, asked, written):
    SupportActivity.objects.filter(pk=activity.pk).update(name=written)
    client.force_login(viewer)
    for words, names in ((asked, [written]), (f"{asked} 会", [written]), (f"{asked} 体操", [])):
        page = client.get("/activities/", {"q": words}).context["page"]
        assert [row.name for row in page.rows] == names


def test_list_asked_for_signs_only_shows_all(client, viewer, activity):
    client.force_login(viewer)
    page = client.get("/activities/", {"q": "・　、"}).context["page"]
    assert [row.name for row in page.rows] == ["さのんち"]


@pytest.mark.parametrize(("words", "message"), [
    ({"other_name": "見本市の居場所"},
     "市内の活動か、市外などの見学先の、どちらか1つにしてください。"),
    ({"visited_on": "to come"}, NOT_YET),
])  # fmt: skip
def test_visit_went_to_one_place_on_a_day_that_has_come(
    client, neighbour, toyooka, activity, words, message
):
    client.force_login(neighbour)
    words = {"visitor": toyooka.pk, "visited": activity.pk, "note": "椅子の高さ"} | words
    if "visited_on" in words:  # the day is asked for only now, by the clock of the test
        words |= to_come("visited_on")
    answer = client.post(reverse("activities:visit-add"), words)
    assert (answer.status_code, said(answer)) == (422, [message])
    assert "椅子の高さ" in answer.content.decode()
    assert not ModelVisit.objects.exists()


def test_visit_leads_to_an_activity_of_the_visitors(client, tier1, toyooka, activity):
    client.force_login(tier1)
    words = {"visitor": toyooka.pk, "other_name": "見本市の居場所", "led_to": activity.pk}
    answer = client.post(reverse("activities:visit-add"), words)
    assert (answer.status_code, said(answer)) == (422, ["見学した協議体の活動を選んでください。"])


def test_visit_is_put_right(client, neighbour, toyooka, activity):
    visit = make.ModelVisitFactory(visitor=toyooka, visited=activity, other_name="", note="椅子")
    client.force_login(neighbour)
    form = client.get(page("visit-edit", visit)).context["form"]
    words = {"other_name": "見本市の居場所", "note": "入口の段差", "seen": form["seen"].value()}
    answer = client.post(page("visit-edit", visit), words, follow=True)
    assert "見学の記録を直しました。" in answer.content.decode()
    visit.refresh_from_db()
    assert (visit.visited, visit.other_name, visit.note) == (None, "見本市の居場所", "入口の段差")
    assert AuditEntry.objects.filter(verb="model_visit_corrected").count() == 1
