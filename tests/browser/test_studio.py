"""An issue built from empty in a browser: a block of each kind, moved by button and by hand."""

from playwright.sync_api import expect

from newsletters.forms.kinds import KINDS
from newsletters.models import Issue
from tests import factories as make

WIDE = {"width": 1280, "height": 1600}
OFFERED = [
    layout for layout in KINDS if layout not in ("greeting", "digest", "request", "colophon")
]
STORY = {"quote": "quote", "callout": "lead", "banner": "lead"}


def order(issue):
    rows = issue.articles.order_by("page", "order")
    return [(article.page, article.layout) for article in rows]


def add(page, site, issue, layout, on_page):
    """Through the chooser of the plan, as an editor does it."""
    page.goto(f"{site}/newsletters/studio/{issue.pk}/plan/")
    page.get_by_role("link", name=f"{on_page}面にブロックを加える").click()
    page.get_by_role("link", name=KINDS[layout].label, exact=True).click()
    page.fill("[name=title]", f"見出し {layout}")
    if field := STORY.get(layout):
        page.fill(f"[name={field}]", "見本のことばです。")
    if layout == "flow":
        page.fill("[name=step-0-text]", "やってみよう")
    page.get_by_role("button", name="このブロックを加える").click()
    expect(page.locator(".banner--ok")).to_contain_text("ブロックを加えました。")


def drag(page, title, to_page):
    """From the grip to the end of a page, in small steps as a hand does."""
    block = page.locator(".np-block", has_text=title)
    box = block.locator(".np-grip").bounding_box()
    goal = page.locator(f"[data-page='{to_page}']").bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=4)
    page.mouse.move(goal["x"] + 60, goal["y"] + goal["height"] - 6, steps=20)
    page.mouse.up()


def test_issue_grows_from_empty_by_blocks_buttons_and_dragging(
    page, site, sign_in, tier1, yawata, complaints
):
    make.SeriesFactory()
    make.SocialResourceFactory(
        council=yawata, latitude="36.33", longitude="139.0", position_precision="exact"
    )
    page.set_viewport_size(WIDE)
    sign_in(tier1)
    page.goto(f"{site}/newsletters/studio/add/")
    page.get_by_role("button", name="下書きを作る").click()
    expect(page.get_by_role("heading", name="4面")).to_be_visible()
    issue = Issue.objects.get()
    for n, layout in enumerate(OFFERED):
        add(page, site, issue, layout, 2 + n % 3)
    found = {(article.layout, bool(article.table_rows)) for article in issue.articles.all()}
    assert {("resources", True), ("map", True)} < found
    page.goto(f"{site}/newsletters/studio/{issue.pk}/plan/")
    before = order(issue)
    page.get_by_role("button", name="「見出し quote」を上へ").click()
    expect(page.locator(".banner--ok")).to_contain_text("「見出し quote」を動かしました。")
    moved = order(issue)
    assert moved != before
    drag(page, "見出し plain", 1)
    expect(page.locator(".banner--ok")).to_contain_text("並びを変えました。")
    assert [page for page, layout in order(issue) if layout == "plain"] == [1]
    assert sorted(layout for _, layout in order(issue)) == sorted(KINDS)
    assert complaints == []
