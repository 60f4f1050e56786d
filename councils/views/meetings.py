"""Pages about meetings: find, read, plan, close, print. The form has a module of its own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import object_page, permitted_page
from councils import queries
from councils.actions import meetings as actions
from councils.decorators import council_page, meeting_page
from councils.filters import MeetingFilter
from councils.forms.meetings import PlanForm
from councils.models import ActionItem
from councils.permissions import Permission, councils_where
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def meeting_list(request):
    today = timezone.localdate()
    found = MeetingFilter(request.GET, queries.meetings_for_list())
    rows, n_coming = found.qs, 0
    if found.is_of_records:
        rows, n_coming = found.qs.until(today), found.qs.after(today).count()
    context = {
        "filter": found,
        "page": page_of(rows, request),
        "n_coming": n_coming,
        "today": today,
    }
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
    sees_internal = request.user.has_perm(Permission.INTERNAL_VIEW, meeting)
    context = {
        "meeting": meeting,
        "groups": queries.attendance_of(meeting),
        "sees_internal": sees_internal,
        "sees_people": request.user.has_perm(Permission.PEOPLE_VIEW, meeting),
        "amendments": _shown(meeting.amendments.all(), sees_internal),
        "files": _shown(meeting.files.all(), sees_internal),
        "later": queries.meetings_for_list().filter(continues=meeting).order_by("held_on", "pk"),
    }
    return render(request, "councils/meeting_detail.html", context)


def _shown(things, sees_internal):
    return [thing for thing in things if sees_internal or not thing.is_internal]


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
@require_http_methods(GET_POST)
def meeting_close(request, meeting):
    """What closing means is said first; the button on that page does it."""
    if request.method != "POST" and meeting.is_recorded and not meeting.is_closed:
        return render(request, "councils/meeting_close.html", {"meeting": meeting})
    try:
        actions.close_meeting(meeting, by=request.user)
    except actions.NotRecorded as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, "会議の記録を確定しました。")
    return redirect(meeting)


def _action_item(pk):
    item = get_object_or_404(ActionItem.objects.select_related("meeting__council"), pk=pk)
    item.council_id = item.meeting.council_id  # the permission is the meeting's council's
    return item


@object_page(Permission.MEETING_LOG, _action_item)
@require_POST
def action_item_finish(request, item):
    actions.finish_action_item(item, by=request.user, on=timezone.localdate())
    messages.success(request, f"宿題「{item.what}」に「できた」の印をつけました。")
    return redirect(item.meeting)
