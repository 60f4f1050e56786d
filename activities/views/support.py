"""Pages to read: every activity, one of them, and those of one council."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from activities.decorators import activity_page, entry_page
from activities.forms.support_filter import ActivityFilter
from activities.models import SupportActivity
from activities.permissions import ActivityPermission
from activities.queries import flow, history, listing, logs, rules, support, visits
from councils.decorators import council_page
from takasaki_sc.lib import wareki
from takasaki_sc.lib.pages import page_of

VIEW = ActivityPermission.ACTIVITY_VIEW
PER_PAGE = 40
N_LOGS_SHOWN = 5


@permitted_page(VIEW)
@require_safe
def activity_list(request):
    """支え合い活動 of the whole city. htmx gets the results alone."""
    narrowed = ActivityFilter(request.GET, support.activities_for_list())
    without_kind = ActivityFilter(_without(request, "kind"), SupportActivity.objects.all())
    page = page_of(narrowed.qs, request, per_page=PER_PAGE)
    for activity in page.rows:
        activity.differs = bool(listing.differences(activity))
    context = {
        "filter": narrowed,
        "page": page,
        "kinds": support.counts_by_kind(without_kind.qs),
        "query": _without(request, "kind", "page").urlencode(),
    }
    template = "activities/activity_list.html" + ("#results" if request.htmx else "")
    return render(request, template, context)


def _without(request, *names):
    asked = request.GET.copy()
    for name in names:
        asked.pop(name, None)
    return asked


@activity_page(VIEW, support.activities_with_page)
@require_safe
@reads_personal("activity_logs_read")
def activity_detail(request, activity):
    """Everything about one activity: what, how it came about, who learnt, what was done."""
    year = wareki.fiscal_year(timezone.localdate())
    months = logs.months_of(activity, *wareki.fiscal_year_bounds(year)).values()
    n_times, people = logs.total_of(months)
    newest = list(logs.standing_logs(activity)[:N_LOGS_SHOWN])
    show(request, council=activity.council, logs=newest)
    context = {
        "activity": activity,
        "bubbles": flow.bubbles_of(activity),
        "differences": listing.differences(activity),
        "year": year,
        "months": list(months),
        "n_times": n_times,
        "people": people,
        "newest": newest,
        "versions": history.versions_of(activity),
        "has_rules": rules.has_rules(activity),
    }
    return render(request, "activities/activity_detail.html", context)


@council_page(VIEW)
@require_safe
def council_activities(request, council):
    """The activities of one council, and whom it learnt from and taught."""
    rows = list(support.activities_of_council(council))
    for activity in rows:
        activity.differs = bool(listing.differences(activity))
    made, received = visits.visits_of_council(council)
    context = {
        "council": council,
        "activities": [row for row in rows if not row.has_ended],
        "ended": [row for row in rows if row.has_ended],
        "made": made,
        "received": received,
    }
    return render(request, "activities/council_activities.html", context)


@entry_page(VIEW)
@require_safe
def resource_activity(request, resource):
    """From the directory to the activity behind an entry; where there is none, what to do."""
    activity = SupportActivity.objects.filter(resource=resource).first()
    if activity:
        return redirect(activity)
    context = {"resource": resource, "council": resource.council}
    return render(request, "activities/resource_activity.html", context)
