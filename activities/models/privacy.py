"""Why the register was handed out, and who asked that a person's words be erased (K5)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from councils.models import Council, Person


class RegisterExport(models.Model):
    """The register left the house as a file: who took it, when, and what for (目的)."""

    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="協議体",
    )
    purpose = models.CharField("使う目的", max_length=200)
    n_names = models.PositiveIntegerField("人数")
    taken_at = models.DateTimeField("出した日時")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="出した人"
    )

    class Meta:
        verbose_name = "名簿の持ち出し"
        verbose_name_plural = "名簿の持ち出し"
        ordering = ["-taken_at", "-pk"]

    def __str__(self):
        return self.purpose


class Erasure(models.Model):
    """Somebody's words are to be erased (消去): one colleague asks, another one does it.

    person: the row of the register of people, if they have one. roots: the other rows that are
    this human, such as [["activities.helpclient", 7]]. in_sentences: also where they are named.
    """

    person = models.OneToOneField(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="erasure",
        verbose_name="人",
    )
    roots = models.JSONField("ほかの記録の番号", default=list, blank=True)
    in_sentences = models.BooleanField("文のなかのお名前も消す", default=True)
    asked_at = models.DateTimeField("申し出を受けた日時")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="受けた人"
    )
    done_at = models.DateTimeField("消した日時", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="消した人",
    )

    class Meta:
        verbose_name = "個人の情報の消去"
        verbose_name_plural = "個人の情報の消去"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activities_erasure_done_pair",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="activities_erasure_by_two",
                condition=Q(done_by=None) | ~Q(done_by=F("asked_by")),
                violation_error_message="申し出を受けた方とは、別の方が消してください。",
            ),
        ]

    def __str__(self):
        return f"消去 {self.pk}"

    @property
    def is_done(self):
        return self.done_at is not None
