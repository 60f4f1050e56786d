"""Pages of the log: write one occasion down, put it right, take it back; months in a grid."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reading import reads_personal, show
from activities.actions import logs as actions
from activities.decorators import activity_page, log_page
from activities.forms.logs import LogForm, RemoveForm, month_forms, start_of_log
from activities.permissions import ActivityPermission
from activities.queries import logs
from takasaki_sc.lib import wareki
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]
VIEW, EDIT = ActivityPermission.ACTIVITY_VIEW, ActivityPermission.ACTIVITY_EDIT
PER_PAGE = 30


@activity_page(VIEW)
@require_safe
@reads_personal("activity_logs_read")
def activity_logs(request, activity):
    """Every occasion, newest first, beside the months of a fiscal year (?year=)."""
    year = _year(request)
    months = logs.year_of(activity, year)
    n_times, people = logs.total_of(months)
    page = page_of(logs.standing_logs(activity), request, per_page=PER_PAGE)
    show(request, council=activity.council, logs=page.rows)
    context = {
        "activity": activity,
        "page": page,
        "year": year,
        "months": months,
        "n_times": n_times,
        "people": people,
        **_years_beside(year),
    }
    return render(request, "activities/activity_logs.html", context)


def _year(request):
    """The fiscal year asked for; anything else is the one of today."""
    this_year = wareki.fiscal_year(timezone.localdate())
    asked = request.GET.get("year", "")
    years = map(str, range(this_year - 30, this_year + 1))
    return int(asked) if asked in years else this_year


def _years_beside(year):
    this_year = wareki.fiscal_year(timezone.localdate())
    return {"year_before": year - 1, "year_after": year + 1 if year < this_year else None}


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_log(request, activity):
    """One occasion, on a phone. The same form sent twice is one record."""
    form = LogForm(
        request.POST or None, activity=activity, initial={"held_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        log, is_new = actions.log_occasion(
            activity, form.words, steps=form.errand, token=form.cleaned_data["submit_token"],
            by=request.user,
        )  # fmt: skip
        messages.success(request, "記録しました。" if is_new else "この記録は、もう届いています。")
        _say_month(request, log)
        return redirect(activity)
    return _show(request, activity, form)


def _say_month(request, log):
    """Where the month has a number of its own, the new occasion does not change the total."""
    month = log.held_on.replace(day=1)
    if log.activity.monthly_counts.filter(month=month).exists():
        messages.warning(
            request,
            f"{wareki.format_month(month)}は「月ごとの数」が入っているので、合計はそちらのままです。"
            "記録で数えるときは、その月の数を空にしてください。",
        )


@log_page(EDIT)
@require_http_methods(GET_POST)
@reads_personal("activity_logs_read")
def log_edit(request, log):
    """What was logged is put right; the reason stays with the version."""
    start = start_of_log(log, logs.mark_of_log(log))
    form = LogForm(request.POST or None, activity=log.activity, log=log, initial=start)
    status = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_log(
                log, form.words, steps=form.errand, reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"], by=request.user,
            )  # fmt: skip
        except (actions.LogConflict, actions.LogIsRemoved) as conflict:
            form, status = _mine_again(request, log, conflict), 409
        else:
            messages.success(request, "記録を直しました。")
            return redirect("activities:activity-logs", log.activity_id)
    return _show(request, log.activity, form, log=log, status=status)


def _mine_again(request, log, conflict):
    """My words stay; saving again is then a choice, made with the record of today in sight."""
    mine = request.POST.copy()
    mine["seen"] = logs.mark_of_log(log)
    form = LogForm(mine, activity=log.activity, log=log)
    form.add_error(None, str(conflict))
    return form


@log_page(EDIT)
@require_http_methods(GET_POST)
@reads_personal("activity_logs_read")
def log_remove(request, log):
    """Taken back for a reason: it counts no more."""
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_log(log, reason=form.cleaned_data["why"], by=request.user)
        except actions.LogIsRemoved as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "記録を取り消しました。回数と人数に入りません。")
        return redirect("activities:activity-logs", log.activity_id)
    show(request, council=log.activity.council, logs=[log])
    context = {"log": log, "activity": log.activity, "form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/log_remove.html", context, status=status)


def _show(request, activity, form, *, log=None, status=None):
    show(request, council=activity.council, logs=[log])
    context = {"activity": activity, "form": form, "log": log, "errors": collect_errors(form)}
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "activities/log_form.html", context, status=status)


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_counts(request, activity):
    """The numbers of whole months, for an activity of which nobody logs each occasion."""
    year = _year(request)
    rows = month_forms(activity, year, request.POST or None)
    seen = logs.mark_of_counts(row.month.count for row in rows if row.month.is_counted)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        is_valid = [row.is_valid() for row in rows]  # every row says what is wrong with it
        if all(is_valid):
            words = {row.month.first: row.words for row in rows}
            try:
                asked = request.POST.get("seen", "")
                actions.put_counts(activity, words, seen=asked, by=request.user)
            except actions.CountsConflict as conflict:
                refusal, status = str(conflict), 409
            else:
                messages.success(request, "月ごとの数を保存しました。")
                return redirect("activities:activity-logs", activity.pk)
    context = {"activity": activity, "rows": rows, "seen": seen, "year": year, "refusal": refusal,
               "errors": collect_errors(rows), **_years_beside(year)}  # fmt: skip
    return render(request, "activities/activity_counts.html", context, status=status)
