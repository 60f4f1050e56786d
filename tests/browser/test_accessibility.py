"""Every page type at several widths: axe finds nothing, nothing sticks out, nothing is refused.

axe finds perhaps half of what the JIS asks; the other half is docs/accessibility.md.
"""

import json
import time

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.door import BEGAN
from tests.browser.pages import (
    OWN_ACCOUNT_PAGES,
    SCREENS,
    SECOND_STEP_PAGES,
    SIGN_IN_PAGES,
    TOO_WIDE,
    Look,
    faults_of,
    lay_out_errors,
    reader_of,
)
from tests.browser.states import OPENED
from tests.test_doors import OURS
from tests.world import World

WIDTHS = (1280, 390, 320)
ALL_WIDTHS = (1280, 768, 390)
ZOOMED = (640, 320)  # 1280 px at 200 %, and at 400 %
UNUSUAL = {
    "accounts:invitation-accept": {"status": 410},  # without the secret of an invitation
    "accounts:invitation-open": {"lands": "/accounts/invitation/"},
}
ROOMS = ("accounts", "councils", "resources", "activities", "newsletters", "reports", "")


def enter(page, site, user):
    """Sign in without the form: the form has its own test."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.SignInBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[BEGAN] = int(time.time())
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    cookie = {"name": "sessionid", "value": session.session_key, "url": site}
    page.context.add_cookies([cookie])


def look_at(page, address, complaints):
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(150)
        faults = faults_of(page)
        assert faults == [], json.dumps(faults, ensure_ascii=False, indent=1)
        wide = page.evaluate(TOO_WIDE)
        assert wide <= 0, f"{width}px で横に {wide}px はみ出しています"
    assert page.locator("h1").count() == 1
    assert complaints == []


@pytest.mark.proves("G23")
@pytest.mark.parametrize("name", SCREENS)
def test_page_is_clean_at_every_width(page, site, complaints, name):
    world = World()
    enter(page, site, world.people[reader_of(name)])
    look_at(page, site + world.address_of(name, OURS[name]), complaints)


@pytest.mark.parametrize("path", SIGN_IN_PAGES)
def test_page_before_sign_in_is_clean(page, site, complaints, path):
    look_at(page, site + path, complaints)


@pytest.mark.parametrize("path", OWN_ACCOUNT_PAGES)
def test_own_account_page_is_clean(page, site, complaints, path):
    enter(page, site, World().people["viewer"])
    look_at(page, site + path, complaints)


@pytest.mark.browser_context_args(service_workers="block")
@pytest.mark.proves("G23")
def test_error_pages_are_clean(page, site):
    look = Look(page, site)
    for path, status in lay_out_errors(page, site).items():
        look.at(path, (390,), reflow=ZOOMED, status=status)
    assert look.faults == [], look.told()


@pytest.mark.assure
@pytest.mark.proves("G23")
@pytest.mark.parametrize("room", ROOMS)
def test_every_page_of_a_room_is_clean_at_three_widths_and_zoomed(page, site, room, figure):
    """In one world: looking at a page changes nothing."""
    world, look = World(), Look(page, site)
    for name in SCREENS:
        if name.rpartition(":")[0] == room or (not room and name.startswith("open_data:")):
            enter(page, site, world.people[reader_of(name)])
            path = OPENED[name](world) if name in OPENED else world.address_of(name, OURS[name])
            look.at(path, ALL_WIDTHS, reflow=ZOOMED, **UNUSUAL.get(name, {}))
            look.spaced(path, (1280, 390))
    told = room or "ほか"
    figure("G23", f"自動検査した画面×幅（{told}）", look.seen * len(ALL_WIDTHS))
    figure("G23", f"自動検査と拡大の違反（{told}）", len(look.faults), wanted="0")
    assert look.faults == [], look.told()


@pytest.mark.assure
@pytest.mark.browser_context_args(service_workers="block")
@pytest.mark.proves("G23")
def test_pages_of_the_door_and_of_faults_are_clean_at_three_widths_and_zoomed(page, site, figure):
    look = Look(page, site)
    for path in SIGN_IN_PAGES:
        look.at(path, ALL_WIDTHS, reflow=ZOOMED, status=404 if "no-such" in path else 200)
    for path, status in lay_out_errors(page, site).items():
        look.at(path, ALL_WIDTHS, reflow=ZOOMED, status=status)
    enter(page, site, World().people["viewer"])
    for path in OWN_ACCOUNT_PAGES + SECOND_STEP_PAGES:
        look.at(path, ALL_WIDTHS, reflow=ZOOMED)
        look.spaced(path, (1280, 390))
    figure("G23", "自動検査した画面×幅（入口と故障）", look.seen * len(ALL_WIDTHS))
    figure("G23", "自動検査と拡大の違反（入口と故障）", len(look.faults), wanted="0")
    assert look.faults == [], look.told()
