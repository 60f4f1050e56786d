"""Who gets the newsletter: by e-mail, and in printed copies."""

from django.db import models
from django.db.models import Q

from newsletters.models.issues import Issue, Series


class Subscriber(models.Model):
    """Somebody who asked for a mail when an issue is out (購読の申し込み).

    Nothing is sent before the address was confirmed from its own mailbox. Whoever leaves is
    erased: the row and its mailings go, only the count of the audit trail stays.
    """

    series = models.ForeignKey(
        Series, models.PROTECT, related_name="subscribers", verbose_name="広報紙"
    )
    email = models.EmailField("メールアドレス", max_length=254)
    asked_at = models.DateTimeField("申し込んだ日時")
    confirmed_at = models.DateTimeField("確かめた日時", null=True, blank=True)

    class Meta:
        verbose_name = "購読の申し込み"
        verbose_name_plural = "購読の申し込み"
        ordering = ["series_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "email"], name="newsletters_subscriber_once")
        ]

    def __str__(self):
        return f"{self.series} {self.pk}"


class Mailing(models.Model):
    """The mail about one issue to one subscriber (お知らせメール): at most one each."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="mailings", verbose_name="号")
    subscriber = models.ForeignKey(
        Subscriber, models.PROTECT, related_name="mailings", verbose_name="購読する人"
    )
    sent_at = models.DateTimeField("送った日時", null=True, blank=True)
    n_tries = models.PositiveSmallIntegerField("送ろうとした回数", default=0)
    tried_at = models.DateTimeField(
        "送り始めた日時", null=True, blank=True, help_text="送っている間、ほかの人は触りません。"
    )

    MOST_TRIES = 5

    class Meta:
        verbose_name = "お知らせメール"
        verbose_name_plural = "お知らせメール"
        ordering = ["issue_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="newsletters_mailing_once")
        ]

    def __str__(self):
        return f"{self.issue} {self.subscriber_id}"


class Recipient(models.Model):
    """A place that gets printed copies of every issue (配布先), such as a 公民館."""

    class Way(models.TextChoices):
        CARRIED = "carried", "持っていく"
        POSTED = "posted", "郵送"
        CIRCULATED = "circulated", "回覧"
        SHELF = "shelf", "棚に置く"

    series = models.ForeignKey(
        Series, models.PROTECT, related_name="recipients", verbose_name="広報紙"
    )
    name = models.CharField("配布先", max_length=80)
    way = models.CharField("届け方", max_length=12, choices=Way, default=Way.CARRIED)
    n_copies = models.PositiveIntegerField("部数")
    note = models.CharField("備考", max_length=120, blank=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)
    is_active = models.BooleanField("いまも届ける", default=True)

    class Meta:
        verbose_name = "広報紙の配布先"
        verbose_name_plural = "広報紙の配布先"
        ordering = ["series_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "name"], name="newsletters_recipient_once"),
            models.CheckConstraint(
                name="newsletters_recipient_some_copies",
                condition=Q(n_copies__gte=1),
                violation_error_message="部数は1からです。",
            ),
        ]

    def __str__(self):
        return self.name


class Handout(models.Model):
    """How many copies of one issue a place got (号ごとの部数)."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="handouts", verbose_name="号")
    recipient = models.ForeignKey(
        Recipient, models.PROTECT, related_name="handouts", verbose_name="配布先"
    )
    n_copies = models.PositiveIntegerField("部数")
    handed_on = models.DateField("渡した日", null=True, blank=True)

    class Meta:
        verbose_name = "号ごとの配布"
        verbose_name_plural = "号ごとの配布"
        ordering = ["issue_id", "recipient_id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "recipient"], name="newsletters_handout_once")
        ]

    def __str__(self):
        return f"{self.issue} {self.recipient}"
