"""What ties the 工程表 of a vision to what came before it (B9)."""

from django.db import models

from councils.models import RoadmapStep


class CarriedStep(models.Model):
    """An open step of an older 工程表 that goes on in the one of the new vision (引きつぎ).

    The old row stays as it was, so that the old roadmap can still be read; a step is carried
    on once.
    """

    old = models.OneToOneField(
        RoadmapStep, models.PROTECT, related_name="carried_to", verbose_name="もとの項目"
    )
    new = models.OneToOneField(
        RoadmapStep, models.PROTECT, related_name="carried_from", verbose_name="引きついだ項目"
    )

    class Meta:
        verbose_name = "引きついだ工程表の項目"
        verbose_name_plural = "引きついだ工程表の項目"
        ordering = ["new"]

    def __str__(self):
        return str(self.new)
