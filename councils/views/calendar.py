"""The calendar of meetings as a page, as a feed by secret address, and who has such an address."""

from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import object_page, permitted_page, public_page
from councils.actions import feeds as actions
from councils.decorators import council_page
from councils.filters import CalendarFilter
from councils.forms.feeds import FeedForm
from councils.models import CalendarFeed
from councils.permissions import Permission, councils_where
from councils.printing import calendar_feed
from councils.queries import calendar as queries
from takasaki_sc.lib.form_errors import collect_errors


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def calendar_page(request):
    today = timezone.localdate()
    month = queries.Month.of(request.GET.get("month", ""), today)
    found = CalendarFilter(request.GET, queries.meetings_of_month(month))
    meetings = list(found.qs)
    context = {
        "filter": found,
        "month": month,
        "this_month": queries.Month.of("", today),
        "n_meetings": len(meetings),
        "weeks": month.weeks(meetings, today),
        "without_day": month.without_day(meetings, today),
        "feed_council": _feed_council(request.user, found.chosen),
    }
    template = "councils/calendar.html" + ("#month" if request.htmx else "")
    return render(request, template, context)


def _feed_council(user, chosen):
    """The council whose feeds the page leads to: the chosen one, or the only one there is."""
    if chosen:
        return chosen if user.has_perm(Permission.FEED_MANAGE, chosen) else None
    own = list(councils_where(user, Permission.FEED_MANAGE)[:2])
    return own[0] if len(own) == 1 else None


@public_page
@require_safe
def feed(request, secret):
    """Read by calendar programs, which cannot sign in: the address itself is the key."""
    today = timezone.localdate()
    try:
        found = queries.open_feed(secret)
    except CalendarFeed.DoesNotExist:
        raise Http404 from None
    file = calendar_feed.feed_file(found, queries.meetings_of_feed(found, today), today)
    changed_at = int(file.changed_at.timestamp())
    response = HttpResponse(
        file.content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "private, no-cache",
            "Content-Disposition": 'inline; filename="meetings.ics"',
            "ETag": file.etag,
            "Last-Modified": http_date(changed_at),
        },
    )
    return get_conditional_response(request, file.etag, changed_at, response)


@council_page(Permission.FEED_MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feed_list(request, council):
    """The council's addresses. The answer to the POST shows the new one: once, and never again."""
    return _feeds(request, council)


@permitted_page(Permission.CITY_FEED_MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def city_feed_list(request):
    """Addresses of the calendar of all councils, of both tiers."""
    return _feeds(request, None)


def _feeds(request, council):
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made, secret = actions.make_feed(council, form.cleaned_data["label"], by=request.user)
        return _show_once(request, made, secret)
    context = {
        "council": council,
        "form": form,
        "feeds": queries.feeds_of(council),
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/feed_list.html", context, status=status)


def _show_once(request, made, secret):
    address = settings.SITE_URL + reverse("councils:calendar-feed", args=[secret])
    webcal = urlsplit(address)._replace(scheme="webcal").geturl()
    context = {
        "feed": made,
        "council": made.council,
        "address": address,
        "webcal": webcal,
        "qr": segno.make(webcal, error="m", micro=False).svg_data_uri(scale=6, border=2),
    }
    return render(request, "councils/feed_made.html", context)


def _feed(pk):
    return get_object_or_404(CalendarFeed.objects.select_related("council"), pk=pk)


@object_page(Permission.FEED_MANAGE, _feed)
@require_POST
def feed_revoke(request, feed):
    actions.revoke_feed(feed, by=request.user)
    messages.success(request, f"「{feed.label}」のアドレスを止めました。もう予定は届きません。")
    if feed.council_id is None:
        return redirect("councils:city-feed-list")
    return redirect("councils:feed-list", feed.council_id)
