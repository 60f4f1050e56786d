"""The report of an incident as a workbook and on paper."""

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.verb_facts import FACTS
from takasaki_sc.lib import wareki
from takasaki_sc.lib.pdf import render_pdf
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx

PEOPLE = ["種類", "番号", "お名前（いま）", "はじめに見た日時", "最後に見た日時", "回数",
          "持ち出された回数", "見た人"]  # fmt: skip
READERS = ["見た人", "見た方の数", "記録の数", "持ち出した記録の数"]


def incident_sheet(report, names):
    """見られた方・見た人・まとめ. names: {(kind, number): name}, empty for a report without."""
    summary = [
        ["期間の始め", moment(report.since)],
        ["期間の終わり", moment(report.until)],
        ["見られた方（延べではありません）", report.n_people],
        ["記録の数", report.n_entries],
        ["断られた数", report.n_refused],
        ["100人を超える", "はい" if report.is_many else "いいえ"],
        ["作った日時", moment(timezone.now())],
    ]
    people = [
        [row.kind, row.number, row.name, timezone.make_naive(row.first),
         timezone.make_naive(row.last), row.times, row.taken, "、".join(row.readers)]
        for row in rows_of(report, names)
    ]  # fmt: skip
    readers = [[one.name, one.n_people, one.entries, one.taken] for one in report.readers]
    return write_xlsx(
        [
            SheetOut("まとめ", ["こと", "値"], summary),
            SheetOut("見られた方", PEOPLE, people),
            SheetOut("見た人", READERS, readers),
        ]
    )


def incident_paper(report, names):
    """A4, for the file of the incident. Raises lib.pdf.PaperFault."""
    context = {"report": report, "rows": rows_of(report, names), "now": timezone.now()}
    context["with_names"] = bool(names)
    return render_pdf(render_to_string("accounts/print/incident.html", context))


class Row:
    """One line about somebody who was seen, in words."""

    def __init__(self, seen, name, readers):
        self.kind = FACTS[seen.kind].removeprefix("見た")
        self.number, self.name = seen.number, name
        self.first, self.last, self.times, self.taken = (
            seen.first, seen.last, seen.times, seen.taken,
        )  # fmt: skip
        self.readers = readers


def rows_of(report, names, most=None):
    """[Row] of the people of a report, the first `most` of them."""
    called = {reader.number: reader.name for reader in report.readers}
    return [
        Row(seen, names.get((seen.kind, seen.number), ""), sorted(called[u] for u in seen.users))
        for seen in report.people[:most]
    ]


def moment(at):
    """令和8年11月3日 9:30, in Tokyo."""
    local = timezone.localtime(at)
    return f"{wareki.format_date(local.date())} {local:%H:%M}"
