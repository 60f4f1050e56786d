"""Pages about councils: the wall of cards, one council, its meetings."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from councils import queries
from councils.decorators import council_page
from councils.permissions import Permission
from takasaki_sc.lib.pages import page_of


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def council_list(request):
    words = request.GET.get("q", "").replace("\0", "")[:60]
    context = {"councils": queries.find_councils(words), "words": words}
    template = "councils/council_list.html" + ("#results" if request.htmx else "")
    return render(request, template, context)


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def council_detail(request, council):
    today = timezone.localdate()
    sees_people = request.user.has_perm(Permission.PEOPLE_VIEW, council)
    context = {
        "council": queries.council_with_page(council.pk),
        "today": today,
        "planned": queries.planned_meeting(council, today),
        "meetings": queries.latest_meetings(council, 6),
        "homework": queries.open_action_items(council),
        "groups": queries.members_by_affiliation(council, today) if sees_people else {},
        "sees_people": sees_people,
    }
    return render(request, "councils/council_detail.html", context)


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def council_meetings(request, council):
    meetings = queries.meetings_for_list().filter(council=council)
    context = {"council": council, "page": page_of(meetings, request)}
    return render(request, "councils/council_meetings.html", context)
