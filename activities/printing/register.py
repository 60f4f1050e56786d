"""The register as an Excel file that says on every page what it was taken out for."""

import io

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from takasaki_sc.lib import wareki
from takasaki_sc.lib.workbooks import write_cell

COLUMNS = (
    ("協議体", 12), ("お名前", 18), ("ふりがな", 20), ("町内会", 14), ("電話", 16),
    ("考える人", 10), ("担い手", 10), ("コアメンバー", 12), ("修了証の番号", 18),
    ("できること", 40), ("動ける時間", 30), ("したいこと", 34), ("名簿に載った日", 18),
    ("外れた日", 18),
)  # fmt: skip
TITLE_ROW, HEAD_ROW = 1, 3
CAREFUL = "取扱注意：目的のほかには使わず、用がすんだら消してください。"


def register_workbook(supporters, export):
    """xlsx bytes. Row 1 and the print header carry purpose, day and who took it."""
    book = Workbook()
    page = book.active
    page.title = "サポーター名簿"
    write_cell(page.cell(TITLE_ROW, 1), _purpose_line(export))
    write_cell(page.cell(TITLE_ROW + 1, 1), CAREFUL)
    page.cell(TITLE_ROW, 1).font = Font(bold=True, color="CE0000")
    rows = [[name for name, _ in COLUMNS], *(_row(supporter) for supporter in supporters)]
    for number, row in enumerate(rows, start=HEAD_ROW):
        for column, value in enumerate(row, start=1):
            write_cell(page.cell(number, column), value)
    _dress(page, len(rows))
    page.oddHeader.center.text = _purpose_line(export).replace("&", "&&")[:200]
    page.oddFooter.center.text = f"{CAREFUL}　&P / &N"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _purpose_line(export):
    day = wareki.format_date(timezone.localtime(export.taken_at).date())
    return f"使う目的：{export.purpose}　{day}　{export.taken_by}　{export.n_names}人"


def _dress(page, n_rows):
    for cell in page[HEAD_ROW]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for column, (_, width) in enumerate(COLUMNS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = f"A{HEAD_ROW + 1}"
    last = get_column_letter(len(COLUMNS))
    page.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + n_rows - 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _row(supporter):
    person = supporter.person
    return [
        str(supporter.council),
        person.name,
        person.kana,
        str(supporter.neighbourhood or ""),
        person.phone,
        *(_tick(held) for held in (supporter.is_thinker, supporter.is_provider, supporter.is_core)),
        supporter.trained_by.number if supporter.trained_by else "",
        "、".join(_offer(offer) for offer in supporter.open_offers),
        "、".join(str(free) for free in supporter.free_times.all()),
        supporter.wish,
        wareki.format_date(supporter.registered_on),
        wareki.format_date(supporter.until_on) if supporter.until_on else "",
    ]


def _tick(held):
    return "○" if held else ""


def _offer(offer):
    return f"{offer.skill}（{offer.note}）" if offer.note else str(offer.skill)
