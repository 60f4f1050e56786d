"""Lists that nobody should send: sixty and more, made by code, a few kilobytes each at most MBs."""

import io
import zipfile
from functools import partial

from tests import workbooks as make

ROWS = [["名称", "住所", "電話", "開催日時"], ["見本サロン", "高崎市見本町1", "", "毎週火曜"]]
GOOD = make.book(("名簿", ROWS))
ODS = make.ods(("名簿", ROWS))
SHEET = "xl/worksheets/sheet1.xml"


def lists():
    """[(what, file name, bytes)]; large ones are made when called: bytes, or what makes them."""
    return [*_zips(), *_geometry(), *_markup(), *_members(), *_texts(), *_disguised()]


def _zips():
    for megabytes in (20, 60, 200):
        yield f"zip {megabytes}", "a.xlsx", partial(make.zip_bomb, megabytes=megabytes)
    yield "lying zip", "a.xlsx", make.lying_zip
    yield "members", "a.xlsx", make.thousands_of_members()
    yield "nested", "a.xlsx", lambda: make.archive({"xl/a.zip": make.zip_bomb(megabytes=60)})
    media = {"xl/media/a.bin": bytes(90 * 2**20)}
    yield "zip in a book", "a.xlsx", partial(make.raw_xlsx, "", **media)
    yield "ods of blanks", "a.ods", lambda: _ods_with(" " * (90 * 2**20))
    for number in range(6):
        yield f"overlap {number}", "a.xlsx", partial(_overlapping, 10**number)
    for cut in (30, 200, len(GOOD) // 2, len(GOOD) - 10):
        yield f"cut {cut}", "a.xlsx", GOOD[:cut]
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield f"packed {method}", "a.xlsx", partial(_packed, method)


def _packed(method):
    return make.archive({SHEET: bytes(80 * 2**20), "xl/workbook.xml": ""}, method)


def _overlapping(n):
    """Many entries of the directory that point to the same packed bytes."""
    data = make.raw_xlsx(" " * (8 * 2**20))
    at = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    return data[:at] + data[at:end] * min(n, 400) + data[end:]


def _geometry():
    yield "far cell", "a.xlsx", make.far_cell()
    yield "whole merge", "a.xlsx", make.whole_sheet_merge()
    for dimension in ("A1:XFD1048576", "A1", "Z9:A1", "A0:B0", "A1:ZZZZZ99999999", ""):
        before = f'<dimension ref="{dimension}"/>'
        row = f'<row r="1">{make.text_cell("A1", "名称")}{make.text_cell("B1", "住所")}</row>'
        yield f"dimension {dimension}", "a.xlsx", make.raw_xlsx(row, before=before)
    for number in ("0", "-1", "99999999999", "1e9", "１"):
        yield f"row {number}", "a.xlsx", make.raw_xlsx(f'<row r="{number}"><c r="A1"/></row>')
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n + 9}"/>' for n in range(1, 4000))
    row = f'<row r="1">{make.text_cell("A1", "名称")}{make.text_cell("B2", "住所")}</row>'
    yield "merges", "a.xlsx", make.raw_xlsx(row, after=f"<mergeCells>{merges}</mergeCells>")
    wide = "".join(make.text_cell(f"{_letters(n)}1", "x") for n in range(1, 16384))
    yield "wide", "a.xlsx", make.raw_xlsx(f'<row r="1">{wide}</row>')
    tall = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_000))
    yield "tall", "a.xlsx", make.raw_xlsx(tall)
    yield "ods repeated", "a.ods", _ods_with(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
        ' table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )  # fmt: skip


def _letters(number):
    text = ""
    while number:
        number, left = divmod(number - 1, 26)
        text = chr(65 + left) + text
    return text


def _ods_with(rows):
    start = b"<table:table-row>"
    return make.replaced(ODS, "content.xml", start, rows.encode() + start)


def _markup():
    yield "laughs", "a.xlsx", make.entity_bomb()
    for path in ("/etc/passwd", "/dev/zero", "/proc/self/environ"):
        yield f"entity {path}", "a.xlsx", make.foreign_entity(path)
    doctype = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'
    yield "parameter entity", "a.xlsx", make.raw_xlsx("", head=doctype)
    blown = '<!DOCTYPE x [<!ENTITY a "' + "a" * 200_000 + '">]>'
    cell = make.text_cell("A1", "&a;" * 5000)
    yield "quadratic", "a.xlsx", make.raw_xlsx(f'<row r="1">{cell}</row>', head=blown)
    yield "deep", "a.xlsx", make.raw_xlsx("<a>" * 200_000 + "</a>" * 200_000)
    yield (
        "attributes",
        "a.xlsx",
        make.raw_xlsx("<row " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>"),
    )
    yield "no end", "a.xlsx", make.raw_xlsx("<row><c><is><t>" + "あ" * 2_000_000)
    yield "odd coding", "a.xlsx", make.replaced(GOOD, SHEET, b"<worksheet", b"<worksheet\xff\xfe")


def _members():
    for name in ("../../etc/cron.d/x", "/etc/passwd", "C:\\x", "a" * 60_000, "xl/\0.xml"):
        yield f"member {name[:9]!r}", "a.xlsx", make.raw_xlsx("", **{name: "x"})
    missing = {"xl/workbook.xml": "<workbook/>"}
    yield "book without sheets", "a.xlsx", make.archive(missing)
    macro = {"xl/vbaProject.bin": make.OLE + bytes(4000)}
    yield "macro", "a.xlsm", make.raw_xlsx("", **macro)
    yield "formulas", "a.xlsx", make.book(("名簿", [ROWS[0], ["=cmd|'/c calc'!A1"] * 4]))
    yield "password", "a.xlsx", make.password_container()


def _texts():
    head = "名称,住所,電話,開催日時\n"
    yield "one cell", "a.csv", (head + '"' + "あ" * 3_000_000).encode()
    yield "commas", "a.csv", (head + "," * 3_000_000).encode()
    yield "lines", "a.csv", (head + "\n" * 3_000_000).encode()
    yield "quotes", "a.csv", (head + '"' * 1_000_001).encode()
    yield "zeros", "a.csv", head.encode() + bytes(1_000_000)
    yield "utf-32", "a.csv", head.encode("utf-32")
    yield "every byte", "a.csv", bytes(range(256)) * 4000
    yield "nothing", "a.csv", b""
    yield "one byte", "a.csv", b"\xef"


def _disguised():
    yield "html", "a.xls", b"<html><table>" + b"<tr><td>" * 300_000
    spans = '<td colspan="1000000" rowspan="1000000">x</td>'
    yield "spans", "a.xls", f"<html><table><tr>{spans * 50}</tr></table>".encode()
    yield "nested tables", "a.xls", b"<html>" + b"<table><tr><td>a</td><td>" * 20_000
    yield "word 97", "a.xls", make.word_97()
    for seed in (1, 7, 99):
        body = make.OLE + bytes((n * seed) % 256 for n in range(504)) * 40
        yield f"ole {seed}", "a.xls", body + "Workbook".encode("utf-16-le")
    binary = make.binary_book("名簿", ROWS)
    yield "xlsb", "a.xlsb", binary
    stream = io.BytesIO(binary)
    yield "xlsb cut", "a.xlsb", stream.read(len(binary) // 2)
    for start in (b"%PDF-1.7", b"\x89PNG", b"{\\rtf1", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"):
        yield f"{start!r}", "a.xlsx", start + bytes(1000)
