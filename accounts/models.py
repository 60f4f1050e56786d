"""Who acts, and what they did."""

import hashlib
import secrets
from datetime import timedelta

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.rights import Purge, RetentionTerm, SealedWord, SubjectCase  # noqa: F401
from accounts.verb_facts import CODES, FACTS
from accounts.verbs import verb_label


class User(AbstractUser):
    """A log-in of one human (利用者). What they may do comes from councils.RoleGrant."""

    first_name = None
    last_name = None
    display_name = models.CharField("表示名", max_length=60, help_text="画面に出る名前です。")
    is_demo = models.BooleanField("見本の利用者", default=False)
    expires_on = models.DateField(
        "使える期限", null=True, blank=True, help_text="この日まで使えます。"
    )
    session_round = models.PositiveIntegerField("ログインの回", default=0)

    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = "利用者"
        verbose_name_plural = "利用者"

    def __str__(self):
        return self.display_name or self.username

    def get_full_name(self):
        return str(self)

    @property
    def is_expired(self):
        """Is the last day over on which the log-in may be used?"""
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    def _get_session_auth_hash(self, secret=None):
        """What every open session is compared with: another round ends them all."""
        if not self.session_round:
            return super()._get_session_auth_hash(secret=secret)
        value = f"{self.password}|{self.session_round}"
        return salted_hmac("accounts.round", value, secret=secret, algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """A one-time way in for somebody who has no password yet (招待).

    Only the sha256 of the secret in the link is kept: whoever reads the database cannot use it.
    """

    LIFETIME = timedelta(days=14)
    SECRET_BYTES = 24  # 192 bits: 32 letters in the link

    user = models.OneToOneField(User, models.PROTECT, verbose_name="利用者")
    secret_sha256 = models.CharField("合い言葉の要約", max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, models.PROTECT, related_name="invitations_sent", verbose_name="招いた人"
    )
    invited_at = models.DateTimeField("招いた日時")
    expires_at = models.DateTimeField("使える期限")
    accepted_at = models.DateTimeField("使われた日時", null=True, blank=True)

    class Meta:
        verbose_name = "招待"
        verbose_name_plural = "招待"
        constraints = [
            models.CheckConstraint(
                name="accounts_invitation_expires_later",
                condition=models.Q(expires_at__gt=models.F("invited_at")),
                violation_error_message="期限は、招いた日時より後にしてください。",
            ),
        ]

    def __str__(self):
        return f"{self.user} への招待"

    @classmethod
    def new_secret(cls):
        """The word in the link (urlsafe text). It leaves the server once and is never stored."""
        return secrets.token_urlsafe(cls.SECRET_BYTES)

    @staticmethod
    def digest(secret):
        """What is kept of the secret: 64 hex digits."""
        return hashlib.sha256(secret.encode()).hexdigest()

    def is_open_at(self, moment):
        """May the link still be used at this moment?

        Somebody who has signed in since needs no link: a paper left in a drawer must not open
        their log-in a second time.
        """
        signed_in_since = self.user.last_login and self.user.last_login >= self.invited_at
        return self.accepted_at is None and moment < self.expires_at and not signed_in_since


class AdminRequest(models.Model):
    """Somebody is to become an administrator (管理者の申し出): a second person has to agree."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="admin_requests", verbose_name="管理者になる人"
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="申し出た人")
    asked_at = models.DateTimeField("申し出た日時")
    until_on = models.DateField("いつまで", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答えた人"
    )
    answered_at = models.DateTimeField("答えた日時", null=True, blank=True)
    is_agreed = models.BooleanField("認めた", null=True, blank=True)

    class Meta:
        verbose_name = "管理者の申し出"
        verbose_name_plural = "管理者の申し出"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(answered_at=None),
                name="accounts_adminrequest_one_open",
            ),
            models.CheckConstraint(
                name="accounts_adminrequest_answered_whole",
                condition=models.Q(answered_at=None, is_agreed=None, answered_by=None)
                | models.Q(answered_at__isnull=False, is_agreed__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_adminrequest_two_people",
                condition=~models.Q(is_agreed=True, answered_by=models.F("asked_by"))
                & ~models.Q(is_agreed=True, answered_by=models.F("user")),
                violation_error_message="申し出た人とは別の管理者が認めてください。",
            ),
        ]

    def __str__(self):
        return f"{self.user} を管理者に"


class PaperOrder(models.Model):
    """A large paper somebody asked for (印刷の注文), made in the background and kept for a while.

    kind and options say which paper; only the room that prints it reads them. The file is for the
    person who asked.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "順番待ち"
        PRINTING = "printing", "作っています"
        READY = "ready", "できました"
        FAILED = "failed", "作れませんでした"

    kind = models.CharField("紙の種類", max_length=40)
    title = models.CharField("題", max_length=120)
    options = models.JSONField("えらんだこと", default=dict, blank=True)
    state = models.CharField("進み", max_length=12, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("進み（%）", default=0)
    problem = models.TextField("作れなかったわけ", blank=True)
    file = models.FileField("PDF", max_length=120, blank=True)
    n_pages = models.PositiveIntegerField("ページ数", null=True, blank=True)
    ordered_at = models.DateTimeField("頼んだ日時")
    ordered_by = models.ForeignKey(
        User, models.PROTECT, related_name="paper_orders", verbose_name="頼んだ人"
    )
    finished_at = models.DateTimeField("終わった日時", null=True, blank=True)

    class Meta:
        verbose_name = "印刷の注文"
        verbose_name_plural = "印刷の注文"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="accounts_paperorder_progress_in_percent",
                condition=models.Q(progress__range=(0, 100)),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_over(self):
        return self.state in (self.State.READY, self.State.FAILED)


class AuditSeal(models.Model):
    """The place of one entry in the chain (操作の記録の封), after the digest of the one before.

    Made right after the entry, in a short transaction of its own (accounts/trail.py): writers do
    not wait for each other. The database refuses to change or delete seals and entries.
    """

    number = models.PositiveBigIntegerField("通し番号", primary_key=True)
    entry = models.OneToOneField(
        "accounts.AuditEntry", models.PROTECT, related_name="seal", verbose_name="操作の記録"
    )
    previous_sha256 = models.CharField("前の要約", max_length=64)
    sha256 = models.CharField("要約", max_length=64)

    class Meta:
        verbose_name = "操作の記録の封"
        verbose_name_plural = "操作の記録の封"

    def __str__(self):
        return f"{self.number} {self.sha256[:12]}"


class TrailPurge(models.Model):
    """Old entries were taken off the trail (古い記録の整理): the chain begins after this seal.

    Written before they go: the database lets go of nothing that no purge names.
    """

    number = models.PositiveBigIntegerField("最後に消した通し番号", unique=True)
    sha256 = models.CharField("最後に消した封の要約", max_length=64)
    until_on = models.DateField("この日までの記録")
    n_entries = models.PositiveIntegerField("消した件数")
    at = models.DateTimeField("行った日時")

    class Meta:
        verbose_name = "古い操作の記録の整理"
        verbose_name_plural = "古い操作の記録の整理"

    def __str__(self):
        return f"{self.until_on} まで {self.n_entries}件"


class AuditEntry(models.Model):
    """One thing somebody did (操作の記録): who, what, to which record, when.

    Holds names of fields and plain figures, never personal values: the entry outlives an
    erasure. The council is a plain number because councils live above this room.
    """

    at = models.DateTimeField("日時", auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="した人", related_name="+"
    )
    verb = models.CharField("したこと", max_length=60, db_index=True)
    target_model = models.CharField("対象の種類", max_length=80, blank=True)
    target_id = models.CharField("対象の番号", max_length=40, blank=True)
    council_number = models.PositiveIntegerField("協議体の番号", null=True, blank=True)
    facts = models.JSONField("項目と数", default=dict, blank=True)

    class Meta:
        verbose_name = "操作の記録"
        verbose_name_plural = "操作の記録"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_model", "target_id"])]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"

    @property
    def label(self):
        """会議を記録した, in words."""
        return verb_label(self.verb)

    @property
    def target_words(self):
        """会議 12: what kind of thing, and its number. A name could be personal."""
        if not self.target_model:
            return ""
        try:
            kind = apps.get_model(self.target_model)._meta.verbose_name
        except LookupError:  # a model of an older version
            kind = self.target_model
        return f"{kind} {self.target_id}"

    @property
    def details(self):
        """The facts in words, joined: 項目：場所、人数　段階の数：3."""
        return "　".join(
            f"{FACTS.get(name, name)}：{self._in_words(value)}"
            for name, value in self.facts.items()
        )

    @property
    def device_words(self):
        """The kind of device of a sign-in: Windowsのパソコン."""
        return CODES.get(self.facts.get("device"), CODES["unknown_device"])

    def _in_words(self, value):
        if isinstance(value, bool):
            return "はい" if value else "いいえ"
        if isinstance(value, list) and value and all(type(part) is int for part in value):
            return f"{len(value)}件"  # whom a read showed: the incident report names them
        if isinstance(value, list):
            return "、".join(self._field_name(part) for part in value)
        return CODES.get(value, value)

    def _field_name(self, name):
        try:
            return apps.get_model(self.target_model)._meta.get_field(name).verbose_name
        except (LookupError, ValueError, FieldDoesNotExist):
            return str(name)
