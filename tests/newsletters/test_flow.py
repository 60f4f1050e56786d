"""下書き → 確認依頼 → 校了 → 発行: who may go on, what takes it back, what goes out by itself."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEntry
from newsletters import actions, lint, queries
from newsletters.models import Issue, Printing
from tests.newsletters import factories as press
from tests.newsletters.test_issues import proof_of, verbs

HOUR = timedelta(hours=1)


@pytest.fixture
def pair(issue):
    """The issue, in a series whose publication needs two people."""
    issue.series.needs_two_people = True
    issue.series.save()
    return issue


@pytest.fixture
def checked(pair, tier1):
    return actions.check_issue(pair, proof_of(pair), by=tier1)


@pytest.fixture
def booked(checked, city):
    return actions.schedule_issue(checked, proof_of(checked), timezone.now() + HOUR, by=city)


def make_due(issue):
    Issue.objects.filter(pk=issue.pk).update(publish_at=timezone.now() - HOUR)


@pytest.fixture
def pressed(monkeypatch):
    """The press is not waited for: every issue gives the same small paper."""
    monkeypatch.setattr(lint, "proof_issue", lambda issue: proof_of(issue))


def test_review_is_asked_once(issue, tier1):
    asked = actions.ask_review(issue, by=tier1)
    assert (asked.state, asked.asked_by) == ("review", tier1)
    with pytest.raises(actions.NotADraft):
        actions.ask_review(issue, by=tier1)
    assert verbs() == ["issue_review_asked"]


def test_edit_while_others_read_leaves_the_issue_with_them(issue, tier1):
    actions.ask_review(issue, by=tier1)
    actions.put_digest(issue, [], by=tier1)
    issue.refresh_from_db()
    assert (issue.state, issue.version) == ("review", 2)


@pytest.mark.proves("V2.3.5")
def test_checker_does_not_publish_alone(checked, tier1, city):
    with pytest.raises(actions.NeedsAnother):
        actions.publish_issue(checked, proof_of(checked), by=tier1)
    with pytest.raises(actions.NeedsAnother):
        actions.schedule_issue(checked, proof_of(checked), timezone.now() + HOUR, by=tier1)
    out = actions.publish_issue(checked, proof_of(checked), by=city)
    assert (out.checked_by, out.published_by) == (tier1, city)
    assert verbs() == ["issue_checked", "issue_published"]


def test_others_who_may_publish_are_named(checked, tier1, city, admin, coordinator, viewer):
    flow = queries.flow_of(checked, tier1)
    assert (flow.may_publish, [str(p) for p in flow.others]) == (False, ["市 見本", "管理 見本"])
    assert queries.flow_of(checked, city).others == []


def test_one_person_is_enough_where_the_series_says_so(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    assert actions.publish_issue(issue, proof_of(issue), by=tier1).is_published


def test_publication_keeps_the_first_edition(checked, city, settings):
    out = actions.publish_issue(checked, proof_of(checked), by=city)
    printing = Printing.objects.get()
    assert (printing.edition, printing.variant, printing.sha256, printing.n_bytes) == (
        1, "screen", out.pdf_sha256, out.pdf_bytes,
    )  # fmt: skip
    assert Path(settings.MEDIA_ROOT, printing.file.name).read_bytes() == b"%PDF-1.7 proof"


def test_booking_waits_for_a_checked_issue_and_a_coming_time(pair, tier1, city):
    with pytest.raises(actions.NotChecked):
        actions.schedule_issue(pair, proof_of(pair), timezone.now() + HOUR, by=city)
    actions.check_issue(pair, proof_of(pair), by=tier1)
    with pytest.raises(actions.TimeIsPast):
        actions.schedule_issue(pair, proof_of(pair), timezone.now() - HOUR, by=city)


@pytest.mark.parametrize("change", [
    lambda issue, by: actions.put_digest(issue, [], by=by),
    lambda issue, by: actions.unschedule_issue(issue, by=by),
    lambda issue, by: actions.check_issue(issue, proof_of(issue), by=by),
])  # fmt: skip
def test_booking_is_off_after_any_change(booked, tier1, change):
    change(booked, tier1)
    booked.refresh_from_db()
    assert (booked.publish_at, booked.scheduled_by) == (None, None)


def test_nothing_goes_out_before_its_time(booked, pressed):
    call_command("publish_due", stdout=StringIO())
    booked.refresh_from_db()
    assert booked.state == "checked"


def test_due_issue_goes_out_once_and_by_who_booked_it(booked, city, pressed):
    make_due(booked)
    said = StringIO()
    for _ in range(2):
        call_command("publish_due", stdout=said)
    booked.refresh_from_db()
    assert (booked.state, booked.published_by) == ("published", city)
    assert said.getvalue() == "見本だより 第7号を発行しました。\n"
    assert verbs().count("issue_published") == 1


def refused():
    errors = StringIO()
    with pytest.raises(CommandError, match="1つの号を発行できませんでした。"):
        call_command("publish_due", stderr=errors)
    return errors.getvalue()


def test_new_fault_holds_a_due_issue_back_and_says_so(booked, monkeypatch):
    make_due(booked)
    fault = lint.Finding("blocking", "2面", "同意が取り消されています。", "/")
    monkeypatch.setattr(lint, "proof_issue", lambda issue: proof_of(issue, findings=[fault]))
    assert "2面：同意が取り消されています。" in refused()
    booked.refresh_from_db()
    assert (booked.state, booked.pdf.name) == ("checked", "")
    assert queries.flow_of(booked, booked.scheduled_by).is_late


def test_due_issue_of_somebody_without_the_role_stays(booked, city, pressed):
    make_due(booked)
    city.grants.update(until_on=timezone.localdate() - timedelta(days=1))
    assert "いまは発行できる役割にありません" in refused()
    booked.refresh_from_db()
    assert booked.state == "checked"


def test_booking_taken_back_at_the_last_moment_is_not_carried_out(booked, city):
    proof = proof_of(booked)
    with pytest.raises(actions.NotDue):
        actions.publish_issue(booked, proof, by=city, is_booked=True)
    booked.refresh_from_db()
    assert booked.state == "checked"


def test_remark_is_made_settled_and_opened_again(issue, tier1, city):
    article = issue.articles.get(page=2)
    remark = actions.add_remark(issue, article, "日にちは？", by=city)
    assert queries.flow_of(issue, tier1).n_open_remarks == 1
    settled = actions.settle_remark(remark, by=tier1)
    assert settled.settled_by == tier1
    assert queries.flow_of(issue, tier1).n_open_remarks == 0
    actions.reopen_remark(remark, by=city)
    assert verbs() == ["remark_added", "remark_settled", "remark_reopened"]
    assert all("日にち" not in str(entry.facts) for entry in AuditEntry.objects.all())


def test_remark_on_a_block_of_another_issue_is_refused(issue, tier1):
    other = press.ArticleFactory(issue=press.IssueFactory(number=6))
    with pytest.raises(actions.NotOfThisIssue):
        actions.add_remark(issue, other, "？", by=tier1)


def test_levels_are_set_and_taken_back(issue, tier1):
    actions.set_rule_levels(issue.series, {"weekday": "off", "url": "advisory"}, by=tier1)
    actions.set_rule_levels(issue.series, {"url": "off"}, by=tier1)
    assert queries.rule_levels(issue.series) == {"url": "off"}
    entries = AuditEntry.objects.order_by("pk").values_list("verb", "facts")
    assert list(entries) == [
        ("rule_levels_set", {"fields": ["url", "weekday"]}),
        ("rule_levels_set", {"fields": ["url", "weekday"]}),
    ]
