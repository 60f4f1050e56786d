"""G11: whatever stands behind the question mark or in the path, no page falls over.

Run on both databases: some faults only PostgreSQL shows (trap T14).
"""

import logging
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from tests.proof import ASSURE
from tests.responses import put_away
from tests.test_doors import OURS
from tests.walls.nasty import COMMON, NUMBERS, VALUES, WORDS, names_read
from tests.walls.pages import is_paper
from tests.walls.worlds import NOW, empty_caches, furnish
from tests.world import World

READ = {name: names_read(pattern.callback) for name, pattern in OURS.items()}
ALL_NAMES = sorted(COMMON.union(*READ.values()))
ROUNDS = 3 if ASSURE else 1
FAULT = 500
ENOUGH, ENOUGH_AT_ONCE = 10_000, 500


@pytest.fixture
def admins(db, settings):
    """The browser of somebody who may open almost everything, in a world with one of each."""
    with time_machine.travel(NOW, tick=False):
        empty_caches()
        world = World()
        furnish(world, set())
        client = Client(raise_request_exception=False)
        world.sign_in(client, "admin")
        logging.disable(logging.WARNING)  # ten thousand refusals need no line each
        yield client, world
        logging.disable(logging.NOTSET)


def coded(value):
    return quote(value.encode("utf-8", "surrogatepass"))


def parameters(name, address, turn):
    """Addresses with one parameter wrong, and with every parameter wrong at once."""
    chosen = VALUES if ASSURE and not is_paper(name) else VALUES[turn % 23 :: 23]
    for parameter in READ[name]:
        yield from (f"{address}?{parameter}={coded(value)}" for value in chosen)
    if is_paper(name) and not ASSURE:
        return
    for one in range(turn, turn + ROUNDS):
        pairs = ((other, VALUES[(one * 7 + n) % len(VALUES)][:300])
                 for n, other in enumerate(ALL_NAMES))  # fmt: skip
        yield f"{address}?" + "&".join(f"{other}={coded(value)}" for other, value in pairs)


def parts(name, address, turn):
    """The address with each part that names a thing replaced by what names nothing."""
    words = OURS[name].pattern.converters
    segments = address.split("/")
    has_text = any(type(kind).__name__ != "IntConverter" for kind in words.values())
    for at, segment in enumerate(segments if words else ()):
        stem = segment.split(".")[0]
        nasty = NUMBERS if stem.isdigit() else WORDS if has_text and at > 2 else ()
        nasty = nasty if ASSURE else nasty[turn % 3 :: 3]
        for value in nasty:
            yield "/".join([*segments[:at], segment.replace(stem, value, 1), *segments[at + 1 :]])


def status_of(client, address):
    with transaction.atomic():
        response = client.get(address)
        put_away(response)
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.expects_errors  # the list of addresses says more than the first line of a log
@pytest.mark.proves("G11", "V2.2.1", "V15.3.5", "V16.5.3")
def test_no_parameter_and_no_path_makes_a_page_fall_over(admins, figure):
    client, world = admins
    failed, n_asked = {}, 0
    for turn, name in enumerate(OURS):
        address = world.address_of(name, OURS[name])
        for nasty in (*parameters(name, address, turn), *parts(name, address, turn)):
            n_asked += 1
            code = status_of(client, nasty)
            if code >= FAULT:
                failed.setdefault(name, []).append(nasty[:200])
    assert failed == {}
    assert n_asked >= (ENOUGH if ASSURE else ENOUGH_AT_ONCE)
    figure("G11", f"でたらめな問い合わせ（{connection.vendor}）で 500 になった数", 0, wanted="0")
    figure("G11", f"でたらめな問い合わせの数（{connection.vendor}）", n_asked, wanted="10,000 以上")


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("councils:meeting-list", {"q", "council", "year"}),
        ("accounts:audit-list", {"page", "verb", "by"}),
        ("resources:needs-detail", {"group"}),
        ("councils:month-sheet", {"month"}),
    ],
)
def test_the_names_that_pages_read_are_found(name, read):
    assert read <= set(READ[name])
