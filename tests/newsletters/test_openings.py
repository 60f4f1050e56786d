"""Articles out of activities that began: the way becomes the flow picture (C16, K4)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.queries import flow
from newsletters.models import Article, Figure, Issue
from newsletters.queries import openings
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return make.IssueFactory(
        coverage_from=date(2022, 12, 1), coverage_until=date(2023, 1, 1), n_pages_planned=4
    )


@pytest.fixture
def activity(yawata):
    activity = make.SupportActivityFactory(
        council=yawata, name="さのんち", schedule_text="毎週火曜 10:00〜13:00", fee_text="200円",
        started_on=date(2023, 1, 17),
    )  # fmt: skip
    make.ActivityStepFactory(activity=activity, order=1, kind="voice", text="集まりたい" * 20)
    make.ActivityStepFactory(activity=activity, order=2, kind="opening", text="始まった")
    return activity


def test_every_figure_of_the_way_is_one_of_the_newsletter():
    assert {*flow.FIGURES.values()} <= {*Figure.values}


def test_issue_lists_what_began_in_its_months(client, tier1, issue, activity):
    make.SupportActivityFactory(name="まえの会", started_on=date(2022, 11, 30))
    make.SupportActivityFactory(name="あとの会", started_on=date(2023, 2, 1))
    client.force_login(tier1)
    shown = client.get(reverse("newsletters:issue-openings", args=[issue.pk]))
    assert [opening.activity for opening in shown.context["openings"]] == [activity]


def test_draft_is_an_article_with_the_way_as_bubbles_and_made_once(client, tier1, issue, activity):
    client.force_login(tier1)
    url = reverse("newsletters:activity-draft", args=[activity.pk])
    token = client.get(url).context["form"]["submit_token"].value()
    words = {"issue": issue.pk, "page": 3, "submit_token": token}
    client.post(url, words)
    client.post(url, words | {"submit_token": ""})
    article = Article.objects.get(activity=activity)
    assert (article.layout, article.council, article.title, article.future) == (
        "flow", activity.council, "居場所「さのんち」が始まりました",
        "*毎週火曜 10:00〜13:00　参加費・利用料 200円*",
    )  # fmt: skip
    bubbles = [(s.text[-3:], s.speaker, s.figure, s.is_highlight) for s in article.flow_steps.all()]
    assert bubbles == [
        ("りた…", "地域の声", "neighbours", False), ("まった", "さのんち", "house", True),
    ]  # fmt: skip


def test_issue_that_is_out_takes_no_draft(tier1, issue, activity):
    now = timezone.now()
    out = {"state": "published", "checked_at": now, "checked_by": tier1, "published_at": now}
    Issue.objects.filter(pk=issue.pk).update(
        **out, published_by=tier1, pdf="x.pdf", pdf_bytes=1, pdf_sha256="0" * 64, n_pages=4
    )
    assert openings.issues_for(activity) == []


def test_page_beyond_the_issue_is_said(client, tier1, issue, activity):
    other = make.IssueFactory(series=issue.series, number=issue.number + 1, n_pages_planned=8)
    client.force_login(tier1)
    url = reverse("newsletters:activity-draft", args=[activity.pk])
    answer = client.post(url, {"issue": issue.pk, "page": 8})
    assert (answer.status_code, other.articles.count()) == (422, 0)
    assert [e.message for e in answer.context["errors"]] == ["この号は4面までです。"]


@pytest.mark.parametrize("n", [1, 3])
def test_openings_are_asked_as_often_for_one_as_for_three(
    client, tier1, issue, yawata, django_assert_num_queries, n
):
    for _ in range(n):
        began = make.SupportActivityFactory(council=yawata, started_on=date(2023, 1, 5))
        make.ActivityStepFactory(activity=began)
    client.force_login(tier1)
    url = reverse("newsletters:issue-openings", args=[issue.pk])
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)
