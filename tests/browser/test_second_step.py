"""The second step in a real browser: a passkey, from the first demand to the next sign-in."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import AuditEntry
from tests.accounts.factories import PASSWORD

TOUCH_ID = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def finger(page, context, settings):
    """A telephone with a reader that always says yes."""
    settings.MFA_REQUIRED = True
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH_ID})
    return page


@pytest.mark.proves("G19", "V6.3.3")
def test_passkey_from_the_first_demand_to_the_next_sign_in(finger, site, coordinator, complaints):
    page = finger
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", coordinator.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("h1")).to_have_text("2段階の確認を決めてください")
    page.goto(f"{site}/councils/")
    expect(page.locator("h1")).to_have_text("2段階の確認を決めてください")
    page.get_by_role("link", name="この端末のパスキーを登録する").click()
    page.get_by_role("button", name="この端末を登録する").click()
    expect(page.locator("h1")).to_have_text("予備の番号")
    codes = page.locator(".door__codes code").all_inner_texts()
    assert [bool(re.fullmatch(r"\d{8}", code)) for code in codes] == [True] * 10
    page.get_by_role("link", name="控えたので、ホームへ進む").click()
    expect(page.locator("h1")).to_have_text("今月のようす")
    page.goto(f"{site}/accounts/logout/")
    page.locator("main").get_by_role("button", name="ログアウトする").click()
    page.goto(f"{site}/accounts/login/")
    page.get_by_role("button", name="パスキーでログイン").click()
    expect(page.locator("h1")).to_have_text("今月のようす")
    assert AuditEntry.objects.filter(verb="signed_in", by=coordinator).count() == 2
    assert complaints == []
