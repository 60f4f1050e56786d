"""Factories of the room resources."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from resources import models
from resources.models.derived import fill_derived
from resources.models.snapshots import snapshot
from tests.accounts.factories import UserFactory
from tests.councils.factories import CouncilFactory, NeighbourhoodFactory

SOME_DAY = date(2026, 4, 1)


class ImportSourceFactory(DjangoModelFactory):
    name = factory.Sequence("見本の名簿{}".format)

    class Meta:
        model = models.ImportSource


class ImportBatchFactory(DjangoModelFactory):
    source = factory.SubFactory(ImportSourceFactory)
    file_name = "見本.csv"
    file = factory.RelatedFactory("tests.resources.factories.ImportFileFactory", "batch")
    sha256 = "0" * 64
    submit_token = factory.LazyFunction(uuid.uuid4)
    uploaded_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.ImportBatch
        skip_postgeneration_save = True


class ImportFileFactory(DjangoModelFactory):
    batch = factory.SubFactory(ImportBatchFactory, file=None)
    content = "番号,名称,住所\n1,見本の居場所,高崎市見本町1-1\n".encode()

    class Meta:
        model = models.ImportFile


class TownFactory(DjangoModelFactory):
    name = factory.Sequence("見本{}町".format)
    kana = factory.Sequence("みほん{}まち".format)
    postal_code = "3700000"
    latitude = Decimal("36.335000")
    longitude = Decimal("139.010000")

    class Meta:
        model = models.Town


class SocialResourceFactory(DjangoModelFactory):
    name = factory.Sequence("見本の居場所{}".format)
    kind = models.Kind.IBASHO
    venue = "見本公民館"
    schedule_text = "毎週火曜 10:00～12:00"

    class Meta:
        model = models.SocialResource

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        resource = model_class(*args, **kwargs)
        fill_derived(resource)
        resource.save()
        return resource


class ImportRowFactory(DjangoModelFactory):
    batch = factory.SubFactory(ImportBatchFactory)
    sheet = "名簿"
    number = factory.Sequence(lambda n: n + 2)
    order = factory.Sequence(int)
    result = models.ImportRow.Result.NEW
    title = "見本の居場所"

    class Meta:
        model = models.ImportRow


class ResourceScheduleFactory(DjangoModelFactory):
    resource = factory.SubFactory(SocialResourceFactory)
    order = factory.Sequence(lambda n: n + 1)
    weekday = 2
    weeks = "0"

    class Meta:
        model = models.ResourceSchedule


class ResourceStatusFactory(DjangoModelFactory):
    resource = factory.SubFactory(SocialResourceFactory)
    change = models.ResourceStatus.Change.STARTED
    on_day = SOME_DAY
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.ResourceStatus


class ConfirmationFactory(DjangoModelFactory):
    resource = factory.SubFactory(SocialResourceFactory)
    on_day = SOME_DAY
    result = models.Confirmation.Result.UNCHANGED
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Confirmation


class ConfirmationCycleFactory(DjangoModelFactory):
    kind = "salon"
    months = 12

    class Meta:
        model = models.ConfirmationCycle


class ConfirmationLinkFactory(DjangoModelFactory):
    resource = factory.SubFactory(SocialResourceFactory)
    secret_sha256 = factory.Sequence("{:064d}".format)
    made_at = factory.LazyFunction(timezone.now)
    made_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))

    class Meta:
        model = models.ConfirmationLink


class CheckSheetFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    grouping = models.CheckSheet.Grouping.KIND
    made_at = factory.LazyFunction(timezone.now)
    made_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.CheckSheet


class CheckLineFactory(DjangoModelFactory):
    sheet = factory.SubFactory(CheckSheetFactory)
    number = factory.Sequence(lambda n: n + 1)
    group = "高齢者の居場所"
    resource = factory.SubFactory(
        SocialResourceFactory, council=factory.SelfAttribute("..sheet.council")
    )

    class Meta:
        model = models.CheckLine


class SuggestionFactory(DjangoModelFactory):
    resource = factory.SubFactory(SocialResourceFactory)
    link = factory.SubFactory(ConfirmationLinkFactory, resource=factory.SelfAttribute("..resource"))
    is_unchanged = True
    received_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = models.Suggestion


class SamenessAnswerFactory(DjangoModelFactory):
    one_key = factory.Sequence("1{:063d}".format)
    other_key = factory.Sequence("2{:063d}".format)
    is_same = False
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)

    class Meta:
        model = models.SamenessAnswer


class ResourceMergeFactory(DjangoModelFactory):
    kept = factory.SubFactory(SocialResourceFactory)
    merged = factory.SubFactory(
        SocialResourceFactory,
        merged_into=factory.SelfAttribute("..kept"),
        is_public=False,
        status="ended",
    )
    merged_before = factory.LazyAttribute(
        lambda merge: (
            snapshot(merge.merged) | {"merged_into_id": None, "is_public": True, "status": "active"}
        )
    )
    merged_written_at = factory.SelfAttribute("merged.updated_at")
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.ResourceMerge


class ResourceEditionFactory(DjangoModelFactory):
    title = factory.Sequence("つどいの場一覧 見本{}版".format)

    class Meta:
        model = models.ResourceEdition


class DistributionFactory(DjangoModelFactory):
    edition = factory.SubFactory(ResourceEditionFactory)
    audience = models.Distribution.Audience.COMMUNITY_HALL
    n_copies = 10

    class Meta:
        model = models.Distribution


class NeedsMatrixFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    kind = models.NeedsMatrix.Kind.NEEDS
    title = "高齢者ニーズ"
    source = "見本の集計"

    class Meta:
        model = models.NeedsMatrix


class NeedCategoryFactory(DjangoModelFactory):
    group = "訪問介護"
    name = factory.Sequence("項目{}".format)

    class Meta:
        model = models.NeedCategory


class NeedCountFactory(DjangoModelFactory):
    matrix = factory.SubFactory(NeedsMatrixFactory)
    neighbourhood = factory.SubFactory(NeighbourhoodFactory)
    category = factory.SubFactory(NeedCategoryFactory)
    n = 3

    class Meta:
        model = models.NeedCount


class VoiceFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    text = "近くに店がない。"
    method = models.Voice.Method.GATHERING

    class Meta:
        model = models.Voice


class SurveyFactory(DjangoModelFactory):
    council = factory.SubFactory(CouncilFactory)
    title = "暮らしのアンケート"
    n_distributed = 100
    n_returned = 40

    class Meta:
        model = models.Survey


class QuestionFactory(DjangoModelFactory):
    survey = factory.SubFactory(SurveyFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "買い物はどうしていますか"

    class Meta:
        model = models.Question


class OptionFactory(DjangoModelFactory):
    question = factory.SubFactory(QuestionFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "自分で行く"

    class Meta:
        model = models.Option


class TallyFactory(DjangoModelFactory):
    option = factory.SubFactory(OptionFactory)
    n = 12

    class Meta:
        model = models.Tally


class NeighbourhoodAliasFactory(DjangoModelFactory):
    neighbourhood = factory.SubFactory(NeighbourhoodFactory)
    text = factory.Sequence("見本町の別名{}".format)

    class Meta:
        model = models.NeighbourhoodAlias
