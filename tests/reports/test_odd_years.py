"""The year's report, its papers and the chronicle where somebody was quicker or a word lacks."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import PaperOrder
from newsletters.models import Issue
from reports import press
from reports.annual.sections import events_of, plans_of
from reports.chronicle import chronicle
from reports.figures import Scope
from reports.models import ReferenceCase, YearTurn
from tests import factories as make
from tests.reports.test_cases import PARTS, posted
from tests.reports.test_report_pages import DRAFT, EDITION, publish

TODAY = date(2026, 5, 1)


@pytest.fixture
def held(yawata, regular):
    return [make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 5, 8))]


# The report of the year ---------------------------------------------------------------------


def test_event_of_several_days_says_its_first_and_last(db):
    make.EventFactory(title="展示", from_on=date(2025, 10, 7), until_on=date(2025, 10, 9))
    make.EventFactory(title="つどい", from_on=date(2025, 11, 7), until_on=date(2025, 11, 7))
    days = {row["title"]: row["day"] for row in events_of(Scope.fiscal_year(2025), TODAY)}
    assert days == {"展示": "令和7年10月7日（火）〜9日（木）", "つどい": "令和7年11月7日（金）"}


def test_plan_may_be_a_goal_alone(db):
    make.YearPlanFactory(fiscal_year=2025, goal="つながる")
    make.PlanItemFactory(plan__fiscal_year=2026, plan__goal="ひろげる", order=1, text="懇談の場")
    this, following = plans_of(2025)
    assert this == {"goal": "つながる", "items": []}
    assert [item["text"] for item in following["items"]] == ["懇談の場"]


def test_draft_and_edition_have_pages_of_their_own(db, tier1):
    draft = make.AnnualReportFactory.build(fiscal_year=2025)
    assert draft.get_absolute_url() == DRAFT
    assert make.published_report(2025, tier1).get_absolute_url() == EDITION


def test_whoever_comes_after_the_publication_is_told(client, tier1, held):
    publish(client, tier1)
    published = "この年度の報告は公表ずみです。直すときは、訂正版を作ってください。"
    for page in ("edit", "publish"):
        answer = client.get(f"{DRAFT}{page}/", follow=True)
        assert answer.request["PATH_INFO"] == EDITION
        assert published in answer.content.decode()
    assert client.get(f"{DRAFT}draft.xlsx", follow=True).request["PATH_INFO"] == EDITION
    assert client.post(f"{DRAFT}paper/", follow=True).request["PATH_INFO"] == EDITION
    assert not PaperOrder.objects.exists()


# Papers in the background -------------------------------------------------------------------


def test_paper_that_is_being_made_is_not_ordered_twice(client, tier1, settings):
    settings.TASKS = {"default": {"BACKEND": settings.IN_DATABASE}}
    client.force_login(tier1)
    answers = [client.post("/reports/monthly/2025/5/paper/") for _ in range(2)]
    order = PaperOrder.objects.get()
    assert [answer.url for answer in answers] == [f"/reports/papers/{order.pk}/"] * 2
    assert order.state == PaperOrder.State.WAITING


def test_paper_that_somebody_else_makes_is_left_to_them(tier1):
    order = make.PaperOrderFactory(
        kind="reports.monthly", ordered_by=tier1, state="printing", progress=40,
        options={"year": 2025, "month": 5, "is_large": False},
    )  # fmt: skip
    press.print_report.func(order.pk)
    order.refresh_from_db()
    assert (order.state, order.progress, bool(order.file)) == ("printing", 40, False)


# The chronicle, cases, the turn of the year -------------------------------------------------


def test_councils_without_a_year_or_with_one_to_come_have_not_begun(db):
    for name, year in (("八幡", 2016), ("豊岡", None), ("榛名", 2027)):
        label = "平成28年度" if year else ""
        make.CouncilFactory(name=name, cohort_year=year, cohort_label=label)
    steps = [step.text for year in chronicle(TODAY) for step in year.steps]
    assert steps == ["平成28年度に1の第2層協議体が取組みを始める：八幡"]


def test_first_issue_of_a_newsletter_is_a_step_and_the_next_is_none(tier1):
    now = timezone.now()
    for number, month in ((7, 2), (8, 4)):
        make.IssueFactory(number=number, issued_on=date(2023, month, 1))
    Issue.objects.update(
        state="published", checked_at=now, checked_by=tier1, published_at=now, published_by=tier1,
        pdf="x.pdf", pdf_bytes=1, pdf_sha256="0" * 64, n_pages=4,
    )  # fmt: skip
    make.IssueFactory(number=9, issued_on=date(2023, 6, 1))
    steps = [(step.when, step.text) for year in chronicle(TODAY) for step in year.steps]
    assert steps == [("令和5年2月", "見本だより 第7号を発行")]


def test_heading_without_words_is_refused(client, tier1):
    client.force_login(tier1)
    answer = client.post("/reports/cases/new/", posted(*PARTS, ("effort", "見出しだけ", "")))
    assert answer.status_code == 422
    assert "見出しだけで、中身がありません。" in answer.content.decode()
    assert "車で売る" in answer.content.decode()
    assert not ReferenceCase.objects.exists()


def test_last_word_of_the_year_has_a_length(client, tier1):
    client.force_login(tier1)
    answer = client.post("/reports/year/2025/", {"do": "close", "note": "引きつぎ" * 101})
    assert answer.status_code == 422
    assert "引きつぎ引きつぎ" in answer.content.decode()
    assert not YearTurn.objects.exists()
