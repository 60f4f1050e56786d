"""The year, the month and the council's year as PDF; a chart as a picture."""

from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone

from councils.models import Council
from councils.permissions import councils_where
from reports import monthly, queries
from reports.annual import document
from reports.annual.numbers import beside, in_order
from reports.charts import chart_of
from reports.chronicle import chronicle
from reports.council_year import council_year
from reports.permissions import HOLDERS, ReportPermission
from takasaki_sc.lib.paper_records import print_record
from takasaki_sc.lib.pdf import PaperOrder, render_order, render_pdf
from takasaki_sc.lib.workbooks import SheetOut

PICTURE_DPI = 150
CHARTS = (
    ("meetings-held", "council", "協議体"),
    ("diary-minutes", "category", "仕事の種類"),
    ("trainees", "course", "研修"),
    ("consultations", "topic", "主題"),
    ("activities-living", "kind", "種類"),
)
"""The pictures of a report of the year."""


def charts_of(doc):
    """The Charts of a document, those with something to draw."""
    charts = [chart_of(key, doc["numbers"][key], by, head) for key, by, head in CHARTS]
    return [chart for chart in charts if chart.is_drawn]


def annual_context(doc):
    """What the page and the paper of a report show."""
    return {
        "doc": doc,
        "counted_on": date.fromisoformat(doc["counted_on"]),
        "charts": charts_of(doc),
        "entries": in_order(doc["numbers"]),
        "unwritten": beside(doc["numbers"], "meetings-held"),
        "in_columns": len(doc["councils"]) <= 5,
        "plan_has_results": any(item["result"] for item in doc["plan"]["items"]),
    }


def document_asked_for(year, edition, today):
    """The document of an edition as it was published, or of the draft; None where there is none."""
    if edition:
        report = queries.editions_of(year).filter(edition=edition).first()
        return report.frozen if report else None
    draft = queries.draft_of(year)
    return document(draft, today) if draft else None


def print_annual(options, by, on_percent):
    """The report as a lib.pdf paper; None where there is none. Raises lib.pdf.PaperFault."""
    doc = document_asked_for(options["year"], options["edition"], timezone.localdate())
    if doc is None:
        return None
    on_percent(30)
    context = annual_context(doc) | {"is_draft": not options["edition"]}
    html = render_to_string("reports/print/annual.html", context)
    on_percent(45)
    return render_pdf(html)


def print_monthly(options, by, on_percent):
    """The pack of a month, of the councils the person may see inside."""
    first = monthly.month_of(options["year"], options["month"])
    councils = councils_where(by, ReportPermission.INSIDE_VIEW, HOLDERS).tier2().in_board_order()
    pack = monthly.pack_of(first, timezone.localdate(), list(councils))
    on_percent(30)
    context = {"pack": pack, "title": monthly.title_of(first)}
    html = render_to_string("reports/print/monthly.html", context)
    on_percent(45)
    return print_record(html)


def print_council_year(options, by, on_percent):
    """The sheet of a council for a year, small numbers masked as for the person."""
    council = Council.objects.get(pk=options["council"])
    hides = not queries.sees_inside(by, council)
    sheet = council_year(council, options["year"], hides_small=hides)
    on_percent(30)
    html = render_to_string("reports/print/council_year.html", {"sheet": sheet})
    return render_pdf(html)


def print_chronicle(options, by, on_percent):
    """The programme year by year, as a booklet."""
    today = timezone.localdate()
    context = {"years": chronicle(today), "today": today}
    on_percent(30)
    return render_pdf(render_to_string("reports/print/chronicle.html", context))


def chart_picture(chart):
    """The chart as a PNG for a slide: 16:9, with its name, period and source."""
    html = render_to_string("reports/print/chart.html", {"chart": chart})
    return render_order(PaperOrder((html,), {}, None, picture_dpi=PICTURE_DPI)).pictures[0]


def chart_sheets(chart):
    """The numbers of a chart for a workbook."""
    rows = [[label, n if n is not None else text] for label, n, text in chart.rows]
    note = [["期間", chart.as_of], ["出典", chart.source]]
    return [
        SheetOut("数", [chart.head, chart.title], rows),
        SheetOut("出典", ["項目", "内容"], note),
    ]


def _number(entry):
    """To reckon with: a share is kept as its digits."""
    value = entry["value"]
    return float(value) if isinstance(value, str) else value


def annual_sheets(doc):
    """A workbook of the report: each table a sheet."""
    numbers = [entry for _, entry in in_order(doc["numbers"])]
    councils = [
        [c["name"], c["held"], c["written"], "、".join(c["bodies"]), c["text"]]
        for c in doc["councils"]
    ]
    events = [
        [e["title"], e["day"], e["theme"], e["method"], e["lecturer"], e["story"], e["people"]]
        for e in doc["events"]
    ]
    parts = [
        [entry["name"], label, n if n is not None else text]
        for entry in numbers
        for rows in entry["parts"].values()
        for label, n, text in rows
    ]
    plan = [
        [year, item["sign"], item["text"], item["result"]]
        for year, one in ((doc["year_name"], doc["plan"]), (doc["next_name"], doc["next_plan"]))
        for item in one["items"]
    ]
    return [
        SheetOut(
            "数",
            ["項目", "数", "単位", "紙での書き方", "期間・時点", "出典", "数え方のきまり"],
            [
                [e["name"], _number(e), e["unit"], e["text"], e["as_of"], e["source"], e["rule"]]
                for e in numbers
            ],
        ),
        SheetOut("内訳", ["項目", "内訳", "数"], parts),
        SheetOut("協議体", ["協議体", "開催回数", "書面", "構成団体", "内容"], councils),
        SheetOut("行事", ["名称", "開催日", "主題", "方法", "講師", "内容", "参加者"], events),
        SheetOut("計画と結果", ["年度", "記号", "主な取組", "結果"], plan),
        SheetOut("注", ["注"], [[note] for note in doc["footnotes"]]),
    ]
