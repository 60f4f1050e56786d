"""The lines of a preview, drawn up from the file and what its source brought before."""

from dataclasses import asdict

from councils.models import Council
from resources.importing.matching import warn_of_likeness
from resources.importing.readings import WARNING
from resources.importing.resource_list import ResourceList
from resources.importing.stored import stored, stored_field
from resources.importing.tables import is_template_name, tables_of
from resources.importing.values import Surroundings, area_code_of, fold_district, read_line
from resources.models import ImportBatch, ImportRow, SocialResource
from resources.models.derived import natural_key
from takasaki_sc.lib.sheets import read_workbook

Result = ImportRow.Result
TEMPLATE_LINE = "ひな形の行（名称が「{}」）が残っていると見て、読みとばしました。"


class NothingToRead(Exception):
    """選んだシートに、取り込める行がありません。"""


def read_tables(content, file_name):
    """The Tables of an uploaded file. Raises lib.sheets.SheetFault."""
    return tables_of(read_workbook(bytes(content), file_name))


def draw_up(batch):
    """(unsaved ImportRows, notes about the whole file) for the settled columns of a batch."""
    tables = [
        table
        for table in read_tables(batch.file.content, batch.file_name)
        if table.index in batch.sheets
    ]
    readings, skipped = _read_all(tables, batch)
    if not readings:
        raise NothingToRead
    warn_of_likeness(readings)
    known = _known_resources(batch)
    comparison = ResourceList(readings, known)
    outcomes = comparison.compare()
    _warn_of_namesakes(outcomes, batch)
    gone = _gone(known, comparison.matched, batch)
    rows = [_row(*outcome) for outcome in outcomes] + skipped
    order = {table.name: place for place, table in enumerate(tables)}
    rows.sort(key=lambda row: (order[row.sheet], row.number))
    rows += [_gone_row(resource) for resource in gone]
    for place, row in enumerate(rows):
        row.batch, row.order = batch, place
    return rows, _file_notes(batch, tables, known, gone)


def _read_all(tables, batch):
    """(readings, ImportRows of skipped lines) of all chosen sheets."""
    councils = _councils_by_folded_name()
    readings, skipped = [], []
    for table in tables:
        keys = batch.mapping[table.signature]
        around = Surroundings(
            council=batch.council or _council_of_sheet(table, keys, councils),
            councils=councils,
            area_code=_area_code(table, keys),
        )
        skipped += [_skipped_row(table, line) for line in table.skipped]
        for line in table.lines:
            reading = read_line(line, table, keys, around)
            if is_template_name(reading.name):
                skipped.append(_template_row(reading))
            else:
                readings.append(reading)
    return readings, skipped


def _area_code(table, keys):
    columns = zip(keys, table.columns(), strict=True)
    return area_code_of(
        str(value) for key, column in columns if key == "phone" for value in column if value
    )


def _councils_by_folded_name():
    found = {}
    for council in Council.objects.tier2().prefetch_related("aliases"):
        names = [council.name, *(alias.text for alias in council.aliases.all())]
        found |= {fold_district(name): council for name in names}
    return found


def _council_of_sheet(table, keys, councils):
    """A workbook with a sheet per district says the district in the sheet's name only."""
    return None if "district" in keys else councils.get(fold_district(table.name))


def _known_resources(batch):
    """What this source brought before, for the same council where it is a council's list."""
    known = SocialResource.objects.filter(import_source=batch.source).order_by("pk")
    return list(known.filter(council=batch.council) if batch.council else known)


def _gone(known, matched, batch):
    still_there = {resource.pk for resource in matched.values()}
    return [
        resource for resource in known if resource.pk not in still_there and not resource.is_ended
    ]


def _warn_of_namesakes(outcomes, batch):
    """Say where a new line looks like a resource that came from somewhere else."""
    new = [reading for reading, result, _, _ in outcomes if result == Result.NEW]
    keys = {_key_of(reading) for reading in new}
    others = SocialResource.objects.exclude(import_source=batch.source)
    hand_written = SocialResource.objects.filter(import_source=None)
    found = (others | hand_written).filter(natural_key__in=keys).values_list("natural_key", "name")
    names = dict(found)
    for reading in new:
        if _key_of(reading) in names:
            reading.warn(
                reading.cells.get("name", ""),
                "同じ名称・住所の資源が、ほかの名簿か画面からすでに載っています。重なりを見てください。",
            )


def _key_of(reading):
    values = reading.values
    return natural_key(reading.name, values.get("address", ""), values.get("venue", ""))


def _row(reading, result, resource, changes):
    is_changed = result == Result.CHANGED
    return ImportRow(
        sheet=reading.sheet,
        number=reading.number,
        result=result,
        is_warned=any(issue.level == WARNING for issue in reading.issues),
        title=reading.name[:200],
        resource=resource,
        resource_seen_at=resource.updated_at if resource else None,
        raw=reading.raw,
        before={name: before for name, (before, _) in changes.items()} if is_changed else {},
        after={name: stored(value) for name, value in reading.values.items()},
        repairs=[asdict(repair) for repair in reading.repairs],
        issues=[asdict(issue) for issue in reading.issues],
    )


def _skipped_row(table, line):
    return ImportRow(
        sheet=table.name,
        number=line.number,
        result=Result.SKIPPED,
        title=" ".join(line.texts)[:200],
        raw=[{"cell": "", "heading": "", "text": text} for text in line.texts],
        issues=[{"cell": f"{line.number}行目", "level": WARNING, "text": line.reason}],
    )


def _template_row(reading):
    return ImportRow(
        sheet=reading.sheet,
        number=reading.number,
        result=Result.SKIPPED,
        title=reading.name[:200],
        raw=reading.raw,
        issues=[
            {
                "cell": reading.cells.get("name", ""),
                "level": WARNING,
                "text": TEMPLATE_LINE.format(reading.name),
            }
        ],
    )


def _gone_row(resource):
    return ImportRow(
        sheet=resource.source_sheet,
        result=Result.GONE,
        title=resource.name,
        resource=resource,
        resource_seen_at=resource.updated_at,
        before={"status": stored_field(resource, "status")},
    )


def _file_notes(batch, tables, known, gone):
    notes = [f"{table.name}：{note}" for table in tables for note in table.notes]
    applied = last_applied(batch.source)
    if applied and applied.sha256 == batch.sha256:
        notes.append("前回反映したものと同じファイルです。")
    if len(gone) * 2 > len(known) > 3:
        notes.append(
            "前回までの資源の半分より多くが、この名簿にありません。別の名簿でないか確かめてください。"
        )
    return notes


def last_applied(source):
    """The newest applied batch of a source, or None."""
    return ImportBatch.objects.applied().filter(source=source).order_by("-applied_at").first()
