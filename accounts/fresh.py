"""Asking again who somebody is, before names leave the house or rights change (decision 0044)."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core.exceptions import ReauthenticationRequired
from django.shortcuts import render

from accounts import door

PASSWORD = "door_password"  # noqa: S105  the name of the box
NOT_KEPT = (PASSWORD, "csrfmiddlewaretoken")


def demand_fresh(request):
    """For a page that is asked for by link: allauth leads to its own page, and back here."""
    if not door.is_fresh(request):
        raise ReauthenticationRequired


def prove_again(request):
    """For a form that was sent: None to go on, else the page that asks for the password.

    The page carries everything typed, in the page itself and nowhere on the server.
    """
    if door.is_fresh(request):
        return None
    typed = request.POST.get(PASSWORD)
    if typed and get_adapter(request).reauthenticate(request.user, typed):
        reauthenticate_by_password(request)
        return None
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_KEPT
    ]
    context = {"kept": kept, "is_wrong": typed is not None}
    return render(request, "accounts/prove_again.html", context, status=422)
