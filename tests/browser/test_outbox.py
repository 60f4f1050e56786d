"""Records that could not leave the hall: sent later, once, and only for the one who wrote them."""

from django.utils import timezone
from playwright.sync_api import expect

from councils.models import AgendaItem, Meeting
from tests import factories as make
from tests.accounts.factories import PASSWORD
from tests.browser.sheets import (
    DRAFTS,
    KEPT,
    lose_network,
    queue,
    queue_offline,
    save,
    until,
    write,
)


def test_record_saved_without_a_network_is_sent_later(kept_sheet, context, site):
    lose_network(kept_sheet)
    kept_sheet.reload()
    write(kept_sheet)
    queue(kept_sheet)
    assert Meeting.objects.recorded().count() == 0
    context.set_offline(False)
    kept_sheet.goto(f"{site}/home/")
    expect(kept_sheet.locator("#outbox")).to_contain_text("送れました")
    meeting = Meeting.objects.recorded().get()
    assert [item.text for item in meeting.agenda_items.all()] == ["買い物の手伝い"]
    assert meeting.attendances.count() == 1
    assert (kept_sheet.evaluate(DRAFTS), kept_sheet.evaluate(KEPT)) == ([], [])
    kept_sheet.get_by_role("link", name="送った記録を見る").click()
    expect(kept_sheet.locator(".banner--ok")).to_contain_text("会議の記録を保存しました")


def test_open_sheet_is_sent_when_the_network_comes_back(kept_sheet, context, site):
    write(kept_sheet)
    lose_network(kept_sheet)
    save(kept_sheet)
    expect(kept_sheet.locator("#queued")).to_be_visible()
    context.set_offline(False)
    expect(kept_sheet.locator(".banner--ok").first).to_contain_text("会議の記録を保存しました")
    assert kept_sheet.url == f"{site}/councils/meetings/{Meeting.objects.recorded().get().pk}/"


def test_words_changed_while_waiting_are_not_sent_half_written(kept_sheet, context, site):
    write(kept_sheet)
    lose_network(kept_sheet)
    save(kept_sheet)
    expect(kept_sheet.locator("#queued")).to_be_visible()
    write(kept_sheet, "買い物の手伝いと")
    context.set_offline(False)
    kept_sheet.goto(f"{site}/home/")
    expect(kept_sheet.locator("h1")).to_have_text("今月のようす")
    kept_sheet.wait_for_timeout(500)
    assert Meeting.objects.recorded().count() == 0
    assert len(kept_sheet.evaluate(DRAFTS)) == 1


def test_server_that_does_not_answer_is_like_no_network(kept_sheet, site):
    write(kept_sheet)
    kept_sheet.route("**/meetings/new/", lambda route: route.abort())
    save(kept_sheet)
    expect(kept_sheet.locator("#queued")).to_contain_text("つながったら自動で送ります")
    assert kept_sheet.evaluate("navigator.onLine") is True
    kept_sheet.unroute("**/meetings/new/")
    kept_sheet.goto(f"{site}/home/")
    expect(kept_sheet.locator("#outbox")).to_contain_text("送れました")
    assert Meeting.objects.recorded().count() == 1


