"""The directory itself: places and helps, when they open, and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import Council, Neighbourhood
from resources.models.imports import ImportBatch, ImportSource
from resources.models.kinds import Kind, ProviderKind, look_of
from resources.models.towns import Town
from takasaki_sc.lib import fees
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.recurrence import FORTNIGHTLY, Rule, falls_on
from takasaki_sc.lib.schedules import is_public_holiday, is_year_end


class SocialResourceQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: released, and not ended."""
        return self.listed().filter(is_public=True).exclude(status=SocialResource.Status.ENDED)

    def listed(self):
        """What stands in the directory: not merged into another, not taken back with its list."""
        return self.filter(merged_into=None, taken_back_at=None)

    def in_list_order(self):
        return self.order_by("order_key", "pk")


class SocialResource(models.Model):
    """A place to meet or a help people can use (社会資源): サロン, 体操, 移動販売, 配食…

    `last_verified_on` is the day somebody made sure it is still true; `updated_at` only says
    when the record was last written. The two must never be mixed up.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "活動中"
        SUSPENDED = "suspended", "休止中"
        ENDED = "ended", "終了"

    class Precision(models.TextChoices):
        EXACT = "exact", "正確な位置"
        TOWN = "town", "町のおよその位置"

    class Fee(models.TextChoices):
        FREE = fees.FREE, "無料"
        PAID = fees.PAID, "費用がかかる"
        NOT_STATED = fees.NOT_STATED, "書いていない"

    name = models.CharField("名称", max_length=120)
    kana = models.CharField("ふりがな", max_length=160, blank=True)
    kind = models.CharField("種類", max_length=20, choices=Kind, default=Kind.OTHER)
    kind_text = models.CharField("種類（名簿の書き方）", max_length=250, blank=True)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name="地区（協議体）",
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name="町内会",
    )
    district_text = models.CharField("地区（名簿の書き方）", max_length=80, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    venue = models.CharField("会場", max_length=120, blank=True)
    latitude = models.DecimalField("緯度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("経度", max_digits=9, decimal_places=6, null=True, blank=True)
    position_precision = models.CharField(
        "位置の確かさ", max_length=10, choices=Precision, blank=True
    )
    schedule_text = models.TextField(
        "開催日時",
        blank=True,
        help_text="書いたとおりに載ります。例：毎週(火、金) 10:00～12:00、第1・3木曜 13:30～15:00",
    )
    closed_text = models.CharField("休みの日", max_length=200, blank=True)
    organiser = models.CharField("開催者・団体", max_length=120, blank=True)
    provider_kind = models.CharField("団体の種類", max_length=24, choices=ProviderKind, blank=True)
    contact = models.CharField(
        "連絡先の人",
        max_length=120,
        blank=True,
        help_text="代表者や担当者の名前。ログインした職員だけに見えます。",
    )
    phone = models.CharField("電話", max_length=120, blank=True)
    fax = models.CharField("FAX", max_length=60, blank=True)
    url = models.URLField("ホームページ", max_length=500, blank=True)
    fee_text = models.CharField("費用", max_length=200, blank=True)
    notes = models.TextField("備考", blank=True)
    status = models.CharField("状態", max_length=12, choices=Status, default=Status.ACTIVE)
    is_public = models.BooleanField("公開する", default=True)
    last_verified_on = models.DateField("最終確認日", null=True, blank=True)
    updated_at = models.DateTimeField("最終更新", auto_now=True)

    import_source = models.ForeignKey(
        ImportSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name="名簿",
    )
    source_batch = models.ForeignKey(
        ImportBatch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name="最後に書きこんだ取り込み",
    )
    source_sheet = models.CharField("元のシート", max_length=120, blank=True)
    source_row = models.PositiveIntegerField("元の行番号", null=True, blank=True)
    source_code = models.CharField("名簿の番号", max_length=60, blank=True)
    imported_values = models.JSONField(
        "名簿が最後に言っていたこと",
        default=dict,
        blank=True,
        help_text="名簿が変わったところだけを取り込み、画面での訂正を消さないために使います。",
    )

    value_sources = models.JSONField(
        "値ごとの出どころ",
        default=dict,
        blank=True,
        help_text="項目 → 名簿・シート・行・日付。画面で直した項目は、その日と「画面」。",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name="まとめた先",
    )
    taken_back_at = models.DateTimeField("取り込みの取り消しで外した日時", null=True, blank=True)

    natural_key = models.CharField("照らし合わせの鍵", max_length=340, blank=True, db_index=True)
    search_text = models.TextField("検索用のことば", blank=True)
    order_key = models.CharField("並べ替えの鍵", max_length=160, blank=True, db_index=True)
    fee = models.CharField(
        "費用の有無", max_length=8, choices=Fee, default=Fee.NOT_STATED, blank=True
    )
    town = models.ForeignKey(
        Town,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name="住所の町",
    )
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    objects = SocialResourceQuerySet.as_manager()
    history = HistoricalRecords(
        verbose_name="社会資源の版",
        excluded_fields=[
            "natural_key",
            "search_text",
            "order_key",
            "fee",
            "town",
            "submit_token",
            "imported_values",
            "value_sources",
        ],
    )

    class Meta:
        verbose_name = "社会資源"
        verbose_name_plural = "社会資源"
        ordering = ["order_key", "pk"]
        indexes = [
            models.Index(fields=["status", "is_public", "order_key"]),
            models.Index(fields=["kind", "status", "is_public", "order_key"]),
            models.Index(fields=["council", "kind", "status", "is_public"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="resources_socialresource_named",
                condition=~Q(name=""),
                violation_error_message="名称を入れてください。",
            ),
            models.CheckConstraint(
                name="resources_socialresource_position_pair",
                condition=Q(latitude=None, longitude=None, position_precision="")
                | (Q(latitude__isnull=False, longitude__isnull=False) & ~Q(position_precision="")),
                violation_error_message="緯度と経度は、両方入れるか、両方空にしてください。",
            ),
            models.CheckConstraint(
                name="resources_socialresource_position_in_japan",
                condition=Q(latitude=None)
                | Q(latitude__range=(20, 46), longitude__range=(122, 154)),
                violation_error_message="緯度は20〜46、経度は122〜154です。",
            ),
            models.UniqueConstraint(
                fields=["source_batch", "source_sheet", "source_row"],
                condition=Q(source_batch__isnull=False),
                name="resources_socialresource_line_once",
            ),
            models.CheckConstraint(
                name="resources_socialresource_off_list_is_off_pages",
                condition=Q(merged_into=None, taken_back_at=None)
                | Q(is_public=False, status="ended"),
                violation_error_message="まとめた資源と外した資源は、公開できません。",
            ),
            models.CheckConstraint(
                name="resources_socialresource_not_merged_into_itself",
                condition=~Q(merged_into=F("pk")),
                violation_error_message="同じ資源どうしは、まとめられません。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("resources:resource-detail", self.pk)

    @property
    def look(self):
        return look_of(self.kind)

    @property
    def has_position(self):
        return self.latitude is not None

    @property
    def is_active(self):
        return self.status == self.Status.ACTIVE

    @property
    def is_suspended(self):
        return self.status == self.Status.SUSPENDED

    @property
    def is_ended(self):
        return self.status == self.Status.ENDED

    @property
    def is_merged(self):
        return self.merged_into_id is not None

    @property
    def standing(self):
        """The record that stands for this place: itself, or the one it was merged into."""
        one = self
        while one.is_merged:
            one = one.merged_into
        return one

    @property
    def list_words(self):
        """「載っている資源（名簿…）」: where the record comes from, beside another one."""
        if self.import_source_id:
            return f"載っている資源（名簿「{self.import_source}」）"
        return "載っている資源（画面で書いたもの）"

    @property
    def is_roughly_placed(self):
        """およその位置: the mark stands in the middle of the town, not at the door."""
        return self.position_precision == self.Precision.TOWN

    @property
    def where(self):
        """「会場（住所）」; whatever of the two is known."""
        if self.venue and self.address:
            return f"{self.venue}（{self.address}）"
        return self.venue or self.address

    @property
    def phone_numbers(self):
        return [number for number in self.phone.split("、") if number]


class ResourceSchedule(models.Model):
    """One rule read from the schedule text (開催のきまり), for weekday search and next dates.

    Derived from `schedule_text`, which stays the truth; replaced as a whole when it changes.
    """

    resource = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="schedules", verbose_name="社会資源"
    )
    order = models.PositiveSmallIntegerField("順番")
    weekday = models.PositiveSmallIntegerField("曜日（1=月…7=日）", null=True, blank=True)
    weeks = models.CharField("週（0=毎週、1〜5=第n、6=最終、7=隔週）", max_length=6, blank=True)
    month_day = models.PositiveSmallIntegerField("毎月の日", null=True, blank=True)
    starts_at = models.TimeField("始まり", null=True, blank=True)
    ends_at = models.TimeField("終わり", null=True, blank=True)
    months = models.CharField("月（空なら毎月）", max_length=40, blank=True)
    every_n_months = models.PositiveSmallIntegerField("何か月ごと", default=1)
    skips_holidays = models.BooleanField("祝日は休み", default=False)
    skips_year_end = models.BooleanField("年末年始は休み", default=False)

    class Meta:
        verbose_name = "開催のきまり"
        verbose_name_plural = "開催のきまり"
        ordering = ["resource_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "order"], name="resources_resourceschedule_order_once"
            ),
            models.CheckConstraint(
                name="resources_resourceschedule_weekday_known",
                condition=Q(weekday=None) | Q(weekday__range=(1, 7)),
            ),
        ]

    def __str__(self):
        return f"{self.resource} {self.order}"

    @property
    def is_unsure(self):
        """隔週 and 隔月 say how often, not which week: the day has to be asked for."""
        return self.every_n_months > 1 or str(FORTNIGHTLY) in self.weeks

    def may_fall_on(self, day):
        """Whether the day is one of the rule's, or may be one where it is_unsure."""
        if self.skips_holidays and is_public_holiday(day):
            return False
        if self.skips_year_end and is_year_end(day):
            return False
        rule = Rule(
            weekdays=(self.weekday,) if self.weekday else (),
            nth=tuple(int(week) for week in self.weeks),
            month_days=(self.month_day,) if self.month_day else (),
            months=tuple(int(month) for month in self.months.split(",") if month),
        )
        return falls_on(rule, day, day)


class ResourceStatus(models.Model):
    """新規・休止・再開・終了: when a resource changed its state, and why (H4)."""

    class Change(models.TextChoices):
        STARTED = "started", "新規"
        SUSPENDED = "suspended", "休止"
        RESUMED = "resumed", "再開"
        ENDED = "ended", "終了"

    resource = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="status_changes", verbose_name="社会資源"
    )
    change = models.CharField("変化", max_length=12, choices=Change)
    on_day = models.DateField("日付")
    reason = models.CharField("理由", max_length=200, blank=True)
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, verbose_name="取り込み"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="記録した人"
    )
    at = models.DateTimeField("記録した日時", auto_now_add=True)

    class Meta:
        verbose_name = "資源の状態の変化"
        verbose_name_plural = "資源の状態の変化"
        ordering = ["resource_id", "-on_day", "-pk"]

    def __str__(self):
        return f"{self.resource} {self.get_change_display()}"
