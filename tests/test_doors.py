"""Who may open which page: every URL × everybody × every method, from the resolver itself.

A new page fails here until it carries a door (accounts/decorators.py) and the world
(tests/world.py) has something to show it with.
"""

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.decorators import PUBLIC, SIGNED_IN
from tests.doors import EVERYBODY, THIRD_PARTY, may_open
from tests.responses import put_away
from tests.world import World

METHODS = ("get", "head", "options", "put", "patch", "delete", "trace", "post")
OPEN = {200, 302, 400, 404, 405, 409, 410, 422}
NEVER = ("put", "patch", "delete", "trace")


def patterns(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry


OURS = {name: pattern for name, pattern in patterns() if name not in THIRD_PARTY}


def door_of(name):
    return getattr(OURS[name].callback, "door", None)


@pytest.mark.proves("G2", "V8.2.1")
@pytest.mark.parametrize("name", OURS)
def test_page_declares_its_door(name):
    assert door_of(name), f"{name}: accounts/decorators.py の印を付けてください"


def outcome(response):
    """What happened at the door: "open", "refused", or "login"."""
    if response.status_code == 302 and "/accounts/login/" in response.url:
        return "login"
    if response.status_code == 403:
        return "refused"
    assert response.status_code in OPEN, response.status_code
    return "open"


def wanted(name, who, method):
    if method in NEVER:
        return "open"  # 405 for everybody, before anyone is asked who they are
    if may_open(name, door_of(name), who):
        return "open"
    return "login" if who in ("anonymous", "deactivated") else "refused"


@pytest.mark.proves("G2", "V8.2.1", "V8.2.2", "V8.3.1", "V8.4.1", "V13.4.4")
@pytest.mark.slow
@pytest.mark.parametrize("name", OURS)
def test_door_opens_to_those_it_names_and_to_nobody_else(client, db, name):
    world = World()
    address = world.address_of(name, OURS[name])
    found, expected = {}, {}
    for who in EVERYBODY:
        world.sign_in(client, who)
        for method in METHODS:
            with transaction.atomic():
                response = getattr(client, method)(address)
                put_away(response)  # a file behind a door is open until somebody has read it
                transaction.set_rollback(True)
            found[who, method] = outcome(response)
            expected[who, method] = wanted(name, who, method)
            assert method not in NEVER or response.status_code == 405
    wrong = {key: found[key] for key in found if found[key] != expected[key]}
    assert wrong == {}, f"{address}: tests/doors.py か {name} の印を見直してください"


def test_table_names_every_door_in_use():
    used = {door_of(name) for name in OURS}
    assert {PUBLIC, SIGNED_IN} < used
    for door in used:
        may_open("", door, "admin")
