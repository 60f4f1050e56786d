"""重複: asked about in a list on its way in, looked through in the directory, and merged."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from resources.actions import sameness as actions
from resources.decorators import batch_page, merge_page, pair_page
from resources.forms.sameness import AlikeForm, MergeForm
from resources.permissions import ResourcePermission
from resources.queries.alike import questions_of
from resources.queries.sameness import Pair, likely_pairs
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ResourcePermission.RESOURCE_EDIT
PAIRS_A_PAGE = 20


@batch_page(ResourcePermission.LIST_IMPORT)
@require_http_methods(GET_POST)
def import_alike(request, batch):
    """Lines of a list that look like one place: 同じもの or 別のもの?"""
    if not batch.is_previewed:
        return redirect(batch)
    each_once = {question.code: question for question in questions_of(batch)}
    page = page_of(list(each_once.values()), request, per_page=PAIRS_A_PAGE)
    posted = request.POST if request.method == "POST" else None
    form = AlikeForm(posted, questions=page.rows)
    if request.method == "POST" and form.is_valid():
        answers = form.answers()
        if answers:
            actions.answer_pairs(answers, by=request.user, council=batch.council)
        messages.success(request, f"{len(answers)}組の答えを覚えました。")
        return redirect("resources:import-preview", batch.pk)
    asked = [(question, form[question.code]) for question in page.rows]
    context = {"batch": batch, "page": page, "asked": asked, "errors": collect_errors(form)}
    status = 422 if form.is_bound else 200
    return render(request, "resources/import_alike.html", context, status=status)


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def duplicate_list(request):
    """Records of the directory that may be one place; 別のもの is remembered at once."""
    pairs = likely_pairs(request.user)
    if request.method == "POST":
        chosen = [pair for pair in pairs if pair.code == request.POST.get("different")]
        if chosen:
            actions.answer_pairs({chosen[0].key: False}, by=request.user)
            messages.success(request, "別のものとして覚えました。もうたずねません。")
        return redirect("resources:duplicate-list")
    page = page_of(pairs, request, per_page=PAIRS_A_PAGE)
    return render(request, "resources/duplicate_list.html", {"page": page})


@pair_page(EDIT)
@require_http_methods(GET_POST)
@reads_personal("contacts_read")
def resource_merge(request, pair):
    """Make one of two records, field by field; `pair.one` is the record that stays."""
    if pair.one == pair.other:
        return redirect(pair.one)
    form = MergeForm(request.POST if request.method == "POST" else None, pair=pair)
    if request.method == "POST" and form.is_valid():
        return _merge(request, pair, form.taken())
    show(request, contacts=[row for row in (pair.one, pair.other) if row.contact])
    context = {
        "pair": pair,
        "choices": form.choices(),
        "errors": collect_errors(form),
        "swapped": Pair(pair.other, pair.one),
    }
    status = 422 if form.is_bound else 200
    return render(request, "resources/resource_merge.html", context, status=status)


def _merge(request, pair, taken):
    try:
        actions.merge_resources(pair.one, pair.other, by=request.user, taken=taken)
    except actions.NotMergeable as refusal:
        messages.error(request, refusal.__doc__)
        return redirect("resources:duplicate-list")
    messages.success(request, f"「{pair.other}」を、この資源にまとめました。")
    return redirect(pair.one)


@merge_page(EDIT)
@require_POST
def merge_undo(request, merge):
    """まとめたものを元に戻す."""
    try:
        actions.undo_merge(merge, by=request.user)
    except actions.EditedSince as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, "2つの資源に戻しました。")
    return redirect(merge.kept)
