"""Questionnaires to residents: questions, options, and their counts (G6–G9, G11)."""

from django.db import models
from django.db.models import F, Q

from councils.models import Council, Neighbourhood
from resources.models.readings import Reading, ReadingQuerySet
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.figures import percent


class SurveyQuerySet(ReadingQuerySet):
    def latest_first(self):
        return self.order_by(F("until_on").desc(nulls_last=True), "-pk")


class Survey(Reading):
    """A questionnaire handed out in a district (住民アンケート).

    The same council and title is the same survey: read in again, it is a new version.
    """

    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name="協議体",
    )
    title = models.CharField("題名", max_length=120)
    purpose = models.TextField("目的", blank=True)
    audience = models.CharField("対象", max_length=120, blank=True)
    method = models.CharField("方法", max_length=120, blank=True)
    from_on = models.DateField("始まり", null=True, blank=True)
    until_on = models.DateField("締め切り", null=True, blank=True)
    period_text = models.CharField("実施時期（原文）", max_length=60, blank=True)
    n_distributed = models.PositiveIntegerField("配布数", null=True, blank=True)
    n_returned = models.PositiveIntegerField("回答数", null=True, blank=True)
    source = models.CharField("出典", max_length=200, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "住民アンケート"
        verbose_name_plural = "住民アンケート"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "title"],
                condition=Q(is_current=True),
                name="resources_survey_current_once",
                violation_error_message="同じ題名のアンケートがあります。",
            ),
            models.CheckConstraint(
                name="resources_survey_returned_at_most_distributed",
                condition=Q(n_distributed=None)
                | Q(n_returned=None)
                | Q(n_returned__lte=F("n_distributed")),
                violation_error_message="回答数は、配布数より多くなりません。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("resources:survey-detail", self.pk)

    @property
    def response_rate(self):
        """回収率 in per cent with one digit; None where a number is missing."""
        if not self.n_distributed or self.n_returned is None:
            return None
        return percent(self.n_returned, self.n_distributed, 1)


class Question(models.Model):
    """One question of a survey (設問). Each has its own base of answers (G6)."""

    class Kind(models.TextChoices):
        SINGLE = "single", "1つ選ぶ"
        MULTIPLE = "multiple", "いくつでも選ぶ"
        FREE = "free", "自由に書く"

    class Asks(models.TextChoices):
        SITUATION = "", "暮らしのようす"
        NEED = "need", "困っていること"
        OFFER = "offer", "手伝えること"

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="questions", verbose_name="アンケート"
    )
    number = models.PositiveSmallIntegerField("番号")
    text = models.CharField("設問", max_length=200)
    kind = models.CharField("答え方", max_length=10, choices=Kind, default=Kind.SINGLE)
    asks = models.CharField(
        "たずねること", max_length=10, choices=Asks, default=Asks.SITUATION, blank=True
    )
    n_answers = models.PositiveIntegerField("答えた数（母数）", null=True, blank=True)
    follows = models.ForeignKey(
        "resources.Option",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="この答えの人にたずねる",
    )

    class Meta:
        verbose_name = "設問"
        verbose_name_plural = "設問"
        ordering = ["survey_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="resources_question_number_once"
            )
        ]

    def __str__(self):
        return self.text


class Option(models.Model):
    """One answer to choose (選択肢); a sub-option such as ア・イ・ウ lies within another."""

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="options", verbose_name="設問"
    )
    number = models.PositiveSmallIntegerField("番号")
    text = models.CharField("選択肢", max_length=120)
    within = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="ふくむ選択肢",
    )

    class Meta:
        verbose_name = "選択肢"
        verbose_name_plural = "選択肢"
        ordering = ["question_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="resources_option_number_once"
            ),
            models.CheckConstraint(
                name="resources_option_not_within_itself", condition=~Q(within=F("pk"))
            ),
        ]

    def __str__(self):
        return self.text


class Tally(models.Model):
    """How many chose an option (集計), for the whole survey or for one 町内会."""

    option = models.ForeignKey(
        Option, models.PROTECT, related_name="tallies", verbose_name="選択肢"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, verbose_name="町内会"
    )
    n = models.PositiveIntegerField("人数")

    class Meta:
        verbose_name = "集計"
        verbose_name_plural = "集計"
        ordering = ["option_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["option", "neighbourhood"],
                condition=Q(neighbourhood__isnull=False),
                name="resources_tally_once",
            ),
            models.UniqueConstraint(
                fields=["option"],
                condition=Q(neighbourhood=None),
                name="resources_tally_whole_once",
            ),
        ]

    def __str__(self):
        return f"{self.option} {self.n}"
