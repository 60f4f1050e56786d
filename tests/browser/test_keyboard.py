"""Journeys without a mouse: every stop shows where it is, nothing holds the reader."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from councils.models import Meeting
from tests import factories as make
from tests.accounts.factories import PASSWORD
from tests.browser.keys import Keys
from tests.browser.test_accessibility import enter
from tests.browser.test_second_step import TOUCH_ID

pytestmark = pytest.mark.proves("G23")
WIDE = {"width": 1280, "height": 900}
LINKS_AND_FIELDS = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(
    box => box.tabIndex >= 0 && box.checkVisibility() && !box.disabled).length"""


@pytest.fixture
def keys(page):
    page.set_viewport_size(WIDE)
    return Keys(page)


@pytest.fixture
def finger(page, context, settings):
    settings.MFA_REQUIRED = True
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH_ID})


@pytest.fixture
def salon(yawata):
    return make.SocialResourceFactory(
        council=yawata, latitude="36.33", longitude="139.0", position_precision="exact"
    )


def test_from_the_log_in_to_a_saved_meeting(
    page, site, keys, finger, coordinator, yawata, regular, members
):
    make.MeetingFactory(council=yawata, kind=regular, held_on=timezone.localdate())
    page.goto(f"{site}/accounts/login/")
    keys.to("[name=login]").type(coordinator.username)
    keys.to("[name=password]").type(PASSWORD).open()
    expect(page.locator("h1")).to_have_text("2段階の確認を決めてください")
    keys.to("a", "この端末のパスキーを登録する").open()
    keys.to("button", "この端末を登録する").open()
    expect(page.locator("h1")).to_have_text("予備の番号")
    keys.to("a", "控えたので、ホームへ進む").open()
    expect(page.locator("h1")).to_have_text("今月のようす")
    keys.to("a", "今月の会議を記録する").open()
    expect(page.locator("h1")).to_have_text("八幡の会議を記録する")
    keys.to("[name=present]").press("Space")
    keys.to("[name=agenda-0-text]").type("買い物の手伝い")
    keys.to(".actionbar [type=submit]").open()
    expect(page.locator(".banner--ok")).to_contain_text("会議の記録を保存しました")
    assert Meeting.objects.get().attendances.count() == 1


def test_resource_is_found_read_and_seen_on_the_map(page, site, keys, salon):
    page.goto(f"{site}/resources/")
    keys.to("#id_q").type(salon.name)
    page.wait_for_url("**/resources/?*q=*")
    expect(page.locator("#results .count")).to_contain_text("1 件")
    assert keys.is_at("#id_q")  # the list below was put in anew; who was typing still is
    keys.to("[data-locate]").press("Enter")
    expect(page.locator(".leaflet-popup")).to_be_visible()
    keys.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    keys.to(".foot a")  # past the map and all its buttons: it holds nobody
    keys.to(".rcard h3 a", salon.name, back=True).open()
    expect(page.locator("h1")).to_have_text(salon.name)


def test_block_of_the_newsletter_is_edited_and_looked_at(page, site, keys, tier1):
    article = make.ArticleFactory(issue=make.IssueFactory(), title="見本の見出し")
    enter(page, site, tier1)
    page.goto(f"{site}/newsletters/studio/{article.issue_id}/plan/")
    keys.to(".np-block h3 a", "見本の見出し").open()
    keys.to("main form [name=title]").press("Control+a").type("直した見出し")
    keys.to("main form [type=submit]", "保存する").open()
    expect(page.locator(".banner--ok")).to_be_visible()
    article.refresh_from_db()
    assert article.title == "直した見出し"
    keys.to("a", "下見").open()
    expect(page).to_have_url(f"{site}/newsletters/studio/{article.issue_id}/preview/")


def test_resident_goes_from_the_front_past_the_menu_to_a_detail(page, site, keys, salon):
    page.goto(f"{site}/")
    keys.to("a.skip", "本文へ", most=1).press("Enter")
    assert keys.is_at("main")
    keys.to("a.gate", "地域の資源をさがす", most=1).open()
    keys.to(".rcard h3 a", salon.name).open()
    expect(page.locator("h1")).to_have_text(salon.name)
    n_before, n_all = keys.n_stops, page.evaluate(LINKS_AND_FIELDS)
    keys.to(".foot a", "ウェブアクセシビリティ方針", most=n_all + 5)
    assert keys.n_stops > n_before


def test_what_opens_closes_and_what_is_replaced_keeps_the_place(
    page, site, keys, coordinator, salon
):
    enter(page, site, coordinator)
    page.goto(f"{site}/resources/freshness/{salon.council_id}/")
    keys.to("details.me summary").press("Enter")
    keys.to("details.me a", "わたしの設定", most=1).press("Escape")
    expect(page.locator("details.me")).not_to_have_attribute("open", "")
    assert keys.is_at("details.me summary")
    keys.to("button", "変わりなし").press("Enter")
    expect(page.locator("#progress")).to_contain_text("1/1 確認ずみ")
    expect(page.locator(f"#r{salon.pk}")).to_be_focused()  # not at the page's beginning
    keys.to("button", "取り消す", most=2)
