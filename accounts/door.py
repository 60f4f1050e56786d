"""How long a session holds, and how long ago somebody proved who they are (decision 0044).

Two moments lie in the session: when it began, and when it was last used. A session without them
(from before this was kept) counts from the last sign-in of its user.
"""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.urls import reverse

BEGAN, USED = "door_began", "door_used"
HAS_SECOND_STEP = "door_second_step"
NOTE_USE_SECONDS = 5 * 60  # so that not every request writes the session
IDLE, LONG, EXPIRED, ENDED = "idle", "long", "expired", "ended"


def open_session(request):
    """Somebody has come in just now."""
    request.session[BEGAN] = request.session[USED] = int(time.time())
    request.session.pop(HAS_SECOND_STEP, None)


def moments(request):
    """(began, last used) in seconds. Nothing known: long ago."""
    last_login = request.user.last_login
    fallback = last_login.timestamp() if last_login else 0
    began = request.session.get(BEGAN, fallback)
    return began, request.session.get(USED, began)


def why_over(request):
    """The word for why a signed-in session has to end now, or None."""
    if request.user.is_expired:
        return EXPIRED
    now, (began, used) = time.time(), moments(request)
    if now - began > settings.SIGNED_IN_HOURS * 3600:
        return LONG
    return IDLE if now - used > settings.IDLE_MINUTES * 60 else None


def note_use(request):
    """The session was used; written down every few minutes only."""
    now, (began, used) = int(time.time()), moments(request)
    if now - used > NOTE_USE_SECONDS:
        request.session[BEGAN], request.session[USED] = int(began), now


def is_fresh(request):
    """Did they sign in, or prove again who they are, within the last few minutes?"""
    if not request.user.is_authenticated:
        return False
    again = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("reauthenticated")
    ]
    latest = max([moments(request)[0], *again])
    return time.time() - latest < settings.FRESH_MINUTES * 60


def is_sign_in(url):
    """Does the address lead to the page for signing in?"""
    return url.partition("?")[0] == reverse("account_login")
