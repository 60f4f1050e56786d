"""Pages of 見学: who went to see whom, in both directions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from activities.actions import support as actions
from activities.decorators import visit_page
from activities.forms.visits import VisitForm, start_of_visit
from activities.permissions import ActivityPermission
from activities.queries import visits
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]
VIEW, EDIT = ActivityPermission.ACTIVITY_VIEW, ActivityPermission.ACTIVITY_EDIT


@permitted_page(VIEW)
@require_safe
def visit_list(request):
    """Every 見学 of the city, newest first."""
    page = page_of(visits.visits(), request, per_page=40)
    return render(request, "activities/visit_list.html", {"page": page})


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def visit_add(request):
    """A 見学 is written down. ?visited= is the activity that was seen, ?visitor= who went."""
    start = {name: request.GET.get(name, "") for name in ("visited", "visitor")}
    form = VisitForm(
        request.POST or None, user=request.user, initial={n: v for n, v in start.items() if v}
    )
    if request.method == "POST" and form.is_valid():
        visitor = form.cleaned_data["visitor"]
        visit = actions.record_visit(visitor, **form.words, by=request.user)
        messages.success(request, "見学を記録しました。")
        return redirect(visit.led_to or visit.visited or "activities:visit-list")
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/visit_form.html", context, status=status)


@visit_page(EDIT)
@require_http_methods(GET_POST)
def visit_edit(request, visit):
    """What was written is put right; a change by somebody else in between is not overwritten."""
    form = VisitForm(
        request.POST or None, user=request.user, visit=visit, initial=start_of_visit(visit)
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.correct_visit(visit, form.words, seen=seen, by=request.user)
        except actions.ActivityConflict as conflict:
            mine = request.POST.copy()
            mine["seen"] = visits.mark_of_visit(conflict.theirs)
            form, status = VisitForm(mine, user=request.user, visit=visit), 409
            form.add_error(None, str(conflict))
        else:
            messages.success(request, "見学の記録を直しました。")
            return redirect(visit.led_to or visit.visited or "activities:visit-list")
    context = {"form": form, "visit": visit, "errors": collect_errors(form)}
    return render(request, "activities/visit_form.html", context, status=status)
