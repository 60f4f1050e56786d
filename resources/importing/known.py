"""What the directory holds of a list, as much of it as is compared: columns, no whole records.

A list of ten thousand lines is compared with ten thousand resources, and nearly all of them say
what the line says. Whole records with what the list said before, and where each value comes from,
would be carried out of the database and read from JSON for nothing (0036).
"""

from dataclasses import dataclass, field
from itertools import batched

from django.db.models import F

from resources.importing.stored import STORED_AS_THEY_ARE, column_of, stored
from resources.models import SocialResource
from takasaki_sc.lib.bulk_rows import ROWS_AT_ONCE

_OWN = (
    "pk", "name", "kind_text", "natural_key", "source_code", "phone", "address", "status",
    "updated_at", "merged_into_id", "source_sheet",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Known:
    """A resource as the comparison sees it. `told`: field → value as `stored` writes it, for the
    fields the list speaks of; `imported_values` and `merged_name` are asked for where it differs.
    """

    pk: int
    name: str
    kind_text: str
    natural_key: str
    source_code: str
    phone: str
    address: str
    status: str
    updated_at: object
    merged_into_id: int | None
    source_sheet: str
    told: dict
    imported_values: dict = field(default_factory=dict)
    merged_name: str = ""

    def __str__(self):
        return self.name

    @property
    def is_merged(self):
        return self.merged_into_id is not None

    @property
    def is_ended(self):
        return self.status == SocialResource.Status.ENDED

    def says(self, values):
        """Does it hold just these stored values, word for word?"""
        return values.items() <= self.told.items()


def known_resources(batch, names):
    """[Known] of what this source brought before, in the same council for a council's list.

    names: the fields the list speaks of. Records merged into another come last: a line is theirs
    only where no listed one is like it.
    """
    brought = SocialResource.objects.filter(import_source=batch.source, taken_back_at=None)
    known = brought.filter(council=batch.council) if batch.council else brought
    return _read(known.order_by(F("merged_into_id").asc(nulls_first=True), "pk"), names)


def named_resources(readings, known, batch, names):
    """[Known] of what our own export names and came from elsewhere, of the list's council."""
    numbers = {reading.own_id for reading in readings if reading.own_id is not None}
    others = numbers - {resource.pk for resource in known}
    if not others:
        return []
    named = SocialResource.objects.filter(pk__in=others).order_by("pk")
    named = named.filter(council=batch.council) if batch.council else named
    return _read(named, names)


def _read(resources, names):
    columns = list(dict.fromkeys((*_OWN, *map(column_of, names))))
    places = [columns.index(column_of(name)) for name in names]
    odd = [name for name in names if name not in STORED_AS_THEY_ARE]
    n = len(_OWN)
    found = []
    for row in resources.values_list(*columns).iterator(ROWS_AT_ONCE):
        told = {name: row[place] for name, place in zip(names, places, strict=True)}
        for name in odd:
            told[name] = stored(told[name])
        found.append(Known(*row[:n], told))
    return found


def look_closer(known):
    """For those a line differs from: what the list last said, and what they were merged into."""
    by_key = {one.pk: one for one in known}
    for some in batched(by_key, ROWS_AT_ONCE, strict=False):
        found = SocialResource.objects.filter(pk__in=some).order_by()
        for pk, said, name in found.values_list("pk", "imported_values", "merged_into__name"):
            by_key[pk].imported_values, by_key[pk].merged_name = said, name or ""
