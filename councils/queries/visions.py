"""The visions of all councils side by side, and those of one council through the years."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from councils.models import Council, Meeting, Vision


@dataclass(frozen=True)
class WallPlace:
    """One council's place on the wall: its vision of today, or None while they still talk."""

    council: Council
    vision: Vision | None


@dataclass(frozen=True)
class Wall:
    """The places of all councils of the second tier, in board order."""

    places: list[WallPlace]

    @property
    def recorded(self):
        return [place for place in self.places if place.vision]

    @property
    def words(self):
        """「7/26 記録済み」"""
        return f"{len(self.recorded)}/{len(self.places)} 記録済み"


def vision_wall():
    """The Wall of today: two queries, whatever the number of councils."""
    visions = visions_of_today(Vision.objects.select_related("decided_at__kind"))
    councils = Council.objects.tier2().in_board_order()
    return Wall([WallPlace(council, visions.get(council.pk)) for council in councils])


def visions_of_today(visions):
    """{council pk: its newest Vision} of a queryset; earlier versions are not read."""
    newest = Vision.objects.filter(council=OuterRef("pk")).order_by("-version").values("pk")[:1]
    found = visions.filter(pk__in=Council.objects.values(newest_id=Subquery(newest)))
    return {vision.council_id: vision for vision in found.order_by("council_id")}


def visions_of(council):
    """The council's visions with the meeting that decided each, the one of today first."""
    visions = Vision.objects.filter(council=council)
    return visions.select_related("decided_at__kind").order_by("-version")


def meetings_to_choose(council):
    """Meetings a vision or a step of the 工程表 may point to, newest first."""
    return Meeting.objects.filter(council=council).select_related("kind", "council")
