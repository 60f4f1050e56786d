"""Support activities (支え合い活動), the way they began, and whom they learnt from (F, D12)."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from activities.models.words import ERRAND_STEPS, KIND_EXPLAINED, PAYMENT_EXPLAINED
from councils.models import Council, Meeting, Organisation, RoadmapStep
from resources.models import SocialResource, Voice
from takasaki_sc.lib.addresses import address_of


class SupportActivityQuerySet(models.QuerySet):
    def on_day(self, day):
        """Activities that had begun and not ended on that day; a paused one counts as living."""
        begun = Q(started_on=None, is_preparing=False) | Q(started_on__lte=day)
        return self.filter(begun & (Q(ended_on=None) | Q(ended_on__gt=day)))

    def in_state(self, state):
        """Those of one State as it is written down today."""
        conditions = {
            SupportActivity.State.PREPARING: Q(is_preparing=True),
            SupportActivity.State.ENDED: Q(ended_on__isnull=False),
            SupportActivity.State.PAUSED: Q(ended_on=None, paused_on__isnull=False),
            SupportActivity.State.ACTIVE: Q(ended_on=None, paused_on=None, is_preparing=False),
        }
        return self.filter(conditions[state])


class SupportActivity(models.Model):
    """One 支え合い活動 of a council: a 居場所, a 買い物支援, a お助け隊 (F1–F11)."""

    class Kind(models.TextChoices):
        GATHERING = "gathering", "居場所"
        SALON = "salon", "サロン"
        EXERCISE = "exercise", "体操・介護予防"
        SHOPPING = "shopping", "買い物支援"
        MOBILE_SHOP = "mobile_shop", "移動販売"
        WASTE = "waste", "ごみ出し"
        HOUSEWORK = "housework", "家事・困りごとの手伝い"
        WATCHING = "watching", "見守り・声かけ"
        OUTING = "outing", "外出・移動の手伝い"
        MEAL = "meal", "配食・会食"
        EXCHANGE = "exchange", "学び合い・情報交換"
        BENCH = "bench", "ベンチなどの場づくり"
        OTHER = "other", "その他"

    class Payment(models.TextChoices):
        UNKNOWN = "unknown", "わからない"
        UNPAID = "unpaid", "無償"
        PAID = "paid", "有償"

    class State(models.TextChoices):
        ACTIVE = "active", "活動中"
        PREPARING = "preparing", "準備中"
        PAUSED = "paused", "お休み中"
        ENDED = "ended", "終わった"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="support_activities", verbose_name="協議体"
    )
    kind = models.CharField("種類", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=80)
    place = models.CharField("場所", max_length=120, blank=True)
    schedule_text = models.CharField("日時", max_length=200, blank=True)
    fee_text = models.CharField("参加費・利用料", max_length=80, blank=True)
    payment = models.CharField(
        "担い手への謝礼", max_length=10, choices=Payment, default=Payment.UNKNOWN
    )
    backed_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="backed_activities",
        verbose_name="支える団体",
    )
    is_preparing = models.BooleanField(
        "準備中", default=False, help_text="まだ始まっていない。始めた日はない。"
    )
    started_on = models.DateField("始めた日", null=True, blank=True)
    paused_on = models.DateField("休み始めた日", null=True, blank=True)
    pause_reason = models.CharField("休む理由", max_length=200, blank=True)
    ended_on = models.DateField("終えた日", null=True, blank=True)
    end_reason = models.CharField("終えた理由", max_length=200, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="引きついだ活動",
    )
    subsidy_from_on = models.DateField("補助の登録を受けた日", null=True, blank=True)
    subsidy_until_on = models.DateField("補助の登録が終わった日", null=True, blank=True)
    n_registered = models.PositiveIntegerField(
        "登録した担い手", null=True, blank=True, help_text="募集で新しく登録した人数など"
    )
    media_url = models.URLField("紹介の動画・記事", blank=True)
    resource = models.OneToOneField(
        SocialResource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activity",
        verbose_name="つどい・ふれあいの場の一覧での登録",
    )
    source = models.CharField("出典", max_length=200, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)
    roadmap_steps = models.ManyToManyField(
        RoadmapStep, blank=True, related_name="activities", verbose_name="工程表の項目"
    )

    objects = SupportActivityQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="支え合い活動の版")

    class Meta:
        verbose_name = "支え合い活動"
        verbose_name_plural = "支え合い活動"
        ordering = ["council", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"],
                name="activities_supportactivity_name_once",
                violation_error_message="この協議体には同じ名前の活動があります。",
            ),
            models.CheckConstraint(
                name="activities_supportactivity_in_order",
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message="終えた日は、始めた日より後にしてください。",
            ),
            models.CheckConstraint(
                name="activities_supportactivity_end_has_reason",
                condition=Q(ended_on=None, end_reason="", successor=None)
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="終えた日と、終えた理由は、そろって要ります。",
            ),
            models.CheckConstraint(
                name="activities_supportactivity_pause_has_reason",
                condition=Q(paused_on=None, pause_reason="")
                | (Q(paused_on__isnull=False) & ~Q(pause_reason="")),
                violation_error_message="休み始めた日と、休む理由は、そろって要ります。",
            ),
            models.CheckConstraint(
                name="activities_supportactivity_preparing_has_no_days",
                condition=Q(is_preparing=False) | Q(started_on=None, paused_on=None, ended_on=None),
                violation_error_message="準備中の活動には、始めた日・休み・終わりは入れられません。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("activities:activity-detail", self.pk)

    @property
    def has_ended(self):
        return self.ended_on is not None

    @property
    def is_paused(self):
        return self.paused_on is not None and not self.has_ended

    @property
    def state(self):
        if self.has_ended:
            return self.State.ENDED
        if self.is_paused:
            return self.State.PAUSED
        return self.State.PREPARING if self.is_preparing else self.State.ACTIVE

    @property
    def kind_words(self):
        """What this kind of activity is, for somebody who hears the word for the first time."""
        return KIND_EXPLAINED[self.kind]

    @property
    def payment_words(self):
        """無償 and 有償 in plain words (F12, F15)."""
        return PAYMENT_EXPLAINED[self.payment]

    @property
    def errand_steps(self):
        """The steps of an errand of this kind (C14); none where people come together."""
        return ERRAND_STEPS.get(self.kind, ())

    @property
    def has_subsidy(self):
        return self.subsidy_from_on is not None and self.subsidy_until_on is None


class ActivityStepQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken out again."""
        return self.filter(removed_at=None)


