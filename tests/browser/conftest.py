"""A real Chromium against the real server."""

import os
import shutil

import pytest
from django.db import connection
from playwright.sync_api import expect

from tests.accounts.factories import PASSWORD
from tests.browser.sheets import UNTIL_KEPT

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in this thread
QUIET = [
    "--no-sandbox", "--disable-gpu", "--lang=ja", "--no-first-run", "--disable-quic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert chromium, "Chromium がありません: sudo apt-get install chromium"
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", "viewport": PHONE,
    }  # fmt: skip


@pytest.fixture
def complaints(page):
    """What the browser complained about: script errors and refused inline code."""
    heard = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda line: heard.append(line.text) if "Content Security Policy" in line.text else None,
    )
    return heard


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """A database in a file, a connection for each request: as an installation works.

    One in memory would be one connection under all the requests of a page, and a studio that
    asks for four previews at once would read through it from four threads.
    """
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "journeys.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """After the database: a server that starts before it takes it for one in memory."""
    return live_server


@pytest.fixture
def site(live_server, transactional_db):
    return live_server.url


@pytest.fixture
def sign_in(page, site):
    """sign_in(user): through the real log-in page."""

    def go(user):
        page.goto(f"{site}/accounts/login/")
        page.fill("[name=login]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("h1")).to_have_text("今月のようす")

    return go


@pytest.fixture
def address(yawata, regular, members):
    """Where 八幡 writes down a meeting that nobody planned."""
    return f"/councils/{yawata.pk}/meetings/new/"


@pytest.fixture
def kept_sheet(page, site, sign_in, coordinator, address):
    """That sheet, open and kept on the device."""
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(coordinator)
    page.evaluate("navigator.serviceWorker.ready")
    page.goto(site + address)
    page.evaluate(UNTIL_KEPT, address)
    return page
