"""The library of reference cases: list, sheet, paper, and the form behind it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from councils.actions.meetings import EditConflict
from reports import cases as queries
from reports.actions import cases as actions
from reports.forms.cases import CaseForm, PartFormSet, parts_of
from reports.permissions import CasePermission
from reports.printing.cases import case_paper
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.pdf import PaperFault


@permitted_page(CasePermission.CASE_VIEW)
@require_safe
def case_list(request):
    """All cases, or those that say a word."""
    words = plain(request.GET.get("q", ""))[:60]
    context = {"cases": queries.cases_found(words), "words": words}
    return render(request, "reports/case_list.html", context)


@permitted_page(CasePermission.CASE_VIEW)
@require_safe
def case_detail(request, pk):
    """One case, box by box."""
    case = get_object_or_404(queries.case_with_parts(), pk=pk)
    return render(request, "reports/case_detail.html", {"case": case})


@permitted_page(CasePermission.CASE_VIEW)
@require_safe
def case_sheet(request, pk):
    """The case as PDF."""
    case = get_object_or_404(queries.case_with_parts(), pk=pk)
    try:
        paper = case_paper(case)
    except PaperFault as fault:
        messages.error(request, str(fault))
        return redirect(case)
    headers = {"Content-Disposition": f'inline; filename="case-{case.pk}.pdf"'}
    return HttpResponse(paper.content, content_type="application/pdf", headers=headers)


@permitted_page(CasePermission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def case_add(request):
    """A case of our own, or of another place."""
    return _answer(request, None)


@permitted_page(CasePermission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def case_edit(request, pk):
    """Correcting a case."""
    return _answer(request, get_object_or_404(queries.case_with_parts(), pk=pk))


def _answer(request, case):
    data = request.POST if request.method == "POST" else None
    form, boxes = _forms(case, data)
    theirs = None
    if data and form.is_valid() and boxes.is_valid():
        try:
            saved = _save(case, form, boxes, request.user)
        except EditConflict:
            theirs = queries.case_with_parts().get(pk=case.pk)
            data = data.copy()
            data["seen"] = queries.case_mark(theirs)
            form, boxes = _forms(case, data)
        except actions.CaseSaysNothing as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "事例を保存しました。")
            return redirect(saved)
    context = {
        "form": form, "boxes": boxes, "case": case, "theirs": theirs,
        "errors": collect_errors(form, *boxes.forms) if data and not theirs else [],
    }  # fmt: skip
    status = 409 if theirs else 422 if data else 200
    return render(request, "reports/case_form.html", context, status=status)


def _forms(case, data):
    parts = case.parts.all() if case else []
    rows = [{"kind": part.kind, "title": part.title, "text": part.text} for part in parts]
    form = CaseForm(data, instance=case, initial={"seen": queries.case_mark(case)})
    return form, PartFormSet(data, prefix="box", initial=None if data else rows)


def _save(case, form, boxes, by):
    head, parts = form.head(), parts_of(boxes)
    if case is None:
        return actions.add_case(head, parts, by=by)
    return actions.edit_case(case, head, parts, seen=form.cleaned_data["seen"], by=by)
