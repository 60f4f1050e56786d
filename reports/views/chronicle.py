"""事業のあゆみ: the programme year by year, as a page and as a booklet."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import permitted_page
from reports import press
from reports.chronicle import chronicle
from reports.permissions import ReportPermission
from reports.views.papers import order_report


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def chronicle_detail(request):
    """What happened, year by year."""
    context = {"years": chronicle(timezone.localdate())}
    return render(request, "reports/chronicle.html", context)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_POST
def chronicle_paper(request):
    """The same as PDF."""
    return order_report(request, press.Paper.CHRONICLE, "生活支援体制整備事業のあゆみ")
