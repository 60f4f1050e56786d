"""The studio: the series of the newsletter, their titles and publishers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from newsletters import queries
from newsletters.actions import series as actions
from newsletters.actions.saving import EditConflict
from newsletters.decorators import series_page
from newsletters.forms.series import SeriesForm
from newsletters.permissions import NewsletterPermission
from newsletters.queries.series import series_for_studio
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
PUBLISH = NewsletterPermission.ISSUE_PUBLISH


@permitted_page(PUBLISH)
@require_safe
def series_list(request):
    return render(request, "newsletters/series_list.html", {"series_rows": series_for_studio()})


@permitted_page(PUBLISH)
@require_http_methods(GET_POST)
def series_add(request):
    """A new periodical, such as a council's own letter."""
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            series = actions.add_series(form.words(), by=request.user)
        except actions.SlugTaken as refusal:
            form.add_error("slug", refusal.__doc__)
        else:
            messages.success(request, f"「{series}」を加えました。最初の号を作れます。")
            return redirect("newsletters:series-list")
    return _show(request, form)


@series_page(PUBLISH)
@require_http_methods(GET_POST)
def series_edit(request, series):
    start = {"seen": queries.fingerprint(series)}
    form = SeriesForm(request.POST or None, instance=series, initial=start)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.edit_series(series, form.words(), seen=seen, by=request.user)
        except actions.SlugTaken as refusal:
            form.add_error("slug", refusal.__doc__)
        except EditConflict as refusal:
            form.add_error(None, refusal.__doc__)
        else:
            messages.success(request, f"「{series}」を直しました。次の下見から変わります。")
            return redirect("newsletters:series-list")
    return _show(request, form, series)


def _show(request, form, series=None):
    context = {"form": form, "series": series, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/series_form.html", context, status=status)
