"""報告を紙に: order, watch it being made, fetch it."""

from uuid import uuid4

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import permitted_page
from councils.permissions import Permission
from reports import monthly, press, queries
from reports.decorators import council_year_page, edition_or_404, of_a_year, report_paper_page
from reports.permissions import ReportPermission
from resources.actions import papers as actions
from resources.permissions import ResourcePermission
from resources.queries.papers import is_stuck
from takasaki_sc.lib.stored_files import stored_file
from takasaki_sc.lib.wareki import format_fiscal_year

FILE_NAMES = {
    press.Paper.ANNUAL: "nenji-houkoku",
    press.Paper.MONTHLY: "uchiawase",
    press.Paper.COUNCIL_YEAR: "nendo-sheet",
    press.Paper.CHRONICLE: "ayumi",
}


def order_report(request, paper, title, **options):
    """Order a paper, or find the one that is being made, and show how far it is."""
    order, is_new = actions.order_paper(
        paper, options | {"is_large": False}, by=request.user, title=title, token=uuid4()
    )
    if is_new:
        press.print_report.enqueue(order.pk)
    return redirect("reports:paper-detail", order.pk)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_POST
@of_a_year
def annual_paper(request, year, edition):
    """A published edition as PDF."""
    report = edition_or_404(year, edition)
    return order_report(request, press.Paper.ANNUAL, str(report), year=year, edition=edition)


@permitted_page(ReportPermission.INSIDE_VIEW)
@require_POST
@of_a_year
def annual_draft_paper(request, year):
    """The draft as PDF, marked as one."""
    if queries.draft_of(year) is None:
        return redirect("reports:annual-detail", year)
    title = f"{format_fiscal_year(year)} 年次報告（下書き）"
    return order_report(request, press.Paper.ANNUAL, title, year=year, edition=0)


@permitted_page(ReportPermission.INSIDE_VIEW)
@require_POST
def monthly_paper(request, year, month):
    """The pack of a month as PDF."""
    if (first := monthly.month_of(year, month)) is None:
        raise Http404
    return order_report(
        request, press.Paper.MONTHLY, monthly.title_of(first), year=year, month=month
    )


@council_year_page(Permission.COUNCIL_VIEW)
@require_POST
def council_year_paper(request, council_in):
    """A council's year as PDF."""
    council, year = council_in
    title = f"{council.full_name} {format_fiscal_year(year)}"
    return order_report(request, press.Paper.COUNCIL_YEAR, title, year=year, council=council.pk)


@report_paper_page(ResourcePermission.PAPER_OPEN)
@require_safe
def paper_detail(request, order):
    """How far the paper is. htmx asks again and again and gets the changing part alone."""
    whole = not request.htmx or request.htmx.history_restore_request
    template = "reports/paper_detail.html" + ("" if whole else "#progress")
    context = {"order": order, "is_stuck": is_stuck(order), "days": actions.DAYS_KEPT}
    return render(request, template, context)


@report_paper_page(ResourcePermission.PAPER_OPEN)
@require_POST
def paper_again(request, order):
    """Make it once more, after a failure or when the file is gone."""
    try:
        actions.order_again(order, by=request.user)
    except actions.PaperBusy:
        return redirect("reports:paper-detail", order.pk)
    press.print_report.enqueue(order.pk)
    return redirect("reports:paper-detail", order.pk)


@report_paper_page(ResourcePermission.PAPER_OPEN)
@require_safe
def paper_download(request, order):
    """The PDF, for the person who asked for it."""
    if not order.file:
        raise Http404
    day = timezone.localdate(order.finished_at)
    return stored_file(
        order.file.name,
        "application/pdf",
        filename=f"{FILE_NAMES[order.kind]}-{day:%Y%m%d}.pdf",
        as_attachment=True,
    )
