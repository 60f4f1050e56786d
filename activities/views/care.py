"""Pages of 地域ケア会議: the year with its rate, and the record of each."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from activities.actions import care as actions
from activities.decorators import care_page
from activities.forms.care import CareForm, start_of_conference
from activities.permissions import HOLDERS, ActivityPermission
from activities.queries import care as queries
from activities.queries.diary import usual_term
from activities.views.sheets import ALREADY_HERE, asked_year, beside, received, status_of
from councils.actions.meetings import EditConflict
from councils.permissions import councils_where, has_role
from takasaki_sc.lib import wareki
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ActivityPermission.CARE_EDIT


@permitted_page(EDIT)
@require_safe
@reads_personal("conferences_read")
def care_list(request):
    """The conferences of a fiscal year, and at how many a coordinator was there."""
    year = asked_year(request)
    mine = set(councils_where(request.user, EDIT, HOLDERS).values_list("pk", flat=True))
    conferences = list(queries.conferences_between(*wareki.fiscal_year_bounds(year.number)))
    show(request, conferences=conferences)
    context = {
        "year": year.number,
        "years": year.choices,
        "conferences": conferences,
        "rate": queries.care_rate_of_year(year.number),
        "mine": mine | ({None} if has_role(request.user, HOLDERS[EDIT], None) else set()),
    }
    return render(request, "activities/care_list.html", context)


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def care_add(request):
    own = usual_term(request.user, timezone.localdate())
    start = {"attended_by": [own.pk], "council": own.council_id} if own else {}
    form = _form(request.user, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        _, is_new = actions.log_conference(
            form.words,
            attended_by=form.cleaned_data["attended_by"],
            by=request.user,
            token=form.cleaned_data["submit_token"],
        )
        return _saved(request, form, "地域ケア会議を残しました。" if is_new else ALREADY_HERE)
    return _show(request, form)


@care_page(EDIT)
@require_http_methods(GET_POST)
@reads_personal("conferences_read")
def care_edit(request, conference):
    make_form = partial(_form_of, request.user, conference)
    theirs, form = None, make_form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        there = {"attended_by": form.cleaned_data["attended_by"]}
        seen = form.cleaned_data["version"]
        try:
            actions.correct_conference(conference, form.words, **there, seen=seen, by=request.user)
        except EditConflict:
            form, theirs = beside(request, make_form, conference, form.words | there)
        else:
            return _saved(request, form, "地域ケア会議の記録を直しました。")
    return _show(request, form, conference, theirs)


def _form_of(user, conference, data):
    return _form(user, data, initial=start_of_conference(conference), standing=conference)


def _form(user, data, **words):
    return CareForm(
        data,
        councils=councils_where(user, EDIT, HOLDERS),
        whole_city=has_role(user, HOLDERS[EDIT], None),
        **words,
    )


def _show(request, form, conference=None, theirs=None):
    show(request, conferences=[conference])
    context = {
        "form": form,
        "conference": conference,
        "theirs": theirs,
        "errors": collect_errors(form),
    }
    status = status_of(request, theirs)
    return render(request, "activities/care_form.html", context, status=status)


def _saved(request, form, said):
    to = reverse("activities:care-list")
    year = wareki.fiscal_year(form.cleaned_data["held_on"])
    return received(request, form, said, f"{to}?year={year}", form.cleaned_data["lesson"])
