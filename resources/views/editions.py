"""Printed editions: which there are, who holds them, and who must hear of a correction."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import fresh_sign_in, permitted_page
from resources.actions import editions as actions
from resources.decorators import edition_page
from resources.forms.editions import EditionForm, HolderForm, ToldForm
from resources.permissions import ResourcePermission
from resources.printing import editions as printing
from resources.queries import editions as queries
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.pdf import PaperFault

KEEP = ResourcePermission.EDITION_KEEP
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted_page(KEEP)
@require_safe
def edition_list(request):
    page = page_of(queries.editions_of(request.user), request)
    return render(request, "resources/edition_list.html", {"page": page})


@permitted_page(KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_add(request):
    form = EditionForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        edition = actions.add_edition(form.edition(), by=request.user)
        messages.success(request, f"「{edition}」を加えました。配布先を書いてください。")
        return redirect(edition)
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "resources/edition_form.html", context, status=status)


@edition_page(KEEP)
@require_safe
def edition_detail(request, edition):
    return _show(request, edition)


def _show(request, edition, form=None, told=None):
    """The page; with a form that was refused, 422."""
    holders = list(queries.holders_of(edition))
    corrections = queries.corrections_of(edition)
    context = {
        "edition": edition,
        "holders": holders,
        "n_copies": sum(holder.n_copies or 0 for holder in holders),
        "corrections": corrections,
        "untold": queries.must_be_told(holders, corrections),
        "form": form or HolderForm(),
        "told": told or ToldForm(holders=holders),
        "ticked": request.POST.getlist("holders") if told else [],
        "errors": collect_errors(*(f for f in (form, told) if f)),
    }
    status = 422 if form or told else 200
    return render(request, "resources/edition_detail.html", context, status=status)


@edition_page(KEEP)
@require_POST
def edition_hand_out(request, edition):
    """配布先を加える."""
    form = HolderForm(request.POST)
    if not form.is_valid():
        return _show(request, edition, form=form)
    actions.hand_out_copies(edition, form.holder(), by=request.user)
    messages.success(request, "配布先を加えました。")
    return redirect(edition)


@edition_page(KEEP)
@require_POST
def edition_told(request, edition):
    """知らせた."""
    told = ToldForm(request.POST, holders=queries.holders_of(edition))
    if not told.is_valid():
        return _show(request, edition, told=told)
    n_told = actions.tell_correction(
        edition,
        told.cleaned_data["holders"],
        by=request.user,
        on_day=told.cleaned_data["told_on"],
    )
    messages.success(request, f"{n_told}か所に知らせたことを記録しました。")
    return redirect(edition)


@edition_page(KEEP)
@require_safe
def edition_notice(request, edition):
    corrections = queries.corrections_of(edition)
    try:
        paper = printing.notice_paper(edition, corrections, timezone.localdate())
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect(edition)
    disposition = f'inline; filename="corrections-{edition.pk}.pdf"'
    return HttpResponse(
        paper.content, "application/pdf", headers={"Content-Disposition": disposition}
    )


@edition_page(KEEP)
@fresh_sign_in
@require_safe
def edition_holders(request, edition):
    """The holders as a workbook; whoever takes it is noted."""
    holders = list(queries.holders_of(edition))
    content = printing.holders_sheet(edition, holders)
    actions.export_holders(edition, by=request.user, n_rows=len(holders))
    disposition = f'attachment; filename="holders-{edition.pk}.xlsx"'
    return HttpResponse(content, XLSX, headers={"Content-Disposition": disposition})
