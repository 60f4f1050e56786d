"""From the first evening of a course to the register, on a phone in a hall."""

from datetime import date

from playwright.sync_api import expect

from activities.models import CourseCompletion, Supporter
from tests import factories as make


def test_somebody_comes_completes_the_course_and_is_on_the_register(
    page, site, sign_in, coordinator, yawata, complaints
):
    course = make.CourseFactory(council=yawata, title="見本の養成講座")
    make.CourseSessionFactory(course=course, number=1, held_on=date(2026, 10, 7))
    sign_in(coordinator)
    page.goto(f"{site}/activities/courses/")
    page.get_by_role("link", name="見本の養成講座").click()
    page.get_by_role("link", name="受講者を加える").click()
    page.get_by_label("お名前").fill("見本 咲子")
    page.get_by_role("button", name="受講者に加える").click()
    expect(page.get_by_label("お名前")).to_have_value("")
    page.get_by_role("link", name="見本の養成講座").click()
    page.get_by_role("link", name="出席をつける").click()
    page.get_by_text("見本 咲子").click()
    expect(page.locator("output")).to_have_text("出席 1人")
    page.get_by_role("button", name="出席を保存する").click()
    page.get_by_role("button", name="1人を修了にする").click()
    completion = CourseCompletion.objects.get()
    paper = page.request.get(f"{site}/activities/certificates/{completion.pk}/")
    assert paper.headers["content-type"] == "application/pdf"
    page.get_by_role("link", name="修了した方のその後").click()
    button = page.get_by_role("button", name="担い手として名簿に載せる")
    assert button.bounding_box()["height"] >= 44
    button.click()
    expect(page.locator("h1")).to_have_text("見本 咲子さん")
    supporter = Supporter.objects.get()
    assert (supporter.is_provider, supporter.trained_by) == (True, completion)
    assert complaints == []
