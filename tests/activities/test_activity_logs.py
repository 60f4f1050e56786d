"""The log of an activity: one record an occasion, one number a month, nothing counted twice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from activities.models import ActivityLog, MonthlyCount
from activities.queries import logs
from takasaki_sc.lib import wareki
from tests import factories as make

pytestmark = pytest.mark.django_db
TOKEN = "0b0f2a2e-7f3c-4c57-9b3f-1a2b3c4d5e6f"
OCTOBER = date(2026, 10, 1)


def boxes(name, day):
    """A day as the three boxes post it."""
    era, year = wareki.era_of(day)
    return {f"{name}_y": f"{era.letter}{year}", f"{name}_m": day.month, f"{name}_d": day.day}


def page(name, thing):
    return reverse(f"activities:{name}", args=[thing.pk])


@pytest.fixture
def activity(yawata):
    return make.SupportActivityFactory(council=yawata, kind="shopping", name="見本の買い物")


def occasion(activity, day, **words):
    return make.ActivityLogFactory(activity=activity, held_on=day, **words)


def month(activity, first=OCTOBER):
    return logs.months_of(activity, *wareki.fiscal_year_bounds(2026))[first]


def test_errand_is_logged_with_its_steps_and_the_signature(client, activity, coordinator):
    client.force_login(coordinator)
    form = client.get(page("activity-log", activity)).context["form"]
    assert form["held_on"].value() == timezone.localdate()
    words = {"n_participants": "２", "n_helpers": "1", "steps": ["0", "1", "5"],
             "signed_off": "サイン", "submit_token": TOKEN}  # fmt: skip
    words |= boxes("held_on", timezone.localdate())
    client.post(page("activity-log", activity), words)
    client.post(page("activity-log", activity), words)
    log = ActivityLog.objects.get()
    assert (log.n_participants, log.n_helpers, log.signed_off) == (2, 1, "サイン")
    done = [(step.order, step.is_done) for step in log.steps.all()]
    assert done == [(1, True), (2, True), (3, False), (4, False), (5, False), (6, True)]
    assert AuditEntry.objects.filter(verb="activity_logged").count() == 1


@pytest.mark.parametrize(("day", "said"), [
    (None,
     "まだ来ていない日です。きょうか、それより前の日にしてください。"),
    (date(2026, 3, 31), "この活動が始まる前の日です。日付を確かめてください。"),
])  # fmt: skip
def test_day_lies_between_the_opening_and_today(client, activity, coordinator, day, said):
    day = day or timezone.localdate() + timedelta(days=1)  # tomorrow, seen from the test
    activity.started_on = date(2026, 4, 1)
    activity.save()
    client.force_login(coordinator)
    words = boxes("held_on", day) | {"story": "みんなで行った"}
    answer = client.post(page("activity-log", activity), words)
    assert answer.status_code == 422
    assert [error.message for error in answer.context["errors"]] == [said]
    assert "みんなで行った" in answer.content.decode()


def test_month_adds_occasions_as_cumulative_and_leaves_out_what_was_called_off(activity):
    occasion(activity, date(2026, 10, 7), n_participants=12, n_helpers=3)
    occasion(activity, date(2026, 10, 14), n_participants=10, n_participants_kind="about")
    occasion(activity, date(2026, 10, 21), n_participants=99, cancelled=True)
    occasion(activity, date(2026, 10, 28), n_participants=88, removed_at="2026-10-29T00:00Z")
    found = month(activity)
    assert (found.n_times, str(found.participants), found.n_helpers) == (2, "延べ約22人", 3)
    assert found.source_words == "開催の記録"


def test_one_occasion_keeps_its_kind(activity):
    occasion(activity, date(2026, 10, 7), n_participants=12)
    assert str(month(activity).participants) == "12人"


def test_number_of_the_month_stands_and_the_log_is_not_added(activity):
    occasion(activity, date(2026, 10, 7), n_participants=12)
    make.MonthlyCountFactory(activity=activity, month=OCTOBER, n_times=4, n_participants=40)
    occasion(activity, date(2026, 11, 4), n_participants=5)
    found = month(activity)
    assert (found.n_times, str(found.participants), found.n_logged) == (4, "延べ40人", 1)
    assert found.source_words == "月ごとの数"
    months = logs.year_of(activity, 2026)
    n_times, people = logs.total_of(months)
    assert (n_times, str(people)) == (5, "延べ45人")
    assert [m.first.month for m in months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]


def test_writer_hears_which_number_counts(client, activity, coordinator):
    first = timezone.localdate().replace(day=1)
    make.MonthlyCountFactory(activity=activity, month=first, n_times=4)
    client.force_login(coordinator)
    words = boxes("held_on", timezone.localdate())
    said = client.post(page("activity-log", activity), words, follow=True).content.decode()
    assert "合計はそちらのままです" in said


def test_correction_needs_a_reason_and_keeps_it(client, activity, coordinator):
    log = occasion(activity, date(2026, 10, 7), n_participants=12)
    client.force_login(coordinator)
    seen = client.get(page("log-edit", log)).context["form"]["seen"].value()
    words = boxes("held_on", log.held_on) | {"n_participants": "21", "seen": seen}
    assert client.post(page("log-edit", log), words).status_code == 422
    client.post(page("log-edit", log), words | {"reason": "書きまちがい"})
    log.refresh_from_db()
    newest = log.history.first()
    assert (log.n_participants, newest.history_change_reason) == (21, "書きまちがい")
    entry = AuditEntry.objects.get(verb="activity_log_corrected")
    assert entry.facts == {"fields": ["n_participants"]}


def test_correction_of_what_changed_meanwhile_is_not_lost_and_not_forced(
    client, activity, coordinator
):
    log = occasion(activity, date(2026, 10, 7), n_participants=12)
    client.force_login(coordinator)
    seen = client.get(page("log-edit", log)).context["form"]["seen"].value()
    ActivityLog.objects.filter(pk=log.pk).update(n_participants=13)
    words = boxes("held_on", log.held_on) | {"n_participants": "21", "seen": seen, "reason": "直し"}
    answer = client.post(page("log-edit", log), words)
    log.refresh_from_db()
    assert (answer.status_code, log.n_participants) == (409, 13)
    assert answer.context["form"]["n_participants"].value() == "21"


def test_record_taken_back_counts_no_more(client, activity, coordinator):
    log = occasion(activity, date(2026, 10, 7), n_participants=12)
    client.force_login(coordinator)
    assert client.post(page("log-remove", log), {}).status_code == 422
    client.post(page("log-remove", log), {"why": "同じ日を2回"})
    assert logs.months_of(activity, *wareki.fiscal_year_bounds(2026)) == {}
    assert log.history.first().history_change_reason == "同じ日を2回"
    assert client.get(page("log-edit", log)).status_code == 404


def test_grid_puts_numbers_in_and_takes_them_away(client, activity, coordinator):
    client.force_login(coordinator)
    url = page("activity-counts", activity) + "?year=2025"
    seen = client.get(url).context["seen"]
    words = {"seen": seen, "m10-n_times": "4", "m10-n_participants": "40", "m10-n_helpers": "6"}
    client.post(url, words)
    count = MonthlyCount.objects.get()
    assert (count.month, count.n_times, count.n_participants_kind) == (
        date(2025, 10, 1), 4, "cumulative",
    )  # fmt: skip
    assert client.post(url, words | {"m10-n_times": "9"}).status_code == 409
    assert MonthlyCount.objects.get().n_times == 4
    client.post(url, {"seen": client.get(url).context["seen"]})
    assert MonthlyCount.objects.count() == 0
    assert MonthlyCount.history.count() == 2


def test_people_without_times_are_asked_for_the_times(client, activity, coordinator):
    client.force_login(coordinator)
    url = page("activity-counts", activity) + "?year=2025"
    answer = client.post(url, {"m05-n_participants": "40"})
    assert answer.status_code == 422
    assert [(e.label, e.message) for e in answer.context["errors"]] == [
        ("2行目　回数", "回数も入れてください。")
    ]


@pytest.mark.parametrize("n_logs", [1, 3])
def test_log_page_asks_as_often_for_one_as_for_three(
    client, activity, coordinator, django_assert_num_queries, n_logs
):
    for n in range(n_logs):
        log = occasion(activity, date(2026, 10, 7 + n), n_participants=12)
        make.LogStepFactory(log=log)
        make.MonthlyCountFactory(activity=activity, month=date(2026, 4 + n, 1), n_times=1)
    client.force_login(coordinator)
    client.get(page("activity-logs", activity))
    with django_assert_num_queries(12):  # the last three: this look is kept
        client.get(page("activity-logs", activity))
