"""What was chosen when a paper was ordered, kept as JSON in the order."""

from dataclasses import asdict, dataclass
from functools import cached_property

from django.db import models

from resources.queries.papers import Scope


class Paper(models.TextChoices):
    """The papers this room prints."""

    LIST = "resources.list", "つどい・ふれあいの場一覧"
    GUIDE = "resources.guide", "生活支援ガイドブック"


class Grouping(models.TextChoices):
    """How the list is divided."""

    DISTRICT = "district", "地区ごと"
    KIND = "kind", "種類ごと"


@dataclass(frozen=True)
class PaperOptions:
    """councils, kinds: as in Scope. grouping counts for the list only."""

    councils: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    grouping: str = Grouping.DISTRICT
    is_large: bool = False

    @cached_property
    def scope(self):
        return Scope(self.councils, self.kinds)

    def as_json(self):
        return asdict(self) | {"councils": list(self.councils), "kinds": list(self.kinds)}

    @classmethod
    def from_json(cls, words):
        """The options of an order; what else stands in the JSON (its token) is left out."""
        return cls(
            tuple(words["councils"]), tuple(words["kinds"]), words["grouping"], words["is_large"]
        )
