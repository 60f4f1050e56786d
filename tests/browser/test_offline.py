"""A hall without a network: the sheet opens again, and nothing else is kept."""

import re

from playwright.sync_api import expect

from tests.browser.sheets import AGE_THE_SHEET, KEPT, leave, until, write
from tests.browser.test_accessibility import enter


def test_sheet_reopens_without_a_network(kept_sheet, context):
    write(kept_sheet)
    context.set_offline(True)
    kept_sheet.reload()
    expect(kept_sheet.locator("h1")).to_have_text("八幡の会議を記録する")
    kept_sheet.click("[data-restore]")
    expect(kept_sheet.locator("[name=agenda-0-text]")).to_have_value("買い物の手伝い")
    expect(kept_sheet.get_by_label("見本 3郎")).to_be_checked()
    expect(kept_sheet.locator("[data-people] output")).to_have_text("出席 1人")


def test_other_pages_are_not_kept_and_drafts_are_listed(kept_sheet, context, site, address):
    write(kept_sheet)
    kept_sheet.goto(f"{site}/councils/")
    context.set_offline(True)
    kept_sheet.reload()
    expect(kept_sheet.locator("h1")).to_have_text("いま、通信がつながっていません")
    expect(kept_sheet.locator("[data-drafts] h3")).to_have_text(
        re.compile("八幡の会議を記録する　.+月.+日")
    )
    kept_sheet.locator("[data-drafts] summary").click()
    expect(kept_sheet.locator("[data-words]")).to_contain_text("買い物の手伝い")
    kept_sheet.get_by_role("link", name="用紙を開く").click()
    expect(kept_sheet.locator("h1")).to_have_text("八幡の会議を記録する")
    expect(kept_sheet.locator("[name=agenda-0-text]")).to_have_value("買い物の手伝い")
    assert kept_sheet.url.startswith(site + address)


def test_logging_out_drops_the_kept_sheets(kept_sheet, context, site, address):
    write(kept_sheet)
    kept_sheet.goto(f"{site}/home/")
    assert len(kept_sheet.evaluate(KEPT)) == 1
    leave(kept_sheet)
    assert kept_sheet.evaluate(KEPT) == []
    context.set_offline(True)
    kept_sheet.goto(site + address)
    expect(kept_sheet.locator("h1")).to_have_text("いま、通信がつながっていません")
    expect(kept_sheet.locator("[data-none]")).to_be_visible()


def test_log_out_is_enough_even_if_no_page_comes_back(kept_sheet):
    kept_sheet.evaluate("""() => fetch('/accounts/logout/', {
      method: 'POST', redirect: 'manual',
      body: new FormData(document.querySelector('details.me form')),
    })""")
    until(kept_sheet, KEPT, [])


def test_button_pressed_before_its_script_arrives_counts(page, site, coordinator, address):
    enter(page, site, coordinator)
    held = []
    page.route("**/js/rows.js", lambda route: held.append(route))
    page.goto(site + address, wait_until="commit")
    page.locator("[data-all]").click()
    expect(page.locator("[name=present]:checked")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("[data-people] output")).to_have_text("出席 15人")


def test_sheet_of_last_week_does_not_open(kept_sheet, context):
    kept_sheet.evaluate(AGE_THE_SHEET, 7 * 24 * 3600 * 1000 + 1000)
    context.set_offline(True)
    kept_sheet.reload()
    expect(kept_sheet.locator("h1")).to_have_text("いま、通信がつながっていません")
    assert kept_sheet.evaluate(KEPT) == []
