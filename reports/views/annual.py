"""年次報告: read, write, publish, correct."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from councils.permissions import councils_where
from councils.views.part_pages import Words, answer
from reports import queries
from reports.actions import annual as actions
from reports.annual import differences, document, fingerprint
from reports.annual.numbers import in_order, unwritten_of
from reports.decorators import council_year_page, edition_or_404, of_a_year
from reports.forms.annual import CorrectForm, NoteForm, PlanForm, PublishForm, ReportForm
from reports.permissions import HOLDERS, ReportPermission
from reports.printing import reports as printing
from reports.views.figures import XLSX
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.wareki import fiscal_year_bounds, format_fiscal_year
from takasaki_sc.lib.workbooks import write_xlsx

FORM = ["GET", "HEAD", "POST"]


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
@of_a_year
def annual_detail(request, year):
    """The draft of a year for the staff; for everybody else its newest published edition."""
    draft, newest = queries.draft_of(year), queries.editions_of(year).first()
    sees_draft = request.user.has_perm(ReportPermission.INSIDE_VIEW)
    if newest and not (draft and sees_draft):
        return redirect(newest)
    if not sees_draft:
        return render(request, "reports/annual_waiting.html", _names(year))
    doc = document(draft, timezone.localdate())
    writable = councils_where(request.user, ReportPermission.NOTE_EDIT, HOLDERS)
    context = _names(year) | {
        "report": draft,
        "newest": newest,
        "writable": set(writable.values_list("pk", flat=True)),
        **printing.annual_context(doc),
    }
    return render(request, "reports/annual_detail.html", context)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
@of_a_year
def annual_edition(request, year, edition):
    """A published edition, as it was published; the staff see what has changed since."""
    report = edition_or_404(year, edition)
    changed = []
    if request.user.has_perm(ReportPermission.INSIDE_VIEW):
        changed = differences(report.frozen, document(report, timezone.localdate()))
    context = _names(year) | {
        "report": report,
        "newest": queries.editions_of(year).defer("frozen").first(),
        "changed": changed,
        **printing.annual_context(report.frozen),
    }
    return render(request, "reports/annual_detail.html", context)


def _names(year):
    return {"year": year, "year_name": format_fiscal_year(year)}


@permitted_page(ReportPermission.REPORT_EDIT)
@require_http_methods(FORM)
@of_a_year
def annual_edit(request, year):
    """The words of the report itself."""
    back = reverse("reports:annual-detail", args=[year])
    if queries.draft_of(year) is None:
        messages.error(request, actions.AlreadyPublished.__doc__)
        return redirect(back)
    words = Words(
        f"{format_fiscal_year(year)} 年次報告のことば",
        "数は記録から入ります。ここでは、数では伝わらないことを書きます。",
        "ことばを保存する",
        "年次報告のことばを保存しました。",
    )
    return answer(
        request,
        None,
        words,
        lambda data: ReportForm(data, report=queries.draft_of(year)),
        lambda form: actions.write_report(
            year, form.cleaned_data, by=request.user, seen=form.cleaned_data["seen"]
        ),
        **_page(back, _names(year)),
        refusals=(actions.AlreadyPublished,),
    )


def _page(back, context):
    return {"back": back, "template": "reports/annual_form.html", "context": context}


@council_year_page(ReportPermission.NOTE_EDIT)
@require_http_methods(FORM)
def note_edit(request, council_in):
    """What a council did in a year, in its own words."""
    council, year = council_in
    name = format_fiscal_year(year)
    words = Words(
        f"{council.full_name}　{name}の活動内容",
        "年次報告の表に載ります。どんな話し合いから、何が始まったかを書いてください。",
        "内容を保存する",
        "活動内容を保存しました。",
    )
    back = reverse("reports:council-year", args=[council.pk, year])
    return answer(
        request,
        council,
        words,
        lambda data: NoteForm(data, note=queries.note_of(council, year)),
        lambda form: actions.write_note(
            council,
            year,
            form.cleaned_data["text"],
            by=request.user,
            seen=form.cleaned_data["seen"],
        ),
        **_page(back, {"year": year, "year_name": name}),
    )


@permitted_page(ReportPermission.REPORT_EDIT)
@require_http_methods(FORM)
@of_a_year
def plan_edit(request, year):
    """The plan of a year and what came of it, side by side."""
    words = Words(
        f"{format_fiscal_year(year)} 活動計画と結果",
        "主な取組と、その結果を書きます。結果は、年度の終わりに入れれば大丈夫です。",
        "計画を保存する",
        "活動計画を保存しました。",
    )
    back = reverse("reports:annual-detail", args=[year])
    return answer(
        request,
        None,
        words,
        lambda data: PlanForm(data, plan=queries.plan_of(year)),
        lambda form: actions.write_plan(
            year,
            form.cleaned_data["goal"],
            form.lines(),
            by=request.user,
            seen=form.cleaned_data["seen"],
        ),
        **_page(back, _names(year)) | {"template": "reports/plan_form.html"},
    )


@permitted_page(ReportPermission.REPORT_PUBLISH)
@require_http_methods(FORM)
@of_a_year
def annual_publish(request, year):
    """Look once more, then publish for good."""
    today = timezone.localdate()
    if (draft := queries.draft_of(year)) is None:
        messages.error(request, actions.AlreadyPublished.__doc__)
        return redirect("reports:annual-detail", year)
    form = PublishForm(request.POST or None)
    moved = ""
    if request.method == "POST" and form.is_valid():
        try:
            report = actions.publish_report(
                year, by=request.user, today=today, seen=form.cleaned_data["seen"]
            )
        except actions.NumbersMoved as refusal:
            moved = refusal.__doc__
        else:
            messages.success(request, "公表しました。数は、このあと記録が変わっても変わりません。")
            return redirect(report)
    doc = document(draft, today)
    context = _names(year) | {"doc": doc, "draft": draft, "seen": fingerprint(doc), "moved": moved}
    context["entries"] = in_order(doc["numbers"])
    context["unwritten"] = unwritten_of(doc["numbers"])
    context["n_unwritten"] = sum(entry["value"] for _, entry in context["unwritten"])
    last_day = fiscal_year_bounds(year)[1]
    context["still_until"] = last_day if today <= last_day else None
    return render(request, "reports/annual_publish.html", context, status=409 if moved else 200)


@permitted_page(ReportPermission.REPORT_PUBLISH)
@require_http_methods(FORM)
@of_a_year
def annual_correct(request, year, edition):
    """Begin a new edition of what was published, saying why."""
    report = edition_or_404(year, edition)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_report(report, form.cleaned_data["reason"], by=request.user)
        except actions.CorrectionOpen as refusal:
            messages.error(request, refusal.__doc__)
        else:
            messages.success(request, "訂正版の下書きを作りました。直してから公表してください。")
        return redirect("reports:annual-detail", year)
    context = _names(year) | {"form": form, "report": report, "errors": collect_errors(form)}
    status = 422 if form.errors else 200
    return render(request, "reports/annual_correct.html", context, status=status)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
@of_a_year
def annual_sheet(request, year, edition):
    """The tables of a published edition as a workbook."""
    return _workbook(edition_or_404(year, edition).frozen, f"annual-{year}-{edition}")


@permitted_page(ReportPermission.INSIDE_VIEW)
@require_safe
@of_a_year
def annual_draft_sheet(request, year):
    """The tables of the draft as a workbook."""
    draft = queries.draft_of(year)
    if draft is None:
        return redirect("reports:annual-detail", year)
    return _workbook(document(draft, timezone.localdate()), f"annual-{year}-draft")


def _workbook(doc, name):
    return HttpResponse(
        write_xlsx(printing.annual_sheets(doc)),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )
