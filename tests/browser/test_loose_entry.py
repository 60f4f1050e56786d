"""Dates, times and letters the way people type them on a phone; photos that fit the network."""

import datetime as dt
import io

import pytest
from PIL import Image
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
SAFARIS_ENTER = """input => !input.dispatchEvent(new KeyboardEvent('keydown', {
  key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))"""
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
    expect(sheet.locator(".wareki output").first).to_have_text("2026年　火曜日")
    month.click()
    assert [box.input_value() for box in (year, month, day)] == ["8", "11", "3"]


def test_pasted_date_of_another_era_spreads_at_once(sheet):
    year, month, day = (sheet.locator(f"[name=held_on_{part}]") for part in "ymd")
    year.click()
    year.press("Control+a")
    sheet.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sheet.evaluate("navigator.clipboard.writeText('平成31年4月30日')")
    year.press("Control+v")
    assert [box.input_value() for box in (year, month, day)] == ["H31", "4", "30"]
    expect(sheet.locator(".wareki output").first).to_have_text("2019年　火曜日")


def test_day_that_does_not_exist_is_said_while_typing(sheet):
    sheet.fill("[name=held_on_m]", "２")
    sheet.fill("[name=held_on_d]", "30")
    expect(sheet.locator(".wareki output.is-bad").first).to_have_text("この日付はありません")


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


@pytest.mark.parametrize("name", ["held_on_y", "held_on_d", "starts_at", "place", "n_guests"])
def test_enter_that_ends_a_conversion_never_sends(sheet, name):
    address = sheet.url
    sheet.focus(f"[name={name}]")
    sheet.locator(f"[name={name}]").press("Control+a")
    ime = sheet.context.new_cdp_session(sheet)
    ime.send("Input.imeSetComposition", {"text": "８", "selectionStart": 1, "selectionEnd": 1})
    sheet.keyboard.press("Enter")
    ime.send("Input.insertText", {"text": "８"})
    sheet.keyboard.press("Enter")
    assert sheet.locator(f"[name={name}]").evaluate(SAFARIS_ENTER) is True
    assert sheet.url == address
    assert Meeting.objects.recorded().count() == 0


def test_safaris_enter_does_not_send_a_short_form_either(page, site, sign_in, coordinator, yawata):
    sign_in(coordinator)
    page.goto(f"{site}/councils/{yawata.pk}/meetings/plan/")
    place = page.locator("[name=place]")
    assert place.evaluate(SAFARIS_ENTER) is True
    assert place.evaluate(SAFARIS_ENTER.replace("229", "13")) is False


def photo(size, **extra):
    """A photograph of this size with a place and an orientation in it, as a phone makes it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: turn it a quarter
    exif.get_ifd(0x8825)[1] = "N"
    noise = Image.effect_noise(size, 60).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


TAKE_FILE = """async () => {
  const file = document.querySelector('input[type=file]').files[0];
  return [file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]];
}"""


@pytest.fixture
def chooser(page, site, sign_in, city):
    """A page with a box for photos."""
    sign_in(city)
    page.goto(f"{site}/offline/")
    page.evaluate("""async () => {
      document.querySelector('main').innerHTML = '<form><input type=file data-shrink></form>';
      await import('/static/js/shrink.js');
    }""")
    return page


def choose(page, name, mime, content):
    page.set_input_files("input", {"name": name, "mimeType": mime, "buffer": content})
    expect(page.locator("input")).to_have_attribute("data-shrunk", "1", timeout=15_000)
    name, mime, numbers = page.evaluate(TAKE_FILE)
    return name, mime, bytes(numbers)


def test_photo_is_shrunk_before_it_travels(chooser):
    big = photo((4000, 3000))
    name, mime, small = choose(chooser, "IMG_0001.JPEG", "image/jpeg", big)
    picture = Image.open(io.BytesIO(small))
    assert (name, mime, picture.size) == ("IMG_0001.jpg", "image/jpeg", (1200, 1600))
    assert len(small) < len(big) / 3
    assert dict(picture.getexif()) == {}


def test_file_that_the_browser_cannot_draw_travels_as_it_is(chooser):
    heic = b"\0\0\0\x18ftypheic and no more"
    assert choose(chooser, "a.heic", "image/heic", heic) == ("a.heic", "image/heic", heic)


def test_room_left_in_a_box_is_said_while_writing_and_nothing_is_cut(sheet):
    box = sheet.locator("[name=agenda-0-text]")
    said = sheet.locator("[name=agenda-0-text] + .counting")
    box.fill("議" * 180)
    expect(said).to_have_count(0)
    box.fill("議" * 190 + "𠮷")
    expect(said).to_have_text("あと9字")
    box.fill("議" * 204)
    expect(said).to_have_text("4字多いです（200字まで）")
    assert len(box.input_value()) == 204
    box.fill("議題")
    expect(said).to_have_text("")
