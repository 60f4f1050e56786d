"""八幡's coordinator writes down this month's meeting on a phone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from councils.models import Meeting
from tests import factories as make

TOPICS = [
    ("買い物の手伝い", "試しに1回やってみる"),
    ("居場所", "見学に行く"),
    ("見守り", "声を集める"),
]


@pytest.fixture
def planned(yawata, regular):
    return make.MeetingFactory(
        council=yawata, kind=regular, held_on=timezone.localdate(), place="見本公民館"
    )


def tick_twelve(page):
    page.click("[data-all]")
    for name in ("見本 13郎", "見本 14郎", "見本 15郎"):
        page.get_by_label(name).uncheck()
    expect(page.locator("[data-people] output")).to_have_text("出席 12人")


def write_three_topics(page):
    for n, (topic, outcome) in enumerate(TOPICS):
        if n:
            page.click("[data-formset=agenda] [data-add]")
        page.fill(f"[name=agenda-{n}-text]", topic)
        page.fill(f"[name=agenda-{n}-outcome]", outcome)


def write_decision_and_homework(page):
    page.fill("[name=decision-0-text]", "12月に見学会を開く")
    page.fill("[name=decision-0-due]", "12月")
    page.fill("[name=action-0-what]", "行き先に電話する")
    page.fill("[name=action-0-who]", "見本 1郎")
    page.fill("[name=action-0-due]", "次の会まで")


def test_meeting_logged_on_a_phone_shows_everywhere(
    page, site, sign_in, coordinator, members, planned, complaints
):
    sign_in(coordinator)
    page.get_by_role("link", name="今月の会議を記録する").click()
    tick_twelve(page)
    write_three_topics(page)
    write_decision_and_homework(page)
    page.get_by_role("button", name="記録を保存する").click()
    expect(page.locator(".banner--ok")).to_contain_text("会議の記録を保存しました")
    meeting = Meeting.objects.get()
    assert (meeting.pk, meeting.attendances.count(), meeting.agenda_items.count()) == (
        planned.pk, 12, 3,
    )  # fmt: skip
    page.goto(f"{site}/councils/{planned.council_id}/")
    expect(page.locator(".mline")).to_contain_text("第1回 定例会")
    expect(page.locator("#todo-h ~ ul")).to_contain_text("行き先に電話する")
    page.goto(f"{site}/home/")
    cell = page.locator(f'a.hc[href="/councils/meetings/{planned.pk}/"]')
    expect(cell).to_have_attribute("aria-label", re.compile(r"八幡 \d+月 1回開催"))
    expect(cell).not_to_have_class(re.compile("hc--miss"))
    assert complaints == []


def test_saved_meeting_is_newsletter_material_at_once(
    page, site, sign_in, coordinator, city, members, planned
):
    sign_in(coordinator)
    page.goto(f"{site}/councils/meetings/{planned.pk}/record/")
    write_three_topics(page)
    page.get_by_role("button", name="記録を保存する").click()
    expect(page.locator(".banner--ok")).to_be_visible()
    page.context.clear_cookies()
    sign_in(city)
    page.goto(f"{site}/newsletters/studio/material/")
    expect(page.locator("main")).to_contain_text("試しに1回やってみる")


def test_words_survive_a_closed_page(page, site, sign_in, coordinator, members, planned):
    sign_in(coordinator)
    page.goto(f"{site}/councils/meetings/{planned.pk}/record/")
    page.fill("[name=agenda-0-text]", "買い物の手伝い")
    page.get_by_label("見本 3郎").check()
    expect(page.locator("[data-save]")).to_contain_text("保存しました", timeout=5000)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.click("[data-restore]")
    expect(page.locator("[name=agenda-0-text]")).to_have_value("買い物の手伝い")
    expect(page.get_by_label("見本 3郎")).to_be_checked()


def test_three_quick_taps_make_one_meeting(
    page, site, sign_in, coordinator, members, yawata, regular
):
    sign_in(coordinator)
    page.goto(f"{site}/councils/{yawata.pk}/meetings/new/")
    page.fill("[name=agenda-0-text]", "買い物の手伝い")
    page.evaluate(
        "() => { const b = document.querySelector('.actionbar [type=submit]');"
        " b.click(); b.click(); b.click(); }"
    )
    expect(page.locator(".banner--ok")).to_be_visible()
    assert Meeting.objects.recorded().count() == 1


def test_enter_that_ends_a_conversion_does_not_send(
    page, site, sign_in, coordinator, members, planned
):
    sign_in(coordinator)
    page.goto(f"{site}/councils/meetings/{planned.pk}/record/")
    page.focus("[name=agenda-0-text]")
    ime = page.context.new_cdp_session(page)
    ime.send("Input.imeSetComposition", {"text": "こう", "selectionStart": 2, "selectionEnd": 2})
    page.keyboard.press("Enter")
    ime.send("Input.insertText", {"text": "高齢"})
    page.keyboard.press("Enter")
    expect(page.locator("[name=agenda-0-text]")).to_have_value(re.compile("高齢"))
    assert page.url.endswith("/record/")
    assert Meeting.objects.recorded().count() == 0
