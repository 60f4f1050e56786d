"""What anybody may look at: the list with its map, and the page of one resource."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.decorators import public_page
from resources import queries
from resources.filters import ResourceFilter
from resources.models import SocialResource
from resources.permissions import ResourcePermission
from resources.queries.provenance import origins_of
from resources.queries.sameness import kept_for, merges_into
from resources.queries.suggestions import n_waiting_for
from takasaki_sc.lib.pages import page_of


@public_page
@require_safe
def resource_list(request):
    """社会資源の一覧. htmx gets the results alone; the same address works without scripts."""
    visible = queries.resources_visible_to(request.user)
    narrowed = ResourceFilter(request.GET, visible, request=request)
    page = page_of(queries.resources_for_cards(narrowed.qs), request)
    context = {
        "filter": narrowed,
        "kind_boxes": _kind_boxes(narrowed.form, visible),
        "page": page,
        "points": queries.map_points(narrowed.qs),
        "is_narrowed": bool(narrowed.form.is_bound and narrowed.form.changed_data),
        "n_suggestions": n_waiting_for(request.user),
    }
    whole = not request.htmx or request.htmx.history_restore_request
    template = "resources/resource_list.html" + ("" if whole else "#results")
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _kind_boxes(form, visible):
    """Only the kinds there is something of: eighteen boxes would hide the useful ones."""
    used = queries.kinds_in(visible) | set(form.cleaned_data.get("kind") or [])
    return [box for box in form["kind"] if box.data["value"] in used]


@public_page
@require_safe
def resource_detail(request, pk):
    """One resource. Its versions and the contact person are for people with a role."""
    try:
        resource = queries.resource_for_page(request.user, pk)
    except SocialResource.DoesNotExist:
        return _page_of_merged(pk)
    may_see_history = request.user.has_perm(ResourcePermission.CONTACT_VIEW, resource)
    context = {
        "resource": resource,
        "points": queries.points_of([resource] if resource.has_position else []),
        "next_days": queries.next_days(resource, timezone.localdate()),
        "versions": queries.versions_of(resource) if may_see_history else [],
        "may_see_contact": may_see_history,
        "origins": origins_of(resource) if may_see_history else [],
        "merges": merges_into(resource) if may_see_history else [],
    }
    return render(request, "resources/resource_detail.html", context)


def _page_of_merged(pk):
    """An address that was printed or kept leads on to the record it was merged into."""
    kept = kept_for(pk)
    if not kept:
        raise Http404
    return redirect(kept)
