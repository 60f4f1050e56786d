"""The programme's report of a year, the councils' own words in it, and the year's plan (J4-J6)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models import Council, worded_later
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.seen import mark_of

SIGNS = "アイウエオカキクケコ"
"""How the lines of a plan are told apart (J6)."""


class AnnualReport(models.Model):
    """One edition of the report of a fiscal year (年次報告).

    A draft shows today's numbers. Publishing writes all numbers and words into ``frozen``; from
    then on they are what was published, whatever happens to the records. A mistake is mended by
    a new edition that says why.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "下書き"
        PUBLISHED = "published", "公表ずみ"

    fiscal_year = models.PositiveSmallIntegerField("年度（西暦）")
    edition = models.PositiveSmallIntegerField("版", default=1)
    state = models.CharField("状態", max_length=10, choices=State, default=State.DRAFT)
    introduction = models.TextField("はじめに", blank=True)
    tier1_text = models.TextField(worded_later("{tier1}の取り組み"), blank=True)
    why_corrected = models.CharField("訂正のわけ", max_length=200, blank=True)
    frozen = models.JSONField("公表した中身", null=True, blank=True)
    sha256 = models.CharField("中身の指紋", max_length=64, blank=True)
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="公表した人",
    )

    class Meta:
        verbose_name = "年次報告"
        verbose_name_plural = "年次報告"
        ordering = ["-fiscal_year", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "edition"], name="reports_annualreport_edition_once"
            ),
            models.UniqueConstraint(
                fields=["fiscal_year"],
                condition=Q(state="draft"),
                name="reports_annualreport_one_draft",
                violation_error_message="この年度の下書きは、すでにあります。",
            ),
            models.CheckConstraint(
                name="reports_annualreport_published_is_frozen",
                condition=Q(
                    state="draft",
                    frozen__isnull=True,
                    sha256="",
                    published_at__isnull=True,
                    published_by__isnull=True,
                )
                | (
                    Q(
                        state="published",
                        frozen__isnull=False,
                        published_at__isnull=False,
                        published_by__isnull=False,
                    )
                    & ~Q(sha256="")
                ),
                violation_error_message="公表した中身・日時・人は、そろって要ります。",
            ),
            models.CheckConstraint(
                name="reports_annualreport_correction_has_reason",
                condition=Q(edition=1) | ~Q(why_corrected=""),
                violation_error_message="訂正のわけを入れてください。",
            ),
        ]

    def __str__(self):
        edition = f"（第{self.edition}版）" if self.edition > 1 else ""
        return f"{wareki.format_fiscal_year(self.fiscal_year)} 年次報告{edition}"

    def get_absolute_url(self):
        if self.is_published:
            return address_of("reports:annual-edition", self.fiscal_year, self.edition)
        return address_of("reports:annual-detail", self.fiscal_year)

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def mark(self):
        """What a form keeps of the words it was opened on."""
        return mark_of(self.introduction, self.tier1_text, self.state, self.edition)


class CouncilNote(models.Model):
    """What a council did in a fiscal year, in words (協議体の活動内容, J4)."""

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="year_notes", verbose_name="協議体"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度（西暦）")
    text = models.TextField("内容", blank=True)

    history = HistoricalRecords(verbose_name="協議体の活動内容の版")

    class Meta:
        verbose_name = "協議体の活動内容"
        verbose_name_plural = "協議体の活動内容"
        ordering = ["council_id", "-fiscal_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "fiscal_year"], name="reports_councilnote_once"
            )
        ]

    def __str__(self):
        return f"{self.council} {wareki.format_fiscal_year(self.fiscal_year)}"

    @property
    def mark(self):
        return mark_of(self.text)


class YearPlan(models.Model):
    """What the programme sets out to do in a fiscal year (活動計画, J6)."""

    fiscal_year = models.PositiveSmallIntegerField("年度（西暦）", unique=True)
    goal = models.TextField("目標", blank=True)

    history = HistoricalRecords(verbose_name="活動計画の版")

    class Meta:
        verbose_name = "活動計画"
        verbose_name_plural = "活動計画"
        ordering = ["-fiscal_year"]

    def __str__(self):
        return f"{wareki.format_fiscal_year(self.fiscal_year)} 活動計画"


class PlanItem(models.Model):
    """One line of a plan (主な取組 ア–カ) and what came of it (結果).

    A line that is emptied stays as an empty row, so that its earlier words can be looked up.
    """

    plan = models.ForeignKey(
        YearPlan, models.PROTECT, related_name="items", verbose_name="活動計画"
    )
    order = models.PositiveSmallIntegerField("順番")
    text = models.TextField("主な取組", blank=True)
    result = models.TextField("結果", blank=True)

    history = HistoricalRecords(verbose_name="活動計画の取組の版")

    class Meta:
        verbose_name = "活動計画の取組"
        verbose_name_plural = "活動計画の取組"
        ordering = ["plan_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="reports_planitem_order_once")
        ]

    def __str__(self):
        return f"{self.sign} {self.text[:40]}"

    @property
    def sign(self):
        """「ア」…「コ」."""
        return SIGNS[self.order - 1] if 1 <= self.order <= len(SIGNS) else str(self.order)
