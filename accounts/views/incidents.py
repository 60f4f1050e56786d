"""もしものとき: who saw whom between two moments, on a page, as a workbook, on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.actions import trail as actions
from accounts.decorators import permitted_page
from accounts.incident_forms import IncidentForm
from accounts.incident_papers import incident_paper, incident_sheet, rows_of
from accounts.incidents import MANY, incident, names_of, shown_of
from accounts.permissions import AUDIT_VIEW
from accounts.reading import reads_personal, show
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault

MOST_ON_PAGE = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@permitted_page(AUDIT_VIEW)
@require_safe
@reads_personal("incident_read")
def incident_report(request):
    """Numbers first; the names on a press of their own, which is an entry like any other read."""
    form = IncidentForm(request.GET or None)
    context = {"form": form, "errors": collect_errors(form), "many": MANY, "most": MOST_ON_PAGE}
    if form.is_valid():
        report = _asked(form)
        people = report.people[:MOST_ON_PAGE]
        names = _names(request, people)
        show(request, **(shown_of(people) if names else {}))
        context |= {
            "report": report,
            "rows": rows_of(report, names, MOST_ON_PAGE),
            "with_names": bool(names),
            "query": _query(request),
        }
    return render(request, "accounts/incident_report.html", context)


def _asked(form):
    words = form.cleaned_data
    user = words["user"].pk if words["user"] else None
    return incident(words["since"], words["until"], user=user, person=words["person"])


def _names(request, people):
    return names_of(people) if request.GET.get("names") == "1" else {}


def _query(request):
    """The same question, without the names."""
    query = request.GET.copy()
    query.pop("names", None)
    return query.urlencode()


@permitted_page(AUDIT_VIEW)
@require_safe
@reads_personal("incident_exported")
def incident_xlsx(request):
    """The whole report as a workbook; names only where they were asked for."""
    return _file(request, "xlsx", XLSX, lambda *asked: incident_sheet(*asked))


@permitted_page(AUDIT_VIEW)
@require_safe
@reads_personal("incident_exported")
def incident_pdf(request):
    """The same on paper."""
    return _file(request, "pdf", PDF, lambda *asked: incident_paper(*asked).content)


def _file(request, ending, kind, write):
    form = IncidentForm(request.GET or None)
    if not form.is_valid():
        return redirect("accounts:incident-report")
    report = _asked(form)
    names = _names(request, report.people)
    try:
        content = write(report, names)
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect("accounts:incident-report")
    shown = shown_of(report.people) if names else {}
    actions.export_incident(shown, n_people=report.n_people, by=request.user)
    disposition = "inline" if kind == PDF else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="incident.{ending}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
