"""The distribution list of an issue as a workbook."""

from takasaki_sc.lib import wareki
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx


def copies_workbook(issue, copies):
    """One line a place, the sum at the end."""
    rows = [
        [
            line.recipient.name,
            line.recipient.get_way_display(),
            line.n_copies,
            wareki.format_date(line.handed_on) if line.handed_on else "",
            line.recipient.note,
        ]
        for line in copies.lines
    ]
    rows.append(["合計", "", copies.n_copies, "", ""])
    headers = ["配布先", "届け方", "部数", "渡した日", "備考"]
    return write_xlsx([SheetOut(f"{issue.number_name}の配布", headers, rows)])
