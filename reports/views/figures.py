"""数と、その数のもとの記録: every figure of the house, one page each."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from reports import queries
from reports.annual.numbers import entry_of
from reports.charts import Chart, chart_of
from reports.decorators import figure_or_404
from reports.figures import REGISTER, Scope
from reports.forms.figures import ScopeForm
from reports.permissions import ReportPermission
from reports.printing import reports as printing
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.wareki import fiscal_year, format_fiscal_year
from takasaki_sc.lib.workbooks import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEARS_BACK = 5
KINDS = ("svg", "png", "xlsx")


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def figure_list(request):
    """All figures of a year, by subject, each with its number."""
    form = _form(request)
    scope = form.scope()
    hides = not queries.sees_inside(request.user, scope.council)
    subjects = {}
    for key, definition in REGISTER.items():
        entry = entry_of(definition, scope, hides_small=hides)
        subjects.setdefault(definition.subject, []).append(entry | {"key": key})
    context = {"form": form, "subjects": subjects, "query": form.query}
    return render(request, "reports/figure_list.html", context)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def figure_detail(request, key):
    """One figure: rule, period, source, the number, its parts, and the records behind it."""
    definition, form = figure_or_404(key), _form(request)
    scope = form.scope()
    hides = not queries.sees_inside(request.user, scope.council)
    splits = definition.splits(is_inside=not hides)
    entry = entry_of(definition, scope, tuple(splits), hides_small=hides)
    charts = [chart_of(key, entry, by, split.name) for by, split in splits.items()]
    records, n_hidden = queries.records_for(request.user, definition, scope)
    context = {
        "definition": definition,
        "form": form,
        "query": form.query,
        "entry": entry,
        "charts": [(by, c) for by, c in zip(splits, charts, strict=True) if c.rows],
        "page": page_of(records, request),
        "line": definition.line,
        "n_hidden": n_hidden,
        "beside": _beside(definition, scope),
        "trend": _trend(definition, form, hides_small=hides),
    }
    context["lines"] = [(definition.line(row), _address(row)) for row in context["page"].rows]
    return render(request, "reports/figure_detail.html", context)


def _beside(definition, scope):
    """The entry of what is not in the number yet, with its key; None where there is nothing."""
    if not definition.beside:
        return None
    entry = entry_of(REGISTER[definition.beside], scope)
    return entry | {"key": definition.beside} if entry["value"] else None


def _form(request):
    return ScopeForm(request.GET.dict(), this_year=fiscal_year(timezone.localdate()))


def _address(record):
    """Where a record has a page of its own; "" else."""
    find = getattr(record, "get_absolute_url", None)
    return find() if find else ""


def _trend(definition, form, *, hides_small=False):
    """The Chart of five years to the one that is asked for."""
    asked = form.asked
    rows = []
    for year in range(asked["year"] - YEARS_BACK + 1, asked["year"] + 1):
        scope = Scope.fiscal_year(year, council=asked["council"], contractor=asked["contractor"])
        entry = entry_of(definition, scope, hides_small=hides_small)
        value = entry["value"]  # None where it is hidden
        number = Decimal(value) if isinstance(value, str) else value
        rows.append([format_fiscal_year(year), number, entry["text"]])
    title = f"{definition.name}（年度ごと）"
    period = f"{rows[0][0]}〜{rows[-1][0]}"
    return Chart(f"{definition.key}-years", title, rows, period, definition.source, "年度")


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def figure_chart(request, key, by, kind):
    """A chart of a figure as a file for a slide: svg, png, or its numbers as xlsx."""
    definition, form = figure_or_404(key), _form(request)
    hides = not queries.sees_inside(request.user, form.scope().council)
    if kind not in KINDS:
        raise Http404
    if by == "years":
        chart = _trend(definition, form, hides_small=hides)
    elif by in definition.splits(is_inside=not hides):
        entry = entry_of(definition, form.scope(), (by,), hides_small=hides)
        chart = chart_of(key, entry, by, definition.breakdowns[by].name)
    else:
        raise Http404
    return chart_answer(chart, kind)


def chart_answer(chart, kind):
    """The chart as a file to take away."""
    content, mime = {
        "svg": (chart.svg_file, "image/svg+xml"),
        "png": (lambda: printing.chart_picture(chart), "image/png"),
        "xlsx": (lambda: write_xlsx(printing.chart_sheets(chart)), XLSX),
    }[kind]
    name = f"{chart.key}.{kind}"
    return HttpResponse(
        content(),
        content_type=mime,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
