"""The towns of the city (町), so that an address alone gives a place on the map."""

from django.db import models
from django.db.models import Q

from councils.models import Council


class Town(models.Model):
    """One 町 or 丁目 of the city with the point in its middle (町の代表点).

    A row 「緑町」 beside 「緑町一丁目」… stands for addresses that leave the block out.
    """

    name = models.CharField("町", max_length=40)
    koaza = models.CharField("小字", max_length=40, blank=True)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    postal_code = models.CharField("郵便番号", max_length=7, blank=True)
    latitude = models.DecimalField("緯度", max_digits=9, decimal_places=6)
    longitude = models.DecimalField("経度", max_digits=9, decimal_places=6)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="towns",
        verbose_name="地区（協議体）",
        help_text="わかるときだけ。2つの地区にまたがる町は空けます。",
    )

    class Meta:
        verbose_name = "町"
        verbose_name_plural = "町"
        ordering = ["name", "koaza"]
        constraints = [
            models.UniqueConstraint(fields=["name", "koaza"], name="resources_town_once"),
            models.CheckConstraint(
                name="resources_town_in_japan",
                condition=Q(latitude__range=(20, 46), longitude__range=(122, 154)),
                violation_error_message="緯度は20〜46、経度は122〜154です。",
            ),
        ]

    def __str__(self):
        return f"{self.name}{self.koaza}"
