"""Factories of the room reports."""

from datetime import UTC, date, datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from reports import models
from reports.actions.annual import publish_report
from reports.annual import document, fingerprint
from tests.accounts.factories import UserFactory
from tests.councils.factories import CouncilFactory


class ReferenceCaseFactory(DjangoModelFactory):
    place = "見本市"
    period_text = "令和7年度"
    title = factory.Sequence("見本の取り組み{}".format)
    source = "見本の冊子"

    class Meta:
        model = models.ReferenceCase


class MilestoneFactory(DjangoModelFactory):
    on = date(2015, 10, 1)
    when_text = "平成27年10月1日"
    text = factory.Sequence("見本の協定{}".format)
    source = "見本の資料"

    class Meta:
        model = models.Milestone


class CasePartFactory(DjangoModelFactory):
    case = factory.SubFactory(ReferenceCaseFactory)
    order = factory.Sequence(lambda n: n + 1)
    kind = "effort"
    text = "見本のことをした"

    class Meta:
        model = models.CasePart


class YearTurnFactory(DjangoModelFactory):
    fiscal_year = 2024
    closed_at = datetime(2025, 4, 7, tzinfo=UTC)
    closed_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.YearTurn


class AnnualReportFactory(DjangoModelFactory):
    fiscal_year = 2025

    class Meta:
        model = models.AnnualReport


class CouncilNoteFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    fiscal_year = 2025
    text = "見本の活動内容"

    class Meta:
        model = models.CouncilNote


class YearPlanFactory(DjangoModelFactory):
    fiscal_year = 2025
    goal = "見本の目標"

    class Meta:
        model = models.YearPlan


class PlanItemFactory(DjangoModelFactory):
    plan = factory.SubFactory(YearPlanFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = "見本の取組"

    class Meta:
        model = models.PlanItem


def published_report(year, by):
    """A report of the year as it comes out of publishing."""
    today = timezone.localdate()
    draft = models.AnnualReport(fiscal_year=year)
    return publish_report(year, by=by, today=today, seen=fingerprint(document(draft, today)))
