"""The other two jobs, by hand in a browser: a list comes in, an issue goes out."""

import json
from pathlib import Path

from django.conf import settings
from playwright.sync_api import expect

from newsletters.importing.content import load_issue
from newsletters.models import Issue
from resources.models import SocialResource
from tests import factories as make

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


def test_issue_19_is_checked_by_one_and_published_by_another(
    page, site, sign_in, city, tier1, city_council, complaints
):
    content = json.loads((settings.BASE_DIR / "fixtures" / "newsletter_19.json").read_text())
    for name in {article["council"] for article in content["articles"] if article.get("council")}:
        if name != city_council.name:
            make.CouncilFactory(name=name)
    load_issue(content, by=city)
    issue = Issue.objects.get()
    page.set_viewport_size(WIDE)
    sign_in(city)
    page.goto(f"{site}/newsletters/studio/{issue.pk}/preview/")
    page.get_by_role("button", name="校了にする").click()
    expect(page.locator("main")).to_contain_text("進められる方")
    page.context.clear_cookies()
    sign_in(tier1)
    page.goto(f"{site}/newsletters/studio/{issue.pk}/publish/")
    page.get_by_role("button", name="第19号を発行する").click()
    expect(page.locator(".banner--ok")).to_be_visible()
    issue.refresh_from_db()
    assert (issue.state, issue.n_pages) == (Issue.State.PUBLISHED, 4)
    page.goto(f"{site}/newsletters/")
    expect(page.locator("main")).to_contain_text("第19号")
    assert complaints == []
