"""Every page type at three widths: axe finds nothing, nothing sticks out, nothing is refused.

axe finds perhaps half of what the JIS asks; the other half is a list for people (docs/).
"""

import json
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.door import BEGAN
from tests.doors import PAGES_WITHOUT_A_SCREEN
from tests.test_doors import OURS
from tests.world import World

WIDTHS = (1280, 390, 320)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                                               "wcag22aa", "best-practice"]}}  # fmt: skip
SIGN_IN_PAGES = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/",
                 "/accounts/password/reset/done/", "/no-such-page/")  # fmt: skip
OWN_ACCOUNT_PAGES = ("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/",
                     "/accounts/logout/", "/accounts/reauthenticate/")  # fmt: skip
SCREENS = [name for name in OURS if name not in PAGES_WITHOUT_A_SCREEN]


def enter(page, site, user):
    """Sign in without the form: the form has its own test."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.SignInBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[BEGAN] = int(time.time())
    session.save()
    cookie = {"name": "sessionid", "value": session.session_key, "url": site}
    page.context.add_cookies([cookie])


def faults_of(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found]


def look_at(page, address, complaints):
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(150)
        faults = faults_of(page)
        assert faults == [], json.dumps(faults, ensure_ascii=False, indent=1)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{width}px で横に {wide}px はみ出しています"
    assert page.locator("h1").count() == 1
    assert complaints == []


@pytest.mark.proves("G23")
@pytest.mark.parametrize("name", SCREENS)
def test_page_is_clean_at_every_width(page, site, complaints, name):
    world = World()
    enter(page, site, world.people["admin"])
    look_at(page, site + world.address_of(name, OURS[name]), complaints)


@pytest.mark.parametrize("path", SIGN_IN_PAGES)
def test_page_before_sign_in_is_clean(page, site, complaints, path):
    look_at(page, site + path, complaints)


@pytest.mark.parametrize("path", OWN_ACCOUNT_PAGES)
def test_own_account_page_is_clean(page, site, complaints, path):
    enter(page, site, World().people["viewer"])
    look_at(page, site + path, complaints)
