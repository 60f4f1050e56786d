"""Pages for the people who keep the directory true."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from resources.actions import directory as actions
from resources.decorators import resource_page
from resources.forms.directory import ResourceForm, StatusForm
from resources.permissions import ResourcePermission
from resources.queries import freshness
from resources.queries.suggestions import notes_waiting
from takasaki_sc.lib.form_conflicts import differing_rows
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
Permission = ResourcePermission


@permitted_page(Permission.RESOURCE_EDIT)
@require_http_methods(GET_POST)
def resource_add(request):
    """新しい社会資源を書く. The same form sent twice gives one resource."""
    form = ResourceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        resource = actions.add_resource(
            form.values(), by=request.user, submit_token=form.cleaned_data["submit_token"]
        )
        messages.success(request, f"「{resource}」を載せました。")
        return redirect(resource)
    return _form_page(request, form, None)


@resource_page(Permission.RESOURCE_EDIT)
@require_http_methods(GET_POST)
@reads_personal("contacts_read")
def resource_edit(request, resource):
    """社会資源を直す."""
    back = request.GET.get("back", "")
    initial = {"is_verified": back in BACK_TO}
    form = ResourceForm(
        request.POST or None, instance=resource, user=request.user, initial=initial
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("is_verified", "seen")}
        try:
            actions.correct_resource(resource, form.values(), by=request.user, **words)
        except actions.EditConflict as conflict:
            return _show_conflict(request, conflict.theirs)
        messages.success(request, "直した内容を保存しました。")
        return BACK_TO.get(back, redirect)(resource)
    show(request, council=resource.council, contacts=[resource] if resource.contact else [])
    notes = notes_waiting(resource) if back in BACK_TO else []
    return _form_page(request, form, resource, notes)


def _show_conflict(request, theirs):
    """409: both texts side by side; my words stay in the form, and saving again is a choice."""
    standing = ResourceForm(instance=theirs, user=request.user)
    mine = request.POST.copy()
    mine["seen"] = standing["seen"].value()
    form = ResourceForm(mine, user=request.user)
    differ = differing_rows(form, standing)
    return _form_page(request, form, theirs, differ=differ)


def _to_round(resource):
    return redirect("resources:freshness-work", freshness.Scope(resource.council).pk)


def _to_suggestions(resource):
    return redirect("resources:suggestion-list")


BACK_TO = {"freshness": _to_round, "suggestions": _to_suggestions}
"""Where somebody came from to put a record right, and is led back to (?back=)."""


@resource_page(Permission.RESOURCE_EDIT)
@require_POST
def resource_confirm(request, resource):
    """変わりなしの確認."""
    actions.confirm_resource(resource, by=request.user)
    messages.success(request, "きょう確かめたことを記録しました。")
    return redirect(resource)


@resource_page(Permission.RESOURCE_EDIT)
@require_http_methods(GET_POST)
def resource_status(request, resource):
    """休止・再開・終了を書く."""
    form = StatusForm(request.POST or None, resource=resource)
    if request.method == "POST" and form.is_valid():
        return _change_status(request, resource, form.cleaned_data)
    context = {"form": form, "resource": resource, "errors": collect_errors(form)}
    status = 422 if form.is_bound else 200
    return render(request, "resources/resource_status.html", context, status=status)


def _change_status(request, resource, cleaned):
    try:
        actions.change_status(resource, cleaned.pop("change"), by=request.user, **cleaned)
    except actions.ChangeNotPossible as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, "状態の変化を記録しました。")
    return redirect(resource)


def _form_page(request, form, resource, notes=(), differ=None) -> HttpResponse:
    """differ: what somebody else saved first, beside one's own words."""
    errors = [] if differ is not None else collect_errors(form)
    context = {
        "form": form, "resource": resource, "notes": notes, "errors": errors, "differ": differ,
    }  # fmt: skip
    status = 409 if differ is not None else 422 if form.is_bound else 200
    return render(request, "resources/resource_form.html", context, status=status)
