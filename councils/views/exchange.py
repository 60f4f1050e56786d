"""Pages about meetings of many: what one was about, and the table of all exchange meetings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from councils import queries
from councils.actions import exchange as actions
from councils.decorators import meeting_page
from councils.forms.exchange import GatheringSheet
from councils.permissions import Permission
from councils.printing import exchange as printing
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@meeting_page(Permission.MEETING_EDIT, queries.meetings_for_gathering)
@require_http_methods(GET_POST)
def meeting_gathering(request, meeting):
    """集まりの内容; a change by somebody else in between is shown, not overwritten."""
    if meeting.is_closed:
        return _refuse(request, meeting)
    sheet = GatheringSheet(meeting, request.POST or None)
    if request.method == "POST" and sheet.is_valid():
        version = sheet.head.cleaned_data["version"]
        try:
            actions.arrange_gathering(meeting, sheet.gathering(), version=version, by=request.user)
        except actions.MeetingIsClosed:
            return _refuse(request, meeting)
        except actions.EditConflict:
            return _show_conflict(request, meeting)
        messages.success(request, "集まりの内容を保存しました。")
        return redirect(meeting)
    return _show(request, meeting, sheet)


def _refuse(request, meeting):
    messages.error(request, actions.MeetingIsClosed.__doc__)
    return redirect(meeting)


def _show_conflict(request, meeting):
    """409: my words stay in the sheet, theirs stand above it, and saving again is a choice."""
    theirs = queries.meetings_for_gathering().get(pk=meeting.pk)
    mine = request.POST.copy()
    mine["version"] = theirs.version
    sheet = GatheringSheet(theirs, mine)
    sheet.is_valid()
    return _show(request, theirs, sheet, theirs=theirs)


def _show(request, meeting, sheet, theirs=None):
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "theirs": theirs,
        "errors": collect_errors(*sheet.blocks),
        "sees_people": request.user.has_perm(Permission.PEOPLE_VIEW, meeting),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/exchange_form.html", context, status=409 if theirs else status)


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def exchange_table(request):
    """情報交換会のあゆみ, year by year."""
    return render(request, "councils/exchange_table.html", {"years": queries.exchange_years()})


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def exchange_paper(request):
    paper = printing.exchange_paper(queries.exchange_years())
    return HttpResponse(
        paper.content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="exchange-meetings.pdf"'},
    )


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def exchange_sheet(request):
    return HttpResponse(
        printing.exchange_sheet(queries.exchange_years_with_parties()),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="exchange-meetings.xlsx"'},
    )
