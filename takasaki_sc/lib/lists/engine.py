"""A whole file read: bytes in, rows out, and everything left out, mended or doubted named.

No model and no database: the command and the tests call this; the web wizard takes the same
steps one by one, with a person looking on.
"""

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from takasaki_sc.lib.lists import one_name
from takasaki_sc.lib.lists.columns import CONTRARY
from takasaki_sc.lib.lists.contacts import area_code_of, area_code_said
from takasaki_sc.lib.lists.groups import drop_bands, fill_groups, strip_numbers
from takasaki_sc.lib.lists.halves import sheet_of
from takasaki_sc.lib.lists.headings import LABELS
from takasaki_sc.lib.lists.likeness import duplicates
from takasaki_sc.lib.lists.places import district_in_title, is_district, strip_signs
from takasaki_sc.lib.lists.readings import WARNING, Issue
from takasaki_sc.lib.lists.rows import Surroundings, read_line
from takasaki_sc.lib.lists.states import status_of
from takasaki_sc.lib.lists.tables import is_template_name, tables_of
from takasaki_sc.lib.sheets import USUAL, SheetFault, column_letters, read_workbook

NO_HEADER = "名簿の見出し（名称・住所など）が、どのシートにも見つかりません。"
TURNED = (
    "シート「{}」は、見出しが左の列に縦に並んでいます。Excelで表を選んでコピーし、"
    "「形式を選択して貼り付け」の「行/列の入れ替え」で、見出しを1行に並べてお試しください。"
)
NO_ROWS = "見出しはありますが、その下に行がありません。"
NO_SHEET = "シート「{}」がありません。"
OTHER_COLUMN = "列「{}」の中身は「{}」のため、そう読みます。"
TEMPLATE_LINE = "ひな形の行（名称が「{}」）が残っています"
NAMELESS = "名称がありません"
NOT_A_LIST = "名簿ではないシートです"
HIDDEN_SHEET = "Excelでは表示されていないシートです。読むには名前を指定してください。"

_ASIDE = re.compile(
    r"記入例|入力例|記載例|見本|サンプル|凡例|選択肢|プルダウン|リスト用|マスタ|コード表|説明|作業用|下書き"
)
_GENERAL = re.compile(
    r"^(?:sheet|シート|一覧|名簿|リスト|全体|全地区|まとめ|データ|オープンデータ|table|csv|book)|一覧表?$|名簿$|リスト$"
    r"|\d{4}|年度|令和|平成|^[RH]\d|^\d+$|印刷|最新|新版|旧|控え|高崎市|資源|つどい|連絡|その他|メモ",
    re.IGNORECASE,
)
_KINDS = re.compile(r"サロン|居場所|カフェ|体操|通いの場|移動販売|配食|見守り|教室|クラブ|買い?物")


@dataclass(frozen=True)
class Skipped:
    """A row that is not in ``rows``, and why."""

    sheet: str
    row: int
    why: str


@dataclass
class ListReading:
    """What a file says. ``reason`` is empty when it could be taken; then ``message`` is too."""

    reason: str = ""
    message: str = ""
    rows: list = field(default_factory=list)
    skipped: list = field(default_factory=list)
    issues: list = field(default_factory=list)
    duplicates: list = field(default_factory=list)

    @property
    def is_ok(self):
        return not self.reason

    @property
    def repairs(self):
        """(sheet, Repair) of every row."""
        return [(row.sheet, repair) for row in self.rows for repair in row.repairs]


def read_list(data, filename="", *, sheet="", district="", limits=USUAL):
    """Read a list from bytes. Never raises for what a file holds: see ``reason``.

    ``sheet``: only the sheet of this name; ``district``: what to say where the list says none.
    """
    try:
        workbook = read_workbook(data, filename, limits=limits)
    except SheetFault as fault:
        return ListReading(fault.reason, str(fault))
    return list_of(workbook, filename, sheet=sheet, district=district)


def list_of(workbook, filename="", *, sheet="", district=""):
    """The same of a Workbook that was read already."""
    tables = tables_of(workbook)
    if sheet and sheet not in {table.name for table in tables}:
        return ListReading("no_header", NO_SHEET.format(sheet))
    return _read_tables(tables, PurePath(filename.replace("\\", "/")).stem, sheet, district)


def _read_tables(tables, stem, sheet, district):
    result = ListReading()
    chosen = [table for table in tables if _is_wanted(table, sheet, result)]
    if not chosen:
        return ListReading("no_header", why_no_list(tables), issues=result.issues)
    for table in chosen:
        around = _around(table, chosen, stem)
        around.district = around.district or district
        _read_table(table, around, result)
    if not result.rows:
        return ListReading("empty", NO_ROWS, skipped=result.skipped, issues=result.issues)
    result.duplicates = duplicates(result.rows)
    for one, other in result.duplicates:
        for own, twin in ((one, other), (other, one)):
            text = f"{twin.number}行目「{twin.name}」と同じ所かもしれません。"
            own_cell = own.cells.get("name", "")
            result.issues.append((own.sheet, Issue(own_cell, WARNING, text, "duplicate")))
    return result


def why_no_list(tables):
    """What to say of a file in which no list was found."""
    turned = next((table.name for table in tables if table.is_turned), None)
    return TURNED.format(sheet_of(turned)) if turned else NO_HEADER


