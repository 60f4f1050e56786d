"""The turn of the year: when a 年度 was called finished, and what went over into the next."""

from django.conf import settings
from django.db import models


class YearTurn(models.Model):
    """A 年度 that was closed on the page of the year's turn (年度の締め). It is written once.

    ``facts`` holds how many meetings, minutes, terms, 宿題 and proposals there were that day, by
    the keys of reports.year.Turn.counts.
    """

    fiscal_year = models.PositiveSmallIntegerField("年度（西暦）", unique=True)
    closed_at = models.DateTimeField("締めた日時")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="締めた人"
    )
    facts = models.JSONField("そのときの数", default=dict)
    note = models.CharField("引きつぎのことば", max_length=400, blank=True)

    class Meta:
        verbose_name = "年度の締め"
        verbose_name_plural = "年度の締め"
        ordering = ["-fiscal_year"]

    def __str__(self):
        return str(self.fiscal_year)
