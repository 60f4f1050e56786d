"""Builds workbooks byte by byte: messy ones as people make them, hostile ones as nobody should."""

import io
import zipfile

from openpyxl import Workbook

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
