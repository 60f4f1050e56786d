"""Readers on their own: feeds, and mails they ask for, confirm and end without a log-in."""

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import public_page
from newsletters.actions import readers as actions
from newsletters.forms.readers import SubscribeForm
from newsletters.models import Series, Subscriber
from newsletters.printing import feeds, mails
from newsletters.queries.archive import Shelf, issues_on
from takasaki_sc.lib.form_errors import collect_errors

log = logging.getLogger(__name__)

GET_POST = ["GET", "HEAD", "POST"]
MOST_ASKED = 10
HOUR = 3600


@public_page
@require_safe
def series_feed(request, slug, kind):
    """Atom or RSS of one series; a series without an issue has an empty feed."""
    if kind not in feeds.FORMATS:
        raise Http404
    series = get_object_or_404(Series, slug=slug)
    issues = issues_on(Shelf(series=slug)).prefetch_related("corrections")[: feeds.N_ISSUES]
    media = f"application/{kind}+xml; charset=utf-8"
    return HttpResponse(feeds.feed_of(series, issues, kind), content_type=media)


@public_page
@require_http_methods(GET_POST)
def subscribe(request):
    """Whatever the address is, known or not, the answer is the same."""
    series, asked = Series.objects.filter(is_active=True), request.GET.get("series")
    form = SubscribeForm(
        request.POST or None,
        series=series,
        # compared here: PostgreSQL does not even look for an address with a null byte
        initial={"series": next((one for one in series if one.slug == asked), None)},
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status, refusal = (200, "") if form.is_trapped else _ask(request, form)
        if not refusal:
            return redirect("newsletters:subscribe-sent")
        form.add_error(None, refusal)
    context = {"form": form, "errors": collect_errors(form)}
    return render(request, "newsletters/subscribe.html", context, status=status)


TOO_OFTEN = (429, "お申し込みが続いています。1時間ほどおいて、もう一度お試しください。")
NO_POST = (422, "いまは確認のメールを送れません。10分ほどおいて、もう一度お試しください。")
DONE = (200, "")


def _ask(request, form):
    """(status, refusal or ""). The letter goes out after the row is kept."""
    if not _may_ask(request):
        return TOO_OFTEN
    try:
        subscriber, is_due = actions.ask_subscription(
            form.cleaned_data["series"], form.cleaned_data["email"]
        )
    except IntegrityError:  # the same address twice in one moment: the other one goes on
        return DONE
    if not is_due:
        return DONE
    letter = mails.already_letter if subscriber.confirmed_at else mails.confirmation_letter
    try:
        letter(subscriber).send()
    except mails.FAULTS as fault:
        log.warning("A subscription letter was not sent: %s", type(fault).__name__)
        return NO_POST
    return DONE


def _may_ask(request):
    """Ten an hour from one computer, known by a digest that fades with the hour."""
    client = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # behind a proxy, which writes the last address
        client = request.META.get("HTTP_X_FORWARDED_FOR", client).split(",")[-1].strip()
    digest = salted_hmac("newsletters.subscribe", client, algorithm="sha256").hexdigest()
    key = f"subscribe-{digest}"
    n_asked = cache.get(key, 0) + 1
    cache.set(key, n_asked, HOUR)  # not incr(): the cache in the database forgets the hour then
    return n_asked <= MOST_ASKED


@public_page
@require_safe
def subscribe_sent(request):
    return render(request, "newsletters/subscribe_sent.html")


@public_page
@require_http_methods(GET_POST)
def subscribe_confirm(request, secret):
    """The link in the first letter. Opening it does nothing: programs open links too."""
    subscriber = _asked_by(secret)
    if subscriber is None:
        return render(request, "newsletters/subscribe_late.html", status=410)
    if request.method == "POST":
        subscriber = actions.confirm_subscription(subscriber)
    context = {"subscriber": subscriber, "series": subscriber.series}
    return render(request, "newsletters/subscribe_confirm.html", context)


def _asked_by(secret):
    parts = mails.read_secret(secret, mails.CONFIRM_SALT, max_age=actions.CONFIRM_SECONDS)
    subscriber = _subscriber(parts)
    if subscriber and mails.is_of_this_asking(subscriber, parts):
        return subscriber
    return None


def _subscriber(parts):
    return parts and Subscriber.objects.select_related("series").filter(pk=parts[0]).first()


@csrf_exempt  # RFC 8058: the mail program posts it, without cookies and without our form
@public_page
@require_http_methods(GET_POST)
def subscribe_leave(request, secret):
    """One press and it is over, also from the mail program's own button. GET only asks."""
    parts = mails.read_secret(secret, mails.LEAVE_SALT)
    if parts is None:
        return render(request, "newsletters/subscribe_late.html", status=410)
    subscriber = _subscriber(parts)
    if request.method == "POST" and subscriber:
        actions.leave_subscription(subscriber)
        subscriber = None
    return render(request, "newsletters/subscribe_leave.html", {"subscriber": subscriber})
