"""Factories of the room activities."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import SubjectCase
from activities import models
from tests.accounts.factories import UserFactory
from tests.councils.factories import (
    CoordinatorFactory,
    CouncilFactory,
    PersonFactory,
    RoadmapStepFactory,
)


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


class CourseKindFactory(DjangoModelFactory):
    name = factory.Sequence("見本の研修{}".format)
    makes_provider = True

    class Meta:
        model = models.CourseKind


class CourseFactory(DjangoModelFactory):
    kind = factory.SubFactory(CourseKindFactory)
    council = factory.SubFactory(CouncilFactory)
    title = "見本の養成講座"

    class Meta:
        model = models.Course


class CourseSessionFactory(DjangoModelFactory):
    course = factory.SubFactory(CourseFactory)
    number = factory.Sequence(lambda n: n + 1)
    held_on = date(2026, 10, 7)

    class Meta:
        model = models.CourseSession


class CourseEntryFactory(DjangoModelFactory):
    course = factory.SubFactory(CourseFactory)
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = models.CourseEntry


class CourseCompletionFactory(DjangoModelFactory):
    entry = factory.SubFactory(CourseEntryFactory)
    completed_on = date(2026, 10, 7)
    number = factory.Sequence("見本-{}".format)

    class Meta:
        model = models.CourseCompletion


class EventFactory(DjangoModelFactory):
    kind = "forum"
    title = "見本のフォーラム"
    from_on = date(2026, 10, 7)

    class Meta:
        model = models.Event


class EventPartFactory(DjangoModelFactory):
    event = factory.SubFactory(EventFactory)
    order = factory.Sequence(lambda n: n + 1)
    kind = "lecture"
    title = "見本の話"

    class Meta:
        model = models.EventPart


class EventAudienceFactory(DjangoModelFactory):
    event = factory.SubFactory(EventFactory)
    order = factory.Sequence(lambda n: n + 1)
    label = "見本の区長"

    class Meta:
        model = models.EventAudience


class IntentAnswerFactory(DjangoModelFactory):
    event = factory.SubFactory(EventFactory)
    choice = "active"
    n_people = 12

    class Meta:
        model = models.IntentAnswer


class SkillFactory(DjangoModelFactory):
    name = factory.Sequence("見本の手伝い{}".format)

    class Meta:
        model = models.Skill


class SupporterFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    council = factory.SubFactory(CouncilFactory)
    is_thinker = True
    registered_on = date(2026, 10, 7)

    class Meta:
        model = models.Supporter


class OfferFactory(DjangoModelFactory):
    supporter = factory.SubFactory(SupporterFactory)
    skill = factory.SubFactory(SkillFactory)
    from_on = date(2026, 10, 7)

    class Meta:
        model = models.Offer


class FreeTimeFactory(DjangoModelFactory):
    supporter = factory.SubFactory(SupporterFactory)
    weekday = 2
    part = "morning"

    class Meta:
        model = models.FreeTime


class RegisterExportFactory(DjangoModelFactory):
    purpose = "見本の相談のため"
    n_names = 1
    taken_at = datetime(2026, 10, 7, 1, 0, tzinfo=UTC)
    taken_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.RegisterExport


class ErasureFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    asked_at = datetime(2026, 10, 7, 1, 0, tzinfo=UTC)
    asked_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Erasure


class SubjectCaseFactory(DjangoModelFactory):
    """Somebody asked that what is written of them be put right."""

    kind = "correct"
    roots = factory.LazyFunction(lambda: [["councils.person", PersonFactory().pk]])
    fields = ["phone"]
    asked_at = datetime(2026, 10, 7, 1, 0, tzinfo=UTC)
    asked_by = factory.SubFactory(UserFactory)

    class Meta:
        model = SubjectCase


class DiaryEntryFactory(DjangoModelFactory):
    coordinator = factory.SubFactory(CoordinatorFactory)
    tier = 2
    worked_on = date(2026, 10, 7)
    category = "needs"
    minutes = 60

    class Meta:
        model = models.DiaryEntry


class MonthReviewFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    month = date(2026, 10, 1)
    text = "見本の振り返り"

    class Meta:
        model = models.MonthReview


class ConsultationTopicFactory(DjangoModelFactory):
    name = factory.Sequence("見本の主題{}".format)

    class Meta:
        model = models.ConsultationTopic


class ConsultationFactory(DjangoModelFactory):
    coordinator = factory.SubFactory(CoordinatorFactory)
    worked_on = date(2026, 10, 7)
    topic = factory.SubFactory(ConsultationTopicFactory)
    asked_by = "group"

    class Meta:
        model = models.Consultation


class CareConferenceFactory(DjangoModelFactory):
    held_on = date(2026, 10, 7)
    title = "見本の地域ケア会議"

    class Meta:
        model = models.CareConference


class HelpClientFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    name = "見本 頼子"

    class Meta:
        model = models.HelpClient


class HelpRequestFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    client = factory.SubFactory(HelpClientFactory, council=factory.SelfAttribute("..council"))
    skill = factory.SubFactory(SkillFactory)
    asked_on = date(2026, 10, 7)

    class Meta:
        model = models.HelpRequest


class HelpAskFactory(DjangoModelFactory):
    request = factory.SubFactory(HelpRequestFactory)
    supporter = factory.SubFactory(SupporterFactory)
    asked_at = datetime(2026, 10, 7, 1, 0, tzinfo=UTC)

    class Meta:
        model = models.HelpAsk


class RuleTemplateFactory(DjangoModelFactory):
    kind = "waste"
    title = "見本の基本ルール"
    text = "朝8時までに出す"
    from_on = date(2026, 10, 7)

    class Meta:
        model = models.RuleTemplate


class LocalRuleFactory(DjangoModelFactory):
    template = factory.SubFactory(RuleTemplateFactory)
    council = factory.SubFactory(CouncilFactory)
    text = "前の夜でもよい"

    class Meta:
        model = models.LocalRule


class ActivityLogFactory(DjangoModelFactory):
    activity = factory.SubFactory(SupportActivityFactory)
    held_on = date(2026, 10, 7)
    n_participants = 12

    class Meta:
        model = models.ActivityLog


class LogStepFactory(DjangoModelFactory):
    log = factory.SubFactory(ActivityLogFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = "品物を確かめた"

    class Meta:
        model = models.LogStep


class MonthlyCountFactory(DjangoModelFactory):
    activity = factory.SubFactory(SupportActivityFactory)
    month = date(2026, 10, 1)
    n_times = 4

    class Meta:
        model = models.MonthlyCount
