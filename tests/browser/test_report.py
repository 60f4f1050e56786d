"""A report with a real browser: open it, click a number, come back, publish."""

from datetime import date

from playwright.sync_api import expect

from reports.models import AnnualReport
from tests import factories as make


def test_number_leads_to_its_records_and_the_report_is_published(
    page, site, sign_in, tier1, yawata, regular, complaints
):
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 5, 8), number=12,
                        recorded_at="2025-05-09T09:00+09:00")  # fmt: skip
    sign_in(tier1)
    page.goto(f"{site}/reports/")
    page.get_by_role("link", name="令和7年度の年次報告").click()
    page.locator("p", has_text="話し合いの回数").get_by_role("link", name="1回").click()
    expect(page.locator("h1")).to_have_text("第2層協議体の開催回数")
    expect(page.locator("#records")).to_contain_text("八幡 第12回 定例会")
    page.go_back()
    expect(page.locator("h1")).to_have_text("令和7年度の年次報告")
    page.get_by_role("link", name="確かめて公表する").click()
    page.get_by_role("button", name="この数で公表する").click()
    expect(page.locator("main")).to_contain_text("に公表しました")
    assert AnnualReport.objects.get().frozen["numbers"]["meetings-held"]["value"] == 1
    assert complaints == []
