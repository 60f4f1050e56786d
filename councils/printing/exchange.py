"""情報交換会のあゆみ on paper and as a workbook: the same table as on the screen."""

from django.template.loader import render_to_string

from takasaki_sc.lib import wareki
from takasaki_sc.lib.paper_records import print_record
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx

HEADERS = [
    "年度", "期日", "参加協議体数", "内容（テーマ）", "推進側のねらい", "加わった協議体・市町村",
]  # fmt: skip
WIDTHS = [12, 24, 14, 50, 50, 50]


def exchange_paper(years):
    """A4: one table a fiscal year, from queries.exchange_years()."""
    return print_record(render_to_string("councils/print/exchange_table.html", {"years": years}))


def exchange_sheet(years):
    """The same rows as xlsx, with the names of those who took part beside them."""
    rows = [_cells(year, row) for year in years for row in year.rows]
    return write_xlsx([SheetOut("情報交換会のあゆみ", HEADERS, rows, WIDTHS)])


def _cells(year, row):
    parties = "、".join(str(party) for party in row.meeting.parties.all())
    year_name = wareki.format_fiscal_year(year.year)
    return [year_name, row.when, row.n_parties, row.content, row.aim, parties]
