"""Cookies: over https their names carry the mark `__Host-` (settings.COOKIE_MARK).

A browser takes a cookie so named only encrypted, for the whole of this host and from this host
itself: another machine under the same domain cannot slip one in.
"""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


def cookie_name(word):
    """The name as the browser knows it."""
    return f"{settings.COOKIE_MARK}{word}"


def set_cookie(response, word, value, *, max_age, httponly=False):
    """A cookie of ours. max_age=0 takes it away again."""
    response.set_cookie(
        cookie_name(word), value, max_age=max_age, httponly=httponly, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


class MarkedCookie(CookieStorage):
    """Where a message to the next page waits."""

    @property
    def cookie_name(self):
        return cookie_name("messages")


class MarkedMessages(FallbackStorage):
    """As Django keeps messages: short ones in a cookie, long ones in the session."""

    storage_classes = (MarkedCookie, SessionStorage)
