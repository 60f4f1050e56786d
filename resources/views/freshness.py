"""確かめる: what is due in a council, one tap a record, and how often to ask."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from resources.actions import freshness as actions
from resources.actions.directory import confirm_resource
from resources.decorators import check_page, resource_page, scope_page
from resources.forms.freshness import CycleForm
from resources.permissions import ResourcePermission
from resources.queries import freshness as queries
from resources.queries import suggestions
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

Permission = ResourcePermission
WORK = "resources/freshness_work.html"


@permitted_page(Permission.RESOURCE_EDIT)
@require_safe
def freshness_list(request):
    """Whose records to ask about: straight on for somebody with one council, or for ?council=."""
    scopes = queries.scopes_of(request.user)
    asked = request.GET.get("council", "")
    chosen = [scope for scope in scopes if str(scope.pk) == asked]
    if chosen or len(scopes) == 1:
        return redirect("resources:freshness-work", (chosen or scopes)[0].pk)
    progress = queries.progress_by_council(timezone.localdate(), queries.months_by_kind())
    rows = [(scope, progress.get(scope.council_id, queries.Progress())) for scope in scopes]
    context = {"rows": rows, "n_waiting": suggestions.n_waiting_for(request.user)}
    return render(request, "resources/freshness_list.html", context)


@scope_page(Permission.RESOURCE_EDIT)
@require_safe
@reads_personal("contacts_read")
def freshness_work(request, scope):
    """What is due, longest ago first; and what was checked today, to take back a wrong tap."""
    today, months = timezone.localdate(), queries.months_by_kind()
    with_soon = "soon" in request.GET
    page = page_of(queries.to_ask(scope, today, months, with_soon=with_soon), request)
    show(request, council=scope.council, contacts=[row for row in page.rows if row.contact])
    context = {
        "scope": scope,
        "page": page,
        "with_soon": with_soon,
        "progress": queries.progress_of(scope.resources(), today, months),
        "checks": queries.checked_by(request.user, scope, today),
        "n_waiting": suggestions.n_waiting_for(request.user),
    }
    return render(request, WORK, context)


@resource_page(Permission.RESOURCE_EDIT)
@require_POST
def resource_check(request, resource):
    """変わりなし in one tap. A script gets the line anew, anybody else the list."""
    confirm_resource(resource, by=request.user)
    return _line(request, resource)


@check_page(Permission.RESOURCE_EDIT)
@require_POST
def check_undo(request, check):
    """取り消す."""
    try:
        actions.take_back_check(check, by=request.user)
    except actions.CannotTakeBack as refusal:
        return _line(request, check.resource, problem=refusal.__doc__)
    return _line(request, check.resource)


def _line(request, resource, problem=""):
    """How the line of the list stands now, with the progress above it; without script, the list."""
    scope = queries.Scope(resource.council)
    if not request.htmx:
        if problem:
            messages.error(request, problem)
        return redirect("resources:freshness-work", scope.pk)
    today, months = timezone.localdate(), queries.months_by_kind()
    shown = queries.with_freshness(type(resource).objects.all(), today, months)
    context = {
        "scope": scope,
        "resource": shown.get(pk=resource.pk),
        "check": queries.check_today(resource, today),
        "progress": queries.progress_of(scope.resources(), today, months),
        "problem": problem,
        "is_fragment": True,
    }
    return render(request, "resources/freshness_line.html", context)


@permitted_page(Permission.CYCLES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_list(request):
    """何か月ごとに確かめるか, kind by kind."""
    form = CycleForm(request.POST or None, months=queries.months_by_kind())
    if request.method == "POST" and form.is_valid():
        changed = actions.set_cycles(form.cleaned_data, by=request.user)
        text = f"{len(changed)}つの種類の間隔を変えました。" if changed else "変わりはありません。"
        messages.success(request, text)
        return redirect("resources:cycle-list")
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if form.is_bound else 200
    return render(request, "resources/cycle_list.html", context, status=status)
