"""Ways to things: the search index, and calendars that other programs read."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from councils.models.councils import Council
from takasaki_sc.lib.okurigana import in_any_spelling


class SearchEntryQuerySet(models.QuerySet):
    def holding(self, keys):
        """Rows that hold every one of these folded words, in any of its spellings."""
        rows = self
        for key in keys:
            rows = rows.filter(in_any_spelling(key, lambda one: Q(folded__contains=one)))
        return rows


class SearchEntry(models.Model):
    """One thing that can be looked for (さがす): a line of minutes, a council, a person's role.

    `folded` holds every word of it through lib.kana, so that any spelling finds it on any
    database. Rows are made anew by the actions that change the thing itself (search_index.py).
    """

    class Kind(models.TextChoices):
        COUNCIL = "council", "協議体"
        MEETING = "meeting", "会議"
        AGENDA = "agenda", "議題"
        DECISION = "decision", "決定"
        HOMEWORK = "homework", "宿題"
        PERSON = "person", "人・役"
        VISION = "vision", "目指す地域像"
        PROPOSAL = "proposal", "提言"

    class Reach(models.TextChoices):
        OPEN = "open", "役割のある方なら"
        INTERNAL = "internal", "その協議体の担当者"
        PEOPLE = "people", "名簿を見られる方"

    kind = models.CharField("種類", max_length=20, choices=Kind)
    reach = models.CharField("見られる方", max_length=20, choices=Reach, default=Reach.OPEN)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="協議体"
    )
    target_id = models.PositiveBigIntegerField("開くものの番号")
    source_key = models.CharField(
        "もとの記録", max_length=60, db_index=True, help_text="councils.meeting:12 のように"
    )
    happened_on = models.DateField("日付", null=True, blank=True)
    context = models.CharField("どの記録の", max_length=120, blank=True)
    title = models.CharField("見出し", max_length=300)
    text = models.TextField("ことば", blank=True)
    folded = models.TextField("折りたたんだことば")

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "さがせることば"
        verbose_name_plural = "さがせることば"
        ordering = ["-happened_on", "-pk"]

    def __str__(self):
        return self.title

    @property
    def is_internal(self):
        return self.reach == self.Reach.INTERNAL


class CalendarFeed(models.Model):
    """A secret address from which a calendar program reads meetings (予定の配信).

    Only the sha256 of the secret is kept; the address is shown once and can be taken back.
    """

    SECRET_BYTES = 24

    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name="協議体",
        help_text="なければ、すべての協議体",
    )
    label = models.CharField("だれが使うか", max_length=60)
    secret_sha256 = models.CharField("合い言葉の要約", max_length=64, unique=True)
    made_at = models.DateTimeField("作った日時")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="作った人"
    )
    revoked_at = models.DateTimeField("止めた日時", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="止めた人",
    )

    class Meta:
        verbose_name = "予定の配信"
        verbose_name_plural = "予定の配信"
        ordering = ["council_id", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="councils_calendarfeed_revoked_pair",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                violation_error_message="止めた日時と止めた人は、そろって要ります。",
            )
        ]

    def __str__(self):
        return self.label

    @classmethod
    def new_secret(cls):
        """The word in the address (urlsafe text). It is shown once and never stored."""
        return secrets.token_urlsafe(cls.SECRET_BYTES)

    @staticmethod
    def digest(secret):
        """What is kept of the secret: 64 hex digits."""
        return hashlib.sha256(secret.encode()).hexdigest()
