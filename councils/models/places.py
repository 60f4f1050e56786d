"""Where people live: areas, 町内会, support centres, and dated figures about areas."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models.programme import worded_later
from takasaki_sc.lib import wareki
from takasaki_sc.lib.counts import COUNT_KINDS, CountKind


class Area(models.Model):
    """A stretch of the city (圏域・地区), arranged as a tree: 市 → 日常生活圏域 → 地区."""

    class Kind(models.TextChoices):
        CITY = "city", "市全域"
        DAILY_LIFE = "daily_life", "日常生活圏域"
        DISTRICT = "district", "地区"

    name = models.CharField("名称", max_length=60)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    kind = models.CharField("種類", max_length=20, choices=Kind)
    within = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="含む地域"
    )
    order = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = "圏域"
        verbose_name_plural = "圏域"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="councils_area_name_once",
                violation_error_message="同じ名称の圏域があります。",
            ),
            models.CheckConstraint(
                name="councils_area_not_within_itself", condition=~Q(within=F("pk"))
            ),
        ]

    def __str__(self):
        return self.name


class Neighbourhood(models.Model):
    """A 町内会, the smallest unit that needs and resources are counted by (A14)."""

    council = models.ForeignKey(
        "councils.Council", models.PROTECT, related_name="neighbourhoods", verbose_name="協議体"
    )
    name = models.CharField("町内会名", max_length=60)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    is_doubtful = models.BooleanField("名称が疑わしい", default=False)
    note = models.CharField("備考", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = "町内会"
        verbose_name_plural = "町内会"
        ordering = ["council_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"],
                name="councils_neighbourhood_name_once",
                violation_error_message="この協議体には同じ名前の町内会があります。",
            )
        ]

    def __str__(self):
        return self.name


class SupportCentre(models.Model):
    """A 高齢者あんしんセンター (地域包括支援センター). A council may be served by two (A12)."""

    name = models.CharField("名称", max_length=80, unique=True)
    kana = models.CharField("ふりがな", max_length=120, blank=True)
    is_commissioned = models.BooleanField("委託", default=True)
    phone = models.CharField("電話", max_length=20, blank=True)

    class Meta:
        verbose_name = worded_later("{centre}")
        verbose_name_plural = worded_later("{centre}")
        ordering = ["kana", "name"]

    def __str__(self):
        return self.name


class AreaFigure(models.Model):
    """One dated number about an area (K3): without a day and a source it is not a figure."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="figures", verbose_name="圏域")
    label = models.CharField("項目", max_length=60)
    value = models.DecimalField("値", max_digits=14, decimal_places=2)
    unit = models.CharField("単位", max_length=12, blank=True)
    count_kind = models.CharField("数え方", max_length=20, choices=COUNT_KINDS, default="actual")
    as_of = models.DateField("時点")
    as_of_text = models.CharField("時点（原文）", max_length=40, blank=True)
    source = models.CharField("出典", max_length=200)
    is_doubtful = models.BooleanField("疑わしい", default=False)

    history = HistoricalRecords(verbose_name="圏域の数値の控え")

    class Meta:
        verbose_name = "圏域の数値"
        verbose_name_plural = "圏域の数値"
        ordering = ["area_id", "label", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "label", "as_of"],
                name="councils_areafigure_once_a_day",
                violation_error_message="同じ項目・同じ時点の数値がすでにあります。",
            ),
            models.CheckConstraint(
                name="councils_areafigure_has_source",
                condition=~Q(source=""),
                violation_error_message="出典を入れてください。",
            ),
        ]

    def __str__(self):
        return f"{self.area} {self.label}"

    @property
    def printed(self):
        """「374,707人」「27.03%」: thousands marked, no idle zeros."""
        prefix = CountKind(self.count_kind).prefix
        number = f"{self.value:,.2f}".rstrip("0").rstrip(".")
        return f"{prefix}{number}{self.unit}"

    @property
    def as_of_words(self):
        """The day as the source prints it (H29.9末), else in full."""
        return self.as_of_text or wareki.format_date(self.as_of)
