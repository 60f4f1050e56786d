"""Four small gates that every request passes."""

from django.contrib.auth import SESSION_KEY
from django.http import HttpResponseNotAllowed

KNOWN_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def allow_known_methods(get_response):
    """Answer 405 to methods no page here has: a plain view would treat TRACE as GET."""

    def gate(request):
        if request.method not in KNOWN_METHODS:
            return HttpResponseNotAllowed(KNOWN_METHODS)
        return get_response(request)

    return gate


def keep_out_of_caches(get_response):
    """Pages of a signed-in person are never stored: hall tablets are shared."""

    def gate(request):
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
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
