"""年度の締めと始まり, one guided page for the programme's staff."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from reports.actions import years as actions
from reports.forms.years import CarryForm, CloseForm
from reports.models import YearTurn
from reports.permissions import CasePermission
from reports.year import Turn, year_to_turn
from takasaki_sc.lib.form_errors import collect_errors

FIRST_YEAR = 2015
REFUSALS = (actions.YearIsClosed, actions.YearNotOver)


@permitted_page(CasePermission.YEAR_TURN)
@require_safe
def year_now(request):
    """The year whose end is at hand."""
    return redirect("reports:year-turn", year_to_turn(timezone.localdate()))


@permitted_page(CasePermission.YEAR_TURN)
@require_http_methods(["GET", "HEAD", "POST"])
def year_turn(request, year):
    """Step by step through what is open; each step is done here or on the page it leads to."""
    today = timezone.localdate()
    if not FIRST_YEAR <= year <= year_to_turn(today) + 1:
        raise Http404
    turn = Turn(year, today)
    form, done = None, None
    if request.method == "POST":
        form, done = _DO.get(request.POST.get("do"), _nothing)(request, turn)
        if done:
            messages.success(request, done)
            return redirect("reports:year-turn", year)
    first_day = {"due_on": turn.next_first_day.replace(day=30)}
    context = {
        "turn": turn,
        "closed": YearTurn.objects.filter(fiscal_year=year).select_related("closed_by").first(),
        "carry": form if isinstance(form, CarryForm) else CarryForm(turn=turn, initial=first_day),
        "close": form if isinstance(form, CloseForm) else CloseForm(),
        "errors": collect_errors(form) if form else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/year_turn.html", context, status=status)


def _carry(request, turn):
    form = CarryForm(request.POST, turn=turn)
    if not form.is_valid():
        return form, ""
    words = form.cleaned_data
    n = actions.carry_homework(words["items"], due_on=words["due_on"], by=request.user)
    return form, f"宿題 {n}件を持ち越しました。"


def _close_minutes(request, turn):
    n = actions.close_minutes(turn.unclosed, by=request.user)
    return None, f"会議の記録 {n}件を確定しました。"


def _close(request, turn):
    form = CloseForm(request.POST)
    if not form.is_valid():
        return form, ""
    try:
        actions.close_year(turn, note=form.cleaned_data["note"], by=request.user)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return form, ""
    return form, "年度を締めました。"


def _nothing(request, turn):
    form = CloseForm(request.POST)
    form.is_valid()
    form.add_error(None, "何をするかがわかりませんでした。画面を開き直してください。")
    return form, ""


_DO = {"carry": _carry, "minutes": _close_minutes, "close": _close}
