"""A list comes in, by hand in a browser (an issue goes out: test_issue_published.py)."""

from pathlib import Path

from playwright.sync_api import expect

from resources.models import SocialResource

REAL = Path(__file__).resolve().parent.parent / "files" / "real"
WIDE = {"width": 1280, "height": 900}


def bring_in(page, site, name, source):
    before = SocialResource.objects.count()
    page.goto(f"{site}/resources/imports/new/")
    page.set_input_files("[name=file]", str(REAL / name))
    page.fill("[name=source_name]", source)
    page.get_by_role("button", name="次へ：列を確かめる").click()
    page.get_by_role("button", name="次へ：違いを見る").click()
    expect(page.locator("h1")).to_contain_text("違いを見る")
    assert SocialResource.objects.count() == before
    page.goto(page.url.replace("/preview/", "/apply/"))
    page.get_by_role("button", name="反映する").click()
    expect(page.locator(".banner--ok")).to_be_visible()


def test_two_real_lists_come_in_and_are_found(page, site, sign_in, admin, complaints):
    page.set_viewport_size(WIDE)
    sign_in(admin)
    bring_in(page, site, "kosai_caremap2_spot_derived.csv", "湖西市の通いの場")
    after_first = SocialResource.objects.count()
    bring_in(page, site, "takamatsu_rojin_ikoinoie.xlsx", "高松市の老人いこいの家")
    assert after_first > 300
    assert SocialResource.objects.count() > after_first
    page.goto(f"{site}/resources/?q=体操")
    expect(page.locator("#results")).to_contain_text("体操")
    assert complaints == []
