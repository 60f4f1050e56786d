"""Dates, times and letters the way people type them on a phone; photos that fit the network."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from councils.models import Meeting
from tests.accounts.factories import PASSWORD
from tests.loose import DATES, TIMES, TODAY

READ_BOXES = """([boxes]) => {
  const box = document.querySelector('[data-wareki]');
  const inputs = [...box.querySelectorAll('input:not([type=date])')];
  box.querySelector('input[type=date]').value = '';
  inputs.forEach((input, i) => { input.value = boxes[i]; });
  box.dispatchEvent(new Event('focusout', {bubbles: true}));
  return [box.querySelector('input[type=date]').value || null, inputs.map(input => input.value)];
}"""
READ_TIME = """([text]) => {
  const input = document.querySelector('[data-time]');
  input.value = text;
  input.dispatchEvent(new Event('change', {bubbles: true}));
  return input.value;
}"""


@pytest.fixture
def sheet(page, site, sign_in, coordinator, members, yawata, regular):
    """A sheet for a fresh meeting, open on a phone whose clock says TODAY."""
    sign_in(coordinator)
    page.clock.set_fixed_time(dt.datetime.combine(TODAY, dt.time(12), dt.UTC))
    page.goto(f"{site}/councils/{yawata.pk}/meetings/new/")
    return page


def test_browser_reads_dates_like_the_form(sheet):
    found = [(boxes, sheet.evaluate(READ_BOXES, [list(boxes)])[0]) for boxes, _ in DATES]
    assert found == DATES


def test_browser_reads_times_like_the_form(sheet):
    found = [(text, sheet.evaluate(READ_TIME, [text])) for text, _ in TIMES]
    assert found == [(text, moment or text) for text, moment in TIMES]


def test_whole_date_typed_in_the_first_box_spreads(sheet):
    year, month, day = (sheet.locator(f"[name=held_on_{part}]") for part in "ymd")
    year.click()
    year.press("Control+a")
    sheet.keyboard.type("Ｒ８．１１．３", delay=20)
    expect(sheet.locator(".wareki output")).to_have_text("2026年　火曜日")
    month.click()
    assert [box.input_value() for box in (year, month, day)] == ["8", "11", "3"]


def test_pasted_date_of_another_era_spreads_at_once(sheet):
    year, month, day = (sheet.locator(f"[name=held_on_{part}]") for part in "ymd")
    year.click()
    year.press("Control+a")
    sheet.evaluate("document.execCommand('insertText', false, '')")
    sheet.keyboard.insert_text("平成31年4月30日")
    year.press("Tab")
    assert [box.input_value() for box in (year, month, day)] == ["H31", "4", "30"]
    expect(sheet.locator(".wareki output")).to_have_text("2019年　火曜日")


def test_day_that_does_not_exist_is_said_while_typing(sheet):
    sheet.fill("[name=held_on_m]", "２")
    sheet.fill("[name=held_on_d]", "30")
    expect(sheet.locator(".wareki output.is-bad")).to_have_text("この日付はありません")


def test_loose_entry_is_saved_without_any_script(browser, site, coordinator, yawata, regular):
    plain = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = plain.new_page()
    page.goto(f"{site}/accounts/login/?next=/councils/{yawata.pk}/meetings/new/")
    page.fill("[name=login]", coordinator.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.fill("[name=held_on_y]", "Ｒ８．１１．３")
    page.fill("[name=starts_at]", "１３時半")
    page.get_by_role("button", name="記録を保存する").click()
    expect(page.locator(".banner--ok")).to_contain_text("会議の記録を保存しました")
    meeting = Meeting.objects.get()
    assert (str(meeting.held_on), str(meeting.starts_at)) == ("2026-11-03", "13:30:00")
    plain.close()
