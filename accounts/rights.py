"""Rows of what people may ask, and of what goes when its time is over.

Kept beside accounts/models.py, which Django reads; they point at nothing but log-ins.
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q


def _somebody(words, **more):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=words, **more
    )


class SubjectCase(models.Model):
    """Somebody asked that their data be put right (訂正) or not be used (利用停止).

    roots: [["councils.person", 12], …], the rows that are this human. No words of theirs.
    """

    class Kind(models.TextChoices):
        CORRECT = "correct", "訂正"
        FREEZE = "freeze", "利用停止"

    class Result(models.TextChoices):
        DONE = "done", "直した"
        REFUSED = "refused", "直さないと決めて知らせた"
        LIFTED = "lifted", "利用を再開した"
        ERASED = "erased", "消去した"

    kind = models.CharField("求め", max_length=10, choices=Kind)
    roots = models.JSONField("対象の番号", default=list)
    fields = models.JSONField("項目", default=list, blank=True)
    asked_at = models.DateTimeField("受けた日時")
    asked_by = _somebody("受けた人")
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    ended_by = _somebody("終えた人", null=True, blank=True)
    result = models.CharField("結果", max_length=10, choices=Result, blank=True)

    class Meta:
        verbose_name = "訂正・利用停止の求め"
        verbose_name_plural = "訂正・利用停止の求め"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="accounts_subjectcase_ended_whole",
                condition=Q(ended_at=None, ended_by=None, result="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(result="")),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"


class SealedWord(models.Model):
    """A word laid aside while the use of somebody's data is stopped, to be put back unchanged.

    In its place stands 「（利用停止中）」: no list, paper or search can forget the stop.
    """

    case = models.ForeignKey(
        SubjectCase, models.PROTECT, related_name="sealed", verbose_name="利用停止の求め"
    )
    table = models.CharField("表", max_length=80)
    row = models.CharField("行の番号", max_length=40)
    column = models.CharField("列", max_length=60)
    was = models.JSONField("しまった言葉", encoder=DjangoJSONEncoder, null=True)
    mark = models.JSONField("代わりの言葉", encoder=DjangoJSONEncoder, null=True)

    class Meta:
        verbose_name = "しまった言葉"
        verbose_name_plural = "しまった言葉"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "table", "row", "column"], name="accounts_sealedword_once"
            )
        ]

    def __str__(self):
        return f"{self.table} {self.row} {self.column}"


class RetentionTerm(models.Model):
    """How long the city keeps a 個人情報ファイル, where it is not the proposal of the register."""

    code = models.CharField("ファイル", max_length=30, unique=True)
    amount = models.PositiveSmallIntegerField("期間", null=True, blank=True)
    set_at = models.DateTimeField("決めた日時")
    set_by = _somebody("決めた人")

    class Meta:
        verbose_name = "保存期間"
        verbose_name_plural = "保存期間"
        ordering = ["code"]

    def __str__(self):
        return self.code


class Purge(models.Model):
    """What is over its time goes (保存期間満了の消去): one colleague asks, another one does it."""

    as_of = models.DateField("いつの時点で")
    plan = models.JSONField("ファイルごとの件数", default=dict)
    digest = models.CharField("一覧の指紋", max_length=64)
    asked_at = models.DateTimeField("申し出た日時")
    asked_by = _somebody("申し出た人")
    done_at = models.DateTimeField("消した日時", null=True, blank=True)
    done_by = _somebody("消した人", null=True, blank=True)

    class Meta:
        verbose_name = "保存期間満了の消去"
        verbose_name_plural = "保存期間満了の消去"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="accounts_purge_done_pair",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_purge_by_two",
                condition=Q(done_by=None) | ~Q(done_by=F("asked_by")),
                violation_error_message="申し出た方とは、別の方が消してください。",
            ),
        ]

    def __str__(self):
        return f"満了の消去 {self.pk}"

    @property
    def n_rows(self):
        return sum(self.plan.values())
