"""The printed lists, and who holds a copy: those people must hear of a correction (H6, H7)."""

from django.db import models
from django.db.models import Q

from councils.models import Council
from resources.models.kinds import Kind
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of


class ResourceEdition(models.Model):
    """One printed edition of a list (資源一覧の版), such as つどい・ふれあいの場一覧."""

    title = models.CharField("題名", max_length=120)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resource_editions",
        verbose_name="協議体",
    )
    issued_on = models.DateField("発行日", null=True, blank=True)
    issued_text = models.CharField("発行（原文）", max_length=60, blank=True)
    n_printed = models.PositiveIntegerField("部数", null=True, blank=True)
    is_map = models.BooleanField("地図", default=False)
    kinds = models.JSONField(
        "載せた種類", default=list, blank=True, help_text="空なら、すべての種類。"
    )
    note = models.CharField("備考", max_length=200, blank=True)

    class Meta:
        verbose_name = "資源一覧の版"
        verbose_name_plural = "資源一覧の版"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="resources_resourceedition_titled",
                condition=~Q(title=""),
                violation_error_message="題名を入れてください。",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("resources:edition-detail", self.pk)

    @property
    def issued_words(self):
        """The day as the paper prints it, else in full; "" where nobody knows."""
        if self.issued_text or self.issued_on is None:
            return self.issued_text
        return wareki.format_date(self.issued_on)

    @property
    def kind_labels(self):
        """The kinds it holds in words; [] for all."""
        return [str(Kind(kind).label) for kind in self.kinds if kind in Kind.values]


class Distribution(models.Model):
    """Copies of an edition handed to somebody (配布先)."""

    class Audience(models.TextChoices):
        WELFARE_COMMISSIONER = "welfare_commissioner", "民生委員・児童委員"
        CARE_MANAGER = "care_manager", "ケアマネジャー"
        SALON_HOST = "salon_host", "居場所・サロンの主催者"
        SENIORS_CLUB = "seniors_club", "長寿会"
        COMMUNITY_HALL = "community_hall", "公民館"
        LIVING_ALONE = "living_alone", "ひとり暮らしの人"
        OTHER = "other", "そのほか"

    edition = models.ForeignKey(
        ResourceEdition, models.PROTECT, related_name="distributions", verbose_name="版"
    )
    audience = models.CharField("配布先の種類", max_length=24, choices=Audience)
    recipient = models.CharField("配布先", max_length=120, blank=True)
    n_copies = models.PositiveIntegerField("部数", null=True, blank=True)
    handed_on = models.DateField("渡した日", null=True, blank=True)
    told_on = models.DateField("直しを知らせた日", null=True, blank=True)

    class Meta:
        verbose_name = "配布"
        verbose_name_plural = "配布"
        ordering = ["edition_id", "audience", "pk"]

    def __str__(self):
        return f"{self.edition} {self.recipient or self.get_audience_display()}"
