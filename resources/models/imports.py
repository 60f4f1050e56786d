"""Lists that come from outside, and every time one of them was read in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from councils.models import Council
from takasaki_sc.lib.addresses import address_of


class ImportSource(models.Model):
    """A list that comes again and again (名簿の出どころ), with the columns as last agreed."""

    name = models.CharField("名簿の名前", max_length=80, unique=True)
    mapping = models.JSONField(
        "列の対応", default=dict, blank=True, help_text="見出しの並び → 項目の対応"
    )
    credit = models.CharField("出典の書き方", max_length=200, blank=True)

    class Meta:
        verbose_name = "名簿の出どころ"
        verbose_name_plural = "名簿の出どころ"
        ordering = ["name"]

    def __str__(self):
        return self.name


class ImportBatchQuerySet(models.QuerySet):
    def applied(self):
        return self.filter(state=ImportBatch.State.APPLIED)

    def latest_first(self):
        return self.order_by("-uploaded_at", "-pk")


class ImportBatch(models.Model):
    """One reading of one file (名簿の取り込み); it writes nothing before a person confirms."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "列を確かめる前"
        MAPPED = "mapped", "内容を確かめる前"
        PREVIEWED = "previewed", "反映する前"
        APPLIED = "applied", "反映済み"
        DISCARDED = "discarded", "取りやめ"
        UNDONE = "undone", "取り消し済み"

    source = models.ForeignKey(
        ImportSource, models.PROTECT, related_name="batches", verbose_name="名簿"
    )
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_batches",
        verbose_name="協議体",
        help_text="地区の名簿のときだけ選びます。",
    )
    file_name = models.CharField("ファイル名", max_length=200)
    sha256 = models.CharField("ファイルの要約", max_length=64)
    state = models.CharField("段階", max_length=20, choices=State, default=State.UPLOADED)
    sheets = models.JSONField("取り込むシート", default=list, blank=True)
    mapping = models.JSONField("列の対応", default=dict, blank=True)
    counts = models.JSONField("件数", default=dict, blank=True)
    file_notes = models.JSONField("ファイル全体について", default=list, blank=True)
    compared_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="くらべた前回の取り込み",
    )
    submit_token = models.UUIDField("送信の印", unique=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="取り込んだ人"
    )
    uploaded_at = models.DateTimeField("受け取った日時", auto_now_add=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="反映した人",
    )
    applied_at = models.DateTimeField("反映した日時", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="取り消した人",
    )
    undone_at = models.DateTimeField("取り消した日時", null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "名簿の取り込み"
        verbose_name_plural = "名簿の取り込み"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="resources_importbatch_applied_whole",
                condition=Q(
                    state__in=["applied", "undone"],
                    applied_at__isnull=False,
                    applied_by__isnull=False,
                )
                | (~Q(state__in=["applied", "undone"]) & Q(applied_at=None, applied_by=None)),
                violation_error_message="反映済みには、反映した人と日時が要ります。",
            ),
            models.CheckConstraint(
                name="resources_importbatch_undone_whole",
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state="undone") & Q(undone_at=None, undone_by=None)),
                violation_error_message="取り消し済みには、取り消した人と日時が要ります。",
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.file_name}"

    def get_absolute_url(self):
        return address_of("resources:import-detail", self.pk)

    @property
    def tally(self):
        """Lines by result, also those there are none of: {"new": 3, "changed": 0, …}."""
        return {str(result): self.counts.get(result, 0) for result in ImportRow.Result}

    @property
    def is_open(self):
        return self.state not in (self.State.APPLIED, self.State.DISCARDED, self.State.UNDONE)

    @property
    def is_previewed(self):
        return self.state == self.State.PREVIEWED

    @property
    def is_applied(self):
        return self.state == self.State.APPLIED

    @property
    def is_undone(self):
        return self.state == self.State.UNDONE

    @property
    def is_discarded(self):
        return self.state == self.State.DISCARDED


class ImportFile(models.Model):
    """The bytes of an uploaded list, kept only until the batch is applied or discarded."""

    batch = models.OneToOneField(
        ImportBatch, models.PROTECT, related_name="file", verbose_name="取り込み"
    )
    content = models.BinaryField("中身")

    class Meta:
        verbose_name = "取り込み中のファイル"
        verbose_name_plural = "取り込み中のファイル"

    def __str__(self):
        return f"{self.batch} の中身"


class ImportRowQuerySet(models.QuerySet):
    def to_write(self):
        return self.filter(result__in=[ImportRow.Result.NEW, ImportRow.Result.CHANGED])

    def gone(self):
        return self.filter(result=ImportRow.Result.GONE)

    def written(self):
        """The lines that changed something in the directory when the batch was applied."""
        return self.filter(written_at__isnull=False)

    def with_alike(self):
        return self.filter(result=ImportRow.Result.NEW).exclude(alike=[])


class ImportRow(models.Model):
    """What one line of the list would do (取り込みの1行), or a place the list no longer has."""

    class Result(models.TextChoices):
        NEW = "new", "新規"
        CHANGED = "changed", "変更"
        UNCHANGED = "unchanged", "変更なし"
        GONE = "gone", "消えた"
        ERROR = "error", "エラー"
        SKIPPED = "skipped", "読みとばし"

    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, related_name="rows", verbose_name="取り込み"
    )
    sheet = models.CharField("シート", max_length=120, blank=True)
    number = models.PositiveIntegerField("行番号", null=True, blank=True)
    order = models.PositiveIntegerField("並び順")
    result = models.CharField("結果", max_length=12, choices=Result)
    is_warned = models.BooleanField("注意あり", default=False)
    title = models.CharField("名称", max_length=200, blank=True)
    resource = models.ForeignKey(
        "resources.SocialResource",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name="社会資源",
    )
    resource_seen_at = models.DateTimeField("くらべた版の日時", null=True, blank=True)
    raw = models.JSONField("元の行", default=list, blank=True)
    before = models.JSONField("変わる前", default=dict, blank=True)
    after = models.JSONField("取り込む値", default=dict, blank=True)
    repairs = models.JSONField("直したところ", default=list, blank=True)
    issues = models.JSONField("気になるところ", default=list, blank=True)
    alike = models.JSONField(
        "似ているもの",
        default=list,
        blank=True,
        help_text="同じ名簿の行（シートと行番号）か、載っている資源の番号。",
    )
    replaced = models.JSONField(
        "書きこむ前の資源", default=dict, blank=True, help_text="取り消すときに戻すため。"
    )
    written_at = models.DateTimeField("書きこんだ版の日時", null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = "取り込みの1行"
        verbose_name_plural = "取り込みの行"
        ordering = ["batch_id", "order"]
        indexes = [models.Index(fields=["batch", "result", "order"])]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "sheet", "number"],
                condition=Q(number__isnull=False),
                name="resources_importrow_line_once",
            ),
            models.UniqueConstraint(
                fields=["batch", "order"], name="resources_importrow_order_once"
            ),
            models.CheckConstraint(
                name="resources_importrow_gone_has_resource",
                condition=~Q(result="gone") | Q(resource__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.sheet} {self.number or ''} {self.title}".strip()

    @property
    def is_changed(self):
        return self.result == self.Result.CHANGED
