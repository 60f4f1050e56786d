"""Making sure with a real browser: one tap, the keys of the grid, and the organiser's address."""

from django.utils import timezone
from playwright.sync_api import expect

from resources.actions.check_sheets import make_sheet
from resources.actions.suggestions import make_link
from resources.models import Confirmation, Suggestion
from tests import factories as make


def test_one_tap_and_taking_it_back_stay_on_the_page(
    page, site, sign_in, coordinator, yawata, complaints
):
    make.SocialResourceFactory(council=yawata)
    sign_in(coordinator)
    page.goto(f"{site}/resources/freshness/{yawata.pk}/")
    page.get_by_role("button", name="変わりなし").click()
    expect(page.locator("#progress")).to_contain_text("1/1 確認ずみ")
    page.get_by_role("button", name="取り消す").click()
    expect(page.locator("#progress")).to_contain_text("あと 1件")
    assert Confirmation.objects.standing().count() == 0
    box = page.get_by_role("button", name="変わりなし").bounding_box()
    assert box["height"] >= 44
    assert complaints == []


CHOSEN = "[...document.querySelectorAll('.krow :checked')].map(box => `${box.name}=${box.value}`)"
WHERE = "document.activeElement.name"


def test_the_grid_is_keyed_without_a_mouse_and_leaves_the_kanji_keys_alone(
    page, site, sign_in, coordinator, yawata, complaints
):
    resources = [make.SocialResourceFactory(council=yawata) for _ in range(3)]
    sheet = make_sheet(yawata, [("居場所", resources)], by=coordinator, grouping="kind")
    sign_in(coordinator)
    page.goto(f"{site}/resources/freshness/sheets/{sheet.pk}/")
    page.locator("[name=n1-answer]").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("2")
    assert page.evaluate(WHERE) == "n2-note"
    page.keyboard.type("時間")
    page.evaluate("""document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
        {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))""")
    assert page.evaluate(WHERE) == "n2-note"  # the Enter that settles the kanji moves nothing
    page.keyboard.press("Enter")
    page.keyboard.press("3")
    assert page.evaluate(CHOSEN) == [
        "n1-answer=unchanged", "n2-answer=changed", "n3-answer=suspended",
    ]  # fmt: skip
    page.keyboard.press("Enter")  # past the last line stands the button
    expect(page.locator(".banner--ok")).to_contain_text("3行の答えを入れました。")
    assert [line.answer for line in sheet.lines.order_by("number")] == [
        "unchanged", "changed", "suspended",
    ]  # fmt: skip
    assert complaints == []


def test_an_organiser_answers_without_cookies_or_referrer(
    page, site, coordinator, yawata, complaints
):
    _, secret = make_link(make.SocialResourceFactory(council=yawata), by=coordinator, days=30)
    sent = []
    page.on("request", lambda request: sent.append(request.headers.get("referer", "")))
    page.goto(f"{site}/resources/kakunin/{secret}/")
    page.get_by_role("button", name="変わりありません").click()
    expect(page.locator("h1")).to_have_text("お返事を受け取りました")
    assert [told for told in sent if secret in told] == []
    assert page.context.cookies() == []
    assert Suggestion.objects.get().received_at <= timezone.now()
    assert complaints == []
