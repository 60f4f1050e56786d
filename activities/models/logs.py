"""What was done on one day of an activity, or counted for one month (F3, F9)."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from activities.models.support import SupportActivity
from takasaki_sc.lib.counts import COUNT_KINDS, Count, CountKind


class ActivityLog(models.Model):
    """One occasion of a support activity (開催の記録): who came in number, who helped."""

    activity = models.ForeignKey(
        SupportActivity, models.PROTECT, related_name="logs", verbose_name="支え合い活動"
    )
    held_on = models.DateField("日")
    n_participants = models.PositiveIntegerField("参加者・利用者", null=True, blank=True)
    n_participants_kind = models.CharField(
        "数え方", max_length=20, choices=COUNT_KINDS, default="actual"
    )
    n_helpers = models.PositiveIntegerField("担い手", null=True, blank=True)
    story = models.TextField("ようす", blank=True)
    signed_off = models.CharField("確認のしかた", max_length=60, blank=True)
    cancelled = models.BooleanField("中止した", default=False)
    removed_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    history = HistoricalRecords(verbose_name="活動の記録の版")

    class Meta:
        verbose_name = "活動の記録"
        verbose_name_plural = "活動の記録"
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{self.activity} {self.held_on}"

    @property
    def participants(self):
        """The Count of those who came, or None: 「約12人」."""
        if self.n_participants is None:
            return None
        return Count(self.n_participants, CountKind(self.n_participants_kind))


class LogStep(models.Model):
    """One step of an errand (手伝いの段階): 確認 → 買い物 → お釣り確認 → サイン (C14)."""

    log = models.ForeignKey(
        ActivityLog, models.PROTECT, related_name="steps", verbose_name="活動の記録"
    )
    order = models.PositiveSmallIntegerField("順番")
    text = models.CharField("したこと", max_length=120)
    is_done = models.BooleanField("できた", default=False)

    class Meta:
        verbose_name = "手伝いの段階"
        verbose_name_plural = "手伝いの段階"
        ordering = ["log_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["log", "order"], name="activities_logstep_order_once")
        ]

    def __str__(self):
        return self.text


class MonthlyCount(models.Model):
    """The numbers of a whole month where nobody logs each occasion (月ごとの数)."""

    activity = models.ForeignKey(
        SupportActivity, models.PROTECT, related_name="monthly_counts", verbose_name="支え合い活動"
    )
    month = models.DateField("月", help_text="その月の1日")
    n_times = models.PositiveSmallIntegerField("回数")
    n_participants = models.PositiveIntegerField("参加者・利用者", null=True, blank=True)
    n_participants_kind = models.CharField(
        "数え方", max_length=20, choices=COUNT_KINDS, default="cumulative"
    )
    n_helpers = models.PositiveIntegerField("担い手", null=True, blank=True)

    history = HistoricalRecords(verbose_name="月ごとの数の版")

    class Meta:
        verbose_name = "月ごとの数"
        verbose_name_plural = "月ごとの数"
        ordering = ["activity_id", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "month"],
                name="activities_monthlycount_once",
                violation_error_message="この月の数は、すでに入っています。",
            ),
            models.CheckConstraint(
                name="activities_monthlycount_first_day",
                condition=Q(month__day=1),
                violation_error_message="月は、その月の1日で入れてください。",
            ),
        ]

    def __str__(self):
        return f"{self.activity} {self.month:%Y-%m}"
