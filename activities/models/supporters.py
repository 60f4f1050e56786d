"""地域支え合いサポーター: who thinks along, who lends a hand, and what with (I1, I4)."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.register import FROZEN
from activities.models.learning import CourseCompletion
from councils.models import Council, Neighbourhood, Person


class Skill(models.Model):
    """Something people ask for and others can give (できること): ごみ出し, 買い物, 話し相手."""

    name = models.CharField("できること", max_length=40, unique=True)
    explanation = models.CharField(
        "やさしい説明", max_length=200, blank=True, help_text="チラシに出る言葉（例：電球の交換）"
    )
    order = models.PositiveSmallIntegerField("並び順", default=0)
    ended_on = models.DateField("使い終わった日", null=True, blank=True)

    class Meta:
        verbose_name = "できること"
        verbose_name_plural = "できること"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class SupporterQuerySet(models.QuerySet):
    def on_day(self, day):
        """On the register that day."""
        return self.filter(registered_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))

    def in_use(self):
        """But for those whose use is stopped (利用停止): nobody asks, lists or hands them out."""
        return self.exclude(person__name=FROZEN)


class Supporter(models.Model):
    """A person on the city's register of 地域支え合いサポーター, as one or both of two kinds.

    (a) 地域づくりを考える人 needs no training; (b) サービスの担い手 needs a completed course, which
    the row itself has to name: the database refuses (b) without it, and a core member without (a).
    """

    person = models.OneToOneField(
        Person, models.PROTECT, related_name="supporter", verbose_name="人"
    )
    council = models.ForeignKey(
        Council, models.PROTECT, related_name="supporters", verbose_name="協議体"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, verbose_name="町内会"
    )
    is_thinker = models.BooleanField("地域づくりを考える人", default=False)
    is_provider = models.BooleanField("サービスの担い手", default=False)
    is_core = models.BooleanField("コアメンバー", default=False)
    trained_by = models.OneToOneField(
        CourseCompletion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supporter",
        verbose_name="修了した研修",
    )
    wish = models.CharField("したいこと", max_length=300, blank=True)
    registered_on = models.DateField("名簿に載った日")
    until_on = models.DateField("名簿から外れた日", null=True, blank=True)
    until_reason = models.CharField("外れたわけ", max_length=200, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    objects = SupporterQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="サポーターの版")

    class Meta:
        verbose_name = "地域支え合いサポーター"
        verbose_name_plural = "地域支え合いサポーター"
        ordering = ["council_id", "person__kana", "pk"]
        constraints = [
            models.CheckConstraint(
                name="activities_supporter_is_of_a_kind",
                condition=Q(is_thinker=True) | Q(is_provider=True),
                violation_error_message="「地域づくりを考える人」か「サービスの担い手」を選んでください。",
            ),
            models.CheckConstraint(
                name="activities_supporter_provider_is_trained",
                condition=Q(is_provider=False) | Q(trained_by__isnull=False),
                violation_error_message="「サービスの担い手」には、研修の修了が要ります。",
            ),
            models.CheckConstraint(
                name="activities_supporter_core_thinks",
                condition=Q(is_core=False) | Q(is_thinker=True),
                violation_error_message="コアメンバーになれるのは「地域づくりを考える人」です。",
            ),
            models.CheckConstraint(
                name="activities_supporter_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("registered_on")),
                violation_error_message="外れた日は、載った日より後にしてください。",
            ),
        ]

    def __str__(self):
        return str(self.person)

    @property
    def is_on_register(self):
        return self.until_on is None

    @property
    def kind_words(self):
        """「地域づくりを考える人（コアメンバー）・サービスの担い手」."""
        thinker = "地域づくりを考える人" + ("（コアメンバー）" if self.is_core else "")
        kinds = [(self.is_thinker, thinker), (self.is_provider, "サービスの担い手")]
        return "・".join(words for holds, words in kinds if holds)


class Offer(models.Model):
    """One thing a supporter can do (できること), while it holds."""

    supporter = models.ForeignKey(
        Supporter, models.PROTECT, related_name="offers", verbose_name="サポーター"
    )
    skill = models.ForeignKey(
        Skill, models.PROTECT, related_name="offers", verbose_name="できること"
    )
    note = models.CharField("条件など", max_length=120, blank=True)
    from_on = models.DateField("始まり")
    until_on = models.DateField("終わり", null=True, blank=True)

    history = HistoricalRecords(verbose_name="できることの版")

    class Meta:
        verbose_name = "サポーターのできること"
        verbose_name_plural = "サポーターのできること"
        ordering = ["supporter_id", "skill__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supporter", "skill"],
                condition=Q(until_on=None),
                name="activities_offer_open_once",
                violation_error_message="この「できること」は、すでに入っています。",
            )
        ]

    def __str__(self):
        return str(self.skill)


class FreeTime(models.Model):
    """When in the week a supporter can come (動ける時間). No row: it has to be asked."""

    class Part(models.TextChoices):
        MORNING = "morning", "午前"
        AFTERNOON = "afternoon", "午後"
        EVENING = "evening", "夕方から"

    supporter = models.ForeignKey(
        Supporter, models.PROTECT, related_name="free_times", verbose_name="サポーター"
    )
    weekday = models.PositiveSmallIntegerField("曜日", choices=list(enumerate("月火水木金土日")))
    part = models.CharField("時間帯", max_length=10, choices=Part)

    class Meta:
        verbose_name = "動ける時間"
        verbose_name_plural = "動ける時間"
        ordering = ["supporter_id", "weekday", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supporter", "weekday", "part"], name="activities_freetime_once"
            )
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}曜{self.get_part_display()}"
