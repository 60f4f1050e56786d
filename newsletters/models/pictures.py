"""The pictures people took, and who in them agreed to be shown where."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from councils.models import Council, Person


class Picture(models.Model):
    """One photograph (写真の台帳): re-encoded when it came in, used by any number of issues."""

    sha256 = models.CharField("指紋", max_length=64, unique=True)
    image = models.FileField("写真", max_length=120)
    width = models.PositiveIntegerField("横の画素")
    height = models.PositiveIntegerField("縦の画素")
    alt = models.CharField("写真のかわりになることば", max_length=120, blank=True)
    credit = models.CharField("提供・出典", max_length=80, blank=True)
    taken_on = models.DateField("撮った日", null=True, blank=True)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name="協議体",
    )
    shows_nobody = models.BooleanField("人が写っていない", default=False)
    added_at = models.DateTimeField("入れた日時", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="入れた人"
    )

    class Meta:
        verbose_name = "写真の台帳"
        verbose_name_plural = "写真の台帳"
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return self.alt or f"写真{self.pk}"

    @property
    def small_name(self):
        """The stored name of the copy for page and screen."""
        return self.image.name.removesuffix(".jpg") + "-small.jpg"

    def standing_consents(self, channel):
        """The last word of everybody in it about this channel. Walks prefetched consents."""
        last = {}
        for consent in self.consents.all():
            if consent.channel == channel:
                last[consent.person_id, consent.who] = consent
        return list(last.values())

    def is_refused_in(self, channel):
        """Has somebody in it taken their consent back?"""
        return any(consent.withdrawn_on for consent in self.standing_consents(channel))

    def is_agreed_in(self, channel):
        """Is there nobody in it, or has everybody noted here agreed?"""
        consents = self.standing_consents(channel)
        return self.shows_nobody or bool(consents and not self.is_refused_in(channel))

    @property
    def states(self):
        """[(「紙」, "ok" | "no" | "unasked")]: what the register shows of its channels."""
        return [(label, self._state_in(code)) for code, label in PictureConsent.Channel.choices]

    def _state_in(self, channel):
        if self.is_refused_in(channel):
            return "no"
        return "ok" if self.is_agreed_in(channel) else "unasked"


class PictureConsent(models.Model):
    """Somebody in a picture agreed to be shown in a channel (掲載の同意), or took that back."""

    class Channel(models.TextChoices):
        PRINT = "print", "紙"
        WEB = "web", "ホームページ"

    picture = models.ForeignKey(
        Picture, models.PROTECT, related_name="consents", verbose_name="写真"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="写っている人"
    )
    who = models.CharField(
        "写っている人（名簿にない人）",
        max_length=60,
        blank=True,
        help_text="編集する人だけに見えます。",
    )
    channel = models.CharField("載せる所", max_length=8, choices=Channel)
    given_on = models.DateField("同意を得た日")
    withdrawn_on = models.DateField("取り消された日", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="記した人"
    )

    class Meta:
        verbose_name = "写真の同意"
        verbose_name_plural = "写真の同意"
        ordering = ["picture_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="newsletters_pictureconsent_of_somebody",
                condition=(Q(person__isnull=False) & Q(who="")) | (Q(person=None) & ~Q(who="")),
                violation_error_message="名簿の人か、名前のどちらか一つを入れてください。",
            ),
            models.CheckConstraint(
                name="newsletters_pictureconsent_in_order",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("given_on")),
                violation_error_message="取り消された日は、同意を得た日より後にしてください。",
            ),
        ]

    def __str__(self):
        return f"{self.picture} {self.get_channel_display()}"

    @property
    def name(self):
        """Who it is, for editors only."""
        return self.person.name if self.person else self.who
