"""The page of an activity's way: its steps in order, each put right, moved, taken out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from activities.actions import ways as actions
from activities.decorators import activity_page, way_page
from activities.forms.ways import WayForm, start_of_step
from activities.permissions import ActivityPermission
from activities.queries import flow, support
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ActivityPermission.ACTIVITY_EDIT


@activity_page(EDIT, support.activities_with_story)
@require_http_methods(GET_POST)
def activity_way(request, activity):
    """The way as it stands, and the form of the next step."""
    form = WayForm(request.POST or None, activity=activity)
    if request.method == "POST" and form.is_valid():
        actions.add_step(activity, **form.words, by=request.user)
        messages.success(request, "歩みに加えました。")
        return redirect("activities:activity-way", activity.pk)
    context = {
        "activity": activity,
        "form": form,
        "bubbles": flow.bubbles_of(activity),
        "removed": support.removed_steps(activity),
        "seen": support.mark_of_way(activity),
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/activity_way.html", context, status=status)


@way_page(EDIT)
@require_http_methods(GET_POST)
def way_edit(request, step):
    form = WayForm(request.POST or None, activity=step.activity, initial=start_of_step(step))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.change_step(
                    step, form.words, seen=form.cleaned_data["seen"], by=request.user
                )
            except actions.WayConflict as conflict:
                form, status = _mine_again(request, step, conflict), 409
            else:
                messages.success(request, "歩みを直しました。")
                return redirect("activities:activity-way", step.activity_id)
    context = {"activity": step.activity, "step": step, "form": form,
               "errors": collect_errors(form)}  # fmt: skip
    return render(request, "activities/way_form.html", context, status=status)


def _mine_again(request, step, conflict):
    mine = request.POST.copy()
    mine["seen"] = support.mark_of_way(step.activity)
    form = WayForm(mine, activity=step.activity)
    form.add_error(None, str(conflict))
    return form


@way_page(EDIT)
@require_POST
def way_move(request, step):
    """up=1 moves it before the one above it. seen: the way as the presser saw it."""
    try:
        actions.move_step(
            step, up="up" in request.POST, seen=request.POST.get("seen", ""), by=request.user
        )
    except actions.WayConflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, f"「{step}」を動かしました。")
    return redirect("activities:activity-way", step.activity_id)


@way_page(EDIT)
@require_POST
def way_remove(request, step):
    actions.remove_step(step, by=request.user)
    messages.success(request, f"「{step}」を歩みから外しました。下の「外したもの」から戻せます。")
    return redirect("activities:activity-way", step.activity_id)


@way_page(EDIT)
@require_POST
def way_restore(request, step):
    actions.restore_step(step, by=request.user)
    messages.success(request, f"「{step}」を歩みに戻しました。")
    return redirect("activities:activity-way", step.activity_id)
