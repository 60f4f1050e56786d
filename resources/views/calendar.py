"""The calendar of what is open when, narrowed down as the list is."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import public_page
from councils.queries.calendar import Month
from resources import queries
from resources.filters import ResourceFilter, chips_of, query_of
from resources.queries import opening

DAYS_ARE_THE_CALENDAR = ("when", "on")


@public_page
@require_safe
def resource_calendar(request):
    """開催の予定表: a month of open places; names where they are few, else how many."""
    today = timezone.localdate()
    month = Month.of(request.GET.get("month", ""), today)
    asked = request.GET.copy()
    for name in DAYS_ARE_THE_CALENDAR:
        asked.pop(name, None)
    visible = queries.resources_visible_to(request.user)
    narrowed = ResourceFilter(asked, visible, request=request)
    context = {
        "month": month,
        "this_month": Month.of("", today),
        "board": opening.open_month(narrowed.qs, month, today),
        "chips": chips_of(narrowed),
        "query": query_of(narrowed),
        "most_named": opening.MOST_NAMED,
    }
    return render(request, "resources/opening_calendar.html", context)
