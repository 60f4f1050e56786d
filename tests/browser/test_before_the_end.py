"""Before the idle end somebody is warned, and goes on with one key (WCAG 2.2.1)."""

import pytest
from playwright.sync_api import expect

SOON = (
    "しばらく操作がないためです。ボタンを押すと、このまま続けられます。"
    "入力した内容は、そのまま残ります。"
)


@pytest.mark.proves("G23")
def test_warning_five_minutes_before_the_end_and_one_key_to_go_on(
    page, site, sign_in, coordinator, complaints
):
    sign_in(coordinator)
    page.clock.install()
    page.goto(f"{site}/councils/search/")
    box, asked = page.get_by_role("alertdialog"), []
    page.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)
    page.fill("[name=q]", "書きかけ")
    page.clock.fast_forward("01:54:00")
    expect(box).to_be_hidden()
    page.clock.fast_forward("00:01:20")
    expect(box).to_contain_text(f"あと5分でログアウトします{SOON}")
    expect(page.locator("[name=q]")).to_be_focused()  # nobody who types is interrupted
    page.get_by_role("button", name="ログインを続ける").press("Enter")
    expect(box).to_be_hidden()
    expect(page.locator("[name=q]")).to_have_value("書きかけ")
    assert asked == [f"{site}/accounts/me/sessions/keep/"]
    page.locator("[name=q]").blur()
    page.clock.fast_forward("01:55:20")
    expect(page.get_by_role("button", name="ログインを続ける")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.clock.fast_forward("00:05:00")
    expect(box).to_contain_text("書いたものは、この画面に残っています")
    assert complaints == []
