"""The sheet under the fingers: order, numbers, and two people with one record."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from councils.models import Meeting
from tests import factories as make
from tests.browser.test_accessibility import enter


@pytest.fixture
def planned(yawata, regular):
    return make.MeetingFactory(council=yawata, kind=regular, held_on=timezone.localdate())


@pytest.fixture
def record(site, planned):
    return f"{site}/councils/meetings/{planned.pk}/record/"


def texts(page):
    rows = page.locator("[data-formset=agenda] [data-row]").count()
    return [page.input_value(f"[name=agenda-{n}-text]") for n in range(rows)]


def save(page):
    page.get_by_role("button", name="記録を保存する").click()
    expect(page.locator(".banner--ok")).to_be_visible()


def test_topics_move_and_numbers_follow_the_hand(
    page, site, coordinator, members, planned, record, complaints
):
    study = make.MeetingKindFactory(tier=2, name="勉強会")
    make.MeetingFactory(council=planned.council, kind=study, number=6)
    enter(page, site, coordinator)
    page.goto(record)
    page.fill("[name=agenda-0-text]", "一")
    for n, word in ((1, "二"), (2, "三")):
        page.click("[data-formset=agenda] [data-add]")
        page.fill(f"[name=agenda-{n}-text]", word)
    page.locator("[data-up]:visible").nth(1).click()
    assert texts(page) == ["一", "三", "二"]
    page.locator("[data-down]:visible").nth(0).click()
    page.locator("[data-formset=agenda] [data-del]").nth(1).click()
    assert texts(page) == ["三", "二"]
    nth = page.locator("[data-nth] output")
    expect(nth).to_have_text("第1回 になります", use_inner_text=True)
    page.get_by_label("勉強会").check()
    expect(nth).to_have_text("第7回 になります", use_inner_text=True)
    page.get_by_text("名簿にない方のお名前を書く").click()
    page.fill("[name=guest-0-name]", "講師 見本")
    page.get_by_label("見本 3郎").check()
    expect(page.locator("[data-people] output")).to_have_text("出席 2人")
    save(page)
    planned.refresh_from_db()
    assert [item.text for item in planned.agenda_items.all()] == ["三", "二"]
    assert (planned.number, planned.present_words, complaints) == (7, "2人", [])


def test_called_off_meeting_asks_only_for_day_and_reason(
    page, site, coordinator, members, planned, record
):
    enter(page, site, coordinator)
    page.goto(record)
    page.get_by_label("中止", exact=True).check()
    expect(page.locator("#s2, #s3, #s4, #s5").locator("visible=true")).to_have_count(0)
    page.fill("[name=remark]", "大雪のため")
    save(page)
    assert Meeting.objects.get().get_form_display() == "中止"


def test_second_saver_keeps_both_with_one_tap(
    page, site, coordinator, centre_staff, members, planned, record
):
    enter(page, site, coordinator)
    page.goto(record)
    page.fill("[name=agenda-0-text]", "買い物の手伝い")
    page.fill("[name=agenda-0-discussion]", "自分の話")
    page.fill("[name=remark]", "自分の言葉")
    page.get_by_label("見本 2郎").check()
    other = page.context.browser.new_context().new_page()
    enter(other, site, centre_staff)
    other.goto(record)
    other.fill("[name=agenda-0-text]", "買い物の手伝い")
    other.fill("[name=agenda-0-discussion]", "先の話")
    other.click("[data-formset=agenda] [data-add]")
    other.fill("[name=agenda-1-text]", "先だけの議題")
    other.get_by_label("見本 1郎").check()
    save(other)
    other.context.close()
    page.get_by_role("button", name="記録を保存する").click()
    expect(page.locator("#errsum")).to_contain_text("ほかの画面から、先に保存されました")
    page.locator("[data-both-all]").click()
    save(page)
    meeting = Meeting.objects.get()
    assert [(i.text, i.discussion.split()) for i in meeting.agenda_items.all()] == [
        ("買い物の手伝い", ["自分の話", "先の話"]), ("先だけの議題", []),
    ]  # fmt: skip
    assert (meeting.attendances.count(), meeting.remark, meeting.version) == (2, "自分の言葉", 2)
