"""Meetings, what was said, what was decided, who does what by when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from councils.models.councils import Council
from councils.models.people import Person
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.counts import COUNT_KINDS, Count, CountKind


class MeetingKind(models.Model):
    """What sort of meeting a tier holds, in which era (D1): 住民企画会議, 定例会, 情報交換会…"""

    tier = models.PositiveSmallIntegerField("層", choices=Council.Tier)
    code = models.SlugField("記号", max_length=40)
    name = models.CharField("名称", max_length=60)
    is_exchange = models.BooleanField("複数の協議体が集まる", default=False)
    is_regular = models.BooleanField("毎月の定例", default=False)
    from_on = models.DateField("使い始め", null=True, blank=True)
    until_on = models.DateField("使い終わり", null=True, blank=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = "会議の種類"
        verbose_name_plural = "会議の種類"
        ordering = ["tier", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tier", "code"], name="councils_meetingkind_code_once")
        ]

    def __str__(self):
        return self.name


class WorkRole(models.TextChoices):
    """The three roles of a council (協議体の役割 ①②③, E3): what a meeting was good for."""

    SHARING = "1", "① 情報共有・各活動の活性化"
    LINKING = "2", "② 各活動との連携強化"
    DEVELOPING = "3", "③ 多様な主体との連携・資源開発"


ROLE_SETS = ["", "1", "2", "3", "12", "13", "23", "123"]


class MeetingQuerySet(models.QuerySet):
    def counted(self):
        """Meetings that reports count: people came together, in a room or on screen (D13)."""
        return self.filter(form__in=Meeting.COUNTED_FORMS)

    def recorded(self):
        return self.filter(recorded_at__isnull=False)

    def in_fiscal_year(self, year):
        first, last = wareki.fiscal_year_bounds(year)
        return self.filter(held_on__range=(first, last))

    def between(self, first, last):
        return self.filter(held_on__range=(first, last))

    def before(self, day):
        return self.filter(held_on__lt=day)

    def until(self, day):
        return self.filter(held_on__lte=day)

    def after(self, day):
        return self.filter(held_on__gt=day)

    def with_role(self, role):
        """Meetings that did this part of the council's work (WorkRole)."""
        return self.filter(roles__contains=role)


