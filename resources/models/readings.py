"""Tables that are read in from a sheet, and read in again next year."""

from django.conf import settings
from django.db import models


class ReadingQuerySet(models.QuerySet):
    def current(self):
        """Without those a later reading of the same table has taken the place of."""
        return self.filter(is_current=True)


class Reading(models.Model):
    """A whole table that somebody read in: a new version of the one it replaces, which stays."""

    is_current = models.BooleanField("いまの版", default=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="前の版",
    )
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="取り込んだ人",
    )
    read_at = models.DateTimeField("取り込んだ日時", null=True, blank=True)

    class Meta:
        abstract = True
