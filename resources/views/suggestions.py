"""直すもの: what organisers and papers say, side by side with the record."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from resources.actions import suggestions as actions
from resources.decorators import suggestion_page
from resources.forms.suggestions import DeclineForm
from resources.permissions import ResourcePermission
from resources.queries import suggestions as queries
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.seen import mark_of

EDIT = ResourcePermission.RESOURCE_EDIT


@permitted_page(EDIT)
@require_safe
@reads_personal("suggestions_read")
def suggestion_list(request):
    """What is waiting, first come first, and the last decisions. 変わりなし is taken at one tap."""
    page = page_of(queries.waiting_for(request.user), request)
    decided = list(queries.decided_for(request.user))
    show(request, suggestions=[*page.rows, *decided])
    context = {
        "page": page,
        "decided": decided,
        "nothing_seen": mark_of(),
    }
    return render(request, "resources/suggestion_list.html", context)


@suggestion_page(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@reads_personal("suggestions_read")
def suggestion_detail(request, suggestion):
    """One suggestion beside the record. POST takes the ticked fields over (載せる)."""
    if request.method == "POST":
        if request.POST.get("seen") != queries.mark_of_record(suggestion):
            return _page(request, suggestion, DeclineForm(), is_old=True, status=409)
        return _accept(request, suggestion)
    return _page(request, suggestion, DeclineForm())


def _accept(request, suggestion):
    fields = request.POST.getlist("field")
    if suggestion.values and not fields:
        problem = "載せるところを1つも選んでいません。載せないときは「載せない」を押してください。"
        return _page(request, suggestion, DeclineForm(), problem=problem, status=422)
    try:
        actions.accept_suggestion(suggestion, fields, by=request.user)
    except actions.AlreadyDecided as refusal:
        messages.warning(request, refusal.__doc__)
    else:
        messages.success(request, f"「{suggestion.resource}」の確認を記録しました。")
    return redirect("resources:suggestion-list")


@suggestion_page(EDIT)
@require_POST
@reads_personal("suggestions_read")
def suggestion_decline(request, suggestion):
    """載せない, with the reason."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, suggestion, form, status=422)
    try:
        actions.decline_suggestion(suggestion, form.cleaned_data["reason"], by=request.user)
    except actions.AlreadyDecided as refusal:
        messages.warning(request, refusal.__doc__)
    else:
        messages.success(request, "載せないことにしました。")
    return redirect("resources:suggestion-list")


def _page(request, suggestion, form, *, is_old=False, problem="", status=200):
    show(request, council=suggestion.resource.council, suggestions=[suggestion])
    context = {
        "suggestion": suggestion,
        "resource": suggestion.resource,
        "differences": queries.differences(suggestion),
        "seen": queries.mark_of_record(suggestion),
        "form": form,
        "is_old": is_old,
        "problem": problem,
        "errors": collect_errors(form) if form.is_bound else [],
    }
    return render(request, "resources/suggestion_detail.html", context, status=status)
