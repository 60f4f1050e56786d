"""Five small gates that every request passes."""

import re

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse, HttpResponseNotAllowed

KNOWN_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Fetched by programs again and again: calendars, feeds, open data.
BY_PROGRAMS = re.compile(
    r"/councils/calendar/[^/]+\.ics|/newsletters/series/[^/]+/feed\..+|/open/.+"
)
ENCRYPTED_ONLY = "https:// で始まるアドレスを使ってください。\n"


def refuse_plain_programs(get_response):
    """A program that comes unencrypted is refused, not led on: it would come so every time, and
    tell everybody on the way the key in its address. People are led to https instead.
    """

    def gate(request):
        is_plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if is_plain and BY_PROGRAMS.fullmatch(request.path):
            kind = "text/plain; charset=utf-8"
            headers = {"X-Content-Type-Options": "nosniff"}
            return HttpResponse(ENCRYPTED_ONLY, kind, 403, headers=headers)
        return get_response(request)

    return gate


def allow_known_methods(get_response):
    """Answer 405 to methods no page here has: a plain view would treat TRACE as GET."""

    def gate(request):
        if request.method not in KNOWN_METHODS:
            return HttpResponseNotAllowed(KNOWN_METHODS)
        return get_response(request)

    return gate


def keep_out_of_caches(get_response):
    """Pages of a signed-in person are never stored: hall tablets are shared. Nor do pages of
    other sites show them, or pictures and files of ours, in the middle of their own.
    """

    def gate(request):
        response = get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
            response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return gate


def clear_on_sign_out(get_response):
    """Whoever signs out leaves nothing in the browser's cache: the next one may press Back.

    Only what was shown is thrown away. A sheet kept on the device without a connection stays:
    it is somebody's work (see static/js/).
    """

    def gate(request):
        # Not request.user: Django would end a stale session before the door can say why.
        was_in = SESSION_KEY in request.session
        response = get_response(request)
        if was_in and SESSION_KEY not in request.session:
            response["Clear-Site-Data"] = '"cache"'
            response["Cache-Control"] = "no-store"
        return response

    return gate


def answer_sheets(get_response):
    """A sheet that a script sends learns where it would be led, instead of being led there.

    Were the script to follow the redirect, it would use up the message that the person is
    meant to read, and could not tell a saved record from a log-in page.
    """

    def gate(request):
        response = get_response(request)
        if "X-Sheet" in request.headers and "Location" in response:
            response["X-Sheet-Location"] = response["Location"]
            del response["Location"]
            response.status_code = 204
        return response

    return gate
