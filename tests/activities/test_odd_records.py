"""Logs, events, rules, the diary and what is held of people, at the edges of what happens."""

from datetime import date, time, timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import SubjectCase
from activities.actions import logs as log_actions
from activities.actions import privacy, rights
from activities.models import Erasure, Event, MonthlyCount, MonthReview, RuleTemplate
from activities.queries import events, logs, rules
from councils.models import Candidate, Person
from takasaki_sc.lib import wareki
from takasaki_sc.lib.form_errors import INVISIBLE, collect_errors
from tests import factories as make
from tests.activities.test_activity_forms import boxes, page
from tests.activities.test_event_pages import ADD, posted

pytestmark = pytest.mark.django_db


def root(row):
    return [row._meta.label_lower, row.pk]


@pytest.fixture
def activity(yawata):
    return make.SupportActivityFactory(council=yawata, name="見本の居場所")


def test_nothing_is_logged_after_the_end(client, activity, coordinator):
    activity.ended_on, activity.end_reason = date(2026, 3, 31), "見本"
    activity.save()
    client.force_login(coordinator)
    answer = client.post(
        page("activity-log", activity), boxes("held_on", date(2026, 4, 1)) | {"story": "集まった"}
    )
    assert answer.status_code == 422
    assert [error.message for error in answer.context["errors"]] == [
        "この活動が終わった後の日です。日付を確かめてください。"
    ]
    assert not activity.logs.exists()


def test_record_taken_back_is_not_taken_back_again(activity, coordinator):
    log = make.ActivityLogFactory(activity=activity)
    log_actions.remove_log(log, reason="同じ日を2回", by=coordinator)
    with pytest.raises(log_actions.LogIsRemoved, match="取り消されています"):
        log_actions.remove_log(log, reason="もう一度", by=coordinator)
    assert log.history.first().history_change_reason == "同じ日を2回"


def test_month_that_stays_as_it_is_gets_no_new_version(client, activity, coordinator):
    client.force_login(coordinator)
    url = page("activity-counts", activity) + "?year=2025"
    for changes in ({}, {"m11-n_times": "2"}):
        seen = client.get(url).context["seen"]
        client.post(url, {"seen": seen, "m10-n_times": "4", "m10-n_participants": "40"} | changes)
    assert [(count.month.month, count.n_times) for count in MonthlyCount.objects.order_by("month")]\
        == [(10, 4), (11, 2)]  # fmt: skip
    assert MonthlyCount.history.filter(month=date(2025, 10, 1)).count() == 1


def test_occasion_without_a_number_counts_as_an_occasion_only(client, viewer, activity):
    make.ActivityLogFactory(activity=activity, held_on=date(2026, 10, 7), n_participants=None)
    make.ActivityLogFactory(activity=activity, held_on=date(2026, 10, 14), n_participants=8)
    month = logs.months_of(activity, *wareki.fiscal_year_bounds(2026))[date(2026, 10, 1)]
    assert (month.n_times, str(month.participants)) == (2, "8人")
    client.force_login(viewer)
    shown = client.get(activity.get_absolute_url()).content.decode()
    assert ("8人" in shown, "None" in shown) == (True, False)


def test_host_with_too_long_a_name_is_refused(client, tier1):
    client.force_login(tier1)
    answer = client.post(ADD, posted(hosts=f"見本社協、{'長' * 101}"))
    assert answer.status_code == 422
    assert "団体の名前は100字までです。1行に1つ入れてください。" in answer.content.decode()
    assert not Event.objects.exists()


def test_event_is_called_off_on_a_day_that_has_come(client, tier1):
    event = make.EventFactory()
    client.force_login(tier1)
    to_come = boxes("on", timezone.localdate() + timedelta(days=3))
    answer = client.post(page("event-cancel", event), {"reason": "大雨のため"} | to_come)
    assert answer.status_code == 422
    assert "まだ来ていない日です。きょうか、前の日にしてください。" in answer.content.decode()
    event.refresh_from_db()
    assert not event.is_cancelled


@pytest.mark.parametrize(("starts_at", "ends_at", "hours"), [
    (None, None, ""), (time(13, 30), None, "13:30〜"),
    (time(13, 30), time(15), "13:30〜15:00"),
])  # fmt: skip
def test_event_says_the_hours_that_are_known(client, viewer, starts_at, ends_at, hours):
    event = make.EventFactory(starts_at=starts_at, ends_at=ends_at)
    client.force_login(viewer)
    shown = client.get(page("event-detail", event)).content.decode()
    assert f"<dt>いつ</dt><dd>令和8年10月7日（水）{'　' if hours else ''}{hours}</dd>" in shown


