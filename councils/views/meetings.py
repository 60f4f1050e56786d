"""Pages about meetings: find, read, write down, correct, close, print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import object_page, permitted_page
from councils import queries
from councils.actions import meetings as actions
from councils.decorators import council_page, meeting_page
from councils.filters import MeetingFilter
from councils.forms.meetings import MeetingSheet, PlanForm, initial_of, starting_point
from councils.models import ActionItem
from councils.permissions import Permission, councils_where
from councils.printing import meetings as printing
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def meeting_list(request):
    found = MeetingFilter(request.GET, queries.meetings_for_list())
    context = {"filter": found, "page": page_of(found.qs, request), "today": timezone.localdate()}
    template = "councils/meeting_list.html" + ("#results" if request.htmx else "")
    return render(request, template, context)


@permitted_page(Permission.MEETING_LOG)
@require_safe
def meeting_this_month(request):
    """今月の会議: straight to the form where there is one council, else choose the council."""
    today = timezone.localdate()
    councils = list(councils_where(request.user, Permission.MEETING_LOG).in_board_order())
    if len(councils) != 1:
        return render(request, "councils/meeting_choose.html", {"councils": councils})
    planned = queries.planned_meeting(councils[0], today)
    if planned:
        return redirect("councils:meeting-record", planned.pk)
    return redirect("councils:meeting-new", councils[0].pk)


@meeting_page(Permission.COUNCIL_VIEW)
@require_safe
def meeting_detail(request, meeting):
    context = {
        "meeting": meeting,
        "groups": queries.attendance_of(meeting),
        "sees_internal": request.user.has_perm(Permission.INTERNAL_VIEW, meeting),
        "sees_people": request.user.has_perm(Permission.PEOPLE_VIEW, meeting),
    }
    return render(request, "councils/meeting_detail.html", context)


@council_page(Permission.MEETING_LOG)
@require_http_methods(GET_POST)
def meeting_new(request, council):
    """A meeting that was not planned: the sheet starts from the one before."""
    day = timezone.localdate()
    sheet = MeetingSheet(council, day, data=request.POST or None, initial=starting_point(council))
    return _log(request, sheet, council, day)


@meeting_page(Permission.MEETING_LOG)
@require_http_methods(GET_POST)
def meeting_record(request, meeting):
    """A planned meeting is written down."""
    if meeting.is_recorded:
        return redirect(meeting)
    start = starting_point(meeting.council, planned=meeting)
    sheet = MeetingSheet(meeting.council, meeting.held_on, data=request.POST or None, initial=start)
    return _log(request, sheet, meeting.council, meeting.held_on, planned=meeting)


def _log(request, sheet, council, day, planned=None):
    if request.method == "POST" and sheet.is_valid():
        meeting, is_new = actions.log_meeting(
            council, sheet.minutes(), by=request.user, planned=planned
        )
        said = "会議の記録を保存しました。" if is_new else "この記録はすでに届いています。"
        messages.success(request, said)
        response = redirect(meeting)
        # the page's script forgets the draft on this device only when it sees this
        response.set_cookie("draft-done", str(meeting.submit_token), max_age=600, samesite="Lax")
        return response
    return _show_sheet(request, sheet, council, day)


@meeting_page(Permission.MEETING_EDIT)
@require_http_methods(GET_POST)
def meeting_edit(request, meeting):
    """Minutes are corrected; a change by somebody else in between is shown, not overwritten."""
    sheet = _sheet_of(meeting, request.POST or None)
    if request.method == "POST" and sheet.is_valid():
        version = sheet.head.cleaned_data["version"]
        try:
            actions.correct_meeting(meeting, sheet.minutes(), version=version, by=request.user)
        except actions.MeetingIsClosed as refusal:
            messages.error(request, refusal.__doc__)
            return redirect(meeting)
        except actions.EditConflict:
            return _show_conflict(request, meeting)
        messages.success(request, "会議の記録を直しました。")
        return redirect(meeting)
    return _show_sheet(request, sheet, meeting.council, meeting.held_on, meeting)


def _sheet_of(meeting, data):
    return MeetingSheet(meeting.council, meeting.held_on, data=data, initial=initial_of(meeting))


def _show_conflict(request, meeting):
    """409: my words stay in the sheet, theirs stand beside them, and saving again is a choice."""
    mine = request.POST.copy()
    mine["version"] = meeting.version
    sheet = _sheet_of(meeting, mine)
    sheet.is_valid()
    return _show_sheet(request, sheet, meeting.council, meeting.held_on, meeting, theirs=meeting)


def _show_sheet(request, sheet, council, day, meeting=None, theirs=None):
    previous = queries.previous_meeting(council, meeting.held_on if meeting else day)
    context = {
        "sheet": sheet,
        "council": council,
        "meeting": meeting,
        "theirs": theirs,
        "groups": queries.members_by_affiliation(council, day),
        "ticked": sheet.ticked(),
        "previous": previous,
        "sees_internal": request.user.has_perm(Permission.INTERNAL_VIEW, council),
        "was_there": {a.person_id for a in previous.attendances.all()} if previous else set(),
        "errors": collect_errors(*sheet.parts),
    }
    return render(request, "councils/meeting_form.html", context, status=_status(request, theirs))


def _status(request, theirs):
    if theirs:
        return 409
    return 422 if request.method == "POST" else 200


@council_page(Permission.MEETING_LOG)
@require_http_methods(GET_POST)
def meeting_plan(request, council):
    form = PlanForm(request.POST or None, council=council)
    if request.method == "POST" and form.is_valid():
        actions.plan_meeting(council, **form.cleaned_data, by=request.user)
        messages.success(request, "予定に入れました。")
        return redirect(council)
    context = {"form": form, "council": council, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/meeting_plan.html", context, status=status)


@meeting_page(Permission.MEETING_CLOSE)
@require_POST
def meeting_close(request, meeting):
    actions.close_meeting(meeting, by=request.user)
    messages.success(request, "会議の記録を確定しました。")
    return redirect(meeting)


@meeting_page(Permission.COUNCIL_VIEW)
@require_safe
def meeting_paper(request, meeting):
    """要点記録 as PDF; internal items are left out for those who may not see them."""
    sees_internal = request.user.has_perm(Permission.INTERNAL_VIEW, meeting)
    sees_people = request.user.has_perm(Permission.PEOPLE_VIEW, meeting)
    paper = printing.meeting_paper(meeting, with_internal=sees_internal, with_people=sees_people)
    name = f"minutes-{meeting.council_id}-{meeting.held_on:%Y%m%d}.pdf"
    return HttpResponse(
        paper.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _action_item(pk):
    item = get_object_or_404(ActionItem.objects.select_related("meeting__council"), pk=pk)
    item.council_id = item.meeting.council_id  # the permission is the meeting's council's
    return item


@object_page(Permission.MEETING_LOG, _action_item)
@require_POST
def action_item_finish(request, item):
    actions.finish_action_item(item, by=request.user, on=timezone.localdate())
    messages.success(request, f"宿題「{item.what}」をできたことにしました。")
    return redirect(item.meeting)
