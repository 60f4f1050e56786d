"""An issue from empty to published: written by one, read and passed by another, read by all."""

from django.conf import settings
from playwright.sync_api import expect

from newsletters.models import Issue
from tests import factories as make

WIDE = {"width": 1280, "height": 1600}
PICTURE = settings.BASE_DIR / "fixtures" / "demo" / "pictures" / "hanami.jpg"
BUBBLES = ("ひとりでは、出かけにくい", "いっしょに歩こう", "桜の道が、近くなった")


def begin(page, site):
    """The empty pages of the first issue."""
    page.goto(f"{site}/newsletters/studio/add/")
    page.get_by_role("button", name="下書きを作る").click()
    expect(page.get_by_role("heading", name="4面")).to_be_visible()
    return Issue.objects.get()


def place(page, site, issue, kind, on_page, words):
    """A block of a kind on a page, through the chooser of the plan."""
    page.goto(f"{site}/newsletters/studio/{issue.pk}/plan/")
    page.get_by_role("link", name=f"{on_page}面にブロックを加える").click()
    page.get_by_role("link", name=kind, exact=True).click()
    for name, text in words.items():
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="このブロックを加える").click()
    expect(page.locator(".banner--ok")).to_contain_text("ブロックを加えました。")


def write_pages(page, site, issue):
    """Greeting, a flow picture, an article that says nothing yet, somebody's words."""
    page.goto(f"{site}/newsletters/studio/{issue.pk}/")
    page.fill("[name=greeting]", "桜の便りが届きました。")
    page.select_option("[name=theme]", "leaf")
    page.get_by_role("button", name="号のことばを保存する").click()
    bubbles = {f"step-{n}-text": text for n, text in enumerate(BUBBLES)}
    story = {"title": "歩く会ができるまで", "scene": "23人で歩きました。"}
    place(page, site, issue, "吹き出しの流れ図", 2, story | bubbles)
    place(
        page, site, issue, "参加した方のことば", 4, {"title": "ひと言", "quote": "風が気持ちよい"}
    )
    place(page, site, issue, "文章と写真", 3, {"title": "桜の下で"})


def add_picture(page):
    """On the page of a block: a photograph with its words, nobody in it who was not asked."""
    page.get_by_role("link", name="写真を加える").click()
    page.set_input_files("[name=image]", str(PICTURE))
    page.fill("[name=caption]", "満開の道")
    page.fill("[name=alt]", "満開の桜の下に並ぶ5人")
    page.select_option("[name=consent]", "given")
    page.get_by_role("button", name="写真を加える").click()
    expect(page.locator(".banner--ok")).to_be_visible()


def see_preview(page, site, issue):
    """All four pages as pictures."""
    page.goto(f"{site}/newsletters/studio/{issue.pk}/preview/")
    pictures = page.locator(".nlp-pages img")
    expect(pictures).to_have_count(4)
    for n in range(4):
        pictures.nth(n).scroll_into_view_if_needed()
        page.wait_for_function(
            "n => document.querySelectorAll('.nlp-pages img')[n].naturalWidth > 0", arg=n
        )


def mend(page, site, issue):
    """The checks hold the empty article back and lead to it; then it says something."""
    see_preview(page, site, issue)
    expect(page.locator(".nl-findings .is-blocking")).to_have_count(1)
    expect(page.get_by_role("button", name="校了にする")).to_have_count(0)
    page.locator(".is-blocking").get_by_role("link").click()
    page.fill("[name=scene]", "桜の下でお茶を飲みました。")
    page.get_by_role("button", name="保存する").click()
    expect(page.locator(".banner--ok")).to_contain_text("保存しました。")


def leave(page):
    """Somebody else takes the device; no answer to the last page's previews brings a cookie."""
    page.goto("about:blank")
    page.context.clear_cookies()


def pass_on(page, site, sign_in, reader, issue):
    """確認を頼む; somebody else reads, finds it on the list of the studio, and passes it."""
    see_preview(page, site, issue)
    expect(page.locator(".nl-findings .is-blocking")).to_have_count(0)
    page.get_by_role("button", name="確認を頼む").click()
    expect(page.locator(".banner--ok").first).to_be_visible()
    leave(page)
    sign_in(reader)
    page.goto(f"{site}/newsletters/studio/")
    expect(page.locator("main")).to_contain_text("確認依頼中")
    page.goto(f"{site}/newsletters/studio/{issue.pk}/preview/")
    page.get_by_role("button", name="校了にする").click()
    expect(page.locator("main")).to_contain_text("進められる方")
    expect(page.get_by_role("link", name="発行へ進む")).to_have_count(0)
    leave(page)


def read_as_anybody(page, site):
    """Without a log-in: the shelf with its cover, the web edition, the PDF."""
    leave(page)
    page.goto(f"{site}/newsletters/")
    page.get_by_role("link", name="第1号").first.click()
    expect(page.locator("main")).to_contain_text("桜の下でお茶を飲みました。")
    expect(page.get_by_alt_text("満開の桜の下に並ぶ5人")).to_be_visible()
    expect(page.get_by_role("link", name="大きな字のPDF")).to_be_visible()
    paper = page.request.get(f"{page.url}pdf/")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")


def test_issue_goes_from_empty_to_the_public_shelf(
    page, site, sign_in, city, tier1, city_council, complaints
):
    make.SeriesFactory(needs_two_people=True)
    page.set_viewport_size(WIDE)
    sign_in(tier1)
    issue = begin(page, site)
    write_pages(page, site, issue)
    add_picture(page)
    mend(page, site, issue)
    pass_on(page, site, sign_in, city, issue)
    sign_in(tier1)
    page.goto(f"{site}/newsletters/studio/{issue.pk}/preview/")
    page.get_by_role("link", name="発行へ進む").click()
    page.get_by_role("button", name="第1号を発行する").click()
    expect(page.locator(".banner--ok")).to_contain_text("第1号を発行しました。")
    issue.refresh_from_db()
    people = (issue.asked_by, issue.checked_by, issue.published_by)
    assert (issue.state, issue.theme, people) == ("published", "leaf", (tier1, city, tier1))
    read_as_anybody(page, site)
    assert complaints == []
