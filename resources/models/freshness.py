"""Is it still true? Confirmations, how often to ask, and what organisers say (H4, H8)."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from resources.models.check_sheets import CheckLine
from resources.models.kinds import Kind
from resources.models.places import SocialResource

MONTHS_UNLESS_SAID = 12
"""How long a record of a kind without a ConfirmationCycle stays fresh."""


class Freshness(models.TextChoices):
    """Whether somebody should ask again. Worked out from 最終確認日, never stored."""

    FRESH = "fresh", "確認ずみ"
    SOON = "soon", "まもなく"
    DUE = "due", "確かめる時期"
    NEVER = "never", "まだ確かめていない"
    NOT_ASKED = "", "たずねない"


class ConfirmationQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody took back."""
        return self.filter(taken_back_at=None)


class Confirmation(models.Model):
    """Somebody made sure that a record is still true (確認), with or without a correction.

    A wrong tap is taken back by its author on the same day; the row stays, with that moment.
    """

    class Result(models.TextChoices):
        UNCHANGED = "unchanged", "変わりなし"
        CORRECTED = "corrected", "直した"

    resource = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="confirmations", verbose_name="社会資源"
    )
    on_day = models.DateField("確認した日")
    result = models.CharField("結果", max_length=12, choices=Result)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="確認した人"
    )
    at = models.DateTimeField("記録した日時", auto_now_add=True)
    day_before = models.DateField("その前の最終確認日", null=True, blank=True)
    taken_back_at = models.DateTimeField("取り消した日時", null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = "資源の確認"
        verbose_name_plural = "資源の確認"
        ordering = ["resource_id", "-on_day", "-pk"]

    def __str__(self):
        return f"{self.resource} {self.get_result_display()}"

    @property
    def council_id(self):
        """Whose it is, for permissions."""
        return self.resource.council_id


class ConfirmationCycle(models.Model):
    """How many months a record of one kind stays fresh before somebody should ask again."""

    kind = models.CharField("種類", max_length=20, choices=Kind, unique=True)
    months = models.PositiveSmallIntegerField("何か月ごとに確かめるか", default=MONTHS_UNLESS_SAID)

    class Meta:
        verbose_name = "確認の間隔"
        verbose_name_plural = "確認の間隔"
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(
                name="resources_confirmationcycle_some_months",
                condition=Q(months__range=(1, 60)),
                violation_error_message="1〜60か月で入れてください。",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.months}か月"


class ConfirmationLink(models.Model):
    """A way for the organiser to say "still true" or suggest a change, without a log-in.

    Only the sha256 of the secret is kept. It expires, can be taken back, and changes nothing by
    itself: what comes in is a Suggestion.
    """

    SECRET_BYTES = 24  # 192 bits: 32 letters in the address
    MOST_A_DAY = 10  # an honest organiser needs one or two

    resource = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="links", verbose_name="社会資源"
    )
    secret_sha256 = models.CharField("合い言葉の要約", max_length=64, unique=True)
    made_at = models.DateTimeField("作った日時")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="作った人"
    )
    expires_at = models.DateTimeField("使える期限")
    revoked_at = models.DateTimeField("止めた日時", null=True, blank=True)

    class Meta:
        verbose_name = "確認の案内"
        verbose_name_plural = "確認の案内"
        ordering = ["resource_id", "-made_at", "-pk"]

    def __str__(self):
        return f"{self.resource} の確認の案内"

    @classmethod
    def new_secret(cls):
        """The word in the address (urlsafe text). It leaves the server once and is never stored."""
        return secrets.token_urlsafe(cls.SECRET_BYTES)

    @staticmethod
    def digest(secret):
        """What is kept of the secret: 64 hex digits."""
        return hashlib.sha256(secret.encode()).hexdigest()

    @property
    def council_id(self):
        """Whose it is, for permissions."""
        return self.resource.council_id

    @property
    def last_day(self):
        """The last day on which it may be used: it closes at the end of that day."""
        return timezone.localdate(self.expires_at - timedelta(seconds=1))

    def is_open_at(self, moment):
        """May the address still be used at this moment?"""
        return self.revoked_at is None and moment < self.expires_at


class Suggestion(models.Model):
    """What somebody said about a resource (申し出), until staff decide: it changes nothing itself.

    It came through a ConfirmationLink, or stands on a CheckSheet as 「変わった」.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "確かめ待ち"
        ACCEPTED = "accepted", "載せた"
        DECLINED = "declined", "載せなかった"

    resource = models.ForeignKey(
        SocialResource, models.PROTECT, related_name="suggestions", verbose_name="社会資源"
    )
    link = models.ForeignKey(
        ConfirmationLink,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name="案内",
    )
    line = models.ForeignKey(
        CheckLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name="確認シートの行",
    )
    is_unchanged = models.BooleanField("変わりなし", default=False)
    values = models.JSONField("直したいところ", default=dict, blank=True)
    note = models.TextField("ひとこと", blank=True)
    received_at = models.DateTimeField("届いた日時")
    state = models.CharField("あつかい", max_length=12, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField("決めた日時", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="決めた人",
    )
    reason = models.CharField("載せないわけ", max_length=200, blank=True)

    class Meta:
        verbose_name = "変わったという申し出"
        verbose_name_plural = "変わったという申し出"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="resources_suggestion_decided_whole",
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                violation_error_message="あつかいを決めた人と日時が要ります。",
            ),
            models.CheckConstraint(
                name="resources_suggestion_came_one_way",
                condition=Q(link__isnull=False, line=None) | Q(link=None, line__isnull=False),
                violation_error_message="案内か確認シートの、どちらか一方から来ます。",
            ),
        ]

    def __str__(self):
        return f"{self.resource} への申し出"

    @property
    def council_id(self):
        """Whose it is, for permissions."""
        return self.resource.council_id

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_declined(self):
        return self.state == self.State.DECLINED

    @property
    def is_from_paper(self):
        return self.line_id is not None
