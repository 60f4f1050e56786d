"""The activity and the directory: one page to put it there, one to keep both alike."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from activities.actions import listing as actions
from activities.decorators import activity_page
from activities.permissions import ActivityPermission
from activities.queries import listing
from resources.forms.directory import ResourceForm
from resources.models import SocialResource
from resources.permissions import ResourcePermission
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.schedules import next_dates, parse_schedule

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ActivityPermission.ACTIVITY_EDIT
REFUSALS = (
    actions.AlreadyListed, actions.EntryIsTaken, actions.NothingToAdjust, actions.TooLongHere,
)  # fmt: skip
N_DAYS = 3


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_listing(request, activity):
    """Put the activity into the directory, filled in from what is known (C16, K4)."""
    if activity.resource_id:
        return redirect("activities:activity-adjust", activity.pk)
    form = ResourceForm(
        request.POST or None, user=request.user, initial=listing.start_of_entry(activity)
    )
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["submit_token"]
        try:
            actions.list_activity(activity, form.values(), by=request.user, submit_token=token)
        except REFUSALS as refusal:
            messages.error(request, refusal.__doc__)
            return redirect(activity)
        messages.success(request, f"「{activity}」を、地域の資源の一覧に載せました。")
        return redirect(activity)
    context = {
        "activity": activity,
        "form": form,
        "likely": listing.likely_entries(activity),
        "entries": listing.entries_to_link(activity),
        "next_days": _next_days(activity.schedule_text),
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/activity_listing.html", context, status=status)


def _next_days(text):
    """The next days that the text is read as, so that a mistake shows before it is public."""
    today = timezone.localdate()
    return next_dates(parse_schedule(text), today, N_DAYS) if text else []


@activity_page(EDIT)
@require_POST
def activity_link(request, activity):
    """The entry is there already: link it. POST entry=."""
    pk = request.POST.get("entry", "")
    own = SocialResource.objects.listed().filter(council=activity.council)
    entry = get_object_or_404(own, pk=pk if pk.isascii() and pk.isdigit() else None)
    try:
        actions.link_activity(activity, entry, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
        return redirect(activity)
    messages.success(request, f"一覧の「{entry}」とつなぎました。")
    activity.refresh_from_db()
    differ = listing.differences(activity)
    return redirect("activities:activity-adjust", activity.pk) if differ else redirect(activity)


@activity_page(EDIT)
@require_POST
def activity_unlink(request, activity):
    actions.unlink_activity(activity, by=request.user)
    messages.success(request, "一覧とのつながりを外しました。どちらの記録も残っています。")
    return redirect(activity)


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_adjust(request, activity):
    """Where the two records differ, one takes over what the other says. POST field=, to=."""
    if request.method == "POST":
        return _adjust(request, activity)
    context = {"activity": activity, "differences": listing.differences(activity)}
    return render(request, "activities/activity_adjust.html", context)


def _adjust(request, activity):
    name = request.POST.get("field", "")
    to_entry = request.POST.get("to") == "entry"
    if to_entry and not request.user.has_perm(ResourcePermission.RESOURCE_EDIT, activity.resource):
        raise PermissionDenied
    act = actions.adjust_entry if to_entry else actions.adjust_activity
    try:
        act(activity, name, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, "一覧をそろえました。" if to_entry else "活動をそろえました。")
    activity.refresh_from_db()
    left = listing.differences(activity)
    return redirect("activities:activity-adjust", activity.pk) if left else redirect(activity)
