"""The notice of corrections as a paper, and the list of who holds an edition as a workbook."""

from django.template.loader import render_to_string

from takasaki_sc.lib.pdf import render_pdf
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx

HEADERS = ["配布先の種類", "配布先", "部数", "渡した日", "直しを知らせた日"]
WIDTHS = [22, 36, 8, 16, 18]


def notice_paper(edition, corrections, today):
    """A4: what the edition says and what is true now. It names no holder."""
    context = {"edition": edition, "corrections": corrections, "today": today}
    return render_pdf(render_to_string("resources/print/edition_notice.html", context))


def holders_sheet(edition, holders):
    rows = [
        [h.get_audience_display(), h.recipient, h.n_copies, h.handed_on, h.told_on] for h in holders
    ]
    return write_xlsx([SheetOut("配布先", HEADERS, rows, WIDTHS)])
