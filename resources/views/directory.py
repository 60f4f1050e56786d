"""What anybody may look at: the list with its map, its printed form, the page of one resource."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.decorators import public_page
from accounts.reading import reads_personal, show
from resources import queries
from resources.filters import ResourceFilter, chips_of, query_of
from resources.models import SocialResource
from resources.permissions import ResourcePermission
from resources.queries import finding, opening, subsidy
from resources.queries.directory import like_it_nearby, resources_for_print
from resources.queries.provenance import origins_of
from resources.queries.sameness import kept_for, merges_into
from resources.queries.suggestions import n_waiting_for
from resources.queries.versions import versions_of
from resources.views.cards import cards_of
from takasaki_sc.lib.outline import is_far_outside
from takasaki_sc.lib.pages import bounded_page_of, found_page_of

CARDS_A_PAGE = 30
"""A card is five lines on a phone: more of them are scrolled past, not read."""
MOST_COUNTED = 5000
MOST_FOUND_BY_WORDS = 1000
"""No further than this is counted: a city has fewer places, and nobody turns so many pages."""
MOST_PRINTED = 500


def narrowed_for(request):
    """The ResourceFilter of the address over what the visitor may see."""
    visible = queries.resources_visible_to(request.user)
    return ResourceFilter(request.GET, visible, request=request)


@public_page
@require_safe
def resource_list(request):
    """社会資源の一覧. htmx gets the results alone; the same address works without scripts."""
    narrowed = narrowed_for(request)
    days = narrowed.days
    cards = queries.resources_for_cards(narrowed.qs, with_schedules=bool(days))
    if narrowed.asked.get("q"):
        page = found_page_of(cards, request, most=MOST_FOUND_BY_WORDS, per_page=CARDS_A_PAGE)
    else:
        page = bounded_page_of(cards, request, most=MOST_COUNTED, per_page=CARDS_A_PAGE)
    for resource in page.rows if days else ():
        resource.is_day_unsure = opening.is_unsure_on(resource, days)
    whole = not request.htmx or request.htmx.history_restore_request
    context = {
        "filter": narrowed,
        "kind_boxes": _kind_boxes(narrowed) if whole else [],
        "page": page,
        "cards": cards_of(page.rows, days),
        "chips": chips_of(narrowed),
        "query": query_of(narrowed),
        "days": days,
        "n_suggestions": n_waiting_for(request.user),
    }
    template = "resources/resource_list.html" + ("" if whole else "#results")
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _kind_boxes(narrowed):
    """Only the kinds there is something of: eighteen boxes would hide the useful ones."""
    used = finding.kinds_in(narrowed.queryset) | set(narrowed.asked.get("kind", []))
    return [box for box in narrowed.form["kind"] if box.data["value"] in used]


@public_page
@require_safe
def map_points(request):
    """What the map of the same address draws: asked for by the map alone, never by the list."""
    points = queries.map_points(narrowed_for(request).qs)
    return JsonResponse({"points": points, "most": queries.directory.MOST_POINTS})


@public_page
@require_safe
def resource_print(request):
    """The narrowed list as a table for the browser to print, in the order of the screen."""
    narrowed = narrowed_for(request)
    rows = resources_for_print(narrowed.qs, MOST_PRINTED + 1)
    context = {
        "rows": rows[:MOST_PRINTED],
        "is_cut": len(rows) > MOST_PRINTED,
        "most": MOST_PRINTED,
        "chips": chips_of(narrowed),
        "query": query_of(narrowed),
        "today": timezone.localdate(),
    }
    return render(request, "resources/resource_print.html", context)


@public_page
@require_safe
@reads_personal("contacts_read")
def resource_detail(request, pk):
    """One resource. Its versions and the contact person are for people with a role."""
    try:
        resource = queries.resource_for_page(request.user, pk)
    except SocialResource.DoesNotExist:
        return _page_of_merged(pk)
    is_staff = request.user.has_perm(ResourcePermission.CONTACT_VIEW, resource)
    if is_staff and resource.contact:
        show(request, council=resource.council, contacts=[resource])
    placed = resource.has_position
    context = {
        "resource": resource,
        "points": queries.points_of([resource] if placed else []),
        "is_far": placed and is_staff and is_far_outside(resource.latitude, resource.longitude),
        "next_days": queries.next_days(resource, timezone.localdate()),
        "alike": like_it_nearby(request.user, resource),
        "versions": versions_of(resource) if is_staff else [],
        "may_see_contact": is_staff,
        "origins": origins_of(resource) if is_staff else [],
        "merges": merges_into(resource) if is_staff else [],
        "fits_subsidy": request.user.has_perm(ResourcePermission.UNPUBLISHED_VIEW)
        and subsidy.is_of_this_city()
        and subsidy.may_fit(resource),
    }
    return render(request, "resources/resource_detail.html", context)


def _page_of_merged(pk):
    """An address that was printed or kept leads on to the record it was merged into."""
    kept = kept_for(pk)
    if not kept:
        raise Http404
    return redirect(kept)
