"""What is missing in a council's neighbourhoods: tables, surveys, voices, and what stands by."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from councils.decorators import council_page
from resources.actions import needs as actions
from resources.decorators import matrix_page, survey_page
from resources.forms.needs import VoiceForm
from resources.permissions import ResourcePermission
from resources.printing.needs import needs_sheet
from resources.queries import needs as queries
from resources.queries.gap import RULE, gap_view
from resources.queries.needs_view import needs_view
from resources.queries.survey_view import survey_view
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.small_cells import LEGEND

VIEW, EDIT = ResourcePermission.NEEDS_VIEW, ResourcePermission.NEEDS_EDIT
SMALL = ResourcePermission.SMALL_CELLS_VIEW
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted_page(VIEW)
@require_safe
def needs_overview(request):
    """Which councils have tables, surveys and voices."""
    context = {"councils": queries.councils_with_needs()}
    return render(request, "resources/needs_overview.html", context)


@council_page(VIEW)
@require_safe
def needs_detail(request, council):
    """One table of a council as a heat map; the other tables are a tap away."""
    sees_all = request.user.has_perm(SMALL, council)
    tables = queries.tables_of(council)
    matrix = _asked_for(request, council, tables, sees_all)
    context = {
        "council": council,
        "tables": tables,
        "surveys": queries.surveys_of(council),
        "n_voices": queries.n_voices_of(council),
        "matrix": matrix,
        "sees_all": sees_all,
        "legend": LEGEND,
    }
    if matrix:
        context |= _chosen_view(request, matrix, sees_all)
    return render(request, "resources/needs_detail.html", context)


def _asked_for(request, council, tables, sees_all):
    """The table of the address; former versions only for those who see every number.

    Two versions with different cells hidden would give each other away.
    """
    asked = request.GET.get("matrix", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return tables[0] if tables else None
    found = next((table for table in tables if table.pk == int(asked)), None)
    if found is None and sees_all:
        found = council.needs_matrices.filter(pk=int(asked)).first()
    return found or (tables[0] if tables else None)


def _chosen_view(request, matrix, sees_all):
    """The view of the table, narrowed as the address says, and what can be chosen."""
    households = queries.households_in(matrix.council)
    per_household = bool(households) and request.GET.get("show") == "rate"
    groups = queries.groups_of(matrix)
    group = request.GET.get("group", "")
    group = group if group in groups else ""
    view = needs_view(matrix, sees_all=sees_all, group=group, per_household=per_household)
    return {
        "view": view,
        "chosen_groups": groups,
        "group": group,
        "per_household": per_household,
        "has_households": bool(households),
        "versions": queries.former_versions(matrix) if sees_all else [],
    }


@matrix_page(VIEW)
@require_safe
def matrix_sheet(request, matrix):
    """The table as a workbook, laid out as it came in; small numbers as the reader may see."""
    sees_all = request.user.has_perm(SMALL, matrix)
    if not (matrix.is_current or sees_all):
        raise PermissionDenied
    if sees_all:
        actions.hand_out_small_cells(matrix, by=request.user)
    headers = {"Content-Disposition": f'attachment; filename="needs-{matrix.pk}.xlsx"'}
    sheet = needs_sheet(needs_view(matrix, sees_all=sees_all))
    return HttpResponse(sheet, content_type=XLSX, headers=headers)


@survey_page(VIEW)
@require_safe
def survey_detail(request, survey):
    """The answers of a survey, question by question."""
    sees_all = request.user.has_perm(SMALL, survey)
    if not (survey.is_current or sees_all):
        raise PermissionDenied
    context = {
        "survey": survey,
        "council": survey.council,
        "view": survey_view(survey.pk, sees_all=sees_all),
        "legend": LEGEND,
    }
    return render(request, "resources/survey_detail.html", context)


@council_page(VIEW)
@require_safe
def needs_gap(request, council):
    """Needs, offers and resources side by side."""
    sees_all = request.user.has_perm(SMALL, council)
    context = {
        "council": council,
        "view": gap_view(council, sees_all=sees_all),
        "rule": RULE,
        "legend": LEGEND,
    }
    return render(request, "resources/needs_gap.html", context)


@council_page(VIEW)
@require_safe
def voice_list(request, council):
    """What people said, newest first, without names."""
    voices = council.voices.select_related("neighbourhood", "category")
    context = {"council": council, "page": page_of(voices, request)}
    return render(request, "resources/voice_list.html", context)


@council_page(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def voice_add(request, council):
    """Write down what somebody said."""
    form = VoiceForm(request.POST or None, council=council)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["submit_token"]
        actions.add_voice(council, form.values(), by=request.user, token=token)
        messages.success(request, "声を書きとめました。")
        return redirect("resources:voice-list", council.pk)
    context = {"council": council, "form": form, "errors": collect_errors(form)}
    status = 422 if form.is_bound else 200
    return render(request, "resources/voice_form.html", context, status=status)
