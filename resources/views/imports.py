"""名簿の取り込み: hand a list in, settle its columns, look at the preview, confirm."""

import io
from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from resources import queries
from resources.decorators import batch_page
from resources.forms.directory import UploadForm
from resources.importing import batches
from resources.importing.columns import ColumnsForm
from resources.importing.preview import NothingToRead, marked_copy
from resources.importing.reading_aloud import CHIPS, lines_of
from resources.permissions import ResourcePermission
from resources.queries.alike import answer_counts
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.sheets import SheetFault

GET_POST = ["GET", "HEAD", "POST"]
IMPORT = ResourcePermission.LIST_IMPORT
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted_page(IMPORT)
@require_safe
def import_list(request):
    """Every reading of a list, newest first."""
    page = page_of(queries.batches_for_list(), request)
    return render(request, "resources/import_list.html", {"page": page})


@permitted_page(IMPORT)
@require_http_methods(GET_POST)
def import_upload(request):
    """Hand a list in. A file that cannot be read is refused at the field, with what to do."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        batch = _receive(request, form)
        if batch:
            return redirect("resources:import-columns", batch.pk)
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if form.is_bound else 200
    return render(request, "resources/import_upload.html", context, status=status)


def _receive(request, form):
    cleaned = form.cleaned_data
    try:
        return batches.receive_list(
            cleaned["file"],
            by=request.user,
            source=cleaned["source"] or cleaned["source_name"].strip(),
            council=cleaned["council"],
            submit_token=cleaned["submit_token"],
        )
    except SheetFault as fault:
        form.add_error("file", str(fault))
    except batches.NoList as refusal:
        form.add_error("file", str(refusal))
    return None


@batch_page(IMPORT)
@require_safe
def import_detail(request, batch):
    """Where an open batch stands, or what came of a finished one."""
    if batch.is_open:
        step = "import-preview" if batch.is_previewed else "import-columns"
        return redirect(f"resources:{step}", batch.pk)
    return render(request, "resources/import_detail.html", {"batch": batch})


@batch_page(IMPORT)
@require_http_methods(GET_POST)
def import_columns(request, batch):
    """Settle sheets and columns; then the list is compared and the preview is shown."""
    if not batch.is_open:
        return redirect(batch)
    form = ColumnsForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        batches.map_columns(batch, by=request.user, sheets=form.sheets, mapping=form.mapping)
        if _preview(request, batch, form):
            return redirect("resources:import-preview", batch.pk)
    context = {
        "batch": batch,
        "form": form,
        "layouts": form.layouts(),
        "errors": collect_errors(form),
    }
    status = 422 if form.is_bound else 200
    return render(request, "resources/import_columns.html", context, status=status)


def _preview(request, batch, form):
    try:
        return batches.preview_batch(batch, by=request.user)
    except NothingToRead as refusal:
        form.add_error(None, refusal.__doc__)
    return None


@batch_page(IMPORT)
@require_safe
def import_preview(request, batch):
    """What would change, line by line; open batches and finished ones alike."""
    if not batch.counts:
        return redirect(batch)
    asked = request.GET.get("show", "")
    show = asked if asked in dict(CHIPS) else ""
    page = page_of(queries.rows_for_preview(batch, show), request)
    context = {
        "batch": batch,
        "chips": [(code, label, _count(batch, code)) for code, label in CHIPS],
        "show": show,
        "page": page,
        "lines": lines_of(page.rows),
        "asked": answer_counts(batch) if batch.is_previewed else None,
    }
    return render(request, "resources/import_preview.html", context)


@batch_page(IMPORT)
@require_safe
def import_marked(request, batch):
    """The list itself, with a mark at every cell to look at; while its file is still kept."""
    if not batch.is_previewed:
        return redirect(batch)
    name = f"{PurePath(batch.file_name).stem}_確かめるところ.xlsx"
    return FileResponse(
        io.BytesIO(marked_copy(batch)), as_attachment=True, filename=name, content_type=XLSX
    )


def _count(batch, code):
    own = {name: n for name, n in batch.counts.items() if name != "warned"}
    return batch.counts.get(code, 0) if code else sum(own.values())


@batch_page(IMPORT)
@require_http_methods(GET_POST)
def import_apply(request, batch):
    """The confirmation: what happens to places that are gone, then one press writes it all."""
    if not batch.is_open:
        return redirect(batch)
    if not batch.is_previewed:
        return redirect("resources:import-columns", batch.pk)
    if request.method == "POST":
        return _apply(request, batch)
    context = {
        "batch": batch,
        "gone": batch.rows.gone().select_related("resource"),
        "asked": answer_counts(batch),
    }
    return render(request, "resources/import_apply.html", context)


def _apply(request, batch):
    try:
        batches.apply_batch(batch, by=request.user, gone=_what_became_of(batch, request.POST))
    except batches.StalePreview as refusal:
        batches.preview_batch(batch, by=request.user)
        messages.warning(request, refusal.__doc__)
        return redirect("resources:import-preview", batch.pk)
    messages.success(request, "名簿を反映しました。")
    return redirect(batch)


def _what_became_of(batch, posted):
    """{resource pk: choice} for the gone: its own answer, or the one given for all the rest."""
    rest = posted.get("gone-rest", "keep")
    gone = batch.rows.gone().values_list("resource", flat=True)
    return {pk: posted.get(f"gone-{pk}") or rest for pk in gone}


@batch_page(IMPORT)
@require_POST
def import_discard(request, batch):
    """取りやめる."""
    try:
        batches.discard_batch(batch, by=request.user)
    except batches.NotReady as refusal:
        messages.error(request, refusal.__doc__)
        return redirect(batch)
    messages.success(request, "取り込みを取りやめました。資源は何も変わっていません。")
    return redirect("resources:import-list")
