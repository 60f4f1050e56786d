"""What browsers kept from running on a page of ours: they post it here by themselves.

Anybody can post, and what a browser sends holds addresses with keys in them. So nothing that
comes in is written down: the log and the figures get words of our own (a rule of the policy, a
route, where the blocked thing came from), or 「other」.
"""

import json
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.decorators import public_page
from takasaki_sc.ops import metrics

log = logging.getLogger(__name__)
KIND = "application/csp-report"
MOST_BYTES = 8192
PLAIN_TEXT = "text/plain; charset=utf-8"
UNREADABLE = "ブラウザーからの知らせとして読めません。\n"
OTHER = "other"
PARTS = ("", "-elem", "-attr")
"""script-src-attr is the part of script-src that onclick= breaks."""

WAYS = ("inline", "eval", "wasm-eval", "trusted-types-sink", "data", "blob", "self")


@csrf_exempt  # a browser posts it by itself, without our form; nothing is changed by it
@public_page
@require_POST
def violations(request):
    """Count one report (CSP level 2, `report-uri`). 400 for anything else."""
    report = _report_of(request)
    if report is None:
        return HttpResponseBadRequest(UNREADABLE, content_type=PLAIN_TEXT)
    rule = _rule_of(report)
    metrics.KEPT_FROM_RUNNING.labels(rule).inc()
    log.warning("kept from running: %s from %s on %s", rule, _source_of(report), _route_of(report))
    return HttpResponse(status=204)


def _report_of(request):
    """The report's own fields; None for what is none or too long."""
    # The body of a form is gone by now: gates on the way here have looked at its fields.
    if request.content_type != KIND or len(request.body) > MOST_BYTES:
        return None
    try:
        report = json.loads(request.body)["csp-report"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return report if isinstance(report, dict) else None


def _rule_of(report):
    words = _text(report, "effective-directive") or _text(report, "violated-directive")
    named = next(iter(words.split()), "")
    known = {rule + part for rule in settings.SECURE_CSP for part in PARTS}
    return named if named in known else OTHER


def _source_of(report):
    """How it came: 「inline」, 「eval」 …, else whether from this site or from elsewhere."""
    blocked = _text(report, "blocked-uri")
    if blocked in WAYS:
        return blocked
    ours = _text(report, "document-uri")
    return "self" if blocked and _host(blocked) == _host(ours) else "elsewhere"


def _route_of(report):
    try:
        return resolve(urlsplit(_text(report, "document-uri")).path).view_name
    except (Resolver404, ValueError):
        return OTHER


def _host(address):
    try:
        return urlsplit(address).netloc
    except ValueError:  # 「http://[」
        return None


def _text(report, name):
    value = report.get(name, "")
    return value if isinstance(value, str) else ""