def test_averages_of_several_events_are_not_added():
    for kind in ("average", "actual"):
        make.EventAudienceFactory(label="区長", n_attended=9, n_attended_kind=kind)
    (found,) = events.audience_counts(events.events_with_all())
    assert (found.n_events, found.came) == (2, "")


def test_typing_mistake_in_a_rule_is_put_right_and_the_second_writer_sees_the_first(client, city):
    template = make.RuleTemplateFactory(title="ごみ出しの基本", text="８時までに出す")
    client.force_login(city)
    seen = client.get(page("rule-edit", template)).context["form"]["seen"].value()
    mine = {"kind": "waste", "title": "ごみ出しの基本", "text": "8時半までに出す", "seen": seen}
    RuleTemplate.objects.update(text="先の人のきまり")
    answer = client.post(page("rule-edit", template), mine)
    assert answer.status_code == 409
    assert "先の人のきまり" in answer.content.decode()
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    answer = client.post(page("rule-edit", template), again, follow=True)
    assert "書きまちがいを直しました。" in answer.content.decode()
    assert RuleTemplate.objects.get().text == "8時半までに出す"


def test_district_that_has_agreed_anew_is_not_left_behind(yawata, toyooka):
    old = make.RuleTemplateFactory(from_on=date(2026, 4, 1), until_on=date(2026, 9, 30))
    new = make.RuleTemplateFactory(from_on=date(2026, 10, 1))
    for council in (yawata, toyooka):
        make.LocalRuleFactory(template=old, council=council)
    make.LocalRuleFactory(template=new, council=yawata)
    assert [rule.council for rule in rules.left_behind(new)] == [toyooka]


def test_review_with_a_sign_that_cannot_be_kept_says_so_and_comes_back(client, coordinator, yawata):
    term = make.CoordinatorFactory(council=yawata, person__user=coordinator)
    make.MonthReviewFactory(person=term.person, month=date(2026, 10, 1), text="よく歩いた")
    client.force_login(coordinator)
    answer = client.post(page("diary-review", term.person) + "?month=2026-10", {"text": "a\0b"})
    assert answer.status_code == 422
    fault = collect_errors(answer.context["review"])[0]
    assert (fault.label, fault.message) == ("月の振り返り", INVISIBLE)
    assert "a\0b" in answer.content.decode()
    assert 'href="#id_text"' in answer.content.decode()
    assert MonthReview.objects.get().text == "よく歩いた"


def test_stop_is_lifted_and_words_written_meanwhile_are_said(client, city):
    person = make.PersonFactory(name="見本 止子", phone="027-999-0001")
    case = rights.freeze([root(person)], by=city)
    Person.objects.filter(pk=person.pk).update(phone="027-999-0002")
    client.force_login(city)
    answer = client.post(page("request-end", case), follow=True)
    assert "利用を再開しました。" in answer.content.decode()
    assert "戻せなかった言葉が 1か所 あります。" in answer.content.decode()
    person.refresh_from_db()
    assert (person.name, person.phone) == ("見本 止子", "027-999-0002")
    assert SubjectCase.objects.get().ended_by == city


def test_reader_of_a_newsletter_is_answered_though_no_older_words_are_kept(client, city):
    reader = make.SubscriberFactory(email="tomeko@example.test")
    client.force_login(city)
    address = reverse("activities:record-sheet", args=root(reader))
    rows = list(load_workbook(BytesIO(client.get(address).content)).active.values)
    assert "tomeko@example.test" in [row[3] for row in rows]
    assert [row for row in rows if "これまでの版" in str(row[0])] == []


def test_whoever_asked_for_help_is_answered_with_older_words_too(client, city):
    helped = make.HelpClientFactory(name="見本 頼子", care_note="階段がつらい")
    helped.care_note = "つえを使う"
    helped.save()
    client.force_login(city)
    address = reverse("activities:record-sheet", args=root(helped))
    rows = list(load_workbook(BytesIO(client.get(address).content)).active.values)
    older = [row[3] for row in rows if "これまでの版" in str(row[0])]
    assert ("階段がつらい" in older, "つえを使う" in older) == (True, True)


def test_whoever_had_no_row_of_their_own_is_forgotten_again_after_an_older_backup(
    city, admin, capsys, django_capture_on_commit_callbacks
):
    candidate = make.CandidateFactory(name="見本 候補子", known_for="花づくり")
    before = Candidate.objects.values().get()
    erasure = privacy.ask_erasure(None, by=city, roots=[root(candidate)])
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase_person(erasure, by=admin)
    Erasure.objects.all().delete()  # the older backup did not know of it
    Candidate.objects.update(name=before["name"], known_for=before["known_for"])
    call_command("reapply_erasures")
    assert "1人の情報を" in capsys.readouterr().out
    candidate.refresh_from_db()
    assert (candidate.name, candidate.known_for) == ("（消去）", "（消去）")
