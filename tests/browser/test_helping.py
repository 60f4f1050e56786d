"""From a telephone call to the thanks: one request, on a phone."""

from playwright.sync_api import expect

from activities.models import HelpRequest
from tests import factories as make


def test_request_is_matched_signed_off_and_thanked(page, site, sign_in, coordinator, yawata):
    hood = make.NeighbourhoodFactory(council=yawata, name="見本町")
    skill = make.SkillFactory(name="買い物")
    trained = make.CourseCompletionFactory()
    supporter = make.SupporterFactory(
        council=yawata, neighbourhood=hood, person__name="見本 てつだう", is_provider=True,
        trained_by=trained,
    )  # fmt: skip
    make.OfferFactory(supporter=supporter, skill=skill)
    sign_in(coordinator)
    page.goto(f"{site}/activities/councils/{yawata.pk}/help/")
    page.get_by_role("link", name="頼みごとを受け付ける").click()
    page.get_by_label("お名前").fill("見本 頼子")
    page.get_by_label("電話").fill("０２７－０００－００００")
    page.get_by_label("町内会").select_option("見本町")
    page.get_by_text("買い物", exact=True).click()
    page.get_by_label("くわしく").fill("牛乳と米")
    page.get_by_role("button", name="受け付けて、行ける方をさがす").click()
    expect(page.get_by_text("同じ町内会")).to_be_visible()
    page.get_by_role("button", name="打診したと書く").click()
    page.get_by_role("button", name="引き受ける").click()
    page.get_by_role("button", name="この方にお願いする").click()
    page.get_by_text("依頼者のサイン").click()
    page.get_by_role("button", name="終わったことを保存する").click()
    page.get_by_label("お礼の言葉").fill("助かりました。")
    page.get_by_role("button", name="お礼を伝えた").click()
    expect(page.get_by_role("status").or_(page.locator(".banner--ok")).first).to_be_visible()
    wanted = HelpRequest.objects.get()
    assert (wanted.state, wanted.signed_off, wanted.thanks) == (
        "thanked", "依頼者のサイン", "助かりました。",
    )  # fmt: skip
    assert wanted.client.phone == "027-000-0000"
