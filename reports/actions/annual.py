"""Writing the report of a year, publishing it for good, and correcting it in a new edition."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from councils.actions.meetings import EditConflict
from councils.models import Council
from reports import queries
from reports.annual import document, fingerprint
from reports.models import AnnualReport, PlanItem, YearPlan


class AlreadyPublished(Exception):
    """この年度の報告は公表ずみです。直すときは、訂正版を作ってください。"""


class NumbersMoved(Exception):
    """確かめている間に、記録かことばが変わりました。いまの内容を、もう一度確かめてください。"""


class CorrectionOpen(Exception):
    """この年度の訂正版は、すでに作り始めています。"""


def _one_at_a_time(by):
    """A row everybody who writes reports has to lock: there is no row of a year at first."""
    User.objects.select_for_update().order_by("pk").first()
    return by


@transaction.atomic
def write_report(year, words, *, by, seen):
    """Keep the report's own words. words: {introduction, tier1_text}. Raises EditConflict where
    somebody else wrote since the form was opened, AlreadyPublished where there is no draft.
    """
    _one_at_a_time(by)
    report = queries.draft_of(year)
    if report is None:
        raise AlreadyPublished
    if report.mark != seen:
        raise EditConflict
    report.introduction, report.tier1_text = words["introduction"], words["tier1_text"]
    report.save()
    audit.record("annual_report_written", report, by=by, year=year, edition=report.edition)
    return report


@transaction.atomic
def write_note(council, year, text, *, by, seen):
    """Keep what a council did in a year, in its own words. Raises EditConflict."""
    Council.objects.select_for_update().get(pk=council.pk)
    note = queries.note_of(council, year)
    if note.mark != seen:
        raise EditConflict
    note.text = text
    note.save()
    audit.record("council_note_written", note, by=by, council=council, year=year)
    return note


@transaction.atomic
def write_plan(year, goal, lines, *, by, seen):
    """Keep the plan of a year and its results. lines: [(text, result)] in their order.

    An emptied line stays as an empty row. Raises EditConflict.
    """
    _one_at_a_time(by)
    plan = queries.plan_of(year)
    if queries.mark_of_plan(plan) != seen:
        raise EditConflict
    plan.goal = goal
    plan.save()
    _put_lines(plan, lines)
    n_lines = sum(1 for text, _ in lines if text)
    audit.record("year_plan_written", plan, by=by, year=year, n_lines=n_lines)
    return plan


def _put_lines(plan: YearPlan, lines):
    rows = {item.order: item for item in plan.items.all()}
    for order, (text, result) in enumerate(lines, 1):
        item = rows.get(order) or PlanItem(plan=plan, order=order)
        is_changed = (item.text, item.result) != (text, result)
        if is_changed and (item.pk or text or result):
            item.text, item.result = text, result
            item.save()


@transaction.atomic
def publish_report(year, *, by, today, seen):
    """Write all numbers and words down for good, and publish them.

    seen: the fingerprint of what the publisher had in front of them. Raises AlreadyPublished, or
    NumbersMoved where the records give another document by now.
    """
    _one_at_a_time(by)
    report = queries.draft_of(year)
    if report is None:
        raise AlreadyPublished
    frozen = document(report, today)
    if fingerprint(frozen) != seen:
        raise NumbersMoved
    report.frozen, report.sha256 = frozen, fingerprint(frozen)
    report.state = AnnualReport.State.PUBLISHED
    report.published_at, report.published_by = timezone.now(), by
    report.save()
    audit.record("annual_report_published", report, by=by, year=year, edition=report.edition)
    return report


@transaction.atomic
def correct_report(report, reason, *, by):
    """Begin the next edition of a published report, with its words. Raises CorrectionOpen."""
    _one_at_a_time(by)
    newest = queries.editions_of(report.fiscal_year).first()
    if queries.draft_of(report.fiscal_year) is not None:
        raise CorrectionOpen
    draft = AnnualReport.objects.create(
        fiscal_year=newest.fiscal_year,
        edition=newest.edition + 1,
        introduction=newest.introduction,
        tier1_text=newest.tier1_text,
        why_corrected=reason,
    )
    year, edition = draft.fiscal_year, draft.edition
    audit.record("annual_report_corrected", draft, by=by, year=year, edition=edition)
    return draft
