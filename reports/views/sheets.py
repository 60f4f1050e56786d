"""報告のへや: the hub, the monthly pack, a council's year, what the ministry asks."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from councils.filters import FIRST_YEAR, fiscal_years
from councils.models import Council
from councils.permissions import Permission, councils_where
from reports import mhlw, monthly, queries
from reports.council_year import council_year
from reports.decorators import council_year_page
from reports.permissions import HOLDERS, ReportPermission
from reports.views.figures import XLSX
from takasaki_sc.lib.wareki import fiscal_year, format_fiscal_year
from takasaki_sc.lib.workbooks import write_xlsx

ORDERS_SHOWN = 5


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def report_list(request):
    """What there is: reports of the years, packs of the months, figures, sheets."""
    today = timezone.localdate()
    this_year = fiscal_year(today)
    context = {
        "this_year": this_year,
        "years": [(y, name) for y, name in fiscal_years() if y > this_year - 5],
        "published": {report.fiscal_year for report in queries.published_reports()[:60]},
        "months": monthly.months_to_choose(today, 6),
        "councils": Council.objects.tier2().in_board_order(),
        "orders": queries.orders_of(request.user)[:ORDERS_SHOWN],
    }
    return render(request, "reports/report_list.html", context)


@permitted_page(ReportPermission.INSIDE_VIEW)
@require_safe
@reads_personal("diaries_read")
def monthly_detail(request, year, month):
    """The pack of a month, of the councils whose inside the visitor may see."""
    if (first := monthly.month_of(year, month)) is None:
        raise Http404
    today = timezone.localdate()
    mine = councils_where(request.user, ReportPermission.INSIDE_VIEW, HOLDERS)
    pack = monthly.pack_of(first, today, list(mine.tier2().in_board_order()))
    show(request, diaries=[row for month in pack.months for row in month.concerns])
    months = monthly.months_to_choose(today)
    context = {"pack": pack, "title": monthly.title_of(first), "months": months}
    return render(request, "reports/monthly_detail.html", context)


@council_year_page(Permission.COUNCIL_VIEW)
@require_safe
def council_year_detail(request, council_in):
    """A council's year on a page."""
    council, year = council_in
    hides = not queries.sees_inside(request.user, council)
    context = {
        "sheet": council_year(council, year, hides_small=hides),
        "council": council,
        "years": fiscal_years(),
    }
    return render(request, "reports/council_year.html", context)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def mhlw_detail(request):
    """The counts the ministry asks for."""
    year = _asked_year(request)
    context = {
        "counts": mhlw.counts_of(year),
        "year": year,
        "year_name": format_fiscal_year(year),
        "years": fiscal_years(),
    }
    return render(request, "reports/mhlw.html", context)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def mhlw_sheet(request):
    """The same as a workbook."""
    year = _asked_year(request)
    return HttpResponse(
        write_xlsx(mhlw.sheets_of(mhlw.counts_of(year))),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="mhlw-{year}.xlsx"'},
    )


def _asked_year(request):
    text, this_year = request.GET.get("year", ""), fiscal_year(timezone.localdate())
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this_year
    return asked if FIRST_YEAR <= asked <= this_year else this_year
