"""Reads a workbook inside the killable child: what kind it is, whether it is safe, its cells."""

import io
import re
from datetime import timedelta
from pathlib import PurePath

import python_calamine as calamine

from takasaki_sc.lib.ole_streams import is_cut_off
from takasaki_sc.lib.sheet_biff import inspect_xls
from takasaki_sc.lib.sheet_csv import read_csv
from takasaki_sc.lib.sheet_html import read_html
from takasaki_sc.lib.sheet_ods import inspect_ods
from takasaki_sc.lib.sheet_shapes import CellNote, Merge, Sheet, SheetFault, Workbook
from takasaki_sc.lib.sheet_xml import inspect_sheets
from takasaki_sc.lib.sheet_zip import CORRUPT, TOO_LARGE, open_checked

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = (
    "パスワードがかかっているため読めません。Excelで開き、"
    "「ファイル→情報→ブックの保護」でパスワードを外して保存し直してください。"
)
NOT_A_WORKBOOK = (
    "Excelファイルではありません（{what}）。Excelで開き、"
    "「Excelブック（.xlsx）」で保存し直したものをお送りください。"
)
OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "写真"),
    (b"\x89PNG", "画像"),
    (b"GIF8", "画像"),
    (b"{\\rtf", "ワープロの文書"),
    (b"Rar!", "圧縮ファイル"),
    (b"7z\xbc\xaf", "圧縮ファイル"),
    (b"\x1f\x8b", "圧縮ファイル"),
    (b"II*\0", "画像"),
    (b"MM\0*", "画像"),
    (b"RIFF", "画像や音声"),
    (b"ID3\3", "音声"),
    (b"ID3\4", "音声"),
    (b"MZ\x90", "プログラム"),
    (b"SQLite format 3", "データベース"),
    (b"MIME-Version:", "Webページを保存したもの"),
)
_ERROR_TEXT = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3}")
_JSON = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:\{|\[)\s*[\"{\[]")
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|body|meta)", re.I)
_MARKUP_UTF16 = re.compile(rb"^\xff\xfe(?:<\0(?:!\0)?[dhtDHT]\0)")


def read_in_child(order):
    """(bytes, file name, limits) → ``Workbook``; raises ``SheetFault``."""
    data, filename, limits = order
    if data.startswith(b"PK"):
        return _read_zipped(data, limits)
    if data.startswith(OLE):
        return _read_ole(data, limits)
    for start, what in OTHER_KINDS:
        if data.startswith(start):
            raise SheetFault("wrong_type", NOT_A_WORKBOOK.format(what=what))
    if data[4:8] == b"ftyp":
        raise SheetFault("wrong_type", NOT_A_WORKBOOK.format(what="写真や動画"))
    if _MARKUP.match(data[:200]) or _MARKUP_UTF16.match(data[:40]):
        return _read_markup(data, filename, limits)
    if _JSON.match(data[:200]):
        raise SheetFault("wrong_type", NOT_A_WORKBOOK.format(what="JSONのデータ"))
    return _read_text(data, filename, limits)


def _read_zipped(data, limits):
    with open_checked(data, limits) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return _read_cells(data, "xlsx", limits, inspect_sheets(archive, limits))
        if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise SheetFault("password", PASSWORD)
            return _read_cells(data, "ods", limits, {}, inspect_ods(archive))
    if "xl/workbook.bin" in names:
        return _read_cells(data, "xlsb", limits, {})
    for name, what in (
        ("word/document.xml", "Wordの文書"),
        ("ppt/presentation.xml", "PowerPointの文書"),
    ):
        if name in names:
            raise SheetFault("wrong_type", NOT_A_WORKBOOK.format(what=what))
    raise SheetFault("wrong_type", NOT_A_WORKBOOK.format(what="圧縮ファイル"))


def _read_markup(data, filename, limits):
    """An HTML page with tables in it, whatever its name; any other markup is refused."""
    tables = read_html(data, limits) if re.search(rb"(?i)<table|<\0t\0a\0b", data) else []
    if not tables or not any(len(row) > 1 for rows, _, _ in tables for row in rows):
        raise SheetFault("wrong_type", NOT_A_WORKBOOK.format(what="HTMLやXMLの文書"))
    name = PurePath(filename.replace("\\", "/")).stem or "表"
    sheets = []
    for number, (rows, merges, notes) in enumerate(tables[: limits.sheets], start=1):
        first_row, first_column, kept = _without_edges(rows)
        merged = _merges(
            [((top, left), (bottom, right)) for top, left, bottom, right in merges],
            kept,
            first_row,
            first_column,
        )
        own = name if number == 1 else f"{name}（{number}）"
        sheet = Sheet(own, False, kept, first_row, first_column, merged, notes)
        sheets.append(_checked(sheet, limits))
    return Workbook("html", tuple(sheets))


