"""What happens to an issue on its way and after: remarks, what a rule weighs, prints, 訂正."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from newsletters.models.articles import Article
from newsletters.models.issues import Issue, Series


class Remark(models.Model):
    """A reader's remark on an issue or on one of its blocks (校正のコメント)."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="remarks", verbose_name="号")
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name="記事",
    )
    text = models.TextField("コメント")
    at = models.DateTimeField("書いた日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="書いた人"
    )
    settled_at = models.DateTimeField("すんだ日時", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="すんだことにした人",
    )

    class Meta:
        verbose_name = "校正のコメント"
        verbose_name_plural = "校正のコメント"
        ordering = ["issue_id", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="newsletters_remark_settled_pair",
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            )
        ]

    def __str__(self):
        return self.text[:40]


class RuleLevel(models.Model):
    """What a series makes of one editorial rule (校正のきまり): stop, advise, or say nothing."""

    class Level(models.TextChoices):
        BLOCKING = "blocking", "直すまで発行できない"
        ADVISORY = "advisory", "お知らせだけ"
        OFF = "off", "使わない"

    series = models.ForeignKey(
        Series, models.PROTECT, related_name="rule_levels", verbose_name="広報紙"
    )
    rule = models.CharField("きまり", max_length=40)
    level = models.CharField("扱い", max_length=10, choices=Level)

    class Meta:
        verbose_name = "校正のきまりの扱い"
        verbose_name_plural = "校正のきまりの扱い"
        ordering = ["series_id", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["series", "rule"], name="newsletters_rulelevel_once")
        ]

    def __str__(self):
        return f"{self.rule} {self.get_level_display()}"


class Printing(models.Model):
    """The bytes of one variant of an issue as they went out (刷り). They never change.

    edition 1 is the first publication; a re-issue after a 訂正 is edition 2, 3…
    """

    class Variant(models.TextChoices):
        SCREEN = "screen", "ホームページ用"
        PRESS = "press", "印刷所用（塗り足し・トンボ）"
        MONO = "mono", "白黒"
        LARGE = "large", "大きな字"

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="printings", verbose_name="号")
    edition = models.PositiveSmallIntegerField("第何刷", default=1)
    variant = models.CharField("種類", max_length=10, choices=Variant)
    file = models.FileField("PDF", max_length=120)
    sha256 = models.CharField("指紋", max_length=64)
    n_bytes = models.PositiveIntegerField("大きさ")
    n_pages = models.PositiveSmallIntegerField("面数")
    made_at = models.DateTimeField("作った日時")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="作った人"
    )

    class Meta:
        verbose_name = "刷り"
        verbose_name_plural = "刷り"
        ordering = ["issue_id", "edition", "variant"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "edition", "variant"], name="newsletters_printing_once"
            )
        ]

    def __str__(self):
        return f"{self.issue} {self.get_variant_display()} 第{self.edition}刷"

    @property
    def reading_name(self):
        """「大きな字」, and 「大きな字（第2刷）」 once there is a second edition."""
        name = self.get_variant_display()
        return name if self.edition == 1 else f"{name}（第{self.edition}刷）"


class Correction(models.Model):
    """A 訂正 to an issue that is out: shown beside it, and on the next issue."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="corrections", verbose_name="号")
    page = models.PositiveSmallIntegerField("面", null=True, blank=True)
    wrong = models.CharField("誤", max_length=200)
    right = models.CharField("正", max_length=200)
    note = models.CharField("ひとこと", max_length=200, blank=True)
    edition = models.PositiveSmallIntegerField("直して出した刷り", null=True, blank=True)
    at = models.DateTimeField("記した日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="記した人"
    )

    class Meta:
        verbose_name = "訂正"
        verbose_name_plural = "訂正"
        ordering = ["issue_id", "at", "pk"]

    def __str__(self):
        return f"誤 {self.wrong} 正 {self.right}"
