"""Who may open a page: said on the view, checked in one place, listed by a test.

Every view of ours carries exactly one of these marks. tests/test_doors.py walks the URL
resolver and fails on a view without one.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from accounts.actions.trail import note_refusal
from accounts.fresh import demand_fresh, prove_again

PUBLIC = "public"
SIGNED_IN = "signed_in"


def _marked(view, door):
    view.door = door
    return view


def _refuse(request, view, thing=None):
    """403; at a page about people (accounts/reading.py) the try is kept."""
    if hasattr(view, "reads"):
        target = thing if isinstance(thing, Model) else None
        note_refusal(request.resolver_match.view_name, target, by=request.user)
    raise PermissionDenied


def public_page(view):
    """Anybody may open this page, signed in or not."""
    return _marked(login_not_required(view), PUBLIC)


def signed_in_page(view):
    """Anybody with a log-in may open this page: it shows nothing but their own things."""
    return _marked(view, SIGNED_IN)


def permitted_page(permission):
    """Only users who hold the permission, for any council, may open this page (else 403)."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                _refuse(request, view)
            return view(request, *args, **kwargs)

        return _marked(guarded, permission)

    return decorate


def fresh_sign_in(view):
    """Only for somebody who proved who they are within the last minutes; others are asked first.

    Stands below the decorator of the door: permission is asked first. A link leads to allauth's
    page and back. A form that was sent too late comes back with a box for the password, and
    everything typed in it.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST":
            return prove_again(request) or view(request, *args, **kwargs)
        demand_fresh(request)
        return view(request, *args, **kwargs)

    return guarded


def object_page(permission, load, *, asked=lambda thing: thing):
    """Load what the URL names (else 404), check the permission on it (else 403), pass it on.

    load(**url_words) returns the thing; the view is called with (request, thing). asked(thing):
    what the permission is asked about, where that is not the thing itself.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, **url_words):
            thing = load(**url_words)
            if not request.user.has_perm(permission, asked(thing)):
                _refuse(request, view, thing)
            return view(request, thing)

        return _marked(guarded, permission)

    return decorate
