"""紙を作る: choose, order, watch it being made, fetch it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from resources import tasks
from resources.actions import papers as actions
from resources.decorators import paper_page
from resources.forms.papers import PaperForm, is_at_once
from resources.permissions import ResourcePermission
from resources.printing.options import Paper
from resources.queries import papers
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.stored_files import stored_file

ORDERS_SHOWN = 10
FILE_NAMES = {Paper.LIST: "tsudoi-ichiran", Paper.GUIDE: "guidebook"}


@permitted_page(ResourcePermission.PAPER_ORDER)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_list(request):
    """The form, and one's own orders below it."""
    form = PaperForm(request.POST or None, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        order, is_new = actions.order_paper(
            form.cleaned_data["paper"],
            form.options().as_json(),
            by=request.user,
            title=form.title(),
            token=form.cleaned_data["submit_token"],
        )
        if is_new:
            tasks.print_paper.enqueue(order.pk)
        return redirect("resources:paper-detail", order.pk)
    context = {
        "form": form,
        "errors": collect_errors(form),
        "orders": papers.orders_of(request.user)[:ORDERS_SHOWN],
        "kinds": papers.kinds_released(),
        "is_at_once": is_at_once(),
    }
    return render(request, "resources/paper_list.html", context, status=422 if form.errors else 200)


def _asked_for(request):
    """A page of one district leads here with its number (?council=2)."""
    return {
        "councils": [pk for pk in request.GET.getlist("council") if pk.isascii() and pk.isdigit()]
    }


@paper_page(ResourcePermission.PAPER_OPEN)
@require_safe
def paper_detail(request, order):
    """How far the paper is. htmx asks again and again and gets the changing part alone."""
    whole = not request.htmx or request.htmx.history_restore_request
    template = "resources/paper_detail.html" + ("" if whole else "#progress")
    context = {"order": order, "is_stuck": papers.is_stuck(order), "days": actions.DAYS_KEPT}
    return render(request, template, context)


@paper_page(ResourcePermission.PAPER_OPEN)
@require_POST
def paper_again(request, order):
    """Make it once more, after a failure or when the file is gone."""
    try:
        actions.order_again(order, by=request.user)
    except actions.PaperBusy:
        return redirect("resources:paper-detail", order.pk)
    tasks.print_paper.enqueue(order.pk)
    return redirect("resources:paper-detail", order.pk)


@paper_page(ResourcePermission.PAPER_OPEN)
@require_safe
def paper_download(request, order):
    """The PDF, for the person who asked for it."""
    if not order.file:
        raise Http404
    day = timezone.localdate(order.finished_at)
    return stored_file(
        order.file.name,
        "application/pdf",
        filename=f"{FILE_NAMES[order.kind]}-{day:%Y%m%d}.pdf",
        as_attachment=True,
    )
