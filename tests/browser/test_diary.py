"""The coordinator's entry of the day: counted in taps and seconds, and kept without a network."""

import pytest
from playwright.sync_api import expect

from activities.models import DiaryEntry
from tests import factories as make
from tests.browser.sheets import UNTIL_KEPT, lose_network
from tests.browser.test_taps import SLOW_LETTER_S, SLOW_TOUCH_S, Thumbs

ADDRESS = "/activities/diary/new/"
COUNT = """() => {
  sessionStorage.taps ??= 0;
  addEventListener('pointerdown', event => { if (event.isTrusted) sessionStorage.taps++; }, true);
  if (location.pathname.endsWith('/diary/new/')) sessionStorage.opened ??= Date.now();
}"""
RESULT = "3軒を訪ねた"


@pytest.mark.slow
def test_entry_takes_six_taps_and_twenty_seconds_at_most(page, site, sign_in, coordinator, yawata):
    term = make.CoordinatorFactory(council=yawata, person__user=coordinator)
    make.DiaryEntryFactory(coordinator=term, place="見本集会所")
    sign_in(coordinator)
    page.evaluate("navigator.serviceWorker.ready")
    page.add_init_script(f"({COUNT})()")
    thumbs = Thumbs(page)
    page.goto(f"{site}/home/")
    page.get_by_role("link", name="日誌を書く").click()
    for target in (
        "label:has-text('社会資源の把握')", "label:has-text('1時間') >> nth=0",
        "[data-places] button", "[name=result]",
    ):  # fmt: skip
        thumbs.touch(target)
    thumbs.write(RESULT)
    thumbs.touch(".actionbar [type=submit]")
    expect(page.locator("h1")).to_contain_text("活動日誌")
    took = page.evaluate("(Date.now() - sessionStorage.opened) / 1000")
    taps = int(page.evaluate("sessionStorage.taps"))
    entry = DiaryEntry.objects.exclude(place="", minutes=None).order_by("-pk").first()
    assert (entry.category, entry.minutes, entry.place, entry.result) == (
        "resources", 60, "見本集会所", RESULT,
    )  # fmt: skip
    print(f"日誌: {taps}回、{took:.1f}秒")  # noqa: T201 - a measurement
    assert taps <= 6
    assert took <= 20
    assert taps * SLOW_TOUCH_S + thumbs.letters * SLOW_LETTER_S <= 20  # a first-timer's thumb
    _written_without_a_network(page, site)


def _written_without_a_network(page, site):
    """The same sheet opens again in a hall, waits on the device, and is sent once."""
    page.goto(site + ADDRESS)
    page.evaluate(UNTIL_KEPT, ADDRESS)
    page.on("dialog", lambda dialog: dialog.accept())
    lose_network(page)
    page.reload()
    page.locator("label:has-text('その他')").click()
    page.fill("[name=result]", "電波のない集会所で書いた")
    page.locator(".actionbar [type=submit]").click()
    expect(page.locator("#queued")).to_contain_text("つながったら自動で送ります")
    page.context.set_offline(False)
    page.goto(f"{site}/home/")
    expect(page.locator("#outbox")).to_contain_text("送れました", timeout=15_000)
    assert DiaryEntry.objects.filter(result="電波のない集会所で書いた").count() == 1
