"""Reading the counts of a survey in: hand the sheet in, look at it, say yes."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from councils.decorators import council_page
from resources.actions import surveys as actions
from resources.forms.surveys import SurveyKeepForm
from resources.importing.drafts import BrokenDraft, seal, unseal
from resources.importing.survey import SurveyTable, read_survey
from resources.permissions import ResourcePermission
from resources.queries import needs as queries
from resources.queries.survey_counts import changed_counts
from resources.views.needs_import import sheet_page
from takasaki_sc.lib.form_errors import collect_errors

EDIT = ResourcePermission.NEEDS_EDIT


@council_page(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def survey_read(request, council):
    """Hand a sheet of counts in; the answer to the file is the page to look it over."""
    show = partial(_first_look, request, council)
    return sheet_page(request, council, read_survey, "resources/survey_read.html", show)


def _first_look(request, council, table):
    former = queries.same_survey(council, table.title)
    initial = {
        "draft": seal(table, council),
        "seen": former.pk if former else None,
        "title": table.title[:120],
        "period_text": table.period,
        "source": former.source if former else "",
    }
    form = SurveyKeepForm(council=council, table=table, initial=initial)
    return _look_over(request, form, former)


@council_page(EDIT)
@require_POST
def survey_keep(request, council):
    """The confirmation. What does not fit is said on the same page; nothing typed is lost."""
    try:
        table, token = unseal(request.POST.get("draft", ""), council, SurveyTable)
    except BrokenDraft as refusal:
        messages.error(request, refusal.__doc__)
        return redirect("resources:survey-read", council.pk)
    form = SurveyKeepForm(request.POST, council=council, table=table)
    if not form.is_valid():
        return _look_over(request, form, None, status=422)
    return _keep(request, form, token)


def _keep(request, form, token):
    head, homes = form.head(), form.homes_of_columns()
    words = {"by": request.user, "token": token, "seen": form.cleaned_data["seen"]}
    try:
        survey = actions.put_survey(head, form.table, homes, **words)
    except actions.TableChanged as refusal:
        former = queries.same_survey(head.council, head.title)
        form.data = form.data.copy()
        form.data["seen"] = former.pk if former else ""
        form.add_error(None, refusal.__doc__)
        return _look_over(request, form, former, status=409)
    except actions.NothingNew as refusal:
        messages.info(request, refusal.__doc__)
        return redirect(queries.same_survey(head.council, head.title))
    messages.success(request, f"「{survey}」を取り込みました。")
    return redirect(survey)


def _look_over(request, form, former, status=200):
    if former is None and form.is_bound and form.cleaned_data.get("seen"):
        former = form.council.surveys.filter(pk=form.cleaned_data["seen"]).first()
    changes = changed_counts(former, form.table) if former else []
    context = {
        "council": form.council,
        "form": form,
        "table": form.table,
        "former": former,
        "changes": changes[:50],
        "n_changes": len(changes),
        "errors": collect_errors(form),
    }
    return render(request, "resources/survey_preview.html", context, status=status)
