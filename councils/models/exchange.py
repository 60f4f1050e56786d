"""Meetings of many: who took part, the programme, and who was invited (D3, D5, D9, D12)."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models.councils import Council
from councils.models.meetings import Meeting
from takasaki_sc.lib.counts import COUNT_KINDS, Count, CountKind


class MeetingParty(models.Model):
    """A council or town that took part in an exchange meeting (D3, D12)."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="parties", verbose_name="会議"
    )
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, verbose_name="協議体"
    )
    other_name = models.CharField("ほかの市町村・団体", max_length=80, blank=True)
    n_people = models.PositiveIntegerField("人数", null=True, blank=True)
    n_people_kind = models.CharField("数え方", max_length=20, choices=COUNT_KINDS, default="actual")

    history = HistoricalRecords(verbose_name="会議に加わった協議体の版")

    class Meta:
        verbose_name = "会議に加わった協議体"
        verbose_name_plural = "会議に加わった協議体"
        ordering = [  # councils in board order, then towns; both databases alike
            "meeting_id",
            F("council__tier").asc(nulls_last=True),
            F("council__order").asc(nulls_last=True),
            F("council_id").asc(nulls_last=True),
            "pk",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "council"],
                condition=Q(council__isnull=False),
                name="councils_meetingparty_council_once",
            ),
            models.CheckConstraint(
                name="councils_meetingparty_council_or_name",
                condition=Q(council__isnull=False, other_name="")
                | (Q(council=None) & ~Q(other_name="")),
                violation_error_message="協議体を選ぶか、ほかの団体名を入れてください。",
            ),
        ]

    def __str__(self):
        return self.other_name or str(self.council)

    @property
    def people(self):
        return str(Count(self.n_people, CountKind(self.n_people_kind))) if self.n_people else ""


class ProgrammePart(models.Model):
    """One part of a programme: a talk, a play, or one panel of several (D5)."""

    class Kind(models.TextChoices):
        GREETING = "greeting", "あいさつ"
        BRIEFING = "briefing", "行政説明"
        LECTURE = "lecture", "講演"
        REPORT = "report", "事例報告"
        PANEL = "panel", "パネル"
        PLAY = "play", "寸劇"
        GROUP_TALK = "group_talk", "グループトーク"
        OTHER = "other", "その他"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="programme", verbose_name="会議"
    )
    order = models.PositiveSmallIntegerField("順番")
    section = models.CharField("部", max_length=40, blank=True, help_text="第1部、パネル①など")
    kind = models.CharField("種類", max_length=20, choices=Kind, default=Kind.OTHER)
    title = models.CharField("題", max_length=200)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, verbose_name="話した協議体"
    )
    speaker = models.CharField("話した人・団体", max_length=80, blank=True)
    story = models.TextField("話の中身", blank=True)

    history = HistoricalRecords(verbose_name="プログラムの項目の版")

    class Meta:
        verbose_name = "プログラムの項目"
        verbose_name_plural = "プログラムの項目"
        ordering = ["meeting_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="councils_programmepart_order_once"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def has_kind(self):
        """Anything but その他, which says nothing to a reader."""
        return self.kind != self.Kind.OTHER

    @property
    def line(self):
        """「第1部 パネル　榛名「居場所から支え合いへ」」, 「寸劇「めざせ！」」. Walks council."""
        kind = self.get_kind_display() if self.has_kind else ""
        head = " ".join(word for word in (self.section, kind) if word)
        who = f"　{self.council}" if self.council_id else ""
        return f"{head}{who}「{self.title}」"


class MeetingAudience(models.Model):
    """A class of people a study session was for: how many were invited, how many came (D9)."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="audiences", verbose_name="会議"
    )
    order = models.PositiveSmallIntegerField("順番")
    label = models.CharField("対象", max_length=60)
    n_invited = models.PositiveIntegerField("案内した数", null=True, blank=True)
    n_attended = models.PositiveIntegerField("来た数", null=True, blank=True)
    n_attended_kind = models.CharField(
        "数え方", max_length=20, choices=COUNT_KINDS, default="actual"
    )

    history = HistoricalRecords(verbose_name="会議の対象の版")

    class Meta:
        verbose_name = "会議の対象"
        verbose_name_plural = "会議の対象"
        ordering = ["meeting_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="councils_meetingaudience_order_once"
            )
        ]

    def __str__(self):
        return self.label

    @property
    def attended_words(self):
        """「約150人」, or "" where nobody counted this class."""
        if self.n_attended is None:
            return ""
        return str(Count(self.n_attended, CountKind(self.n_attended_kind)))
