"""The six pages that are used most, enlarged to 200 and 400 %, and with wider letters and lines.

Every other page: tests/browser/test_accessibility.py under `make assure`.
"""

import pytest

from tests.browser.pages import Look, reader_of
from tests.browser.test_accessibility import ZOOMED, enter
from tests.test_doors import OURS
from tests.world import World

pytestmark = pytest.mark.proves("G23")
IMPORTANT = ("home", "councils:meeting-new", "resources:resource-list",
             "resources:resource-detail", "newsletters:issue-edit", "accounts:personal-register",
             )  # fmt: skip


@pytest.fixture
def look(page, site):
    return Look(page, site)


@pytest.fixture
def addresses(page, site):
    world = World()
    enter(page, site, world.people["admin"])
    assert {reader_of(name) for name in IMPORTANT} == {"admin"}
    return [world.address_of(name, OURS[name]) for name in IMPORTANT]


def test_page_does_not_move_sideways_when_zoomed(look, addresses):
    for address in addresses:
        look.at(address, (), reflow=ZOOMED)
    assert (look.faults, look.looks) == ([], 12), look.told()


def test_wider_spacing_cuts_nothing_off(look, addresses):
    for address in addresses:
        look.at(address, ())
        look.spaced(address, (1280, 390))
    assert (look.faults, look.looks) == ([], 12), look.told()
