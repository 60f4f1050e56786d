"""The newsletter (広報紙): its series and their issues."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import Council, worded
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of

SHEETS = (2, 4, 6, 8)
"""How many A4 pages an issue may have: whole sheets, printed on both sides."""


class Series(models.Model):
    """A periodical with a name of its own, such as 「めざせ！ワンハート」 (C1, C24)."""

    class Theme(models.TextChoices):
        PLUM = "plum", "梅（赤と桃）"
        LEAF = "leaf", "若葉（緑）"
        WAVE = "wave", "水辺（青）"
        MAPLE = "maple", "紅葉（柿と茶）"

    SEASONS = (Theme.PLUM, Theme.LEAF, Theme.WAVE, Theme.MAPLE)
    """Colours of winter (December to February), spring, summer and autumn."""

    class Masthead(models.TextChoices):
        RIBBON = "ribbon", "帯に大きな題字"
        BADGE = "badge", "丸い印と題字"
        PLAIN = "plain", "文字だけ"

    slug = models.SlugField("英字の名前", max_length=40, unique=True)
    title = models.CharField("題名", max_length=40)
    slogan = models.CharField("合い言葉", max_length=60, blank=True)
    subtitle = models.CharField("副題", max_length=60, blank=True)
    publisher = models.CharField("発行元", max_length=80)
    phone = models.CharField("連絡先の電話", max_length=20)
    office = models.CharField("連絡先の名前", max_length=60)
    web_title = models.CharField("ホームページの題", max_length=80, blank=True)
    web_url = models.URLField("ホームページ", blank=True)
    months_per_issue = models.PositiveSmallIntegerField("何か月ごと", default=2)
    theme = models.CharField("色合い", max_length=20, choices=Theme, default=Theme.PLUM)
    follows_seasons = models.BooleanField("色合いを季節で変える", default=False)
    masthead = models.CharField("題字", max_length=10, choices=Masthead, default=Masthead.RIBBON)
    n_pages = models.PositiveSmallIntegerField("ふだんの面数", default=4)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="newsletter_series",
        verbose_name="協議体",
        help_text="その協議体のたよりのときだけ選びます。",
    )
    needs_two_people = models.BooleanField("発行には2人が要る", default=True)
    is_active = models.BooleanField("続いている", default=True)

    class Meta:
        verbose_name = "広報紙"
        verbose_name_plural = "広報紙"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="newsletters_series_some_months",
                condition=Q(months_per_issue__range=(1, 12)),
                violation_error_message="発行の間隔は1か月から12か月です。",
            ),
            models.CheckConstraint(
                name="newsletters_series_known_sheets",
                condition=Q(n_pages__in=SHEETS),
                violation_error_message="面数は2・4・6・8のどれかです。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def told_council(self):
        """Whose meetings its 話し合いの内容 reports on, as readers know them."""
        if self.council is None or self.council.is_tier1:
            return self.council.name if self.council else worded("{tier1}協議体")
        return self.council.full_name


class IssueQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Issue.State.PUBLISHED)

    def newest_first(self):
        return self.order_by("-issued_on", "-number")


class Issue(models.Model):
    """One number of a series (号). Once published, its words and its PDF never change."""

    class State(models.TextChoices):
        DRAFT = "draft", "下書き"
        REVIEW = "review", "確認依頼中"
        CHECKED = "checked", "校了"
        PUBLISHED = "published", "発行ずみ"

    series = models.ForeignKey(Series, models.PROTECT, related_name="issues", verbose_name="広報紙")
    number = models.PositiveIntegerField("号数")
    issued_on = models.DateField("発行月", help_text="その月の1日で持ちます。")
    coverage_from = models.DateField("載せる期間の始め（月）")
    coverage_until = models.DateField("載せる期間の終わり（月）")
    state = models.CharField("状態", max_length=20, choices=State, default=State.DRAFT)
    greeting = models.TextField("みなさまへ", blank=True)
    request_text = models.TextField("コーディネーターからのお願い", blank=True)
    digest = models.JSONField("話し合いの内容", default=list, blank=True)
    n_pages_planned = models.PositiveSmallIntegerField("作る面数", default=4)
    theme = models.CharField(
        "色合い", max_length=20, choices=Series.Theme, blank=True, help_text="空なら広報紙の色合い"
    )
    copied_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="写した号",
    )
    version = models.PositiveIntegerField("版", default=1)
    asked_at = models.DateTimeField("確認を頼んだ日時", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="確認を頼んだ人",
    )
    checked_at = models.DateTimeField("校正した日時", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues_checked",
        verbose_name="校正した人",
    )
    publish_at = models.DateTimeField("発行する予定の日時", null=True, blank=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="発行を予約した人",
    )
    published_at = models.DateTimeField("発行した日時", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues_published",
        verbose_name="発行した人",
    )
    pdf = models.FileField("PDF", max_length=120, blank=True)
    pdf_sha256 = models.CharField("PDFの指紋", max_length=64, blank=True)
    pdf_bytes = models.PositiveIntegerField("PDFの大きさ", null=True, blank=True)
    n_pages = models.PositiveSmallIntegerField("面数", null=True, blank=True)
    cover = models.FileField("表紙の絵", max_length=120, blank=True)
    search_text = models.TextField("検索用のことば", blank=True)

    objects = IssueQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="号の版", excluded_fields=["search_text"])

    class Meta:
        verbose_name = "号"
        verbose_name_plural = "号"
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="newsletters_issue_number_once",
                violation_error_message="この号数は、すでに使われています。",
            ),
            models.CheckConstraint(
                name="newsletters_issue_number_positive",
                condition=Q(number__gte=1),
                violation_error_message="号数は1からです。",
            ),
            models.CheckConstraint(
                name="newsletters_issue_coverage_in_order",
                condition=Q(coverage_until__gte=F("coverage_from")),
                violation_error_message="載せる期間の終わりは、始めより後にしてください。",
            ),
            models.CheckConstraint(
                name="newsletters_issue_checked_pair",
                condition=Q(state__in=["draft", "review"], checked_at=None, checked_by=None)
                | Q(
                    state__in=["checked", "published"],
                    checked_at__isnull=False,
                    checked_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="newsletters_issue_published_whole",
                condition=(
                    Q(
                        state="published",
                        published_at__isnull=False,
                        published_by__isnull=False,
                        pdf_bytes__isnull=False,
                        n_pages__isnull=False,
                    )
                    & ~Q(pdf="")
                    & ~Q(pdf_sha256="")
                )
                | Q(
                    state__in=["draft", "review", "checked"],
                    published_at=None,
                    published_by=None,
                    pdf="",
                    pdf_sha256="",
                    pdf_bytes=None,
                    n_pages=None,
                ),
                violation_error_message="発行した号には、日時・人・PDFがそろって要ります。",
            ),
            models.CheckConstraint(
                name="newsletters_issue_known_sheets",
                condition=Q(n_pages_planned__in=SHEETS),
                violation_error_message="面数は2・4・6・8のどれかです。",
            ),
            models.CheckConstraint(
                name="newsletters_issue_asked_pair",
                condition=Q(asked_at=None, asked_by=None)
                | Q(asked_at__isnull=False, asked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="newsletters_issue_scheduled_whole",
                condition=Q(publish_at=None, scheduled_by=None)
                | Q(
                    publish_at__isnull=False,
                    scheduled_by__isnull=False,
                    state__in=["checked", "published"],
                ),
                violation_error_message="発行を予約できるのは、校了した号だけです。",
            ),
        ]

    def __str__(self):
        return f"{self.series} {self.number_name}"

    def get_absolute_url(self):
        return address_of("newsletters:issue-detail", self.pk)

    @property
    def council_id(self):
        """Whose it is: that of its series; None = the whole city's, for city-wide roles only."""
        return self.series.council_id

    @property
    def number_name(self):
        """「第19号」"""
        return f"第{self.number}号"

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_checked(self):
        return self.state == self.State.CHECKED

    @property
    def coverage_name(self):
        """「12・1月」, as the heading of the digest says it; over a year 「4〜3月」."""
        first, last = self.coverage_from, self.coverage_until
        n_months = (last.year - first.year) * 12 + last.month - first.month + 1
        if n_months == 1:
            return f"{first.month}月"
        return f"{first.month}{'・' if n_months == 2 else wareki.TILDE}{last.month}月"

    @property
    def shown_theme(self):
        """Its own colours, else those of its season or of its series."""
        return self.theme or self.usual_theme

    @property
    def usual_theme(self):
        """The colours it has while nobody chooses others for this one issue."""
        if not self.series.follows_seasons:
            return self.series.theme
        return Series.SEASONS[self.issued_on.month % 12 // 3]

    @property
    def file_name(self):
        """「onehart-19.pdf」"""
        return f"{self.series.slug}-{self.number}.pdf"
