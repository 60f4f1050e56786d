"""Voices on their way to policy and back (E8)."""

import hashlib
import json

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models.councils import Council
from councils.models.meetings import Meeting
from councils.models.programme import worded, worded_later
from takasaki_sc.lib import wareki
from takasaki_sc.lib.addresses import address_of


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        """Those that still wait for somebody: everything the council has not heard back."""
        return self.exclude(state=Proposal.State.REPORTED)

    def told(self):
        """Those whose council has heard the answer."""
        return self.filter(state=Proposal.State.REPORTED)

    def in_fiscal_year(self, year):
        return self.filter(raised_on__range=wareki.fiscal_year_bounds(year))


class Proposal(models.Model):
    """A 提言: 第2層 → 第1層 → 担当課 → answer, until the council that asked has heard it."""

    class State(models.TextChoices):
        RAISED = "raised", worded_later("{tier1}の話し合い待ち")
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
        verbose_name=worded_later("{tier1}で話した会議"),
    )
    tier1_note = models.TextField(worded_later("{tier1}で話したこと"), blank=True)
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

    objects = ProposalQuerySet.as_manager()
    history = HistoricalRecords(
        verbose_name="提言のことばの控え",
        history_change_reason_field=models.CharField("わけ", max_length=200, null=True),
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

    def get_absolute_url(self):
        return address_of("councils:proposal-detail", self.pk)

    @property
    def as_seen(self):
        """What somebody looks at before the next step; a step is only taken from there."""
        names = ("state", "text", "tier1_meeting_id", "tier1_note", "department", "sent_on",
                 "answer", "answered_on")  # fmt: skip
        return {name: getattr(self, name) for name in names}

    @property
    def mark(self):
        """A short sign of as_seen, for the form that was opened from it."""
        seen = json.dumps(self.as_seen, default=str)
        return hashlib.sha256(seen.encode()).hexdigest()[:16]

    @property
    def is_raised(self):
        return self.state == self.State.RAISED

    @property
    def is_at_department(self):
        return self.state == self.State.AT_DEPARTMENT

    @property
    def is_answered(self):
        return self.state == self.State.ANSWERED

    @property
    def is_reported(self):
        return self.state == self.State.REPORTED

    @property
    def is_discussed(self):
        return self.tier1_meeting_id is not None

    @property
    def is_rewordable(self):
        """Nobody but the council has worked with the words yet."""
        return self.is_raised and not self.is_discussed

    @property
    def has_answer(self):
        return self.is_answered or self.is_reported

    @property
    def is_correctable(self):
        """Is there a 担当課 or an answer that may hold a slip?"""
        return bool(self.department or self.answer)

    @property
    def answered_by(self):
        """「長寿社会課」, or the first tier where no department was asked."""
        return self.department or worded("{tier1}")

    @property
    def waiting_since(self):
        """The day its present wait began; None once the council has heard the answer.

        Walks tier1_meeting where an old record has no day of sending: select it.
        """
        if self.is_reported:
            return None
        if self.is_answered:
            return self.answered_on
        if self.is_at_department:
            return self.sent_on or self.discussed_on or self.raised_on
        return self.raised_on

    @property
    def discussed_on(self):
        return self.tier1_meeting.held_on if self.is_discussed else None

    @property
    def last_day(self):
        """The latest day anything happened to it: the next step is not before."""
        days = (self.raised_on, self.discussed_on, self.sent_on, self.answered_on)
        return max(day for day in days if day)
