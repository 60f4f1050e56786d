"""What is missing: counts by 町内会 as the support centres hand them over, and voices (G1–G13)."""

from django.db import models
from django.db.models import F, Q

from councils.models import Council, Neighbourhood
from resources.models.readings import Reading, ReadingQuerySet
from takasaki_sc.lib.addresses import address_of


class NeedsMatrixQuerySet(ReadingQuerySet):
    def latest_first(self):
        return self.order_by(F("until_on").desc(nulls_last=True), "kind", "-pk")


class NeedsMatrix(Reading):
    """One table 町内会 × 項目 with its source and period (ニーズ表).

    The same council, kind and period is the same table: read in again, it is a new version, and
    the one before stays, but is not current.
    """

    class Kind(models.TextChoices):
        SERVICES = "services", "サービスの利用内容"
        NEEDS = "needs", "高齢者ニーズ"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="needs_matrices", verbose_name="協議体"
    )
    kind = models.CharField("種類", max_length=12, choices=Kind)
    title = models.CharField("題名", max_length=120)
    from_on = models.DateField("期間の始まり", null=True, blank=True)
    until_on = models.DateField("期間の終わり", null=True, blank=True)
    period_text = models.CharField("期間（原文）", max_length=60, blank=True)
    source = models.CharField("出典", max_length=200)
    columns = models.JSONField(
        "列の並び", default=list, blank=True, help_text="項目の番号を、シートの列の順に"
    )
    notes = models.TextField("シートの注記", blank=True)

    objects = NeedsMatrixQuerySet.as_manager()

    class Meta:
        verbose_name = "ニーズ表"
        verbose_name_plural = "ニーズ表"
        ordering = ["council_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "from_on", "until_on"],
                condition=Q(is_current=True),
                name="resources_needsmatrix_current_once",
                violation_error_message="同じ種類・同じ期間の表があります。",
            ),
            models.CheckConstraint(
                name="resources_needsmatrix_in_order",
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message="期間の終わりは、始めより後にしてください。",
            ),
            models.CheckConstraint(
                name="resources_needsmatrix_has_source",
                condition=~Q(source=""),
                violation_error_message="出典を入れてください。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{address_of('resources:needs-detail', self.council_id)}?matrix={self.pk}"


class NeedCategory(models.Model):
    """A column of a needs matrix (項目). 入浴 under デイサービス is not 入浴 under 訪問介護."""

    class Measure(models.TextChoices):
        NEED = "need", "項目"
        PEOPLE = "people", "対象人数"
        HOUSEHOLDS = "households", "世帯数"
        TOTAL = "total", "シートの計"

    group = models.CharField("まとまり", max_length=40, blank=True)
    name = models.CharField("項目", max_length=40)
    measure = models.CharField("数えるもの", max_length=12, choices=Measure, default=Measure.NEED)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = "ニーズの項目"
        verbose_name_plural = "ニーズの項目"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name"],
                name="resources_needcategory_once",
                violation_error_message="同じ項目があります。",
            )
        ]

    def __str__(self):
        return f"{self.group} {self.name}".strip()

    @property
    def is_need(self):
        return self.measure == self.Measure.NEED

    @property
    def is_households(self):
        return self.measure == self.Measure.HOUSEHOLDS


class NeedCount(models.Model):
    """One cell of a needs matrix; without a 町内会 it is the total as printed on the sheet."""

    matrix = models.ForeignKey(
        NeedsMatrix, models.PROTECT, related_name="need_counts", verbose_name="ニーズ表"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="need_counts",
        verbose_name="町内会",
    )
    category = models.ForeignKey(
        NeedCategory, models.PROTECT, related_name="need_counts", verbose_name="項目"
    )
    n = models.PositiveIntegerField("人数")

    class Meta:
        verbose_name = "ニーズの件数"
        verbose_name_plural = "ニーズの件数"
        ordering = ["matrix_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matrix", "neighbourhood", "category"],
                condition=Q(neighbourhood__isnull=False),
                name="resources_needcount_once",
            ),
            models.UniqueConstraint(
                fields=["matrix", "category"],
                condition=Q(neighbourhood=None),
                name="resources_needcount_total_once",
            ),
        ]

    def __str__(self):
        return f"{self.neighbourhood or '合計'} {self.category} {self.n}"


class NeighbourhoodAlias(models.Model):
    """Another spelling of a 町内会 on the sheets that come in, as a person matched it once."""

    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="aliases", verbose_name="町内会"
    )
    text = models.CharField("別の書き方", max_length=60)

    class Meta:
        verbose_name = "町内会の別の書き方"
        verbose_name_plural = "町内会の別の書き方"
        ordering = ["neighbourhood_id", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "text"], name="resources_neighbourhoodalias_once"
            )
        ]

    def __str__(self):
        return f"{self.text}（{self.neighbourhood}）"


class Voice(models.Model):
    """What somebody said about living here (声), kept without a name."""

    class Method(models.TextChoices):
        SURVEY = "survey", "アンケート"
        INTERVIEW = "interview", "聞き取り"
        ORGANISATIONS = "organisations", "団体からの情報"
        WORKSHOP = "workshop", "ワークショップ"
        GATHERING = "gathering", "集まる場での聴き取り"
        CONSULTATION = "consultation", "総合相談"
        SERVICE_USE = "service_use", "サービスの利用内容"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="voices", verbose_name="協議体"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, verbose_name="町内会"
    )
    category = models.ForeignKey(
        NeedCategory, models.PROTECT, null=True, blank=True, verbose_name="項目"
    )
    text = models.TextField("声")
    method = models.CharField("聞き方", max_length=16, choices=Method)
    heard_on = models.DateField("聞いた日", null=True, blank=True)
    heard_text = models.CharField("聞いた時期（原文）", max_length=60, blank=True)
    source = models.CharField("出典", max_length=200, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "声"
        verbose_name_plural = "声"
        ordering = ["council_id", "-pk"]

    def __str__(self):
        return self.text[:40]
