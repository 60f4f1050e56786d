"""One place written down twice: what people answered, and which records were merged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from resources.models.imports import ImportBatch
from resources.models.places import SocialResource


class SamenessAnswer(models.Model):
    """同じものか、別のものか: what a person said of two records that look alike.

    Kept by what the records say (resources.queries.likely.key_of), so that the next edition of a
    list, whose lines are no records yet, does not ask again.
    """

    one_key = models.CharField("一方の要約", max_length=64)
    other_key = models.CharField("もう一方の要約", max_length=64)
    is_same = models.BooleanField("同じもの")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答えた人"
    )
    at = models.DateTimeField("答えた日時")

    class Meta:
        verbose_name = "同じものかどうかの答え"
        verbose_name_plural = "同じものかどうかの答え"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["one_key", "other_key"], name="resources_samenessanswer_pair_once"
            ),
            models.CheckConstraint(
                name="resources_samenessanswer_in_order",
                condition=Q(one_key__lte=F("other_key")),
            ),
        ]

    def __str__(self):
        return "同じもの" if self.is_same else "別のもの"


class ResourceMerge(models.Model):
    """Two records of one place became one (重複をまとめた); both as they were are kept.

    `kept_before` is empty where the kept record was not written to: lines of a list that were
    said to be the same place.
    """

    kept = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="merges", verbose_name="残した資源"
    )
    merged = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="merges_into", verbose_name="まとめた資源"
    )
    batch = models.ForeignKey(
        ImportBatch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merges",
        verbose_name="取り込み",
    )
    kept_before = models.JSONField("残した資源のまとめる前", default=dict, blank=True)
    merged_before = models.JSONField("まとめた資源のまとめる前", default=dict)
    kept_written_at = models.DateTimeField("残した資源の版の日時", null=True, blank=True)
    merged_written_at = models.DateTimeField("まとめた資源の版の日時")
    at = models.DateTimeField("まとめた日時")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="まとめた人"
    )
    undone_at = models.DateTimeField("元に戻した日時", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="元に戻した人",
    )

    class Meta:
        verbose_name = "重複のまとめ"
        verbose_name_plural = "重複のまとめ"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="resources_resourcemerge_undone_whole",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                violation_error_message="元に戻した人と日時が要ります。",
            ),
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at=None),
                name="resources_resourcemerge_merged_once",
            ),
        ]

    def __str__(self):
        return f"{self.merged} → {self.kept}"

    @property
    def council_id(self):
        """Whose people may take it back: of the one council; of two, those of the whole city."""
        one, other = self.kept.council_id, self.merged.council_id
        return one if one == other else None

    @property
    def is_undone(self):
        return self.undone_at is not None

    @property
    def is_untouched(self):
        """Has nobody written to the two records since?"""
        kept_as_left = self.kept_written_at in (None, self.kept.updated_at)
        return kept_as_left and self.merged_written_at == self.merged.updated_at