def _is_wanted(table, sheet, result):
    """Is this a list to be read? What is left out for a reason of its own is told."""
    if sheet:
        return table.name == sheet and table.is_list
    why = why_left_out(table)
    if why:
        result.issues.append((table.name, Issue("", WARNING, *why)))
    return table.is_list and not why


def why_left_out(table):
    """(text, code) why a list is not read unless somebody asks for it; None where it is."""
    if table.is_empty:
        return None
    if table.is_hidden:
        return HIDDEN_SHEET, "hidden_sheet"
    if not table.is_list or (_ASIDE.search(table.name) or not has_names(table)):
        return NOT_A_LIST, "not_a_list"
    return None


def has_names(table):
    """Do most lines have words, not numbers, for a name? A summary of counts has numbers."""
    keys = table_keys(table)
    if "name" not in keys:
        return False
    values = [v for v in table.columns()[keys.index("name")] if v not in (None, "")]
    numbers = sum(not isinstance(value, str) or value.strip().isdigit() for value in values)
    return numbers * 2 <= len(values)


def table_keys(table):
    """The meaning proposed for each column."""
    return [proposal.key for proposal in table.proposals()]


def area_code(table, keys):
    """The area code a table names, or that most of its telephone numbers are written with."""
    notes = [text for line in table.skipped for text in line.texts]
    if said := area_code_said([*table.headings, *table.titles, *notes]):
        return said
    columns = zip(keys, table.columns(), strict=True)
    return area_code_of(
        str(value) for key, column in columns if key == "phone" for value in column if value
    )


def district_of(table, tables, stem=""):
    """The district that a sheet's name, its title or the file's name gives to a whole table."""
    name = sheet_of(table.name)
    if state_of_sheet(table):
        name = "一覧"  # tells a state, no place
    if is_district(name) and not _GENERAL.search(name):
        return strip_signs(name)
    if len({sheet_of(other.name) for other in tables}) > 1 and _may_be_a_place(name):
        return strip_signs(name)
    titles = (district_in_title(title) for title in table.titles)
    return next((found for found in titles if found), "") or district_in_title(
        re.sub(r"[_\-]+", " ", stem)
    )


def state_of_sheet(table):
    """「休止中」: the state in which all on a sheet of this name are; "" for any other name."""
    return status_of(strip_signs(sheet_of(table.name))) or ""


def prepare(table, keys):
    """What can be told only when the meaning of the columns is settled."""
    fill_groups(table, keys)
    strip_numbers(table, keys)
    drop_bands(table)


def is_template(line, keys, reading):
    """A model line left in the list: by its name or by its number (例)."""
    return is_template_name(reading.name) or _is_example(line, keys)


def _may_be_a_place(name):
    """Among several sheets one that is named in few kanji or kana, and by no word of ours."""
    bare = strip_signs(name)
    is_short = re.fullmatch("[一-鿿ぁ-んァ-ヶー・々]{1,10}", bare)
    return bool(is_short) and not _GENERAL.search(name) and not _KINDS.search(name)


def _around(table, tables, stem):
    keys = table_keys(table)
    prepare(table, keys)
    return Surroundings(
        area_code(table, keys),
        district_of(table, tables, stem),
        kind_of_sheet(table, tables),
        state_of_sheet(table),
    )


def kind_of_sheet(table, tables):
    """「サロン」「居場所」: what a workbook with a sheet for each kind calls this one's."""
    names = {sheet_of(other.name) for other in tables}
    every = len(names) > 1 and all(_KINDS.search(name) for name in names)
    return strip_signs(sheet_of(table.name)) if every else ""


def _read_table(table, around, result):
    keys = table_keys(table)
    result.skipped += [Skipped(table.name, line.number, line.reason) for line in table.skipped]
    _tell_hidden_columns(table, result)
    readings = []
    for line in table.lines:
        reading = read_line(line, table, keys, around)
        if is_template(line, keys, reading):
            why = TEMPLATE_LINE.format(reading.name)
            result.skipped.append(Skipped(table.name, line.number, why))
        else:
            readings.append(reading)
    readings, added = one_name.put_together(readings)
    for more, above in added:
        why = one_name.ADDED.format(above.number)
        result.skipped.append(Skipped(table.name, more.number, why))
    for reading in readings:
        result.issues += [(table.name, issue) for issue in reading.issues]
        if reading.name:
            result.rows.append(reading)
        else:
            result.skipped.append(Skipped(table.name, reading.number, NAMELESS))


def _is_example(line, keys):
    """A line whose number is 「例」."""
    if "source_code" not in keys:
        return False
    value = line.values[keys.index("source_code")]
    return isinstance(value, str) and is_template_name(value)


def _tell_hidden_columns(table, result):
    for number in sorted(table.hidden_columns):
        index = number - table.first_column
        if 0 <= index < len(table.headings):
            heading = table.headings[index].replace("\n", " ") or "見出しなし"
            cell = f"{column_letters(number)}{table.header_number}"
            text = f"列「{heading}」はExcelでは表示されていないため、読んでいません。"
            result.issues.append((table.name, Issue(cell, WARNING, text, "hidden_column")))
    for index, proposal in enumerate(table.proposals()):
        if proposal.reason == CONTRARY:
            cell = f"{column_letters(table.first_column + index)}{table.header_number}"
            text = OTHER_COLUMN.format(table.headings[index], LABELS[proposal.key])
            result.issues.append((table.name, Issue(cell, WARNING, text, "column_contrary")))
    for note in table.notes:
        if "表示されていない列" not in note:
            result.issues.append((table.name, Issue("", WARNING, note, "note")))
