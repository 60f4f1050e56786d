"""Factories of the room activities."""

import factory
from factory.django import DjangoModelFactory

from activities import models
from tests.councils.factories import CouncilFactory, RoadmapStepFactory


class SupportActivityFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    kind = "gathering"
    name = factory.Sequence("見本の居場所{}".format)

    class Meta:
        model = models.SupportActivity


class ActivityStepFactory(DjangoModelFactory):
    activity = factory.SubFactory(SupportActivityFactory)
    order = factory.Sequence(lambda n: n + 1)
    kind = "voice"
    text = "集まれる場所がほしい"

    class Meta:
        model = models.ActivityStep


class ModelVisitFactory(DjangoModelFactory):
    visitor = factory.SubFactory(CouncilFactory)
    other_name = "見本市の居場所"

    class Meta:
        model = models.ModelVisit


class CarriedStepFactory(DjangoModelFactory):
    old = factory.SubFactory(RoadmapStepFactory)
    new = factory.SubFactory(RoadmapStepFactory)

    class Meta:
        model = models.CarriedStep
