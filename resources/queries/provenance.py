"""この内容の出どころ: which line of which list, or which day at the screen, each value is from."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from resources.models import ImportBatch, SocialResource

TOGETHER = {"longitude": "latitude", "position_precision": "latitude"}
LABELS = {"latitude": "位置"}


@dataclass(frozen=True)
class Origin:
    """Values that came together: when, from which batch and line (none: from the screen)."""

    on: date | None
    batch: ImportBatch | None
    sheet: str
    row: int | None
    labels: list

    @property
    def sheet_words(self):
        """The sheet, where it says more than the file's own name: a CSV has but one."""
        return "" if self.sheet == PurePath(self.batch.file_name).stem else self.sheet


def origins_of(resource):
    """[Origin] of a resource's values, newest first; of older records, the list as a whole."""
    marks = _marks(resource)
    batches = ImportBatch.objects.select_related("source").in_bulk(
        {mark["batch"] for mark in marks.values() if mark.get("batch")}
    )
    groups = {}
    for field in SocialResource._meta.concrete_fields:
        if field.name in marks and field.name not in TOGETHER:
            mark = marks[field.name]
            key = tuple(mark.get(part) for part in ("on", "batch", "sheet", "row"))
            label = LABELS.get(field.name, str(field.verbose_name))
            groups.setdefault(key, []).append(label)
    newest_first = sorted(groups.items(), key=lambda group: group[0][0] or "", reverse=True)
    return [
        Origin(date.fromisoformat(on) if on else None, batches.get(batch), sheet, row, labels)
        for (on, batch, sheet, row), labels in newest_first
    ]


def _marks(resource):
    """{field: mark}. What an import wrote before marks were kept came from its last line."""
    if not resource.source_batch_id:
        return resource.value_sources
    before = {"batch": resource.source_batch_id, "sheet": resource.source_sheet}
    before["row"] = resource.source_row
    told = [name for name, value in resource.imported_values.items() if value not in (None, "")]
    return dict.fromkeys(told, before) | resource.value_sources