def _read_ole(data, limits):
    streams = {name: name.encode("utf-16-le") in data for name in ("EncryptedPackage", "Workbook")}
    if streams["EncryptedPackage"]:
        raise SheetFault("password", PASSWORD)
    if not (streams["Workbook"] or "Book".encode("utf-16-le") in data):
        if is_cut_off(data):
            raise SheetFault("corrupt", CORRUPT)
        raise SheetFault("wrong_type", NOT_A_WORKBOOK.format(what="Wordなどの文書"))
    return _read_cells(data, "xls", limits, inspect_xls(data))


def _read_text(data, filename, limits):
    rows, encoding, delimiter, notes = read_csv(data, limits)
    name = PurePath(filename.replace("\\", "/")).stem or "CSV"
    first_row, first_column, rows = _without_edges(rows)
    sheet = Sheet(
        name, False, rows, first_row, first_column, notes=(*notes, *_error_texts(rows, first_row))
    )
    return Workbook("csv", (_checked(sheet, limits),), encoding, delimiter)


def _read_cells(data, kind, limits, facts, merged=None):
    """facts: notes by sheet name; merged: (merges, notes) where calamine knows no merges."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise SheetFault("password", PASSWORD) from None
    except calamine.CalamineError as error:
        if "password" in str(error).lower():
            raise SheetFault("password", PASSWORD) from None
        raise SheetFault("corrupt", CORRUPT) from None
    listed = [
        sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if len(listed) > limits.sheets:
        raise SheetFault("too_large", f"シートは{limits.sheets}枚までです。{TOO_LARGE}")
    sheets = tuple(
        _read_sheet(book, meta, limits, facts.get(meta.name, ()), (merged or {}).get(meta.name))
        for meta in listed
    )
    if not any(sheet.rows for sheet in sheets):
        raise SheetFault("empty", "どのシートにも文字がありません。ファイルを確かめてください。")
    return Workbook(kind, sheets)


def _read_sheet(book, meta, limits, notes, merged):
    merges, more = merged or ((), ())
    notes = (*notes, *more)
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    try:
        found = book.get_sheet_by_name(meta.name)
    except calamine.CalamineError:
        raise SheetFault("corrupt", CORRUPT) from None
    if found.start is None:
        return Sheet(meta.name, hidden, [], notes=notes)
    if found.height > limits.rows * 20 or found.height * found.width > 20_000_000:
        raise SheetFault("too_large", TOO_LARGE)
    top, left = found.start
    once = {}  # words that are said again and again travel and stay once
    down, right, rows = _without_edges(
        [
            [once.setdefault(cell, cell) or None if type(cell) is str else _plain(cell)
             for cell in row]
            for row in found.to_python()
        ]
    )  # fmt: skip
    first_row, first_column = top + down, left + right
    sheet = Sheet(
        meta.name,
        hidden,
        rows,
        first_row,
        first_column,
        _merges(found.merged_cell_ranges or merges, rows, first_row, first_column),
        (*notes, *_error_texts(rows, first_row, first_column)),
    )
    return _checked(sheet, limits)


def _checked(sheet, limits):
    n_columns = len(sheet.rows[0]) if sheet.rows else 0
    if sheet.first_row - 1 + len(sheet.rows) > limits.rows:
        raise SheetFault(
            "too_large", f"シート「{sheet.name}」の行が多すぎます（{limits.rows:,}行まで）。"
        )
    if sheet.first_column - 1 + n_columns > limits.columns:
        raise SheetFault(
            "too_large", f"シート「{sheet.name}」の列が多すぎます（{limits.columns}列まで）。"
        )
    return sheet


def _plain(cell):
    """Calamine's value as ours, texts apart: 3.0 is 3, TRUE is text, 26 hours are text."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return cell


def _without_edges(rows):
    """First row and column (from 1) and the rows without empty rows and columns around."""
    filled = [index for index, row in enumerate(rows) if any(cell is not None for cell in row)]
    if not filled:
        return 1, 1, []
    rows = rows[filled[0] : filled[-1] + 1]
    width = max(len(row) for row in rows)
    used = {column for row in rows for column, cell in enumerate(row) if cell is not None}
    left, right = min(used), max(used) + 1
    rows = [(row + [None] * (width - len(row)))[left:right] for row in rows]
    return filled[0] + 1, left + 1, rows


def _merges(ranges, rows, first_row, first_column):
    """Merged ranges as indexes into ``rows``, cut to them; those wholly outside are dropped."""
    n_rows, n_columns = len(rows), len(rows[0]) if rows else 0
    found = []
    for (top, left), (bottom, right) in ranges:
        top, bottom = top - first_row + 1, min(bottom - first_row + 1, n_rows - 1)
        left, right = left - first_column + 1, min(right - first_column + 1, n_columns - 1)
        if 0 <= top <= bottom and 0 <= left <= right:
            found.append(Merge(top, left, bottom, right))
    return tuple(found)


def _error_texts(rows, first_row, first_column=1):
    """Error values that came as text (ods, csv, pasted values)."""
    sheet = Sheet("", False, rows, first_row, first_column)
    return tuple(
        CellNote(sheet.address(r, c), "error_value", f"エラー値 {cell} があります。")
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if isinstance(cell, str) and cell[:1] in "#E" and _ERROR_TEXT.fullmatch(cell)
    )
