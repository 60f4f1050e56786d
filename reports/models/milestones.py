"""Milestones of the programme that no other record holds: an agreement, a new service (E12)."""

from django.db import models


class Milestone(models.Model):
    """One line of the chronicle (あゆみ), written down by hand with its source.

    ``on`` is the day, or the first day of what is known (a month); ``when_text`` is printed.
    """

    on = models.DateField("日", help_text="月だけがわかるときは、その月の1日")
    when_text = models.CharField("時期の書き方", max_length=30, help_text="例：平成27年4月")
    text = models.CharField("できごと", max_length=200)
    source = models.CharField("出典", max_length=200)

    class Meta:
        verbose_name = "あゆみのできごと"
        verbose_name_plural = "あゆみのできごと"
        ordering = ["on", "pk"]

    def __str__(self):
        return self.text
