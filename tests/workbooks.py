"""Builds workbooks byte by byte: messy ones as people make them, hostile ones as nobody should."""

import io
import struct
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(members, compression=zipfile.ZIP_DEFLATED):
    """A zip of ``{name: text or bytes}``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as target:
        for name, body in members.items():
            target.writestr(name, body)
    return stream.getvalue()


def raw_xlsx(sheet_data, *, before="", after="", head="", **more):
    """A one-sheet workbook whose ``<sheetData>`` is given as XML, signs and all."""
    return archive(
        {
            "[Content_Types].xml": """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>""",
            "_rels/.rels": f"""<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>""",
            "xl/workbook.xml": f"""<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">
<sheets><sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>""",
            "xl/_rels/workbook.xml.rels": f"""<?xml version="1.0"?>
<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet"
 Target="worksheets/sheet1.xml"/></Relationships>""",
            "xl/worksheets/sheet1.xml": f"""<?xml version="1.0"?>{head}<worksheet xmlns="{MAIN}">
{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>""",
            **more,
        }
    )


def binary_book(name, rows):
    """An .xlsb of one sheet of texts and numbers, record by record (MS-XLSB)."""
    cells = b"".join(_binary_row(number, row) for number, row in enumerate(rows))
    width = max(map(len, rows))
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)
    sheet = _record(129) + _record(148, size) + _record(145) + cells + _record(146) + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name)
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    return archive(
        {
            "xl/workbook.bin": book,
            "xl/worksheets/sheet1.bin": sheet,
            "xl/_rels/workbook.bin.rels": f'''<Relationships xmlns="{RELATIONS}"><Relationship
 Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>''',
        }
    )


def _binary_row(number, row):
    parts = [_record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))]
    for column, value in enumerate(row):
        place = struct.pack("<II", column, 0)
        if isinstance(value, str):
            parts.append(_record(6, place + _wide(value)))
        elif value is not None:
            parts.append(_record(5, place + struct.pack("<d", value)))
    return b"".join(parts)


def _record(kind, body=b""):
    """A record of MS-XLSB: its kind and its size in seven bits a byte, then its body."""
    kinds = [kind] if kind < 128 else [kind & 127 | 128, kind >> 7]
    sizes, left = [], len(body)
    while left > 127:
        sizes.append(left & 127 | 128)
        left >>= 7
    return bytes([*kinds, *sizes, left]) + body


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def text_cell(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def book(*sheets):
    """An openpyxl workbook, saved: each sheet is ``(name, rows)`` or ``(name, rows, finish)``
    where ``finish(page)`` may merge, hide or format."""
    made = Workbook()
    made.remove(made.active)
    for name, rows, *finish in sheets:
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
        for change in finish:
            change(page)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


# --- hostile ------------------------------------------------------------------------------
def far_cell():
    """6 kB: one letter in the farthest cell; readers reserve 17 thousand million cells."""
    return raw_xlsx(f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>')


def whole_sheet_merge():
    return raw_xlsx(
        f'<row r="1">{text_cell("A1", "表題")}</row><row r="2">{text_cell("B2", "八幡")}</row>',
        after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )


def zip_bomb(*, megabytes):
    """A sheet of blanks: ``megabytes`` in a thousandth of the space."""
    return raw_xlsx(" " * (megabytes * 2**20))


def lying_zip():
    """A zip whose headers say that a sheet of 64 MB has 100 bytes."""
    data = raw_xlsx(" " * (64 * 2**20))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        true_size = made.getinfo("xl/worksheets/sheet1.xml").file_size
    return data.replace(true_size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def entity_bomb():
    """A thousand million laughs in 600 bytes."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    return raw_xlsx(f'<row r="1">{text_cell("A1", "&l9;")}</row>', head=f"<!DOCTYPE x [{levels}]>")


def foreign_entity(path):
    """A sheet that asks the reader to put a local file into a cell."""
    return raw_xlsx(
        f'<row r="1">{text_cell("A1", "&file;")}</row>',
        head=f'<!DOCTYPE x [<!ENTITY file SYSTEM "file://{path}">]>',
    )


def password_container():
    """What Excel writes for a workbook with a password: OLE with a stream of this name."""
    return OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1024


def word_97():
    return OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 1024


def thousands_of_members():
    return raw_xlsx("", **{f"xl/media/{n}.bin": b"" for n in range(3000)})


# --- other kinds of files -----------------------------------------------------------------
FILES = Path(__file__).parent / "files"
_ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods(*sheets):
    """An OpenDocument workbook: each sheet is ``(name, rows)`` or ``(name, rows, merges)`` with
    merges as (row, column, height, width) from 0."""
    tables = "".join(
        f'<table:table table:name="{name}">{_ods_rows(rows, *merges)}</table:table>'
        for name, rows, *merges in sheets
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
            f"{_ODS_NAMES}><office:body><office:spreadsheet>{tables}</office:spreadsheet>"
            "</office:body></office:document-content>",
        }
    )


def _ods_rows(rows, merges=()):
    spans = {
        (top, left): f' table:number-rows-spanned="{height}" table:number-columns-spanned="{width}"'
        for top, left, height, width in merges
    }
    return "".join(
        "<table:table-row>"
        + "".join(_ods_cell(cell, spans.get((top, left), "")) for left, cell in enumerate(row))
        + "</table:table-row>"
        for top, row in enumerate(rows)
    )


def _ods_cell(value, span):
    if value is None:
        return f"<table:table-cell{span}/>"
    kind = f' office:value-type="float" office:value="{value}"'
    kind = ' office:value-type="string"' if isinstance(value, str) else kind
    return f"<table:table-cell{kind}{span}><text:p>{value}</text:p></table:table-cell>"


def html_page(rows, merges=(), encoding="utf-8"):
    """A table in HTML, as many systems hand it out under the name of .xls."""
    spans = {(top, left): (height, width) for top, left, height, width in merges}
    hidden = {
        (top + r, left + c)
        for top, left, height, width in merges
        for r in range(height)
        for c in range(width)
        if r or c
    }
    lines = []
    for top, row in enumerate(rows):
        cells = []
        for left, cell in enumerate(row):
            if (top, left) not in hidden:
                height, width = spans.get((top, left), (1, 1))
                text = "" if cell is None else cell
                cells.append(f'<td rowspan="{height}" colspan="{width}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    page = f'<html><head><meta charset="{encoding}"><title>x</title></head><body><table>'
    return f"{page}{''.join(lines)}</table></body></html>".encode(encoding)


def replaced(data, member, old, new):
    """The same archive with some bytes of one member exchanged."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    assert old in members[member]
    members[member] = members[member].replace(old, new)
    return archive(members)


def with_1904_date(data, cell, serial):
    """The same workbook counting days from 1904, with a date in one text cell."""
    page = load_workbook(io.BytesIO(data))
    page.epoch = CALENDAR_MAC_1904
    page.active[cell].value = serial
    page.active[cell].number_format = "yyyy/m/d"
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()
