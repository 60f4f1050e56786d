"""取り込みの取り消し: first what will happen, and what stands in the way; then one press."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resources.decorators import batch_page
from resources.importing.undoing import NotUndoable, undo_batch
from resources.permissions import ResourcePermission
from resources.queries.undoing import undo_plan


@batch_page(ResourcePermission.LIST_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request, batch):
    """反映した名簿を取り消す."""
    if not batch.is_applied:
        return redirect(batch)
    if request.method == "POST":
        try:
            undo_batch(batch, by=request.user)
        except NotUndoable as refusal:
            messages.error(request, refusal.__doc__)
            return _plan_page(request, batch, 409)
        messages.success(request, "取り込みを取り消しました。一覧は、反映する前に戻りました。")
        return redirect(batch)
    return _plan_page(request, batch, 200)


def _plan_page(request, batch, status):
    context = {"batch": batch, "plan": undo_plan(batch)}
    return render(request, "resources/import_undo.html", context, status=status)
