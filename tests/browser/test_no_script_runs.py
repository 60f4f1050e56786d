"""G10 in a real Chromium: 300 payloads in every text, and not one of them runs.

Three times: as the house is; with the escaping of the templates switched off, so that only the
Content-Security-Policy is left; and with both off, to see that the net catches something at all.
"""

import pytest
from django.template import engines

from tests.proof import ASSURE
from tests.test_doors import OURS
from tests.walls.crowd import SHOWN_ON, crowd
from tests.walls.payloads import PAYLOADS
from tests.walls.worlds import empty_caches, furnish
from tests.world import World

PAYLOADS_IN_USE = PAYLOADS if ASSURE else PAYLOADS[::10]
TYPESET = {"newsletters:issue-corrections", "newsletters:issue-preview"}
"""Their papers take the most of a minute with 300 articles, and hold nothing that runs."""

AT_ONCE = ["councils:meeting-detail", "resources:voice-list"]
PAGES = [name for name in SHOWN_ON if name not in TYPESET] if ASSURE else AT_ONCE
PATIENCE = 90_000
UNTIL_DRAWN = 400 if ASSURE else 150
"""Milliseconds a page is left alone: an event on an image that does not exist needs some."""


@pytest.fixture
def ran(page):
    """Everything that ran: calls of __ran, and dialogs."""
    heard = []
    page.context.expose_binding("__ran", lambda source, *_: heard.append(source["frame"].url))
    page.set_default_navigation_timeout(PATIENCE)
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    return heard


@pytest.fixture
def world(site):
    empty_caches()
    made = World()
    furnish(made, set())
    crowd(PAYLOADS_IN_USE)
    return made


@pytest.fixture
def open_pages(page, site, world, client):
    """Looks at every page of the list, signed in by the cookie of a session."""

    def go(names=PAGES):
        for name in names:
            client.force_login(world.people["coordinator" if "diary" in name else "admin"])
            cookie = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
            page.goto(site + world.address_of(name, OURS[name]))
            page.wait_for_timeout(UNTIL_DRAWN)

    return go


@pytest.fixture
def unescaped(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)


@pytest.mark.proves("G10", "V1.2.1", "V3.4.3")
def test_nothing_that_is_written_runs(open_pages, ran, figure):
    open_pages()
    assert ran == []
    figure("G10", "動いたスクリプト（ふだんのまま）", 0, wanted="0")
    figure(
        "G10",
        "仕掛けた文・画面",
        f"{len(PAYLOADS_IN_USE)} 通り・{len(PAGES)} 画面",
        wanted="300 以上",
    )


@pytest.mark.assure
@pytest.mark.proves("G10", "V3.4.3")
def test_nothing_runs_where_only_the_policy_is_left(open_pages, ran, unescaped, figure):
    open_pages()
    assert ran == []
    figure("G10", "動いたスクリプト（画面の書き方の守りを外し、CSP だけ）", 0, wanted="0")


@pytest.mark.assure
@pytest.mark.proves("G10")
def test_without_both_the_scripts_do_run(open_pages, ran, unescaped, settings, figure):
    settings.SECURE_CSP = {}
    open_pages(["resources:voice-list"])
    assert ran != []
    figure("G10", "両方を外した 1 画面で動いたスクリプト（網の確かめ）", len(ran), wanted="1 以上")
