"""Factories of the room councils."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from councils import models
from tests.accounts.factories import UserFactory

SOME_DAY = date(2026, 4, 1)


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = models.Programme


class AreaFactory(DjangoModelFactory):
    name = factory.Sequence("圏域{}".format)
    kind = "daily_life"

    class Meta:
        model = models.Area


class SupportCentreFactory(DjangoModelFactory):
    name = factory.Sequence("高齢者あんしんセンター見本{}".format)

    class Meta:
        model = models.SupportCentre


class AreaFigureFactory(DjangoModelFactory):
    area = factory.SubFactory(AreaFactory)
    label = factory.Sequence("項目{}".format)
    value = 100
    as_of = SOME_DAY
    source = "見本の資料"

    class Meta:
        model = models.AreaFigure


class CouncilFactory(DjangoModelFactory):
    name = factory.Sequence("見本地区{}".format)
    tier = 2
    area = factory.SubFactory(AreaFactory, name=factory.SelfAttribute("..name"))
    cohort_year = 2015
    cohort_label = "平成27・28年度"

    class Meta:
        model = models.Council


class NeighbourhoodFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence("見本町{}".format)

    class Meta:
        model = models.Neighbourhood


class CouncilAliasFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    text = factory.Sequence("別名{}".format)

    class Meta:
        model = models.CouncilAlias


class CouncilPauseFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    from_on = SOME_DAY
    reason = "感染症のため"

    class Meta:
        model = models.CouncilPause


class CouncilStageFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    stage = 1

    class Meta:
        model = models.CouncilStage


class VisionFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    version = factory.Sequence(lambda n: n + 1)
    main_line = "見本のまち"

    class Meta:
        model = models.Vision


class RoadmapStepFactory(DjangoModelFactory):
    vision = factory.SubFactory(VisionFactory)
    fiscal_year = 2026
    text = "見本の一歩"

    class Meta:
        model = models.RoadmapStep


class OrganisationFactory(DjangoModelFactory):
    name = factory.Sequence("見本の会{}".format)

    class Meta:
        model = models.Organisation


class PersonFactory(DjangoModelFactory):
    name = factory.Sequence("見本 {}子".format)
    is_demo = True

    class Meta:
        model = models.Person


class ConsentFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    channel = "newsletter_photo"
    given_on = SOME_DAY

    class Meta:
        model = models.Consent


class CouncilMemberFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = models.CouncilMember


class CandidateFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence("候補 {}子".format)
    changed_at = factory.LazyFunction(timezone.now)
    changed_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Candidate


class CoordinatorFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    tier = 2
    council = factory.SubFactory(CouncilFactory)
    appointment = "appointed"

    class Meta:
        model = models.Coordinator


class RoleGrantFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory)
    role = "viewer"

    class Meta:
        model = models.RoleGrant


class MeetingKindFactory(DjangoModelFactory):
    tier = 2
    code = factory.Sequence("kind-{}".format)
    name = "定例会"

    class Meta:
        model = models.MeetingKind


class MeetingFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    kind = factory.SubFactory(MeetingKindFactory, tier=factory.SelfAttribute("..council.tier"))
    held_on = date(2026, 10, 20)

    class Meta:
        model = models.Meeting


class MeetingPartyFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    other_name = "南牧村協議体"

    class Meta:
        model = models.MeetingParty


class ProgrammePartFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = "見本の題"

    class Meta:
        model = models.ProgrammePart


class MeetingAudienceFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    label = "区長"

    class Meta:
        model = models.MeetingAudience


class MeetingGuestFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    name = "見本 客人"

    class Meta:
        model = models.MeetingGuest


class AttendanceFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = models.Attendance


class AgendaItemFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = "見本の議題"

    class Meta:
        model = models.AgendaItem


class DecisionFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = "見本の決定"

    class Meta:
        model = models.Decision


class ActionItemFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    what = "見本の宿題"

    class Meta:
        model = models.ActionItem


class AmendmentFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    where = "議題①"
    corrected = "正しいことば"
    reason = "聞きまちがい"
    noted_at = factory.LazyFunction(timezone.now)
    noted_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Amendment


class MeetingFileFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    kind = "document"
    title = "見本の資料"
    file = factory.django.FileField(filename="paper.pdf", data=b"%PDF-1.7 sample")
    content_type = "application/pdf"
    n_bytes = 15
    sha256 = "0" * 64
    added_at = factory.LazyFunction(timezone.now)
    added_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.MeetingFile


class ProfilePartFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    part = "needs"
    text = "アンケート"

    class Meta:
        model = models.ProfilePart


class CouncilBodyFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = models.CouncilBody


class SearchEntryFactory(DjangoModelFactory):
    kind = "meeting"
    target_id = 1
    source_key = "councils.meeting:1"
    title = "見本の見出し"
    folded = "見本の見出し"

    class Meta:
        model = models.SearchEntry


class CalendarFeedFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    label = "事務所の予定表"
    secret_sha256 = factory.Sequence("{:064d}".format)
    made_at = factory.LazyFunction(timezone.now)
    made_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.CalendarFeed


class ProposalFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    text = "見本の提言"
    raised_on = SOME_DAY

    class Meta:
        model = models.Proposal
