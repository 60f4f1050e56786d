"""The studio's papers: one page as a picture, its room, the four variants."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from newsletters.actions.printings import AlreadyPrinted, NotPublishedYet, keep_printing
from newsletters.decorators import issue_page, issue_part_page
from newsletters.models import Printing
from newsletters.permissions import NewsletterPermission
from newsletters.printing.preview import preview_page
from newsletters.printing.variants import print_variant
from newsletters.queries.printings import latest_printing
from takasaki_sc.lib.pdf import PaperFault
from takasaki_sc.lib.stored_files import stored_file

EDIT = NewsletterPermission.ISSUE_EDIT
PDF = "application/pdf"


@issue_part_page(EDIT, "page")
@require_safe
def page_panel(request, sheet):
    """One page with its room, for htmx inside another page, else as a page of its own."""
    context = {"issue": sheet.issue, "number": sheet.part, **_preview(sheet)}
    name = "page_preview" if request.htmx else "page_panel"
    return render(request, f"newsletters/{name}.html", context)


@issue_part_page(EDIT, "page")
@require_safe
def page_picture(request, sheet):
    """The PNG of a page."""
    preview = _preview(sheet)["preview"]
    if preview is None:
        raise Http404
    return HttpResponse(preview.picture, content_type="image/png")


@issue_part_page(EDIT, "page")
@require_safe
def page_rooms(request, sheet):
    """The room of a page and of its blocks, in millimetres."""
    found, page = _preview(sheet), sheet.part
    preview = found["preview"]
    if preview is None:
        return JsonResponse({"page": page, "faults": found["faults"]}, status=422)
    blocks = [{"article": b.article_id, "name": b.name, "mm": b.mm} for b in preview.blocks]
    return JsonResponse(
        {"page": page, "mm": preview.mm, "blocks": blocks, "faults": list(preview.faults)}
    )


def _preview(sheet):
    """{"preview", "faults"}: without a preview the faults say why."""
    if not 1 <= sheet.part <= sheet.issue.n_pages_planned:
        raise Http404
    try:
        preview = preview_page(sheet.issue, sheet.part)
    except PaperFault as fault:
        return {"preview": None, "faults": [finding.text for finding in fault.findings]}
    return {"preview": preview, "faults": preview.faults}


@issue_part_page(EDIT, "variant")
@require_safe
def issue_variant(request, wanted):
    """One variant to take along: of a draft made now, of a published issue the kept one."""
    issue, variant = wanted.issue, wanted.part
    if variant not in Printing.Variant:
        raise Http404
    name = f"{variant}-{issue.file_name}"
    if issue.is_published:
        return _kept(issue, variant, name)
    try:
        paper = print_variant(issue, variant)
    except PaperFault as fault:
        return HttpResponse(str(fault), status=422, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(paper.content, content_type=PDF, headers=headers)


def _kept(issue, variant, name):
    printing = latest_printing(issue, variant)
    if printing is None:
        raise Http404
    return stored_file(printing.file.name, PDF, filename=name, as_attachment=True)


@issue_page(NewsletterPermission.ISSUE_PUBLISH)
@require_POST
def issue_print(request, issue):
    """POST variant: make this variant of a published issue, once and for good."""
    variant = request.POST.get("variant")
    if variant not in Printing.Variant or variant == Printing.Variant.SCREEN:
        raise Http404
    try:
        keep_printing(issue, variant, print_variant(issue, variant), by=request.user)
    except (NotPublishedYet, AlreadyPrinted) as refusal:
        messages.error(request, refusal.__doc__)
    except PaperFault as fault:
        messages.error(request, f"紙面を作れませんでした。{fault}")
    else:
        messages.success(request, f"{Printing.Variant(variant).label}の紙面を作りました。")
    return redirect("newsletters:issue-preview", issue.pk)
