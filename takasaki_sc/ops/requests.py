"""Every request gets a number, a line in the log and a place in the figures.

The line names the route, never the address: addresses hold keys (calendar feeds, invitations)
and queries hold what people searched for. `user` is the number of a log-in, so that one who may
read the audit trail can find out more and nobody else.
"""

import logging
import re
import time
from uuid import uuid4

from takasaki_sc.lib.json_logs import REQUEST_ID
from takasaki_sc.middleware import KNOWN_METHODS
from takasaki_sc.ops import metrics

log = logging.getLogger(__name__)
HEADER = "X-Request-ID"
GOOD_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
UNKNOWN = "-"
SIGN_IN_ROUTES = ("account_login", "mfa_authenticate", "mfa_login_webauthn")


def watch(get_response):
    """The outermost gate of ours: it sees the answer that the visitor sees."""

    def gate(request):
        started = time.perf_counter()
        number = _number_of(request)
        token = REQUEST_ID.set(number)
        try:
            response = get_response(request)
            response[HEADER] = number
            _note(request, response, time.perf_counter() - started)
        finally:
            REQUEST_ID.reset(token)
        return response

    return gate


def _number_of(request):
    """What nginx gave it, if that is a plain number; what is not, is not repeated."""
    given = request.headers.get(HEADER, "")
    return given if GOOD_ID.fullmatch(given) else uuid4().hex


def _note(request, response, seconds):
    match = request.resolver_match
    route = match.view_name if match and match.view_name else UNKNOWN
    method = request.method if request.method in KNOWN_METHODS else "other"
    metrics.REQUESTS.labels(route, method, response.status_code).inc()
    metrics.SECONDS.labels(route).observe(seconds)
    if request.method == "POST" and route in SIGN_IN_ROUTES and response.status_code != 302:
        metrics.FAILED_SIGN_INS.inc()
    facts = {"method": method, "route": route, "status": response.status_code,
             "ms": round(1000 * seconds), "user": _user_of(request)}  # fmt: skip
    log.info("request", extra={key: value for key, value in facts.items() if value is not None})


def _user_of(request):
    """Only where the page itself asked who it is: a line in the log is no reason to query."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)
