"""Reading a table of needs in: hand the sheet in, look at it, say yes. Nothing is saved before."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from councils.decorators import council_page
from resources.actions import needs as actions
from resources.forms.needs import NeedsForm, SheetForm
from resources.importing.cells import NoTable, sheets_of
from resources.importing.drafts import BrokenDraft, seal, unseal
from resources.importing.needs_matrix import NeedsTable, period_of, read_needs_matrix
from resources.permissions import ResourcePermission
from resources.queries import needs as queries
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.sheets import SheetFault

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ResourcePermission.NEEDS_EDIT


def sheet_page(request, council, read, template, show):
    """The page that takes a sheet: refused at the field, or read and shown by show(table)."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return show(read(sheets_of(form.cleaned_data["file"])))
        except SheetFault as fault:
            form.add_error("file", str(fault))
        except NoTable as refusal:
            form.add_error("file", refusal.__doc__)
    context = {"council": council, "form": form, "errors": collect_errors(form)}
    return render(request, template, context, status=422 if form.is_bound else 200)


@council_page(EDIT)
@require_http_methods(GET_POST)
def needs_read(request, council):
    """Hand a table in; the answer to the file is the page to look it over."""
    show = partial(_first_look, request, council)
    return sheet_page(request, council, read_needs_matrix, "resources/needs_read.html", show)


def _first_look(request, council, table):
    former = queries.same_table(_guess(council, table)) if table.period else None
    initial = {
        "draft": seal(table, council),
        "seen": former.pk if former else None,
        "kind": table.kind,
        "title": table.title[:120],
        "period_text": table.period,
        "source": former.source if former else "",
    }
    form = NeedsForm(council=council, table=table, initial=initial)
    return _look_over(request, form, former)


def _guess(council, table):
    try:
        period = period_of(table.period)
    except ValueError:
        period = (None, None)
    return actions.TableHead(council, table.kind, "", period, "", "")


@council_page(EDIT)
@require_POST
def needs_keep(request, council):
    """The confirmation. What does not fit is said on the same page; nothing typed is lost."""
    try:
        table, token = unseal(request.POST.get("draft", ""), council, NeedsTable)
    except BrokenDraft as refusal:
        messages.error(request, refusal.__doc__)
        return redirect("resources:needs-read", council.pk)
    form = NeedsForm(request.POST, council=council, table=table)
    if not form.is_valid():
        return _look_over(request, form, None, status=422)
    return _keep(request, form, token)


def _keep(request, form, token):
    head = form.head()
    seen = form.cleaned_data["seen"]
    try:
        matrix = actions.put_needs_matrix(
            head, form.body(), by=request.user, token=token, seen=seen
        )
    except actions.TableChanged as refusal:
        former = queries.same_table(head)
        form.data = form.data.copy()
        form.data["seen"] = former.pk if former else ""
        form.add_error(None, refusal.__doc__)
        return _look_over(request, form, former, status=409)
    except actions.NothingNew as refusal:
        messages.info(request, refusal.__doc__)
        return redirect(queries.same_table(head))
    messages.success(request, f"「{matrix}」を取り込みました。")
    return redirect(matrix)


def _look_over(request, form, former, status=200):
    if former is None and form.is_bound and form.cleaned_data.get("seen"):
        former = form.council.needs_matrices.filter(pk=form.cleaned_data["seen"]).first()
    changes = queries.differences(former, form.body()) if former else []
    context = {
        "council": form.council,
        "form": form,
        "table": form.table,
        "former": former,
        "changes": changes[:50],
        "n_changes": len(changes),
        "errors": collect_errors(form),
    }
    return render(request, "resources/needs_preview.html", context, status=status)
