"""G14: a page asks no more often because there is more to show: 3 of everything, then 30."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.proof import ASSURE
from tests.responses import put_away
from tests.test_doors import OURS
from tests.walls.crowd import SHOWN_ON, crowd
from tests.walls.worlds import NOW, empty_caches, furnish
from tests.world import World

FEW, MANY = 3, 30
PAGES = SHOWN_ON if ASSURE else SHOWN_ON[::4]


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        empty_caches()
        made = World()
        furnish(made, set())
        yield made


def questions(client, world):
    """{page: how many queries it asks}"""
    found = {}
    for name in PAGES:
        world.sign_in(client, "coordinator" if "diary" in name else "admin")
        address = world.address_of(name, OURS[name])
        put_away(client.get(address))  # what is asked once a session or once a minute
        with CaptureQueriesContext(connection) as caught:
            put_away(client.get(address))
        found[name] = len(caught)
    return found


@pytest.mark.proves("G14")
def test_no_page_asks_more_often_because_there_is_more_to_show(client, world, figure):
    crowd([f"見本{n}" for n in range(FEW)])
    few = questions(client, world)
    crowd([f"見本{n}" for n in range(MANY - FEW)], after=FEW)
    many = questions(client, world)
    assert {name: (few[name], many[name]) for name in PAGES if many[name] > few[name]} == {}
    figure("G14", f"{FEW} 件と {MANY} 件で問い合わせの数が同じだった画面", len(PAGES))
