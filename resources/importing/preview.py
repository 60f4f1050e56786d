"""The lines of a preview, drawn up from the file and what its source brought before."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath

from councils.models import Council, Neighbourhood
from resources.importing.known import known_resources, named_resources
from resources.importing.matching import warn_of_reused_numbers
from resources.importing.merging import find_alike
from resources.importing.own_columns import AS_OWN, is_own, read_own_line
from resources.importing.resource_list import ResourceList
from resources.importing.values import Surroundings, read_line
from resources.models import ImportBatch, ImportRow
from takasaki_sc.lib.bulk_rows import ReadyJson
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.lists import engine, one_name, rows
from takasaki_sc.lib.lists.halves import sheet_of
from takasaki_sc.lib.lists.places import fold_district
from takasaki_sc.lib.lists.readings import ERROR, WARNING
from takasaki_sc.lib.lists.tables import tables_of
from takasaki_sc.lib.marked_copy import Mark, write_marked
from takasaki_sc.lib.sheets import read_workbook

Result = ImportRow.Result
TEMPLATE_LINE = "ひな形の行（名称が「{}」）が残っていると見て、読みとばしました。"
MOST_BYTES_KEPT = 2 * 2**20
LOOKS = "looks"
"""In a batch's mapping: what struck and coloured lines mean, beside the columns."""


NOTHING, NONE = {}, []
"""Shared by all lines with nothing to say; written to the database, never to."""


@dataclass(slots=True)
class PreviewLine:
    """The columns of an ImportRow, before there is one; the raw line is written out last."""

    sheet: str
    result: str
    title: str
    number: int | None = None
    reading: object = None
    is_warned: bool = False
    resource_id: int | None = None
    resource_seen_at: object = None
    texts: tuple = ()
    before: dict = field(default_factory=lambda: NOTHING)
    after: dict = field(default_factory=lambda: NOTHING)
    repairs: list = field(default_factory=lambda: NONE)
    issues: list = field(default_factory=lambda: NONE)
    alike: list = field(default_factory=lambda: NONE)
    replaced: dict = field(default_factory=lambda: NOTHING)
    written_at: object = None
    batch_id: int = 0
    order: int = 0

    @property
    def raw(self):
        if self.reading:
            return ReadyJson(self.reading.raw_json())
        return [{"cell": "", "heading": "", "text": text} for text in self.texts]


class NothingToRead(Exception):
    """選んだシートに、取り込める行がありません。"""


def read_tables(content, file_name):
    """The Tables of an uploaded file. Raises lib.sheets.SheetFault."""
    if len(content) > MOST_BYTES_KEPT:
        return tables_of(read_workbook(bytes(content), file_name))
    return [table.copied() for table in _read_lately(bytes(content), file_name)]


@lru_cache(maxsize=1)
def _read_lately(content, file_name):
    """The wizard reads a file at every step; the last one of this process is not read again."""
    return tables_of(read_workbook(content, file_name))


def marked_copy(batch):
    """The list as it came in, with the stored preview's doubts and errors at their cells."""
    content, marks, headers = bytes(batch.file.content), defaultdict(list), {}
    workbook = read_workbook(content, batch.file_name)
    for table in tables_of(workbook):
        headers.setdefault(table.index, table.header_number)
    for row in batch.rows.exclude(issues=[]):
        for issue in row.issues:
            marks[sheet_of(row.sheet)].append(
                Mark(issue["cell"], issue["text"], issue["level"] == ERROR)
            )
    return write_marked(
        (sheet, headers.get(index, 0), marks[sheet.name])
        for index, sheet in enumerate(workbook.sheets)
        if not sheet.hidden or marks[sheet.name]
    )


def draw_up(batch):
    """([PreviewLine], notes about the whole file) for the settled columns of a batch."""
    tables = [
        table
        for table in read_tables(batch.file.content, batch.file_name)
        if table.index in batch.sheets
    ]
    _read_lately.cache_clear()
    readings, skipped = _read_all(tables, batch)
    if not readings:
        raise NothingToRead
    warn_of_reused_numbers(readings)
    names = sorted({name for reading in readings for name in reading.values})
    known = known_resources(batch, names)
    named = named_resources(readings, known, batch, names)
    comparison = ResourceList(readings, known + named)
    outcomes = comparison.compare()
    alike = find_alike(outcomes)
    gone = _gone(known, comparison.matched, batch)
    lines = [_row(outcome, alike.get(n, NONE)) for n, outcome in enumerate(outcomes)] + skipped
    order = {table.name: place for place, table in enumerate(tables)}
    lines.sort(key=lambda row: (order[row.sheet], row.number))
    lines += [_gone_row(resource) for resource in gone]
    for place, row in enumerate(lines):
        row.batch_id, row.order = batch.pk, place
    return lines, _file_notes(batch, tables, known, gone)


