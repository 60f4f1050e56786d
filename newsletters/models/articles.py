"""What stands on the pages of an issue: articles, speech bubbles, pictures."""

from datetime import date

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from activities.models import SupportActivity
from councils.models import Council
from newsletters.models.issues import Issue
from newsletters.models.pictures import Picture, PictureConsent

LAST_PAGE = 8
"""No issue has more pages (面); how many one has is its n_pages_planned."""


class Figure(models.TextChoices):
    """Our own small drawings (static/print/figures/)."""

    NEIGHBOURS = "neighbours", "ご近所のふたり"
    ELDERS = "elders", "年配のふたり"
    GROUP = "group", "三人の集まり"
    WALKERS = "walkers", "出かける人"
    STAFF = "staff", "事業所の人"
    HOUSE = "house", "家"
    HEART = "heart", "ハート"
    BAG = "bag", "買い物かばん"
    SCREEN = "screen", "画面"
    MEGAPHONE = "megaphone", "お知らせ"
    PLUM = "plum", "梅の花"


class Article(models.Model):
    """One piece on one page (記事). Of its five labelled texts, empty ones print nothing (C12)."""

    class Layout(models.TextChoices):
        PLAIN = "plain", "文章と写真"
        FLOW = "flow", "吹き出しの流れ図"
        PHOTOS = "photos", "写真を並べる"
        TABLE = "table", "一覧表"
        CALLOUT = "callout", "囲み（お知らせ）"
        BANNER = "banner", "大見出しと前書き"
        GREETING = "greeting", "みなさまへ"
        DIGEST = "digest", "話し合いの内容"
        REQUEST = "request", "お願い"
        QUOTE = "quote", "参加した方のことば"
        RESOURCES = "resources", "資源の一覧から"
        CALENDAR = "calendar", "予定表"
        MAP = "map", "地図"
        COLOPHON = "colophon", "発行元とQR"

    class Colour(models.TextChoices):
        RED = "red", "赤"
        GREEN = "green", "緑"
        ORANGE = "orange", "だいだい"
        BLUE = "blue", "青"
        PLUM = "plum", "紫"
        TEAL = "teal", "青緑"
        ROSE = "rose", "桃"
        GOLD = "gold", "山吹"

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="articles", verbose_name="号")
    page = models.PositiveSmallIntegerField("面")
    order = models.PositiveSmallIntegerField("面の中の順番")
    layout = models.CharField("形", max_length=20, choices=Layout, default=Layout.PLAIN)
    colour = models.CharField("色", max_length=20, choices=Colour, default=Colour.GREEN)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="協議体",
    )
    district = models.CharField("札に出す名前", max_length=30, blank=True)
    title = models.CharField("見出し", max_length=80)
    lead = models.TextField("前書き", blank=True)
    purpose = models.TextField("目的", blank=True)
    background = models.TextField("経緯", blank=True)
    scene = models.TextField("様子", blank=True)
    voice = models.TextField("感想", blank=True)
    future = models.TextField("今後", blank=True)
    quote = models.CharField("参加した方のことば", max_length=200, blank=True)
    table = models.JSONField("一覧表", default=dict, blank=True)
    options = models.JSONField(
        "えらんだこと",
        default=dict,
        blank=True,
        help_text="資源の一覧・予定表・地図に何を載せるか。",
    )
    emblem = models.CharField("囲みの絵", max_length=20, choices=Figure, blank=True)
    activity = models.ForeignKey(
        SupportActivity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="支え合い活動",
    )

    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    history = HistoricalRecords(verbose_name="記事の版", excluded_fields=["submit_token"])

    STANDING = {
        Layout.GREETING: "みなさまへ",
        Layout.DIGEST: "話し合いの内容",
        Layout.REQUEST: "コーディネーターからのお願い",
        Layout.COLOPHON: "発行元",
    }
    """Blocks whose words are the issue's own or its series'; with the heading they start with."""

    ISSUE_WORDS = {
        Layout.GREETING: "greeting",
        Layout.DIGEST: "digest",
        Layout.REQUEST: "request_text",
    }
    """Which field of the issue a standing block prints."""

    LABELLED = ("purpose", "background", "scene", "voice", "future")

    class Meta:
        verbose_name = "記事"
        verbose_name_plural = "記事"
        ordering = ["issue_id", "page", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "page", "order"], name="newsletters_article_place_once"
            ),
            models.CheckConstraint(
                name="newsletters_article_page_known",
                condition=Q(page__range=(1, LAST_PAGE)),
                violation_error_message="面は1面から8面です。",
            ),
        ]

    def __str__(self):
        return f"{self.label} {self.title}".strip()

    @property
    def label(self):
        """The words on the coloured tag: the free label, else the council's name (W7)."""
        if self.district or self.council is None:
            return self.district
        return self.council.name if self.council.is_tier1 else f"{self.council.name}地区"

    @property
    def facts(self):
        """[(label, text)] of the labelled texts that say something, in their fixed order."""
        texts = [
            (self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.LABELLED
        ]
        return [(label, text.strip()) for label, text in texts if text.strip()]

    @property
    def table_headers(self):
        return self.table.get("headers", [])

    @property
    def table_caption(self):
        return self.table.get("caption", "")

    @property
    def table_rows(self):
        return self.table.get("rows", [])

    @property
    def table_as_of(self):
        """The day these rows were copied from the directory; None for a table typed by hand."""
        day = self.table.get("as_of")
        return date.fromisoformat(day) if day else None

    @property
    def table_columns(self):
        """[(header, word)]: the word gives a column its width; typed tables have none."""
        keys = self.table.get("keys") or [""] * len(self.table_headers)
        return list(zip(self.table_headers, keys, strict=True))

    @property
    def is_taken(self):
        """Its rows are copied from the directory or the calendar, and can be copied again."""
        return self.layout in (self.Layout.RESOURCES, self.Layout.CALENDAR, self.Layout.MAP)

    @property
    def shows_table(self):
        """A block that was a table once keeps its rows, but shows them only as one."""
        return bool(self.table_rows) and (self.is_taken or self.layout == self.Layout.TABLE)

    @property
    def is_flow(self):
        return self.layout == self.Layout.FLOW

    @property
    def is_quote(self):
        """What somebody said stands first, and who said it (前書き) after it."""
        return self.layout == self.Layout.QUOTE

    @property
    def is_map(self):
        return self.layout == self.Layout.MAP

    @property
    def is_digest(self):
        return self.layout == self.Layout.DIGEST

    @property
    def table_cards(self):
        """Every row as [(header, cell), …], for papers too narrow for a table."""
        return [list(zip(self.table_headers, row, strict=False)) for row in self.table_rows]

    @property
    def is_standing(self):
        return self.layout in self.STANDING

    @property
    def is_banner(self):
        return self.layout == self.Layout.BANNER

    @property
    def is_aside(self):
        """Small pieces without labels: boxes and big headings."""
        return self.layout in (self.Layout.CALLOUT, self.Layout.BANNER)


class FlowStep(models.Model):
    """One speech bubble of a flow picture: who says it, and does an arrow lead on (C13, C16)."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="flow_steps", verbose_name="記事"
    )
    order = models.PositiveSmallIntegerField("順番")
    text = models.CharField("ことば", max_length=60)
    speaker = models.CharField("だれが", max_length=30, blank=True)
    figure = models.CharField("絵", max_length=20, choices=Figure, default=Figure.NEIGHBOURS)
    has_arrow = models.BooleanField("次へ矢印", default=True)
    is_highlight = models.BooleanField("目立たせる", default=False)

    class Meta:
        verbose_name = "流れ図の吹き出し"
        verbose_name_plural = "流れ図の吹き出し"
        ordering = ["article_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "order"], name="newsletters_flowstep_order_once"
            )
        ]

    def __str__(self):
        return self.text


class Photo(models.Model):
    """A picture in an article: a photograph (re-encoded when it came in) or one of our drawings."""

    class Drawing(models.TextChoices):
        MAGAZINE = "magazine", "情報誌を読む"
        EXCHANGE = "exchange", "山あいの会議"
        VILLAGE = "village", "山あいの地域"
        SHOPPING = "shopping", "買い物の確認"
        BRIEFING = "briefing", "勉強会の説明"
        SALON = "salon", "居場所のお茶の時間"
        LISTING = "listing", "一覧を囲む"
        BOOKLET = "booklet", "冊子づくり"

    class Arrow(models.TextChoices):
        UP = "up", "▲ 上の写真"
        LEFT = "left", "← 左の写真"
        RIGHT = "right", "→ 右の写真"
        NONE = "none", "なし"

    class Consent(models.TextChoices):
        UNASKED = "unasked", "まだ確かめていない"
        GIVEN = "given", "写っている方の同意がある"
        NOT_NEEDED = "not_needed", "人が写っていない・イラスト"
        WITHDRAWN = "withdrawn", "同意が取り消された"

    ARROW_SIGNS = {Arrow.UP: "▲", Arrow.LEFT: "←", Arrow.RIGHT: "→", Arrow.NONE: ""}
    READY = (Consent.GIVEN, Consent.NOT_NEEDED)

    article = models.ForeignKey(Article, models.PROTECT, related_name="photos", verbose_name="記事")
    order = models.PositiveSmallIntegerField("順番")
    picture = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="uses",
        verbose_name="写真の台帳",
    )
    image = models.FileField("写真", max_length=120, blank=True)
    drawing = models.CharField("イラスト", max_length=20, choices=Drawing, blank=True)
    width = models.PositiveIntegerField("横の画素", null=True, blank=True)
    height = models.PositiveIntegerField("縦の画素", null=True, blank=True)
    caption = models.CharField("説明文", max_length=60, blank=True)
    arrow = models.CharField("説明文の矢印", max_length=10, choices=Arrow, default=Arrow.UP)
    credit = models.CharField("提供・出典", max_length=80, blank=True)
    alt = models.CharField("写真のかわりになることば", max_length=120, blank=True)
    consent = models.CharField(
        "掲載の同意", max_length=20, choices=Consent, default=Consent.UNASKED
    )
    focus_x = models.PositiveSmallIntegerField("見せたい所（横 %）", default=50)
    focus_y = models.PositiveSmallIntegerField("見せたい所（縦 %）", default=50)

    class Meta:
        verbose_name = "写真"
        verbose_name_plural = "写真"
        ordering = ["article_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "order"], name="newsletters_photo_order_once"
            ),
            models.CheckConstraint(
                name="newsletters_photo_image_or_drawing",
                condition=(~Q(image="") & Q(drawing="")) | (Q(image="") & ~Q(drawing="")),
                violation_error_message="写真か、イラストのどちらか一つを選んでください。",
            ),
            models.CheckConstraint(
                name="newsletters_photo_focus_in_picture",
                condition=Q(focus_x__range=(0, 100), focus_y__range=(0, 100)),
                violation_error_message="見せたい所は0から100までです。",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt or f"写真{self.order}"

    @property
    def is_drawing(self):
        return bool(self.drawing)

    @property
    def small_name(self):
        """The stored name of the copy for page and screen."""
        return self.image.name.removesuffix(".jpg") + "-small.jpg"

    @property
    def arrow_sign(self):
        return self.ARROW_SIGNS[self.arrow]

    @property
    def may_be_shown(self):
        """Has everybody in it agreed, or is there nobody in it: on paper and on the web?"""
        return all(self.may_be_shown_in(channel) for channel in PictureConsent.Channel)

    def may_be_shown_in(self, channel):
        """A consent taken back counts more than anything; noted ones more than the tick here."""
        if self.consent == self.Consent.WITHDRAWN:
            return False
        if self.picture and self.picture.is_refused_in(channel):
            return False
        return self.consent in self.READY or bool(
            self.picture and self.picture.is_agreed_in(channel)
        )

    @property
    def may_be_on_web(self):
        return self.may_be_shown_in(PictureConsent.Channel.WEB)
