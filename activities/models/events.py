"""What is held for many: 勉強会, フォーラム, 展示, 視察, 出前講座 (D5-D13, J5)."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from activities.models.support import SupportActivity
from councils.models import Council, Meeting, Organisation, Person
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.counts import COUNT_KINDS, Count, CountKind


def count_words(n, kind):
    """「約450人」; nothing where nobody counted."""
    return "" if n is None else str(Count(n, CountKind(kind)))


class EventQuerySet(models.QuerySet):
    def held(self):
        """What took place or will: not called off."""
        return self.filter(cancelled_on=None)

    def between(self, first, last):
        """Begun in the period, both days included."""
        return self.filter(from_on__range=(first, last))


class Event(models.Model):
    """One event of the programme (行事): when, for whom, what about, how many came."""

    class Kind(models.TextChoices):
        STUDY = "study", "勉強会"
        TRAINING = "training", "研修会"
        FORUM = "forum", "フォーラム"
        EXHIBITION = "exhibition", "展示"
        INTERNAL = "internal", "庁内の勉強会"
        VISIT_OUT = "visit_out", "視察（行く）"
        VISIT_IN = "visit_in", "視察（迎える）"
        OUTREACH = "outreach", "出前講座"
        ROUND_TABLE = "round_table", "座談会"
        PREPARATION = "preparation", "協議体の準備会"
        TALK_OUTSIDE = "talk_outside", "市の外での発表"
        OTHER = "other", "その他"

    kind = models.CharField("種類", max_length=20, choices=Kind)
    title = models.CharField("名称", max_length=120)
    theme = models.CharField("主題", max_length=200, blank=True)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="協議体",
        help_text="市全域の行事は空けておきます。",
    )
    meeting = models.OneToOneField(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="event",
        verbose_name="会議の記録",
    )
    from_on = models.DateField("開催日")
    until_on = models.DateField("終わりの日", null=True, blank=True, help_text="何日も続くとき")
    starts_at = models.TimeField("開始", null=True, blank=True)
    ends_at = models.TimeField("終了", null=True, blank=True)
    place = models.CharField("場所", max_length=120, blank=True)
    method = models.CharField("方法", max_length=200, blank=True, help_text="講演、懇談など")
    lecturer = models.CharField("講師", max_length=200, blank=True)
    story = models.TextField("内容", blank=True)
    hosts = models.ManyToManyField(
        Organisation, blank=True, related_name="events", verbose_name="主催・共催"
    )
    activities = models.ManyToManyField(
        SupportActivity, blank=True, related_name="events", verbose_name="取り上げた活動"
    )
    fee_text = models.CharField("参加費", max_length=80, blank=True)
    how_to_apply = models.CharField("申込み方法", max_length=200, blank=True)
    participants_text = models.CharField("参加者", max_length=300, blank=True)
    n_attended = models.PositiveIntegerField("参加者数", null=True, blank=True)
    n_attended_kind = models.CharField(
        "数え方", max_length=20, choices=COUNT_KINDS, default="actual"
    )
    source = models.CharField("出典", max_length=200, blank=True)
    is_public = models.BooleanField("市民に知らせる", default=False)
    cancelled_on = models.DateField("中止を決めた日", null=True, blank=True)
    cancel_reason = models.CharField("中止のわけ", max_length=200, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    objects = EventQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="行事の版")

    class Meta:
        verbose_name = "行事"
        verbose_name_plural = "行事"
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activities_event_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message="終わりの日は、開催日より後にしてください。",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("activities:event-detail", self.pk)

    @property
    def is_cancelled(self):
        return self.cancelled_on is not None

    @property
    def last_on(self):
        """The last day: for most events the only one."""
        return self.until_on or self.from_on

    @property
    def when_words(self):
        """「令和3年1月30日（土）〜2月5日（金）」."""
        return wareki.format_range(self.from_on, self.last_on)

    @property
    def hours(self):
        if self.starts_at is None:
            return ""
        if self.ends_at is None:
            return f"{wareki.format_time(self.starts_at)}〜"
        return wareki.format_time_range(self.starts_at, self.ends_at)

    @property
    def attended_words(self):
        return count_words(self.n_attended, self.n_attended_kind)


class EventPart(models.Model):
    """One part of an event's programme, with who spoke (D5, I7)."""

    class Kind(models.TextChoices):
        GREETING = "greeting", "あいさつ"
        BRIEFING = "briefing", "行政説明"
        LECTURE = "lecture", "講演"
        REPORT = "report", "事例報告"
        PANEL = "panel", "パネル"
        PLAY = "play", "寸劇"
        GROUP_TALK = "group_talk", "グループトーク"
        OTHER = "other", "その他"

    event = models.ForeignKey(Event, models.PROTECT, related_name="parts", verbose_name="行事")
    order = models.PositiveSmallIntegerField("順番")
    section = models.CharField("部", max_length=40, blank=True)
    kind = models.CharField("種類", max_length=20, choices=Kind, default=Kind.OTHER)
    title = models.CharField("題", max_length=200)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, verbose_name="話した協議体"
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="talks",
        verbose_name="語り手（登録された人）",
    )
    speaker = models.CharField("話した人・団体", max_length=80, blank=True)
    story = models.TextField("話の中身", blank=True)

    class Meta:
        verbose_name = "行事のプログラム"
        verbose_name_plural = "行事のプログラム"
        ordering = ["event_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "order"], name="activities_eventpart_order_once"
            )
        ]

    def __str__(self):
        return self.title


class EventAudience(models.Model):
    """A class of people an event was for: how many were asked, how many came (D9)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="audiences", verbose_name="行事")
    order = models.PositiveSmallIntegerField("順番")
    label = models.CharField("対象", max_length=60)
    n_invited = models.PositiveIntegerField("案内した数", null=True, blank=True)
    n_attended = models.PositiveIntegerField("来た数", null=True, blank=True)
    n_attended_kind = models.CharField(
        "数え方", max_length=20, choices=COUNT_KINDS, default="actual"
    )

    class Meta:
        verbose_name = "行事の対象"
        verbose_name_plural = "行事の対象"
        ordering = ["event_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "order"], name="activities_eventaudience_order_once"
            )
        ]

    def __str__(self):
        return self.label

    @property
    def invited_words(self):
        return count_words(self.n_invited, CountKind.ACTUAL)

    @property
    def attended_words(self):
        return count_words(self.n_attended, self.n_attended_kind)
