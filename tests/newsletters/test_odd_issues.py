"""What is done to an issue a second time, too late or with nothing in it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from newsletters import actions, compose, lint, queries, tasks
from newsletters.actions.copies import ListIsNoted, note_handouts
from newsletters.actions.handover import hand_over_issues
from newsletters.actions.readers import confirm_subscription
from newsletters.importing import content
from newsletters.lint.dates import days_in
from newsletters.models import Issue
from newsletters.queries import archive
from newsletters.queries.excerpts import calendar_table
from tests import factories as make
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_archive import publish, url
from tests.newsletters.test_compose import DECEMBER, JANUARY
from tests.newsletters.test_issues import proof_of, verbs
from tests.newsletters.test_lint import said, write

DIGEST = [{"month": "12月", "meetings": [{"heading": "住民企画会議", "note": "", "items": [
    {"sign": "①", "text": "配食の相談", "outcomes": ["月2回にする"]},
    {"sign": "②", "text": "看板の色", "outcomes": []},
]}]}]  # fmt: skip


@pytest.fixture
def published(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    return actions.publish_issue(issue, proof_of(issue), by=tier1)


def test_places_are_noted_once_with_an_issue(issue, tier1):
    place = press.RecipientFactory(series=issue.series, n_copies=30)
    note_handouts(issue, by=tier1)
    type(place).objects.update(n_copies=99)
    with pytest.raises(ListIsNoted):
        note_handouts(issue, by=tier1)
    assert [row.n_copies for row in issue.handouts.all()] == [30]


def test_who_takes_over_the_check_is_named_and_whoever_may_not_edit_is_not(
    issue, tier1, city, viewer
):
    actions.ask_review(issue, by=tier1)
    assert hand_over_issues(tier1, viewer, by=city) == 0
    assert hand_over_issues(tier1, city, by=city) == 1
    issue.refresh_from_db()
    assert issue.asked_by == city


def test_number_of_another_issue_is_refused(issue, tier1):
    press.IssueFactory(number=8)
    with pytest.raises(actions.NumberTaken):
        actions.edit_issue(issue, {"number": 8}, seen=queries.fingerprint(issue), by=tier1)
    issue.refresh_from_db()
    assert issue.number == 7


def test_lines_of_the_minutes_are_not_put_over_somebody_elses_change(issue, tier1):
    seen = queries.fingerprint(issue)
    actions.put_digest(issue, DIGEST, by=tier1)
    with pytest.raises(actions.EditConflict):
        actions.merge_digest(issue, [], seen=seen, by=tier1)
    issue.refresh_from_db()
    assert issue.digest == DIGEST


def test_issue_that_is_there_is_not_loaded_over(tier1):
    told = {"series": {"slug": "mihon", "title": "見本だより"}, "number": 7, "articles": [],
            "greeting": "はじめ", "request_text": "", "issued_on": "2023-02-01",
            "coverage_from": "2022-12-01", "coverage_until": "2023-01-01"}  # fmt: skip
    content.load_issue(told, by=tier1)
    with pytest.raises(actions.NumberTaken):
        content.load_issue(told | {"greeting": "あと"}, by=tier1)
    assert Issue.objects.get().greeting == "はじめ"


def test_second_yes_of_a_reader_changes_nothing(db):
    at = datetime(2023, 2, 1, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    reader = press.SubscriberFactory(confirmed_at=at)
    confirm_subscription(reader)
    reader.refresh_from_db()
    assert reader.confirmed_at == at
    assert AuditEntry.objects.get().facts == {"is_first": False}


def test_remark_settled_twice_stays_with_whoever_came_first(issue, tier1, city):
    remark = actions.add_remark(issue, None, "日にちは？", by=city)
    actions.settle_remark(remark, by=tier1)
    actions.settle_remark(remark, by=city)
    remark.refresh_from_db()
    assert remark.settled_by == tier1


def test_meeting_with_nothing_to_tell_has_no_heading(winter):
    winter["planning", 1].agenda_items.update(is_internal=True)
    _, january = compose.compose_digest(DECEMBER, JANUARY)
    assert [meeting["heading"] for meeting in january["meetings"]] == ["事業推進会議"]


def test_what_was_talked_about_is_found_in_back_issues(issue, tier1):
    issue.digest = DIGEST
    issue.save()
    press.ArticleFactory(issue=issue, page=1, layout="digest", title="話し合い")
    publish(issue, tier1)

    def found(words):
        return [
            place.excerpt
            for hit in archive.find_issues(archive.shelf_of({"q": words}))
            for place in hit.places
        ]

    assert found("配食") == ["<mark>配食</mark>の相談 → 月2回にする"]
    assert found("看板") == ["<mark>看板</mark>の色"]
    assert found("住民企画") == ["12月 <mark>住民企画</mark>会議"]


@pytest.mark.parametrize(("until", "name"), [
    (date(2022, 12, 1), "12月"), (date(2023, 1, 1), "12・1月"), (date(2023, 2, 1), "12〜2月"),
])  # fmt: skip
def test_months_an_issue_reports_on_are_named(until, name):
    issue = press.IssueFactory.build(series=None, coverage_until=until)
    assert issue.coverage_name == name


def test_calendar_of_places_alone_leaves_an_unknown_hour_empty(yawata):
    kind = make.MeetingKindFactory(name="定例会")
    make.MeetingFactory(council=yawata, kind=kind, held_on=date(2026, 12, 8))
    place = make.SocialResourceFactory(council=yawata, name="サロン", schedule_text="第2火曜")
    make.ResourceScheduleFactory(resource=place, weekday=2, starts_at=None, ends_at=None)
    months = {"from_month": date(2026, 12, 1), "until_month": date(2026, 12, 1), "n_rows": 4}
    table, _ = calendar_table(
        yawata, months | {"what": ["resources"], "kinds": []}, date(2026, 11, 29)
    )
    assert [row[:3] for row in table["rows"]] == [["12月8日（火）", "", "サロン"]]


# What the rules say -------------------------------------------------------------------------


def test_end_of_a_range_whose_month_is_not_written_in_words_is_let_be():
    assert [(day.day, day.weekday) for day in days_in("R5.1.10（火）〜12日（木）")] == [
        ("R5.1.10", "火")
    ]


def test_number_that_is_written_right_in_another_way_is_let_be(issue):
    write(issue, "電話は 0120-123-456 です。")
    assert said(lint.phones_are_written_alike, issue) == []


def test_picture_of_a_way_without_bubbles_is_noticed(issue):
    article = issue.articles.get(page=2)
    article.layout = "flow"
    article.save()
    assert said(lint.flows_have_bubbles, issue) == [
        ("advisory", f"2面「{article.title}」", "流れ図の吹き出しがありません。")
    ]
    press.FlowStepFactory(article=article)
    assert said(lint.flows_have_bubbles, issue) == []


# What goes out by itself --------------------------------------------------------------------


def test_new_issue_without_readers_is_passed_over(published, capsys):
    call_command("send_mailings")
    assert capsys.readouterr().out == ""


def test_mails_go_out_in_as_many_rounds_as_are_allowed(published, mailoutbox):
    before = published.published_at - timedelta(days=1)
    press.SubscriberFactory(series=published.series, asked_at=before, confirmed_at=before)
    assert tasks.mail_issue.func(published.pk, n_batches=0) == [0, 0]
    assert tasks.mail_issue.func(published.pk, n_batches=1) == [1, 0]
    assert len(mailoutbox) == 1


def test_issues_on_the_shelf_are_put_there_anew_when_asked(issue, tier1, capsys):
    publish(issue, tier1)
    for options, words in (((), "0号"), (("--all",), "1号")):
        call_command("shelve_issues", *options)
        assert capsys.readouterr().out == f"{words}を棚に並べました。\n"


def test_page_of_the_plan_and_of_the_draft_lead_to_the_published_issue(client, published, tier1):
    client.force_login(tier1)
    for name in ("issue-plan", "issue-draft"):
        assert client.get(url(name, published.pk)).url == url("issue-preview", published.pk)


# Booking and correcting ---------------------------------------------------------------------


@pytest.mark.slow
def test_booking_for_a_coming_day_is_kept(client, issue, city):
    actions.check_issue(issue, proof_of(issue), by=city)
    client.force_login(city)
    address = url("issue-schedule", issue.pk)
    assert client.post(address, {"day_y": "", "time": "9:00"}).status_code == 422
    year = timezone.localdate().year + 1
    answer = client.post(address, {"day_y": f"{year}-05-10", "time": "9:00"}, follow=True)
    assert "発行を予約しました。" in answer.content.decode()
    issue.refresh_from_db()
    assert timezone.localtime(issue.publish_at).replace(tzinfo=None) == datetime(year, 5, 10, 9)  # noqa: DTZ001
    assert verbs()[-1] == "issue_scheduled"


def test_correction_that_corrects_nothing_comes_back(client, published, tier1):
    client.force_login(tier1)
    words = {"page": 3, "wrong": "火曜日", "right": "火曜日", "note": "おわびします"}
    answer = client.post(url("issue-corrections", published.pk), words)
    assert answer.status_code == 422
    assert "誤と正が同じです。" in answer.content.decode()
    assert "おわびします" in answer.content.decode()
    assert not published.corrections.exists()


@pytest.mark.slow
def test_corrected_edition_is_looked_at_and_then_sent_out(client, published, tier1):
    client.force_login(tier1)
    address = url("issue-edition", published.pk)
    assert client.get(address).url == url("issue-corrections", published.pk)
    words = {"page": 3, "wrong": "火曜日", "right": "水曜日", "note": ""}
    actions.add_correction(published, words, by=tier1)
    shown = client.get(address)
    assert shown.content.startswith(b"%PDF")
    assert shown["Content-Disposition"] == 'inline; filename="DRAFT-teisei-mihon-7.pdf"'
    answer = client.post(url("issue-reissue", published.pk), follow=True)
    assert "訂正版を出しました。はじめのPDFも、そのまま読めます。" in answer.content.decode()
    assert [printing.edition for printing in queries.printings_of(published)] == [1, 2]


def test_page_that_was_taken_away_meanwhile_is_said(client, yawata, tier1):
    """Between the form and the action somebody makes the issue shorter."""
    issue = make.IssueFactory(n_pages_planned=4)
    activity = make.SupportActivityFactory(council=yawata, started_on=date(2022, 12, 17))
    client.force_login(tier1)

    def somebody_is_quicker(execute, sql, *rest):
        found = execute(sql, *rest)
        if '"newsletters_article"."activity_id" = ' in sql and "issue_id" in sql and not done:
            done.append(sql)
            Issue.objects.filter(pk=issue.pk).update(n_pages_planned=2)
        return found

    done = []
    address = reverse("newsletters:activity-draft", args=[activity.pk])
    with connection.execute_wrapper(somebody_is_quicker):
        answer = client.post(address, {"issue": issue.pk, "page": 3})
    assert answer.status_code == 422
    assert [error.message for error in answer.context["errors"]] == [actions.NoSuchPage.__doc__]
    assert not issue.articles.exists()


def test_draft_of_an_activity_goes_to_an_issue_once(client, yawata, tier1):
    issue = make.IssueFactory(n_pages_planned=4)
    activity = make.SupportActivityFactory(council=yawata, started_on=date(2022, 12, 17))
    client.force_login(tier1)
    address = reverse("newsletters:activity-draft", args=[activity.pk])
    answer = client.post(address, {"issue": issue.pk, "page": 3}, follow=True)
    assert "記事の下書きを作りました。" in answer.content.decode()
    assert whole(issue).articles.get(activity=activity).page == 3
