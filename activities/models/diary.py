"""The coordinator's day, kept in twenty seconds, and counted at the year's end (J1, J2)."""

from django.db import models
from simple_history.models import HistoricalRecords

from activities.models.support import SupportActivity
from councils.models import (
    Coordinator,
    Council,
    Meeting,
    Organisation,
    Person,
    SupportCentre,
    worded_later,
)


class WorkCategory(models.TextChoices):
    """What a coordinator's work was, in the words of the ministry's surveys (4.7)."""

    NEEDS = "needs", "支援ニーズの把握"
    INTERESTS = "interests", "関心事の把握"
    RESOURCES = "resources", "社会資源の把握"
    DEVELOPING = "developing", "社会資源の開発（強化を含む）"
    COMPANIES = "companies", "民間企業との連携"
    SUPPORTERS = "supporters", "担い手の確保・養成"
    MATCHING = "matching", "ニーズとサービスのマッチング"
    PROVIDERS = "providers", "提供主体間の連携支援"
    SHARING = "sharing", "関係者間の情報共有"
    OTHER = "other", "その他"


class LoggedQuerySet(models.QuerySet):
    def between(self, first, last):
        """Of the period, both days included."""
        return self.filter(worked_on__range=(first, last))

    def standing(self):
        """Not taken back."""
        return self.filter(removed_at=None)


class DiaryEntry(models.Model):
    """One piece of a coordinator's work (活動日誌): where, how long, what came, what is hard.

    The tier and the contractor are those of the day it was written for; a later change of the
    coordinator's contract does not move work that is done.
    """

    coordinator = models.ForeignKey(
        Coordinator, models.PROTECT, related_name="diary", verbose_name="コーディネーター"
    )
    tier = models.PositiveSmallIntegerField("層", choices=Council.Tier)
    contractor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="diary",
        verbose_name="受託した団体",
    )
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="diary",
        verbose_name="協議体",
    )
    worked_on = models.DateField("日")
    category = models.CharField("仕事の種類", max_length=12, choices=WorkCategory)
    is_outreach = models.BooleanField(
        "地域に出向いた",
        default=False,
        help_text="サロンなどへ出向く・拠点での活動・地域学習会。年度の報告で回数を数えます。",
    )
    minutes = models.PositiveSmallIntegerField("時間（分）", null=True, blank=True)
    place = models.CharField("場所", max_length=120, blank=True)
    result = models.TextField("実績", blank=True)
    concern = models.TextField("課題・提案", blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="diary",
        verbose_name="関わった会議",
    )
    activity = models.ForeignKey(
        SupportActivity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="diary",
        verbose_name="関わった活動",
    )
    removed_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    objects = LoggedQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="活動日誌の版")

    class Meta:
        verbose_name = "活動日誌"
        verbose_name_plural = "活動日誌"
        ordering = ["-worked_on", "-pk"]
        indexes = [
            models.Index(fields=["worked_on", "category"], name="activities_diary_day"),
        ]

    def __str__(self):
        return f"{self.worked_on} {self.get_category_display()}"


class MonthReview(models.Model):
    """What a coordinator writes about a month of their own (月の振り返り), read in the next one."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="month_reviews", verbose_name="書いた人"
    )
    month = models.DateField("月", help_text="その月の1日")
    text = models.TextField("振り返り", blank=True)

    history = HistoricalRecords(verbose_name="月の振り返りの版")

    class Meta:
        verbose_name = "月の振り返り"
        verbose_name_plural = "月の振り返り"
        ordering = ["-month", "person_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month"],
                name="activities_monthreview_once",
                violation_error_message="この月の振り返りは、すでにあります。",
            ),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"


class ConsultationTopic(models.Model):
    """What a consultation was about (相談の主題): サロンの続け方, 新しい立ち上げ…"""

    name = models.CharField("相談の主題", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = "相談の主題"
        verbose_name_plural = "相談の主題"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Consultation(models.Model):
    """Advice asked for and given (相談支援), without the name of who asked (J2)."""

    class AskedBy(models.TextChoices):
        RESIDENT = "resident", "住民"
        GROUP = "group", "活動している団体"
        NEIGHBOURHOOD = "neighbourhood", "町内会・区"
        CENTRE = "centre", worded_later("{centre}・専門職")
        COMPANY = "company", "事業所・企業"
        OTHER = "other", "その他"

    coordinator = models.ForeignKey(
        Coordinator, models.PROTECT, related_name="consultations", verbose_name="コーディネーター"
    )
    contractor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name="受託した団体",
    )
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name="協議体",
    )
    worked_on = models.DateField("相談を受けた日")
    topic = models.ForeignKey(
        ConsultationTopic, models.PROTECT, related_name="consultations", verbose_name="主題"
    )
    asked_by = models.CharField("相談した人", max_length=14, choices=AskedBy)
    text = models.TextField("相談の内容", blank=True, help_text="お名前は書かないでください。")
    answer = models.TextField("こたえたこと", blank=True)
    is_open = models.BooleanField("続きがある", default=False)
    removed_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    objects = LoggedQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="相談の版")

    class Meta:
        verbose_name = "相談"
        verbose_name_plural = "相談"
        ordering = ["-worked_on", "-pk"]

    def __str__(self):
        return f"{self.worked_on} {self.topic}"


class CareConference(models.Model):
    """A 地域ケア会議, and which coordinators were there (an evaluation figure of the ministry)."""

    held_on = models.DateField("開催日")
    title = models.CharField("会議名", max_length=120)
    centre = models.ForeignKey(
        SupportCentre,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="care_conferences",
        verbose_name=worded_later("{centre}"),
    )
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="care_conferences",
        verbose_name="協議体",
    )
    attended_by = models.ManyToManyField(
        Coordinator, blank=True, related_name="care_conferences", verbose_name="出席したSC"
    )
    lesson = models.TextField("地域の課題として受け取ったこと", blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    history = HistoricalRecords(verbose_name="地域ケア会議の版")

    class Meta:
        verbose_name = "地域ケア会議"
        verbose_name_plural = "地域ケア会議"
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return self.title
