"""OpenDocument lists and web pages: hidden columns, struck and coloured lines, dead formulas."""

import pytest

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place

W, E = "warning", "error"
STYLES = """<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<style:style style:name="struck" style:family="table-cell"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
<style:style style:name="grey" style:family="table-cell"><style:table-cell-properties
 fo:background-color="#c0c0c0"/></style:style>
<style:style style:name="plain" style:family="table-cell"><style:text-properties
 style:text-line-through-style="none"/></style:style>
<style:style style:name="part" style:family="text"><style:text-properties
 style:text-line-through-type="single"/></style:style></office:automatic-styles>"""
LIST = [
    ("名称", "会場", "電話"),
    ("一の会", "A館", "027-000-0001"),
    ("二の会", "B館", "027-000-0002"),
    ("三の会", "C館", "027-000-0003"),
]
ROWS = tuple(
    place(n + 1, name, venue=venue, phone=phone) for n, (name, venue, phone) in enumerate(LIST) if n
)


def ods(*changes):
    data = make.ods(("一覧", LIST))
    for old, new in (("<office:body>", f"{STYLES}<office:body>"), *changes):
        data = make.replaced(data, "content.xml", old.encode(), new.encode())
    return data


def cell(text, attributes):
    """A cell of the list and the same with other attributes."""
    whole = f"><text:p>{text}</text:p>"
    return whole, f" {attributes}{whole}"


STRUCK = cell("二の会", 'table:style-name="struck"')
SPAN = (
    "<text:p>二の会</text:p>",
    '<text:p><text:span text:style-name="part">二の会</text:span></text:p>',
)
HALF = (
    "<text:p>二の会</text:p>",
    '<text:p><text:span text:style-name="part">二</text:span>の会</text:p>',
)
GREY = [cell(text, 'table:style-name="grey"') for text in ("二の会", "B館")]
ROW_BEFORE = '<table:table-row><table:table-cell office:value-type="string"><text:p>二の会'
GREY_ROW = (ROW_BEFORE, ROW_BEFORE.replace(
    "<table:table-row>", '<table:table-row table:default-cell-style-name="grey">'))  # fmt: skip
PLAIN = cell("二の会", 'table:style-name="plain"')


@pytest.mark.parametrize(
    ("changes", "issues"),
    [
        ([STRUCK], [("A3", W, "strikethrough")]),
        ([SPAN], [("A3", W, "strikethrough")]),
        ([HALF], []),
        ([PLAIN], []),
        (GREY, [("A3", W, "fill")]),
        ([GREY_ROW], [("A3", W, "fill")]),
    ],
)
def test_struck_and_coloured_lines_of_ods_are_asked_about(changes, issues):
    check(Case("", ods(*changes), rows=ROWS, issues=tuple(issues), file="名簿.ods"))


def test_hidden_column_of_ods_is_not_read():
    first = '<table:table table:name="一覧">'
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    rows = tuple({k: v for k, v in row.items() if k != "phone"} for row in ROWS)
    data = ods((first, first + columns))
    check(Case("", data, rows=rows, issues=(("C1", W, "hidden_column"),), file="名簿.ods"))


def test_formula_of_ods_without_a_result_is_an_error():
    old = '<table:table-cell office:value-type="string"><text:p>B館</text:p></table:table-cell>'
    data = ods((old, '<table:table-cell table:formula="of:=[.A3]&amp;&quot;館&quot;"/>'))
    rows = tuple({**row, "venue": ""} if row["row"] == 3 else row for row in ROWS)
    check(Case("", data, rows=rows, issues=(("B3", E, "uncalculated"),), file="名簿.ods"))


@pytest.mark.parametrize(
    ("name", "issues"),
    [
        ("<s>二の会</s>", [("A2", W, "strikethrough")]),
        ("<del>二の</del><strike>会</strike>", [("A2", W, "strikethrough")]),
        ("<s>二</s>の会", []),
        ("二の会<s></s>", []),
    ],
)
def test_struck_name_in_a_web_page_is_asked_about(name, issues):
    page = f"<table><tr><th>名称<th>会場<tr><td>{name}<td>A館<tr><td>三の会<td>B館</table>"
    rows = (place(2, "二の会", "名簿", venue="A館"), place(3, "三の会", "名簿", venue="B館"))
    check(Case("", page.encode("cp932"), rows=rows, issues=tuple(issues), file="名簿.xls"))