def test_answer_lost_on_the_way_does_not_make_two(kept_sheet, site):
    """The server has the record, but the hall does not hear so."""
    write(kept_sheet)

    def swallow(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
        route.abort()

    kept_sheet.route("**/meetings/new/", swallow)
    save(kept_sheet)
    expect(kept_sheet.locator("#queued")).to_be_visible()
    assert Meeting.objects.recorded().count() == 1
    kept_sheet.unroute("**/meetings/new/")
    kept_sheet.goto(f"{site}/home/")
    expect(kept_sheet.locator("h1")).to_have_text("今月のようす")
    until(kept_sheet, DRAFTS, [])
    assert Meeting.objects.recorded().count() == 1


def test_two_windows_send_once(kept_sheet, context, site):
    queue_offline(kept_sheet)
    context.set_offline(False)
    windows = [kept_sheet, context.new_page()]
    posts = []
    for page in windows:
        page.on("request", lambda request: posts.append(request.method == "POST"))
    for page in windows:
        page.goto(f"{site}/home/", wait_until="commit")
    until(kept_sheet, DRAFTS, [])
    windows[1].wait_for_load_state("networkidle")
    assert posts.count(True) == 1
    assert Meeting.objects.recorded().count() == 1


def test_two_meetings_written_on_one_kept_sheet_are_two(kept_sheet, context, site, address):
    lose_network(kept_sheet)
    for day, words in ((10, "買い物の手伝い"), (11, "見守り")):
        kept_sheet.goto(site + address)
        kept_sheet.fill("[name=held_on_d]", str(day))
        write(kept_sheet, words)
        queue(kept_sheet)
    context.set_offline(False)
    kept_sheet.goto(f"{site}/home/")
    until(kept_sheet, DRAFTS, [])
    topics = [item.text for item in AgendaItem.objects.order_by("text")]
    assert topics == ["見守り", "買い物の手伝い"]
    assert Meeting.objects.recorded().count() == 2


def test_second_record_of_the_day_waits_for_an_answer(kept_sheet, context, site, address):
    lose_network(kept_sheet)
    for words in ("買い物の手伝い", "見守り"):
        kept_sheet.goto(site + address)
        write(kept_sheet, words)
        queue(kept_sheet)
    context.set_offline(False)
    kept_sheet.goto(f"{site}/home/")
    refused = kept_sheet.locator(".banner--err")
    expect(refused).to_contain_text("送れませんでした：この日の記録が、もうあります")
    refused.get_by_role("button", name="用紙を開いて直す").click()
    expect(kept_sheet.locator("#errsum")).to_contain_text("この日の記録が、もうあります")
    mine, kept = kept_sheet.input_value("[name=agenda-0-text]"), AgendaItem.objects.get().text
    assert {mine, kept} == {"買い物の手伝い", "見守り"}
    kept_sheet.get_by_label("同じ日の、別の会議として残す").check()
    save(kept_sheet)
    expect(kept_sheet.locator(".banner--ok")).to_be_visible()
    assert Meeting.objects.recorded().count() == 2


def test_refused_record_is_kept_and_says_where(kept_sheet, context, site):
    write(kept_sheet)
    kept_sheet.fill("[name=starts_at]", "15:00")
    kept_sheet.fill("[name=ends_at]", "13:00")
    lose_network(kept_sheet)
    save(kept_sheet)
    expect(kept_sheet.locator("#queued")).to_be_visible()
    kept_sheet.goto("about:blank")
    context.set_offline(False)
    for _ in range(2):  # it is said on every page until it is mended
        kept_sheet.goto(f"{site}/home/")
        expect(kept_sheet.locator(".banner--err")).to_contain_text("おわりの時刻は、はじまりより")
    kept_sheet.get_by_role("button", name="用紙を開いて直す").click()
    expect(kept_sheet.locator("#errsum")).to_contain_text("おわりの時刻")
    expect(kept_sheet.locator("[name=agenda-0-text]")).to_have_value("買い物の手伝い")
    kept_sheet.fill("[name=ends_at]", "16:00")
    save(kept_sheet)
    expect(kept_sheet.locator(".banner--ok")).to_be_visible()
    assert Meeting.objects.recorded().count() == 1


def test_meeting_recorded_by_somebody_else_is_not_overwritten(
    page, site, sign_in, coordinator, context, yawata, regular, members
):
    page.on("dialog", lambda dialog: dialog.accept())
    planned = make.MeetingFactory(council=yawata, kind=regular, held_on=timezone.localdate())
    sign_in(coordinator)
    page.goto(f"{site}/councils/meetings/{planned.pk}/record/")
    queue_offline(page)
    Meeting.objects.filter(pk=planned.pk).update(
        recorded_at=timezone.now(), recorded_by=coordinator, remark="先の人の言葉", version=2
    )
    context.set_offline(False)
    page.goto(f"{site}/home/")
    expect(page.locator(".banner--err")).to_contain_text("送れませんでした")
    planned.refresh_from_db()
    assert (planned.remark, planned.agenda_items.count()) == ("先の人の言葉", 0)
    page.get_by_role("link", name="書いた分を見る").click()
    expect(page.locator("h1")).to_have_text("この端末に残っている記録")
    page.locator("[data-drafts] summary").click()
    expect(page.locator("[data-words]")).to_contain_text("買い物の手伝い")


def test_next_person_on_the_device_sees_and_sends_nothing(
    kept_sheet, context, site, sign_in, neighbour, coordinator, address
):
    queue_offline(kept_sheet)
    context.clear_cookies()  # before the network: whatever is sent now is sent by somebody else
    context.set_offline(False)
    kept_sheet.goto(f"{site}/accounts/login/")
    expect(kept_sheet.locator("#outbox")).to_contain_text("まだ送っていない記録が1件")
    assert kept_sheet.evaluate(KEPT) == []
    sign_in(neighbour)
    kept_sheet.wait_for_timeout(500)
    kept_sheet.goto(f"{site}/offline/")
    expect(kept_sheet.locator("[data-none]")).to_be_visible()
    assert Meeting.objects.recorded().count() == 0
    context.clear_cookies()
    sign_in(coordinator)
    expect(kept_sheet.locator("#outbox")).to_contain_text("送れました")
    assert Meeting.objects.recorded().get().recorded_by == coordinator


def test_sheet_left_open_is_not_sent_under_the_next_log_in(kept_sheet, context, site, admin):
    """The next person may write for every council, and still does not send what others wrote."""
    write(kept_sheet)
    context.clear_cookies()
    other = context.new_page()
    other.goto(f"{site}/accounts/login/")
    other.fill("[name=login]", admin.username)
    other.fill("[name=password]", PASSWORD)
    other.locator("main form button[type=submit]").first.click()
    expect(other.locator("h1")).to_have_text("今月のようす")
    save(kept_sheet)
    expect(kept_sheet.locator("#queued")).to_contain_text("別の方がログインしています")
    assert Meeting.objects.recorded().count() == 0
    assert len(kept_sheet.evaluate(DRAFTS)) == 1
