"""What is handed out can be opened, and nothing in it calculates."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from takasaki_sc.lib.workbooks import SheetOut, write_csv, write_xlsx

TRIGGERS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "+81",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM",
    "  =1",
]


def open_xlsx(*sheets):
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(list(sheets))))


@pytest.mark.proves("G18", "V1.2.10")
@pytest.mark.parametrize("text", TRIGGERS)
def test_xlsx_text_stays_text(text):
    page = open_xlsx(SheetOut("名簿", [text], [[text]]))["名簿"]
    assert [(cell.data_type, cell.value) for (cell,) in page] == [("s", text)] * 2


@pytest.mark.proves("G18", "V1.2.10")
@pytest.mark.parametrize("text", TRIGGERS)
def test_csv_text_is_disarmed(text):
    written = write_csv(["名称"], [[text]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{text}"]


def test_csv_bytes():
    written = write_csv(["名称", "数"], [["髙﨑", 3], [None, -2], [date(2026, 4, 1), "あ,い"]])
    assert written == (
        b"\xef\xbb\xbf" + '名称,数\r\n髙﨑,3\r\n,-2\r\n2026-04-01,"あ,い"\r\n'.encode()
    )


def test_xlsx_values_keep_their_kind():
    page = open_xlsx(SheetOut("名簿", ["a", "b", "c"], [["髙﨑①", 3, date(2026, 4, 1)]]))["名簿"]
    assert [cell.value for cell in page[2]][:2] == ["髙﨑①", 3]
    assert (page["C2"].is_date, page["C2"].number_format) == (True, "yyyy/m/d")


def test_sheet_names_are_made_fit_for_excel():
    names = ["八幡/豊岡", "八幡/豊岡", "", "あ" * 40, "あ" * 40]
    book = open_xlsx(*(SheetOut(name, ["x"], []) for name in names))
    assert book.sheetnames == [
        "八幡・豊岡",
        "八幡・豊岡（2）",
        "シート",
        "あ" * 31,
        "あ" * 28 + "（2）",
    ]


@pytest.mark.proves("V1.3.3")
def test_control_letters_and_length_do_not_break_the_file():
    page = open_xlsx(SheetOut("名簿", ["x"], [["あ\x00\x0bい"], ["う" * 40_000]]))["名簿"]
    assert page["A2"].value == "あい"
    assert len(page["A3"].value) == 32_767


def test_widths_are_given_or_follow_the_contents():
    page = open_xlsx(SheetOut("名簿", ["名称", "備考"], [["八幡", "い" * 10]], widths=[12]))["名簿"]
    assert [page.column_dimensions[letter].width for letter in "AB"] == [12, 22]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B2")


def test_xlsx_long_text_goes_on_below_and_a_page_holds_every_column():
    page = open_xlsx(SheetOut("名簿", ["名称", "説明"], [["あ", "い" * 40], ["う", "え"]]))["名簿"]
    assert [bool(page[cell].alignment.wrap_text) for cell in ("A2", "B2", "B3")] == [
        False, True, False,
    ]  # fmt: skip
    setup = page.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("portrait", 9, 0)
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.print_title_rows) == (True, "$1:$1")
    assert (page.oddHeader.center.text, page.oddFooter.center.text) == ("&A", "&P / &N")


def test_xlsx_too_wide_to_be_read_small_is_not_made_small():
    page = open_xlsx(SheetOut("名簿", ["い" * 40] * 9, []))["名簿"]
    assert page.page_setup.orientation == "landscape"
    assert not page.sheet_properties.pageSetUpPr.fitToPage