def _read_all(tables, batch):
    """(readings, PreviewLines of skipped lines) of all chosen sheets."""
    councils, neighbourhoods = _councils_by_folded_name(), _neighbourhoods()
    readings, skipped = [], []
    for table in tables:
        keys = batch.mapping[table.signature]
        skipped += [_skipped_row(table, line) for line in table.skipped]
        if is_own(keys):
            around = Surroundings(None, batch.council, councils, neighbourhoods)
            readings += _read_own(table, around, batch)
            continue
        engine.prepare(table, keys)
        around = Surroundings(
            _lists_surroundings(table, tables, keys, batch),
            batch.council,
            councils,
            neighbourhoods,
            batch.mapping.get(LOOKS, {}),
        )
        own, left_out = _read_lines(table, keys, around)
        readings += own
        skipped += left_out
    return readings, skipped


def _read_lines(table, keys, around):
    """(readings, PreviewLines of model lines and of rows that add to the row above)."""
    readings, skipped = [], []
    for line in table.lines:
        reading = read_line(line, table, keys, around)
        if engine.is_template(line, keys, reading):
            skipped.append(_left_out_row(reading, TEMPLATE_LINE.format(reading.name)))
        else:
            readings.append(reading)
    readings, added = one_name.put_together(readings)
    skipped += [_left_out_row(more, one_name.ADDED.format(to.number)) for more, to in added]
    return readings, skipped


def _read_own(table, around, batch):
    """The Readings of a table that came out of this directory."""
    table.notes.append(AS_OWN)
    is_csv = bytes(batch.file.content[:2]) != b"PK"
    return [read_own_line(line, table, around, is_csv=is_csv) for line in table.lines]


def _lists_surroundings(table, tables, keys, batch):
    stem = PurePath(batch.file_name).stem
    district = "" if batch.council else engine.district_of(table, tables, stem)
    kind = engine.kind_of_sheet(table, tables)
    code, state = engine.area_code(table, keys), engine.state_of_sheet(table)
    return rows.Surroundings(code, district, kind, state)


def looks_of(tables):
    """How lines look that a person must be asked about: look → how many lines."""
    found = Counter()
    for table in tables:
        keys = engine.table_keys(table)
        engine.prepare(table, keys)
        for line in table.lines if table.has_looks else ():
            found.update(rows.read_line(line, table, keys, rows.Surroundings()).looks.keys())
    return found


def _neighbourhoods():
    return {(n.council_id, search_key(n.name)): n for n in Neighbourhood.objects.all()}


def _councils_by_folded_name():
    found = {}
    for council in Council.objects.tier2().prefetch_related("aliases"):
        names = [council.name, *(alias.text for alias in council.aliases.all())]
        found |= {fold_district(name): council for name in names}
    return found


def _gone(known, matched, batch):
    still_there = {resource.pk for resource in matched.values()}
    return [
        resource for resource in known if resource.pk not in still_there and not resource.is_ended
    ]


def _row(outcome, alike):
    reading, result, resource, changes = outcome
    is_changed = result == Result.CHANGED
    return PreviewLine(
        reading.sheet,
        result,
        reading.name[:200],
        reading.number,
        reading,
        is_warned=any(issue.level == WARNING for issue in reading.issues),
        resource_id=resource.pk if resource else None,
        resource_seen_at=resource.updated_at if resource else None,
        before={name: before for name, (before, _) in changes.items()} if is_changed else NOTHING,
        after=reading.values,
        repairs=[vars(repair) for repair in reading.repairs] or NONE,
        issues=[vars(issue) for issue in reading.issues] or NONE,
        alike=alike if result == Result.NEW else NONE,
    )


def _skipped_row(table, line):
    return PreviewLine(
        table.name,
        Result.SKIPPED,
        " ".join(line.texts)[:200],
        line.number,
        texts=line.texts,
        issues=[{"cell": f"{line.number}行目", "level": WARNING, "text": line.reason}],
    )


def _left_out_row(reading, why):
    return PreviewLine(
        reading.sheet,
        Result.SKIPPED,
        reading.name[:200],
        reading.number,
        reading,
        issues=[
            {
                "cell": reading.cells.get("name", ""),
                "level": WARNING,
                "text": why,
            }
        ],
    )


def _gone_row(resource):
    return PreviewLine(
        resource.source_sheet,
        Result.GONE,
        resource.name,
        resource_id=resource.pk,
        resource_seen_at=resource.updated_at,
        before={"status": resource.status},
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
