"""Who may open which page: every URL × everybody × every method, from the resolver itself.

A new page fails here until it carries a door (accounts/decorators.py) and the world
(tests/world.py) has something to show it with.
"""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.decorators import PUBLIC, SIGNED_IN
from tests.doors import EVERYBODY, THIRD_PARTY, may_open
from tests.responses import put_away
from tests.walls.headers import faults_of
from tests.world import World

METHODS = ("get", "head", "options", "put", "patch", "delete", "trace", "post")
OPEN = {200, 302, 400, 404, 405, 409, 410, 422}
NEVER = ("put", "patch", "delete", "trace")
USUALLY = 30
MOST_QUERIES = {
    "reports:figure-list": 55, "reports:annual-detail": 45, "reports:annual-publish": 45,
    "reports:annual-draft-sheet": 45, "reports:annual-edition": 45,
    "activities:subject-paper": 150, "activities:subject-erase": 150,
    "activities:record-paper": 150, "activities:record-sheet": 150,
    "activities:erasure-detail": 150,
}  # fmt: skip
"""Pages of all figures at once, one question each, and pages that ask every table of the house for
one human: as many as there are figures or tables, and no more."""


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


def test_every_page_goes_by_the_name_of_its_own_view():
    """Whatever stands around a view keeps its name: faults are told under it."""
    views = {name: pattern.callback for name, pattern in OURS.items()}
    hidden = {name for name, view in views.items()
              if "decorators" in view.__module__ or "<locals>" in view.__qualname__}  # fmt: skip
    assert hidden == set()


@pytest.mark.proves("G2", "V8.2.1", "V8.2.2", "V8.3.1", "V8.4.1", "V13.4.4")
@pytest.mark.slow
@pytest.mark.parametrize("name", OURS)
def test_door_opens_to_those_it_names_and_to_nobody_else(client, db, name):
    walk = Walk(client, World(), name)
    assert walk.wrong == {}, f"{walk.address}: tests/doors.py か {name} の印を見直してください"
    assert walk.bad_heads == {}
    assert walk.n_queries <= MOST_QUERIES.get(name, USUALLY), f"{walk.address} の問い合わせ"


def test_table_names_every_door_in_use(figure):
    used = {door_of(name) for name in OURS}
    assert {PUBLIC, SIGNED_IN} < used
    for door in used:
        may_open("", door, "admin")
    figure("G2", "URL の型（すべて印あり）", len(OURS))
    figure("G2", "扉の表で調べた組（URL × 立場 × 方法）", len(OURS) * len(EVERYBODY) * len(METHODS),
           wanted="10,000 以上・食い違い 0")  # fmt: skip
    figure("G14", f"問い合わせが {USUALLY} を超えてよい画面", len(MOST_QUERIES))


class Walk:
    """Everybody at one page with every method: what the door did, and what stood on the answers."""

    def __init__(self, client, world, name):
        self.client, self.name = client, name
        self.address = world.address_of(name, OURS[name])
        self.wrong, self.bad_heads, self.n_queries, self.n_asked = {}, {}, 0, 0
        for who in EVERYBODY:
            world.sign_in(client, who)
            for method in METHODS:
                self._ask(who, method)

    def _ask(self, who, method):
        with transaction.atomic(), CaptureQueriesContext(connection) as caught:
            response = getattr(self.client, method)(self.address)
            put_away(response)  # a file behind a door is open until somebody has read it
            transaction.set_rollback(True)
        self.n_asked += 1
        found = outcome(response)
        if found != wanted(self.name, who, method):
            self.wrong[who, method] = found
        assert method not in NEVER or response.status_code == 405
        signed_in = who not in ("anonymous", "deactivated")
        if faults := faults_of(response, signed_in=signed_in):
            self.bad_heads[who, method, response.status_code] = faults
        if method == "get":
            self.n_queries = max(self.n_queries, len(caught))
