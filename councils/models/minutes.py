"""What stands in the minutes: agenda items, decisions, and 宿題."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models.councils import Council
from councils.models.meetings import Meeting
from councils.models.people import Person

ARROWS = "→⇒➡ 　\t"


class AgendaItem(models.Model):
    """One 議題 with what came out of it. Printed as ① or ・, outcomes behind → (C4)."""

    class Kind(models.TextChoices):
        TOPIC = "topic", "議題"
        STUDY = "study", "勉強会"
        CASE = "case", "事例検討会"
        EXCHANGE = "exchange", "意見交換会"
        REPORT = "report", "報告"

    class Marker(models.TextChoices):
        NUMBER = "number", "①②③"
        DOT = "dot", "・"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="agenda_items", verbose_name="会議"
    )
    order = models.PositiveSmallIntegerField("順番")
    kind = models.CharField("種類", max_length=20, choices=Kind, default=Kind.TOPIC)
    marker = models.CharField("印", max_length=10, choices=Marker, default=Marker.NUMBER)
    text = models.CharField("議題", max_length=200)
    discussion = models.TextField("話し合ったこと", blank=True)
    outcome = models.TextField("結果（→）", blank=True, help_text="1行が1つの「→」になります。")
    place_of_origin = models.CharField("取り組みの市町村", max_length=60, blank=True)
    about_council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, verbose_name="関係する協議体"
    )
    is_internal = models.BooleanField("内部だけ", default=False)

    history = HistoricalRecords(verbose_name="議題の版")

    class Meta:
        verbose_name = "議題"
        verbose_name_plural = "議題"
        ordering = ["meeting_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="councils_agendaitem_order_once"
            )
        ]

    def __str__(self):
        return self.text

    @property
    def has_special_kind(self):
        """勉強会, 事例検討会…: anything but an ordinary 議題."""
        return self.kind != self.Kind.TOPIC

    @property
    def outcome_lines(self):
        """Without the 「→」 that some write themselves: every place puts its own before it."""
        return [line for raw in self.outcome.splitlines() if (line := raw.strip().lstrip(ARROWS))]

    @property
    def sign(self):
        """「①」…「⑳」, then (21); 「・」 where the minutes are not numbered."""
        if self.marker == self.Marker.DOT:
            return "・"
        return chr(0x2460 + self.order - 1) if 1 <= self.order <= 20 else f"({self.order})"


class Decision(models.Model):
    """Something the meeting decided (決定), with a due day or words such as 来年度 (C7)."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", verbose_name="会議"
    )
    order = models.PositiveSmallIntegerField("順番")
    text = models.CharField("決まったこと", max_length=300)
    due_on = models.DateField("いつまで", null=True, blank=True)
    due_text = models.CharField("いつまで（ことば）", max_length=40, blank=True)
    is_internal = models.BooleanField("内部だけ", default=False)

    history = HistoricalRecords(verbose_name="決定の版")

    class Meta:
        verbose_name = "決定"
        verbose_name_plural = "決定"
        ordering = ["meeting_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="councils_decision_order_once"
            )
        ]

    def __str__(self):
        return self.text


class ActionItemQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_on=None)

    def overdue(self, day):
        return self.open().filter(due_on__lt=day)


class ActionItem(models.Model):
    """A 宿題: who does what by when. It comes back on the next form until it is done."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="action_items", verbose_name="会議"
    )
    order = models.PositiveSmallIntegerField("順番")
    what = models.CharField("何を", max_length=200)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
        verbose_name="だれが",
    )
    who_text = models.CharField("だれが（名簿にない人）", max_length=60, blank=True)
    due_on = models.DateField("いつまで", null=True, blank=True)
    due_text = models.CharField("いつまで（ことば）", max_length=40, blank=True)
    done_on = models.DateField("できた日", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="できたと記した人",
    )

    objects = ActionItemQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="宿題の版")

    class Meta:
        verbose_name = "宿題"
        verbose_name_plural = "宿題"
        ordering = ["meeting_id", "order"]
        indexes = [
            # What is still to do is a tenth of what ever was, and every home page counts it.
            models.Index(
                fields=["meeting", "due_on"],
                condition=Q(done_on=None),
                name="councils_actionitem_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="councils_actionitem_order_once"
            ),
            models.CheckConstraint(
                name="councils_actionitem_done_pair",
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                violation_error_message="できた日と、記した人は、そろって要ります。",
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def who(self):
        return str(self.person) if self.person_id else self.who_text


class Amendment(models.Model):
    """A noted correction of closed minutes (訂正). The words above it stay as they were."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="amendments", verbose_name="会議"
    )
    where = models.CharField("どこを", max_length=80)
    written = models.TextField("はじめの記録", blank=True)
    corrected = models.TextField("正しくは")
    reason = models.CharField("わけ", max_length=200)
    is_internal = models.BooleanField("内部だけ", default=False)
    noted_at = models.DateTimeField("訂正した日時")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="訂正した人"
    )

    class Meta:
        verbose_name = "議事の訂正"
        verbose_name_plural = "議事の訂正"
        ordering = ["meeting_id", "noted_at", "pk"]

    def __str__(self):
        return f"{self.where}の訂正"


class MeetingFile(models.Model):
    """A photograph or paper of a meeting (資料), cleaned of its hidden data when it came in.

    Nothing is deleted: one taken away is only no longer shown.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", "写真"
        DOCUMENT = "document", "資料"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="files", verbose_name="会議")
    kind = models.CharField("種類", max_length=20, choices=Kind)
    title = models.CharField("題", max_length=80)
    file = models.FileField("ファイル", max_length=120)
    content_type = models.CharField("形式", max_length=100)
    n_bytes = models.PositiveIntegerField("大きさ（バイト）")
    sha256 = models.CharField("sha256", max_length=64)
    width = models.PositiveIntegerField("横の画素", null=True, blank=True)
    height = models.PositiveIntegerField("縦の画素", null=True, blank=True)
    is_internal = models.BooleanField("内部だけ", default=True)
    added_at = models.DateTimeField("加えた日時")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="加えた人"
    )
    removed_at = models.DateTimeField("外した日時", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="外した人",
    )

    class Meta:
        verbose_name = "会議の資料"
        verbose_name_plural = "会議の資料"
        ordering = ["meeting_id", "kind", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="councils_meetingfile_removed_pair",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                violation_error_message="外した日時と外した人は、そろって要ります。",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_photo(self):
        return self.kind == self.Kind.PHOTO

    @property
    def small_name(self):
        """Where the small copy of a photograph is kept."""
        return self.file.name.removesuffix(".jpg") + "-small.jpg"
