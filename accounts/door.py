"""How long a session holds, and how long ago somebody proved who they are (decision 0044).

Two moments lie in the session: when it began, and when it was last used. A session without them
(from before this was kept) counts from the last sign-in of its user.
"""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from accounts.devices import device_code

BEGAN, USED, DEVICE = "door_began", "door_used", "door_device"
HAS_SECOND_STEP = "door_second_step"
NOTE_USE_SECONDS = 5 * 60  # so that not every request writes the session
IDLE, LONG, EXPIRED, ENDED = "idle", "long", "expired", "ended"


def open_session(request):
    """Somebody has come in just now."""
    request.session[BEGAN] = request.session[USED] = int(time.time())
    request.session[DEVICE] = device_code(request.headers.get("User-Agent", ""))
    request.session.pop(HAS_SECOND_STEP, None)


def moments(request):
    """(began, last used) in seconds. Nothing known: long ago."""
    last_login = request.user.last_login
    fallback = last_login.timestamp() if last_login else 0
    began = request.session.get(BEGAN, fallback)
    return began, request.session.get(USED, began)


def why_over(request):
    """The word for why a signed-in session has to end now, or None."""
    now, (began, used) = time.time(), moments(request)
    if now - began > settings.SIGNED_IN_HOURS * 3600:
        return LONG
    return IDLE if is_idle(used) else None


def why_gone(pk):
    """The word for why this user no longer stands behind a session: the last day is over, or it
    was ended (stopped, another password)."""
    user = get_user_model().objects.filter(pk=pk).first()
    return EXPIRED if user and user.is_active and user.is_expired else ENDED


def is_idle(used):
    """Was a session that was last used then left alone too long? Nothing known: no."""
    return used is not None and time.time() - used > settings.IDLE_MINUTES * 60


def keep_open(request):
    """Somebody asked for more time before the idle end."""
    request.session[BEGAN], request.session[USED] = int(moments(request)[0]), int(time.time())


def seconds_left(request):
    """(seconds until the session ends, whether asking for more time would move that)."""
    now, (began, used) = time.time(), moments(request)
    idle = used + settings.IDLE_MINUTES * 60 - now
    whole = began + settings.SIGNED_IN_HOURS * 3600 - now
    return max(0, int(min(idle, whole))), idle < whole


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
