"""From a voice to an opening, its entry in the directory and the first record, on a phone."""

from playwright.sync_api import expect

from activities.models import ActivityLog, SupportActivity
from resources.models import SocialResource
from tests import factories as make


def test_a_voice_becomes_an_activity_that_is_listed_and_logged(
    page, site, sign_in, coordinator, yawata, complaints
):
    make.VoiceFactory(council=yawata, text="重い物を持って帰れない")
    sign_in(coordinator)
    page.goto(f"{site}/resources/needs/{yawata.pk}/voices/")
    page.get_by_role("link", name="この声から活動を始める").click()
    page.fill("[name=name]", "いっしょ便")
    page.get_by_label("買い物支援").check()
    page.fill("[name=schedule_text]", "毎週金曜 10:00〜11:00")
    page.fill("[name=place]", "見本の公民館")
    page.get_by_role("button", name="登録する").click()
    expect(page.locator("h1")).to_have_text("いっしょ便")
    expect(page.locator(".nl-bub")).to_contain_text("重い物を持って帰れない")
    page.get_by_role("link", name="始まったと記録する").click()
    page.get_by_role("button", name="始まったと記録する").click()
    expect(page.locator("h1")).to_contain_text("地域の資源の一覧に載せる")
    page.get_by_role("button", name="一覧に載せる").click()
    expect(page.locator(".banner--ok")).to_contain_text("一覧に載せました。")
    entry = SocialResource.objects.get()
    assert (entry.name, entry.venue, entry.schedules.get().weekday) == (
        "いっしょ便", "見本の公民館", 5,
    )  # fmt: skip
    page.get_by_role("link", name="活動を記録する").click()
    page.fill("[name=n_participants]", "3")
    page.get_by_label("買い物をした").check()
    page.get_by_role("button", name="記録する", exact=True).click()
    expect(page.locator(".sa-total")).to_contain_text("1回")
    log = ActivityLog.objects.get()
    assert (log.activity, log.n_participants) == (SupportActivity.objects.get(), 3)
    assert [step.text for step in log.steps.filter(is_done=True)] == ["買い物をした"]
    assert complaints == []
