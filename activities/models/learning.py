"""Courses for those who want to help, from the first session to the certificate (I1-I6)."""

from django.db import models
from simple_history.models import HistoricalRecords

from councils.models import Council, Organisation, Person
from takasaki_sc.lib.counts import COUNT_KINDS, Count, CountKind


class CourseKind(models.Model):
    """What sort of training it is (I5): 基礎研修, 認知症サポーター養成講座, 福祉教室…"""

    name = models.CharField("研修の種類", max_length=60, unique=True)
    makes_provider = models.BooleanField(
        "サービスの担い手の研修",
        default=False,
        help_text="修了すると「サービスの担い手」として名簿に載せられます。",
    )
    order = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = "研修の種類"
        verbose_name_plural = "研修の種類"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Course(models.Model):
    """A training held once, over one or more sessions (養成講座・研修).

    Where nobody kept a list of names, ``n_trained`` is the number that was reported (延べ170名).
    """

    kind = models.ForeignKey(
        CourseKind, models.PROTECT, related_name="courses", verbose_name="研修の種類"
    )
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name="協議体",
        help_text="市全域の研修は空けておきます。",
    )
    title = models.CharField("名称", max_length=120)
    hosts = models.ManyToManyField(
        Organisation, blank=True, related_name="courses", verbose_name="主催・共催"
    )
    contractor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="run_courses",
        verbose_name="受託して行った団体",
    )
    n_sessions_needed = models.PositiveSmallIntegerField("修了に要る回数", default=1)
    n_trained = models.PositiveIntegerField(
        "受講者数（名前の記録がないとき）", null=True, blank=True
    )
    n_trained_kind = models.CharField(
        "数え方", max_length=20, choices=COUNT_KINDS, default="actual"
    )
    handbook = models.CharField("テキスト", max_length=120, blank=True)
    source = models.CharField("出典", max_length=200, blank=True)
    cancelled_on = models.DateField("中止を決めた日", null=True, blank=True)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    history = HistoricalRecords(verbose_name="研修の版")

    class Meta:
        verbose_name = "研修"
        verbose_name_plural = "研修"
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    @property
    def where_words(self):
        """「八幡地区協議体」, or the whole city."""
        return self.council.full_name if self.council else "市全域"

    @property
    def is_cancelled(self):
        return self.cancelled_on is not None

    @property
    def n_trained_words(self):
        """「延べ170人」: the number that was reported where nobody kept names; "" if none was."""
        if self.n_trained is None:
            return ""
        return str(Count(self.n_trained, CountKind(self.n_trained_kind)))


class CourseSession(models.Model):
    """One day of a course (第n回)."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions", verbose_name="研修")
    number = models.PositiveSmallIntegerField("回")
    held_on = models.DateField("開催日")
    starts_at = models.TimeField("開始", null=True, blank=True)
    ends_at = models.TimeField("終了", null=True, blank=True)
    place = models.CharField("場所", max_length=120, blank=True)
    title = models.CharField("内容", max_length=120, blank=True)
    lecturer = models.CharField("講師", max_length=120, blank=True)

    class Meta:
        verbose_name = "研修の回"
        verbose_name_plural = "研修の回"
        ordering = ["course_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="activities_coursesession_number_once"
            )
        ]

    def __str__(self):
        return f"{self.course} 第{self.number}回"


class CourseEntry(models.Model):
    """A person who takes a course (受講者), and what came of it (I6)."""

    class FollowUp(models.TextChoices):
        OPEN = "open", "これから声をかける"
        ASKED = "asked", "声をかけた"
        LATER = "later", "いまは見送る"
        REGISTERED = "registered", "名簿に載った"

    course = models.ForeignKey(Course, models.PROTECT, related_name="entries", verbose_name="研修")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="course_entries", verbose_name="人"
    )
    follow_up = models.CharField("その後", max_length=12, choices=FollowUp, default=FollowUp.OPEN)
    followed_on = models.DateField("その後を書いた日", null=True, blank=True)
    sessions = models.ManyToManyField(
        CourseSession, blank=True, related_name="entries", verbose_name="出席した回"
    )

    class Meta:
        verbose_name = "受講者"
        verbose_name_plural = "受講者"
        ordering = ["course_id", "person__kana", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                name="activities_courseentry_once",
                violation_error_message="この方は、すでに受講者に入っています。",
            )
        ]

    def __str__(self):
        return f"{self.person}（{self.course}）"

    @property
    def certificate(self):
        """The completion, or None before it."""
        return getattr(self, "completion", None)

    @property
    def supporter(self):
        """What the register says of this person, or None."""
        return getattr(self.person, "supporter", None)


class CourseCompletion(models.Model):
    """A completed course (修了), with the number on its certificate. It is never taken back."""

    entry = models.OneToOneField(
        CourseEntry, models.PROTECT, related_name="completion", verbose_name="受講者"
    )
    completed_on = models.DateField("修了した日")
    number = models.CharField("修了証の番号", max_length=20, unique=True)

    class Meta:
        verbose_name = "研修の修了"
        verbose_name_plural = "研修の修了"
        ordering = ["-completed_on", "number"]

    def __str__(self):
        return self.number


class IntentAnswer(models.Model):
    """How many answered what, when a study session asked who would join in (A6).

    It belongs to a meeting of a council or to an event; numbers only, no names.
    """

    class Choice(models.TextChoices):
        ACTIVE = "active", "積極的に参加したい"
        TOGETHER = "together", "誰かがやるなら協力したい"
        LATER = "later", "いまは難しい"
        NO = "no", "参加しない"
        UNKNOWN = "unknown", "わからない・無回答"

    event = models.ForeignKey(
        "activities.Event",
        models.PROTECT,
        related_name="intents",
        verbose_name="行事・勉強会",
    )
    choice = models.CharField("答え", max_length=10, choices=Choice)
    n_people = models.PositiveIntegerField("人数")

    class Meta:
        verbose_name = "参加の意向"
        verbose_name_plural = "参加の意向"
        ordering = ["event_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "choice"],
                name="activities_intentanswer_once",
            )
        ]

    def __str__(self):
        return f"{self.get_choice_display()} {self.n_people}"
