"""The paper loop: a sheet to carry round a district, and what comes back on it (H8)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from councils.models import Council, worded_later
from resources.models.places import SocialResource


class CheckSheet(models.Model):
    """A printed list to be ticked on foot (確認シート). Its lines and numbers never change.

    So what comes back weeks later can be keyed in by its numbers, whatever was added since.
    """

    class Grouping(models.TextChoices):
        NEIGHBOURHOOD = "neighbourhood", "町内会ごと"
        KIND = "kind", "種類ごと"

    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="check_sheets",
        verbose_name="地区（協議体）",
    )
    grouping = models.CharField("並べ方", max_length=16, choices=Grouping)
    collector = models.CharField(
        "集めるところ",
        max_length=60,
        blank=True,
        help_text=worded_later("部署や役割で。例：八幡地区の{tier2}コーディネーター"),
    )
    back_on = models.DateField("戻していただく日", null=True, blank=True)
    made_at = models.DateTimeField("作った日時")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="作った人"
    )
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "確認シート"
        verbose_name_plural = "確認シート"
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"確認シート {self.pk}番"

    @property
    def district(self):
        return str(self.council) if self.council else "市内すべて"


class CheckLine(models.Model):
    """One numbered line of a sheet, and the answer that was keyed in for it."""

    class Answer(models.TextChoices):
        UNCHANGED = "unchanged", "変わりなし"
        CHANGED = "changed", "変わった"
        SUSPENDED = "suspended", "休止"
        ENDED = "ended", "終了"

    sheet = models.ForeignKey(
        CheckSheet, models.PROTECT, related_name="lines", verbose_name="確認シート"
    )
    number = models.PositiveSmallIntegerField("番号")
    group = models.CharField("まとまり", max_length=120, blank=True)
    resource = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="check_lines", verbose_name="社会資源"
    )
    answer = models.CharField("答え", max_length=12, choices=Answer, blank=True)
    note = models.CharField("書いてあったこと", max_length=200, blank=True)
    on_day = models.DateField("確かめた日", null=True, blank=True)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="入れた人",
    )
    keyed_at = models.DateTimeField("入れた日時", null=True, blank=True)

    class Meta:
        verbose_name = "確認シートの行"
        verbose_name_plural = "確認シートの行"
        ordering = ["sheet_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"], name="resources_checkline_number_once"
            ),
            models.UniqueConstraint(
                fields=["sheet", "resource"], name="resources_checkline_resource_once"
            ),
            models.CheckConstraint(
                name="resources_checkline_keyed_whole",
                condition=Q(answer="", on_day=None, keyed_by=None, keyed_at=None)
                | (
                    ~Q(answer="")
                    & Q(on_day__isnull=False, keyed_by__isnull=False, keyed_at__isnull=False)
                ),
                violation_error_message="答えには、確かめた日と入れた人が要ります。",
            ),
        ]

    def __str__(self):
        return f"{self.sheet} {self.number}"

    @property
    def is_keyed(self):
        return bool(self.answer)
