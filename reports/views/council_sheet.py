"""The one-page council sheet to hand out, and the one with names for the council's own people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import fresh_sign_in
from councils.decorators import council_page
from councils.permissions import Permission
from reports.printing.council_sheet import NoRoom, council_paper
from takasaki_sc.lib.pdf import PaperFault


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def council_sheet(request, council):
    """To hand out: no names, nothing marked 内部だけ."""
    return _pdf(request, council, inside=False)


@council_page(Permission.PEOPLE_VIEW)
@fresh_sign_in
@require_safe
def council_sheet_inside(request, council):
    """For the council's own people: names, and what is marked 内部だけ."""
    return _pdf(request, council, inside=True)


def _pdf(request, council, *, inside):
    try:
        paper = council_paper(council.pk, timezone.localdate(), inside=inside)
    except NoRoom as refusal:
        messages.error(request, refusal.__doc__)
        return redirect(council)
    except PaperFault as fault:
        messages.error(request, str(fault))
        return redirect(council)
    name = f"council-{council.pk}{'-inside' if inside else ''}.pdf"
    return HttpResponse(
        paper.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
