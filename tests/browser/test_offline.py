"""A hall without a network: nothing written is lost, and nothing is sent twice."""

import json
import re

import pytest
from playwright.sync_api import expect

from councils.models import Meeting
from tests import factories as make
from tests.accounts.factories import PASSWORD

KEPT = "caches.keys().then(names => names.filter(name => name.startsWith('sheet ')))"
IS_KEPT = "async path => !!(await caches.match(path, {ignoreVary: true}))"
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('draft '))"


@pytest.fixture
def address(yawata, regular, members):
    return f"/councils/{yawata.pk}/meetings/new/"


@pytest.fixture
def sheet(page, site, sign_in, coordinator, address):
    """The sheet of a fresh meeting, kept on the device."""
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(coordinator)
    page.evaluate("navigator.serviceWorker.ready")
    page.goto(site + address)
    page.wait_for_function(IS_KEPT, arg=address)
    return page


def write(page, words="買い物の手伝い"):
    page.fill("[name=agenda-0-text]", words)
    page.get_by_label("見本 3郎").check()
    expect(page.locator("[data-save]")).to_contain_text("保存しました", timeout=5000)


def save(page):
    page.get_by_role("button", name="記録を保存する").click()


def test_sheet_reopens_without_a_network(sheet, context, address):
    write(sheet)
    context.set_offline(True)
    sheet.reload()
    expect(sheet.locator("h1")).to_have_text("八幡の会議を記録する")
    sheet.click("[data-restore]")
    expect(sheet.locator("[name=agenda-0-text]")).to_have_value("買い物の手伝い")
    expect(sheet.get_by_label("見本 3郎")).to_be_checked()
    expect(sheet.locator("[data-people] output")).to_have_text("出席 1人")


def test_record_saved_without_a_network_is_sent_later(sheet, context, site, address):
    context.set_offline(True)
    sheet.reload()
    write(sheet)
    save(sheet)
    expect(sheet.locator("#queued")).to_contain_text("つながったら自動で送ります")
    assert Meeting.objects.recorded().count() == 0
    context.set_offline(False)
    sheet.goto(f"{site}/home/")
    expect(sheet.locator("#outbox")).to_contain_text("送れました")
    meeting = Meeting.objects.recorded().get()
    assert [item.text for item in meeting.agenda_items.all()] == ["買い物の手伝い"]
    assert meeting.attendances.count() == 1
    assert sheet.evaluate(DRAFTS) == []
    assert sheet.evaluate(KEPT) == []
