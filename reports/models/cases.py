"""Reference cases: how another place, or one of our councils, went about it (F13, J8)."""

from django.db import models
from simple_history.models import HistoricalRecords

from councils.models import Council
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.lines import lines_of


class ReferenceCase(models.Model):
    """One place's way from a problem to neighbours who help each other (参考事例).

    The parts follow the sheet of the 実践マニュアル: 課題 → 目指す姿 → 取り組み → 広がり → 今後.
    """

    place = models.CharField("市町村・地区", max_length=60)
    prefecture = models.CharField("都道府県", max_length=10, blank=True)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="協議体",
        help_text="自分たちの市の事例のときに選びます。",
    )
    period_text = models.CharField("いつの取り組みか", max_length=60)
    title = models.CharField("題", max_length=100)
    facts = models.TextField("数で見るまち", blank=True, help_text="1行に1つ。例：人口　165,507人")
    source = models.CharField("出典", max_length=200)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    history = HistoricalRecords(verbose_name="参考事例の版")

    class Meta:
        verbose_name = "参考事例"
        verbose_name_plural = "参考事例"
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.place}「{self.title}」"

    def get_absolute_url(self):
        return address_of("reports:case-detail", self.pk)

    @property
    def fact_lines(self):
        """「数で見るまち」, a line each."""
        return lines_of(self.facts)


class CasePart(models.Model):
    """One box of the sheet, in the order in which things happened."""

    class Kind(models.TextChoices):
        PROBLEM = "problem", "地域の課題"
        AIM = "aim", "目指す姿"
        EFFORT = "effort", "取り組み"
        SPREAD = "spread", "広がり"
        FOLLOW_UP = "follow_up", "始めたあとの支え"
        LESSON = "lesson", "気をつけたいこと"
        PROSPECT = "prospect", "これから"

    case = models.ForeignKey(
        ReferenceCase, models.PROTECT, related_name="parts", verbose_name="参考事例"
    )
    order = models.PositiveSmallIntegerField("順番")
    kind = models.CharField("種類", max_length=10, choices=Kind)
    title = models.CharField("見出し", max_length=60, blank=True)
    text = models.TextField("中身", help_text="1行に1つのことを書きます。")

    class Meta:
        verbose_name = "参考事例の段"
        verbose_name_plural = "参考事例の段"
        ordering = ["case_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="reports_casepart_order_once")
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    @property
    def lines(self):
        """The text, a line each."""
        return lines_of(self.text)
