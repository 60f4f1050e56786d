"""Factories of the room reports."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from reports import models
from tests.accounts.factories import UserFactory


class ReferenceCaseFactory(DjangoModelFactory):
    place = "見本市"
    period_text = "令和7年度"
    title = factory.Sequence("見本の取り組み{}".format)
    source = "見本の冊子"

    class Meta:
        model = models.ReferenceCase


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