class ActivityStep(models.Model):
    """One station on the way to an activity: voice → need → meeting → 見学 → opening (C16)."""

    class Kind(models.TextChoices):
        VOICE = "voice", "声"
        NEED = "need", "困りごとの確認"
        MEETING = "meeting", "話し合い"
        VISIT = "visit", "見学"
        PARTNER = "partner", "協力者"
        OPENING = "opening", "開始"
        OTHER = "other", "その他"

    activity = models.ForeignKey(
        SupportActivity, models.PROTECT, related_name="steps", verbose_name="支え合い活動"
    )
    order = models.PositiveSmallIntegerField("順番")
    kind = models.CharField("種類", max_length=20, choices=Kind)
    text = models.CharField("できごと", max_length=200)
    happened_on = models.DateField("日付", null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activity_steps",
        verbose_name="話し合った会議",
    )
    voice = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activity_steps",
        verbose_name="もとになった声",
    )
    visit = models.ForeignKey(
        "activities.ModelVisit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activity_steps",
        verbose_name="見学の記録",
    )
    partner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activity_steps",
        verbose_name="協力した団体",
    )
    removed_at = models.DateTimeField("外した日時", null=True, blank=True)

    objects = ActivityStepQuerySet.as_manager()

    class Meta:
        verbose_name = "活動の歩み"
        verbose_name_plural = "活動の歩み"
        ordering = ["activity", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "order"], name="activities_activitystep_order_once"
            )
        ]

    def __str__(self):
        return self.text


class ModelVisit(models.Model):
    """A council looked at an activity elsewhere to learn from it (見学, F5, D12)."""

    visitor = models.ForeignKey(
        Council, models.PROTECT, related_name="model_visits", verbose_name="見学した協議体"
    )
    visited = models.ForeignKey(
        SupportActivity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits_received",
        verbose_name="見学した活動",
    )
    other_name = models.CharField("市外などの見学先", max_length=120, blank=True)
    led_to = models.ForeignKey(
        SupportActivity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="learnt_from",
        verbose_name="生まれた活動",
    )
    visited_on = models.DateField("見学した日", null=True, blank=True)
    note = models.CharField("学んだこと", max_length=300, blank=True)

    class Meta:
        verbose_name = "見学"
        verbose_name_plural = "見学"
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activities_modelvisit_activity_or_name",
                condition=Q(visited__isnull=False, other_name="")
                | (Q(visited=None) & ~Q(other_name="")),
                violation_error_message="見学した活動を選ぶか、市外などの見学先を入れてください。",
            )
        ]

    def __str__(self):
        return f"{self.visitor} → {self.other_name or self.visited}"
