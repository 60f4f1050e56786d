"""The councils themselves, how far they have come, and the community they aim for."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models.places import Area, SupportCentre
from councils.models.programme import Programme, worded_later
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.lines import blocks_of, lines_of
from takasaki_sc.lib.seen import mark_of


class CouncilQuerySet(models.QuerySet):
    def tier1(self):
        return self.filter(tier=Council.Tier.FIRST)

    def tier2(self):
        return self.filter(tier=Council.Tier.SECOND)

    def in_board_order(self):
        """As the city counts them; one whose year is not known yet comes last on any database."""
        began = F("cohort_year").asc(nulls_last=True)
        return self.order_by("tier", began, "order", "pk")


class Council(models.Model):
    """A 協議体: residents and organisations who meet so that neighbours support each other.

    The two tiers differ in the area they cover, not in rank (A3).
    """

    class Tier(models.IntegerChoices):
        FIRST = 1, worded_later("{tier1}")
        SECOND = 2, worded_later("{tier2}")

    name = models.CharField("名称", max_length=60, unique=True)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    nickname = models.CharField("愛称", max_length=60, blank=True)
    tier = models.PositiveSmallIntegerField("層", choices=Tier, default=Tier.SECOND)
    area = models.OneToOneField(Area, models.PROTECT, related_name="council", verbose_name="圏域")
    centres = models.ManyToManyField(
        SupportCentre, blank=True, related_name="councils", verbose_name=worded_later("{centre}")
    )
    cohort_year = models.PositiveSmallIntegerField(
        "取組みを始めた年度（西暦）", null=True, blank=True
    )
    cohort_label = models.CharField("取組み開始の時期", max_length=40, blank=True)
    established_on = models.DateField("発足した日", null=True, blank=True)
    established_text = models.CharField("発足（原文）", max_length=40, blank=True)
    usual_schedule = models.CharField("いつもの日時", max_length=80, blank=True)
    usual_place = models.CharField("いつもの場所", max_length=80, blank=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "協議体"
        verbose_name_plural = "協議体"
        ordering = ["tier", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="councils_council_tier_known",
                condition=Q(tier__in=[1, 2]),
                violation_error_message="層は2つのどちらかです。",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("councils:council-detail", self.pk)

    @property
    def is_tier1(self):
        return self.tier == self.Tier.FIRST

    @property
    def full_name(self):
        """「八幡地区協議体」のような、文の中での呼び方。"""
        if self.is_tier1:
            return self.name
        return f"{self.name}{Programme.objects.current().council_ending}"


class CouncilAlias(models.Model):
    """Another spelling of a council's name that people write or search for (W3–W7)."""

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="aliases", verbose_name="協議体"
    )
    text = models.CharField("別の書き方", max_length=60)
    source = models.CharField("どこで見たか", max_length=120, blank=True)

    class Meta:
        verbose_name = "協議体の別名"
        verbose_name_plural = "協議体の別名"
        ordering = ["council_id", "text"]
        constraints = [
            models.UniqueConstraint(fields=["text"], name="councils_councilalias_text_once")
        ]

    def __str__(self):
        return f"{self.text}（{self.council}）"


class CouncilPause(models.Model):
    """A time in which a council did not meet, such as the COVID months (D16)."""

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="pauses", verbose_name="協議体"
    )
    from_on = models.DateField("休み始め")
    until_on = models.DateField("再開", null=True, blank=True)
    reason = models.CharField("理由", max_length=200)

    class Meta:
        verbose_name = "協議体の休止期間"
        verbose_name_plural = "協議体の休止期間"
        ordering = ["council_id", "from_on"]
        constraints = [
            models.CheckConstraint(
                name="councils_councilpause_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message="再開の日は、休み始めより後にしてください。",
            )
        ]

    def __str__(self):
        return f"{self.council} {self.from_on}〜"


class CouncilStage(models.Model):
    """One step on the way from first talks to running activities, with evidence (E1)."""

    class Stage(models.IntegerChoices):
        PREPARATION = 1, "事前打ち合わせ"
        OVERVIEW_STUDY = 2, "大づかみ勉強会"
        SELECTION = 3, "アンケート・参加意欲のある人の選定"
        WORKSHOP = 4, "選定メンバーによる勉強会"
        AGREEMENT = 5, "意識統一"
        ESTABLISHED = 6, "協議体発足"
        COORDINATOR = 7, worded_later("{tier2}SCの選出")
        SURVEYS = 8, "資源・ニーズの調査とネットワークづくり"
        ACTIVITIES = 9, "支え合い活動の実施"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="stages", verbose_name="協議体"
    )
    stage = models.PositiveSmallIntegerField("段階", choices=Stage)
    reached_on = models.DateField("着いた日", null=True, blank=True)
    evidence = models.CharField("わかる記録", max_length=200, blank=True)
    next_step = models.CharField("次にすること", max_length=200, blank=True)

    history = HistoricalRecords(verbose_name="歩みのことばの控え")

    class Meta:
        verbose_name = "協議体の段階"
        verbose_name_plural = "協議体の段階"
        ordering = ["council_id", "stage"]
        constraints = [
            models.UniqueConstraint(fields=["council", "stage"], name="councils_councilstage_once")
        ]

    def __str__(self):
        return f"{self.council} {self.get_stage_display()}"


