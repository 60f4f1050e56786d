"""People a council thinks of asking: private, and forgotten when they say no (E2, K5)."""

from django.conf import settings
from django.db import models

from councils.models.councils import Council


class Candidate(models.Model):
    """Somebody a council might ask to join (声をかけたい方), before they know of it.

    No Person: a person is written down as one when they take a seat. Never in search, papers,
    or public pages.
    """

    class Aim(models.TextChoices):
        MEMBER = "member", "メンバーに"
        CORE = "core", "コアメンバーに"
        RESIDENT_SC = "resident_sc", "住民SCに"

    class State(models.TextChoices):
        NEW = "new", "これから声をかける"
        ASKED = "asked", "返事を待っている"
        JOINS = "joins", "加わってくれる"
        LATER = "later", "今回は見送り"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="candidates", verbose_name="協議体"
    )
    name = models.CharField("お名前", max_length=60)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    known_for = models.CharField("どんな方か", max_length=200, blank=True)
    aim = models.CharField("何をお願いしたいか", max_length=20, choices=Aim, default=Aim.MEMBER)
    state = models.CharField("いまのようす", max_length=20, choices=State, default=State.NEW)
    contact_by = models.CharField("声をかける方", max_length=60, blank=True)
    contacted_on = models.DateField("声をかけた日", null=True, blank=True)
    result = models.CharField("お返事・気づいたこと", max_length=300, blank=True)
    changed_at = models.DateTimeField("書いた日時")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="書いた人"
    )

    class Meta:
        verbose_name = "声をかけたい方"
        verbose_name_plural = "声をかけたい方"
        ordering = ["council_id", "kana", "name", "pk"]

    def __str__(self):
        return self.name

    @property
    def joins(self):
        return self.state == self.State.JOINS

    @property
    def is_core(self):
        return self.aim == self.Aim.CORE
