"""A hall without a network: the sheet opens again, and nothing else is kept."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from councils.models import Meeting
from tests import factories as make
from tests.browser.sheets import (
    AGE_THE_SHEET,
    DRAFTS,
    KEPT,
    leave,
    lose_network,
    save,
    until,
    write,
)
from tests.browser.test_accessibility import enter


def test_sheet_reopens_without_a_network(kept_sheet, context):
    write(kept_sheet)
    lose_network(kept_sheet)
    kept_sheet.reload()
    expect(kept_sheet.locator("h1")).to_have_text("八幡の会議を記録する")
    kept_sheet.click("[data-restore]")
    expect(kept_sheet.locator("[name=agenda-0-text]")).to_have_value("買い物の手伝い")
    expect(kept_sheet.get_by_label("見本 3郎")).to_be_checked()
    expect(kept_sheet.locator("[data-people] output")).to_have_text("出席 1人")


def test_other_pages_are_not_kept_and_drafts_are_listed(kept_sheet, context, site, address):
    write(kept_sheet)
    kept_sheet.goto(f"{site}/councils/")
    lose_network(kept_sheet)
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


@pytest.mark.proves("V14.3.1")
def test_logging_out_drops_the_kept_sheets(kept_sheet, context, site, address):
    write(kept_sheet)
    kept_sheet.goto(f"{site}/home/")
    assert len(kept_sheet.evaluate(KEPT)) == 1
    leave(kept_sheet)
    assert kept_sheet.evaluate(KEPT) == []
    lose_network(kept_sheet)
    kept_sheet.goto(site + address)
    expect(kept_sheet.locator("h1")).to_have_text("いま、通信がつながっていません")
    expect(kept_sheet.locator("[data-none]")).to_be_visible()


@pytest.mark.proves("V14.3.1")
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
    lose_network(kept_sheet)
    kept_sheet.reload()
    expect(kept_sheet.locator("h1")).to_have_text("いま、通信がつながっていません")
    assert kept_sheet.evaluate(KEPT) == []


def test_full_device_says_so_and_still_sends(kept_sheet):
    kept_sheet.evaluate("""() => {
      for (let size = 2 ** 22; size >= 1; size /= 2) {
        const much = 'x'.repeat(size);
        try { for (let n = 0; ; n++) localStorage.setItem(`ballast ${size} ${n}`, much); }
        catch { /* full for this size */ }
      }
    }""")
    kept_sheet.fill("[name=agenda-0-text]", "買い物の手伝い")
    expect(kept_sheet.locator("[data-save]")).to_contain_text("この端末に保存できません")
    save(kept_sheet)
    expect(kept_sheet.locator(".banner--ok")).to_contain_text("会議の記録を保存しました")


def test_draft_of_a_record_changed_since_says_so(page, site, coordinator, yawata, regular, members):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at=timezone.now(), recorded_by=coordinator
    )
    page.on("dialog", lambda dialog: dialog.accept())
    enter(page, site, coordinator)
    page.goto(f"{site}/councils/meetings/{meeting.pk}/edit/")
    write(page)
    Meeting.objects.filter(pk=meeting.pk).update(version=2, remark="先の人の言葉")
    page.reload()
    expect(page.locator("#restore")).to_contain_text("ほかの画面から直されました")
    expect(page.locator("[name=agenda-0-text]")).to_have_value("")
    page.click("[data-restore]")
    save(page)
    expect(page.locator("#errsum")).to_contain_text("先に保存")
    meeting.refresh_from_db()
    assert (meeting.remark, meeting.agenda_items.count()) == ("先の人の言葉", 0)


def test_draft_of_last_month_is_gone(kept_sheet):
    write(kept_sheet)
    kept_sheet.evaluate("""() => {
      const key = Object.keys(localStorage).find(name => name.startsWith('draft '));
      const draft = JSON.parse(localStorage[key]);
      localStorage[key] = JSON.stringify({...draft, at: draft.at - 30 * 864e5});
    }""")
    kept_sheet.reload()
    expect(kept_sheet.locator("[data-people] output")).to_have_text("出席 0人")
    expect(kept_sheet.locator("#restore")).to_be_hidden()
    until(kept_sheet, DRAFTS, [])