class Meeting(models.Model):
    """One sitting of a council (会議), planned or held. Minutes are its agenda items."""

    class Form(models.TextChoices):
        IN_PERSON = "in_person", "開催"
        ONLINE = "online", "オンライン"
        WRITTEN = "written", "書面"
        CANCELLED = "cancelled", "中止"
        POSTPONED = "postponed", "延期"

    class VisitDirection(models.TextChoices):
        OUT = "out", "訪ねた"
        IN = "in", "迎えた"

    COUNTED_FORMS = (Form.IN_PERSON, Form.ONLINE)

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="meetings", verbose_name="協議体"
    )
    kind = models.ForeignKey(MeetingKind, models.PROTECT, verbose_name="会議の種類")
    number = models.PositiveIntegerField("第n回", null=True, blank=True)
    form = models.CharField("開き方", max_length=20, choices=Form, default=Form.IN_PERSON)
    held_on = models.DateField("開催日")
    is_month_only = models.BooleanField("月だけわかる", default=False)
    starts_at = models.TimeField("はじまり", null=True, blank=True)
    ends_at = models.TimeField("おわり", null=True, blank=True)
    place = models.CharField("場所", max_length=100, blank=True)
    theme = models.CharField("内容（テーマ）", max_length=200, blank=True)
    aim = models.TextField("推進側のねらい", blank=True)
    facilitator = models.CharField("進行", max_length=60, blank=True)
    visit_direction = models.CharField("行き来", max_length=10, choices=VisitDirection, blank=True)
    theme_meeting = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="themes_chosen",
        verbose_name="テーマを決めた会議",
    )
    moved_to = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_from",
        verbose_name="延期した先の会議",
    )
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name="この会議の前の会議",
        help_text="フォーラムから続く集まりなど、協議体をまたいで続くもの",
    )
    roles = models.CharField(
        "協議体の役割", max_length=3, blank=True, default="", help_text="①②③のうち。「13」のように"
    )
    n_guests = models.PositiveIntegerField("名簿にない人", default=0)
    n_parties = models.PositiveSmallIntegerField(
        "参加協議体数（名簿なしの記録）", null=True, blank=True
    )
    n_present = models.PositiveIntegerField("出席者数（名簿なしの記録）", null=True, blank=True)
    n_present_kind = models.CharField(
        "数え方", max_length=20, choices=COUNT_KINDS, default="actual"
    )
    remark = models.TextField("気づいたこと・雰囲気", blank=True)
    internal_note = models.TextField("内部のメモ", blank=True)
    source = models.CharField("出典", max_length=200, blank=True)
    version = models.PositiveIntegerField("版", default=1)
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)
    recorded_at = models.DateTimeField("記録した日時", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_recorded",
        verbose_name="記録した人",
    )
    closed_at = models.DateTimeField("確定した日時", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_closed",
        verbose_name="確定した人",
    )

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="会議の版", excluded_fields=["submit_token"])

    class Meta:
        verbose_name = "会議"
        verbose_name_plural = "会議"
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["council", "held_on"]),
            # All that the board of a year counts: the rows themselves stay unread.
            models.Index(
                fields=["held_on", "council", "form", "is_month_only", "recorded_at"],
                name="councils_meeting_board",
            ),
            # Few of all the meetings still want to be written down, and every home page asks.
            models.Index(
                fields=["held_on"],
                condition=Q(recorded_at=None),
                name="councils_meeting_unrecorded",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "number"],
                condition=Q(number__isnull=False),
                name="councils_meeting_number_once",
                violation_error_message="同じ種類・同じ回の会議がすでにあります。",
            ),
            models.CheckConstraint(
                name="councils_meeting_closed_pair",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                violation_error_message="確定の日時と確定した人は、そろって要ります。",
            ),
            models.CheckConstraint(
                name="councils_meeting_times_in_order",
                condition=Q(starts_at=None)
                | Q(ends_at=None)
                | Q(ends_at__gt=models.F("starts_at")),
                violation_error_message="おわりの時刻は、はじまりより後にしてください。",
            ),
            models.CheckConstraint(
                name="councils_meeting_roles_known",
                condition=Q(roles__in=ROLE_SETS),
                violation_error_message="協議体の役割は、①②③から選んでください。",
            ),
        ]

    def __str__(self):
        return f"{self.council} {self.day_words} {self.kind}"

    def get_absolute_url(self):
        return address_of("councils:meeting-detail", self.pk)

    @property
    def day_words(self):
        return words_of_day(self.held_on, self.is_month_only)

    @property
    def weekday_words(self):
        """「令和8年11月3日（火）」, or the month alone."""
        if self.is_month_only:
            return wareki.format_month(self.held_on)
        return wareki.format_date(self.held_on, weekday=True)

    @property
    def is_recorded(self):
        return self.recorded_at is not None

    @property
    def is_coming(self):
        """Planned, and its day is not over: nothing to write down yet."""
        return not self.is_recorded and self.held_on >= timezone.localdate()

    @property
    def is_closed(self):
        return self.closed_at is not None

    @property
    def is_counted(self):
        return self.form in self.COUNTED_FORMS

    @property
    def is_cancelled(self):
        return self.form in (self.Form.CANCELLED, self.Form.POSTPONED)

    @property
    def role_labels(self):
        """「① 情報共有・各活動の活性化」… of those that were ticked."""
        return [WorkRole(role).label for role in self.roles]

    @property
    def role_signs(self):
        """「①③」 for a line of a list."""
        return "".join(label[0] for label in self.role_labels)

    @property
    def present_words(self):
        """「14人」: those ticked, guests by name and uncounted guests; a head-count that was
        written down instead goes before. "" where nobody wrote down who came. Walks attendances
        and guests, so prefetch them.
        """
        if self.n_present is not None:
            return str(Count(self.n_present, CountKind(self.n_present_kind)))
        n_people = len(self.attendances.all()) + len(self.guests.all()) + self.n_guests
        return f"{n_people}人" if n_people else ""

    @property
    def n_parties_shown(self):
        """How many councils took part: those listed, else the number an old record gives, else
        None. Towns and other bodies are not counted. Walks parties, so prefetch them.
        """
        listed = sum(party.council_id is not None for party in self.parties.all())
        return listed or self.n_parties

    @property
    def has_gathering(self):
        """Is there anything of a meeting of many: theme, who took part, programme, who was invited?
        Walks parties, programme and audiences, so prefetch them.
        """
        own = (self.theme, self.aim, self.facilitator, self.visit_direction, self.n_parties)
        lists = (self.parties, self.programme, self.audiences)
        return any(own) or bool(self.theme_meeting_id) or any(rows.all() for rows in lists)

    @property
    def title(self):
        """「第12回 定例会」; only the kind where meetings are not numbered."""
        return f"第{self.number}回 {self.kind}" if self.number else str(self.kind)

    @property
    def hours(self):
        """「13:30〜15:00」, 「13:30〜」 without an end, "" without a start."""
        if self.starts_at and self.ends_at:
            return wareki.format_time_range(self.starts_at, self.ends_at)
        return f"{wareki.format_time(self.starts_at)}〜" if self.starts_at else ""


def words_of_day(held_on, is_month_only):
    """「令和8年11月3日」; 「令和4年12月」 where the source gives no day."""
    return wareki.format_month(held_on) if is_month_only else wareki.format_date(held_on)


class Attendance(models.Model):
    """One person was there (出席)."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="attendances", verbose_name="会議"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="attendances", verbose_name="人"
    )

    class Meta:
        verbose_name = "出席"
        verbose_name_plural = "出席"
        ordering = ["meeting_id", "person__kana", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="councils_attendance_once")
        ]

    def __str__(self):
        return f"{self.meeting} {self.person}"


class MeetingGuest(models.Model):
    """Somebody by name who is on no list: a speaker, a visitor, a new neighbour (名簿にない人)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests", verbose_name="会議")
    order = models.PositiveSmallIntegerField("順番")
    name = models.CharField("お名前", max_length=60)
    belongs_to = models.CharField("所属・立場", max_length=80, blank=True)

    class Meta:
        verbose_name = "名簿にない出席者"
        verbose_name_plural = "名簿にない出席者"
        ordering = ["meeting_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="councils_meetingguest_order_once"
            )
        ]

    def __str__(self):
        return f"{self.name}（{self.belongs_to}）" if self.belongs_to else self.name
