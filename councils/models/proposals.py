"""Voices on their way to policy and back (E8)."""

from django.db import models
from django.db.models import Q

from councils.models.councils import Council
from councils.models.meetings import Meeting


class Proposal(models.Model):
    """A 提言: 第2層 → 第1層 → 担当課 → answer, until the council that asked has heard it."""

    class State(models.TextChoices):
        RAISED = "raised", "第1層の話し合い待ち"
        AT_DEPARTMENT = "at_department", "担当課の回答待ち"
        ANSWERED = "answered", "回答あり（協議体へ報告待ち）"
        REPORTED = "reported", "協議体へ報告ずみ"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="proposals", verbose_name="協議体"
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="出た会議",
    )
    text = models.TextField("提言")
    state = models.CharField("いまどこに", max_length=20, choices=State, default=State.RAISED)
    raised_on = models.DateField("出した日")
    tier1_meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals_discussed",
        verbose_name="第1層で話した会議",
    )
    tier1_note = models.TextField("第1層で話したこと", blank=True)
    department = models.CharField("担当課", max_length=60, blank=True)
    sent_on = models.DateField("担当課へ送った日", null=True, blank=True)
    answer = models.TextField("回答", blank=True)
    answered_on = models.DateField("回答の日", null=True, blank=True)
    reported_on = models.DateField("協議体へ報告した日", null=True, blank=True)
    reported_meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals_reported",
        verbose_name="報告した会議",
    )

    class Meta:
        verbose_name = "提言"
        verbose_name_plural = "提言"
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="councils_proposal_answered_has_answer",
                condition=~Q(state__in=["answered", "reported"])
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                violation_error_message="回答と回答の日を入れてください。",
            )
        ]

    def __str__(self):
        return self.text[:30]