class Vision(models.Model):
    """A 目指す地域像 a council decided on. Kept as printed; a new decision is a new version."""

    WORDS = (
        "main_line", "sub_line", "explanation", "decided_on", "decided_text", "decided_at_id",
        "how_decided", "themes", "source",
    )  # fmt: skip

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="visions", verbose_name="協議体"
    )
    version = models.PositiveSmallIntegerField("版", default=1)
    main_line = models.CharField("目指す地域像", max_length=120)
    sub_line = models.CharField("添えことば", max_length=120, blank=True)
    explanation = models.TextField("説明", blank=True)
    decided_on = models.DateField("決めた日", null=True, blank=True)
    decided_text = models.CharField("決めた時期（原文）", max_length=60, blank=True)
    decided_at = models.ForeignKey(
        "councils.Meeting", models.PROTECT, null=True, blank=True, verbose_name="決めた会議"
    )
    how_decided = models.TextField("決め方", blank=True)
    themes = models.TextField(
        "ワークショップの題", blank=True, help_text="1行に1つ。例：地域の困りごと"
    )
    source = models.CharField("出典", max_length=200, blank=True)

    history = HistoricalRecords(verbose_name="地域像のことばの控え")

    class Meta:
        verbose_name = "目指す地域像"
        verbose_name_plural = "目指す地域像"
        ordering = ["council_id", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "version"], name="councils_vision_version_once"
            )
        ]

    def __str__(self):
        return self.main_line

    @property
    def decided_words(self):
        """「令和8年11月3日」, 「協議体の発足のとき」, or "" where nobody wrote it down."""
        return wareki.format_date(self.decided_on) if self.decided_on else self.decided_text

    @property
    def words(self):
        """Everything a person wrote down about it, to compare one version with another."""
        return [getattr(self, name) for name in self.WORDS]

    @property
    def mark(self):
        """What a form keeps of the vision it was opened on (lib/seen.py)."""
        return mark_of(self.version, *self.words)

    @property
    def theme_lines(self):
        return lines_of(self.themes)

    @property
    def explanation_blocks(self):
        """The explanation as it was laid out: paragraphs, ・ bullets or ① steps (B10)."""
        return blocks_of(self.explanation)


class RoadmapStep(models.Model):
    """One line of the 工程表 that leads to a vision (B9)."""

    vision = models.ForeignKey(
        Vision, models.PROTECT, related_name="steps", verbose_name="目指す地域像"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度（西暦）")
    quarter = models.PositiveSmallIntegerField("四半期", null=True, blank=True)
    text = models.CharField("すること", max_length=200)
    done_on = models.DateField("できた日", null=True, blank=True)
    dropped_on = models.DateField("やめた日", null=True, blank=True)
    meeting = models.ForeignKey(
        "councils.Meeting", models.PROTECT, null=True, blank=True, verbose_name="関係する会議"
    )

    class Meta:
        verbose_name = "工程表の項目"
        verbose_name_plural = "工程表の項目"
        ordering = ["vision_id", "fiscal_year", "quarter", "pk"]
        constraints = [
            models.CheckConstraint(
                name="councils_roadmapstep_quarter_known",
                condition=Q(quarter=None) | Q(quarter__in=[1, 2, 3, 4]),
                violation_error_message="四半期は1から4です。",
            ),
            models.CheckConstraint(
                name="councils_roadmapstep_done_or_dropped",
                condition=Q(done_on=None) | Q(dropped_on=None),
                violation_error_message="できた日と、やめた日は、どちらか一つです。",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_done(self):
        return self.done_on is not None

    @property
    def is_dropped(self):
        return self.dropped_on is not None

    @property
    def is_open(self):
        return not (self.is_done or self.is_dropped)

    @property
    def when_words(self):
        """「令和8年度 第1四半期」, or the year alone for a step that takes the whole year."""
        year = wareki.format_fiscal_year(self.fiscal_year)
        return f"{year} 第{self.quarter}四半期" if self.quarter else year


class ProfilePart(models.Model):
    """What a council does in one of the six fields of its work, line by line (E6, E7)."""

    class Part(models.TextChoices):
        PUBLICITY = "publicity", "周知"
        NEEDS = "needs", "ニーズの把握"
        RESOURCES = "resources", "社会資源の把握"
        SUPPORTERS = "supporters", "担い手の養成"
        DEVELOPMENT = "development", "資源開発"
        NETWORK = "network", "ネットワークづくり"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="profile", verbose_name="協議体"
    )
    part = models.CharField("分野", max_length=20, choices=Part)
    text = models.TextField("していること", blank=True, help_text="1行に1つ。")
    as_of = models.DateField("いつの時点", null=True, blank=True)
    source = models.CharField("出典", max_length=200, blank=True)

    history = HistoricalRecords(verbose_name="取り組みのことばの控え")

    class Meta:
        verbose_name = "協議体の取り組み"
        verbose_name_plural = "協議体の取り組み"
        ordering = ["council_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "part"], name="councils_profilepart_once")
        ]

    def __str__(self):
        return f"{self.council} {self.get_part_display()}"

    @property
    def lines(self):
        return [line.strip() for line in self.text.splitlines() if line.strip()]
