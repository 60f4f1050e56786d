"""確認シート: make one, print it, key in what came back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.fresh import demand_fresh
from accounts.reading import reads_personal
from councils.actions.papers import hand_out_names
from resources.actions import check_sheets as actions
from resources.decorators import scope_page, sheet_page
from resources.forms.freshness import SheetForm
from resources.forms.keying import Grid
from resources.permissions import ResourcePermission
from resources.printing.check_sheets import check_sheet
from resources.queries import check_sheets as queries
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault

EDIT = ResourcePermission.RESOURCE_EDIT
GET_POST = ["GET", "HEAD", "POST"]


@scope_page(EDIT)
@require_http_methods(GET_POST)
def freshness_sheets(request, scope):
    """The sheets of a council, and a new one. Its lines and numbers are fixed when it is made."""
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sheet = _make(request, scope, form)
        if sheet:
            return redirect("resources:sheet-key", sheet.pk)
    context = {
        "scope": scope,
        "form": form,
        "sheets": queries.sheets_of(scope),
        "errors": collect_errors(form),
    }
    status = 422 if form.is_bound else 200
    return render(request, "resources/freshness_sheets.html", context, status=status)


def _make(request, scope, form):
    words = dict(form.cleaned_data)
    groups = queries.groups_for_paper(
        scope,
        timezone.localdate(),
        grouping=words["grouping"],
        with_all=words.pop("which") == "all",
    )
    try:
        return actions.make_sheet(scope.council, groups, by=request.user, **words)
    except actions.NothingToAsk as refusal:
        form.add_error("which", refusal.__doc__)
    return None


@sheet_page(EDIT)
@require_safe
@reads_personal("names_handed_out")
def sheet_paper(request, sheet):
    """The sheet as PDF. Names of contact persons only where asked for, and with a trace."""
    may_see = request.user.has_perm(ResourcePermission.CONTACT_VIEW, sheet)
    with_contacts = request.GET.get("names") == "1" and may_see
    if with_contacts:
        demand_fresh(request)
    lines = list(queries.lines_of(sheet))
    try:
        paper = check_sheet(
            sheet, lines, today=timezone.localdate(), with_contacts=with_contacts
        )  # fmt: skip
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect("resources:sheet-key", sheet.pk)
    contacts = [line.resource_id for line in lines if line.resource.contact]
    if with_contacts and contacts:
        hand_out_names(
            sheet, by=request.user, council=sheet.council, paper="check_sheet",
            n_names=len(contacts), shown={"contacts": contacts},
        )  # fmt: skip
    name = f"check-sheet-{sheet.pk}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(paper.content, content_type="application/pdf", headers=headers)


@sheet_page(EDIT)
@require_http_methods(GET_POST)
def sheet_key(request, sheet):
    """The grid, line by line as on the paper. One save for all; a fault loses nothing."""
    grid = Grid(queries.lines_of(sheet), request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if grid.is_valid():
            try:
                return _keyed(request, sheet, grid)
            except actions.KeyedMeanwhile as clash:
                grid.mark_clashes(clash.lines)
                status = 409
    context = {
        "sheet": sheet,
        "grid": grid,
        "errors": grid.errors if status == 422 else [],
        "is_clash": status == 409,
        "may_see_contacts": request.user.has_perm(ResourcePermission.CONTACT_VIEW, sheet),
    }
    return render(request, "resources/sheet_key.html", context, status=status)


def _keyed(request, sheet, grid):
    n = actions.key_in(sheet, grid.keyed(), by=request.user)
    if n:
        messages.success(request, f"{n}行の答えを入れました。")
    else:
        messages.warning(request, "新しく入れる答えはありませんでした。")
    return redirect("resources:sheet-key", sheet.pk)
