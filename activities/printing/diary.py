"""活動日誌 of a month on paper and as a workbook."""

from django.template.loader import render_to_string

from takasaki_sc.lib.paper_records import print_record
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx

HEADERS = [
    "日", "コーディネーター", "層", "受託した団体", "協議体", "仕事の種類", "出向いた", "分",
    "場所", "実績", "課題・提案", "関わった会議", "関わった活動",
]  # fmt: skip
WIDTHS = [12, 18, 8, 20, 14, 26, 10, 8, 24, 50, 50, 30, 24]
TOTALS = ["仕事の種類", "回数", "分"]


def month_paper(diary):
    """A4: what the month came to, day by day what was done, the month looked at again."""
    return print_record(render_to_string("activities/print/diary_month.html", {"diary": diary}))


def month_sheet(diary):
    """日誌・まとめ of one coordinator's month."""
    rows = [_cells(entry) for entry in diary.oldest_first]
    lines = [*_totals(diary.totals), ["合計", diary.whole.n, diary.whole.minutes]]
    lines.append(["地域に出向いた回数", diary.n_outreach, None])
    if diary.review:
        lines.append([f"振り返り：{diary.review.text}", None, None])
    return write_xlsx([SheetOut("日誌", HEADERS, rows, WIDTHS), SheetOut("まとめ", TOTALS, lines)])


def everybody_sheet(everybody):
    """コーディネーターごと・仕事の種類・受託した団体, as counts: no words of anybody's diary."""
    headers = [
        "コーディネーター", "層", "協議体", "受託した団体", "回数", "分", "地域に出向いた回数",
    ]  # fmt: skip
    rows = [
        [
            row.name, row.tier_words, row.council, row.contractor, row.n, row.minutes,
            row.n_outreach,
        ]
        for row in everybody.rows
    ]  # fmt: skip
    return write_xlsx(
        [
            SheetOut("コーディネーターごと", headers, rows),
            SheetOut("仕事の種類ごと", TOTALS, _totals(everybody.totals)),
            SheetOut(
                "受託した団体ごと", ["受託した団体", "回数", "分"], _totals(everybody.contractors)
            ),
        ]
    )


def _totals(totals):
    return [[row.label, row.n, row.minutes] for row in totals]


def _cells(entry):
    return [
        entry.worked_on, str(entry.coordinator.person), entry.get_tier_display(),
        str(entry.contractor or ""), str(entry.council or ""), entry.get_category_display(),
        "はい" if entry.is_outreach else "", entry.minutes, entry.place, entry.result,
        entry.concern, str(entry.meeting or ""), str(entry.activity or ""),
    ]  # fmt: skip
