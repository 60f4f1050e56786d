"""The seasons and mastheads of an issue, and the four papers made of it."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from newsletters import printing, queries
from newsletters.models import Printing, Series
from newsletters.printing import looks, variants
from newsletters.printing.variants import print_variant
from takasaki_sc.lib.paper_grey import grey_colours, grey_markup
from takasaki_sc.lib.print_css import forbidden_css
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole

PRINT = Path(__file__).resolve().parents[2] / "static" / "print"
THEMES = Series.Theme.values
MM = 25.4 / 72


def brightness(colour):
    """Relative luminance (WCAG 2) of 「#rrggbb」."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("month", "theme"), [
    (12, "plum"), (1, "plum"), (2, "plum"), (3, "leaf"), (5, "leaf"), (6, "wave"), (8, "wave"),
    (9, "maple"), (11, "maple"),
])  # fmt: skip
def test_series_that_follows_the_seasons(month, theme):
    series = Series(theme="wave", follows_seasons=True)
    assert press.models.Issue(series=series, issued_on=date(2023, month, 1)).shown_theme == theme


@pytest.mark.parametrize("follows", [True, False])
def test_own_colours_of_an_issue_go_before_season_and_series(follows):
    series = Series(theme="wave", follows_seasons=follows)
    issue = press.models.Issue(series=series, issued_on=date(2023, 2, 1), theme="maple")
    assert issue.shown_theme == "maple"
    issue.theme = ""
    assert issue.shown_theme == ("plum" if follows else "wave")


@pytest.mark.parametrize(("follows", "usual"), [
    (True, "いつもの色：梅（赤と桃）（発行月の季節から）"),
    (False, "いつもの色：水辺（青）（広報紙の登録から）"),
])  # fmt: skip
def test_issue_gets_colours_of_its_own_in_the_studio(client, tier1, follows, usual):
    series = press.SeriesFactory(theme="wave", follows_seasons=follows)
    issue = press.IssueFactory(series=series, issued_on=date(2023, 2, 1))
    client.force_login(tier1)
    page = reverse("newsletters:issue-edit", args=[issue.pk])
    assert f'<option value="" selected>{usual}</option>' in client.get(page).content.decode()
    seen = queries.fingerprint(issue)
    posted = {
        "number": issue.number, "issued_on": "R5.2", "coverage_from": "R4.12",
        "coverage_until": "R5.1", "digest": "12月\n＜定例＞\n① 話した", "seen": seen,
    }  # fmt: skip
    client.post(page, posted | {"theme": "purple"})
    issue.refresh_from_db()
    assert issue.theme == ""
    client.post(page, posted | {"theme": "maple"})
    issue.refresh_from_db()
    assert (issue.theme, issue.shown_theme) == ("maple", "maple")
    client.post(page, posted | {"theme": "", "seen": queries.fingerprint(issue)})
    issue.refresh_from_db()
    assert issue.shown_theme == ("plum" if follows else "wave")


@pytest.mark.parametrize("theme", THEMES)
def test_colours_of_a_season_can_be_read(theme):
    sheet = (PRINT / "themes" / f"{theme}.css").read_text()
    key = re.search(r"--key: (#\w{6})", sheet)[1]
    assert key == looks.INK[theme]["key"]
    sky = re.search(r"linear-gradient\(100deg, (#\w{6}), (#\w{6})\)", sheet).groups()
    assert contrast(key, "#ffffff") >= 4.5
    assert all(contrast(looks.INK[theme]["words"], colour) >= 4.5 for colour in sky)


@pytest.mark.parametrize("sheet", sorted(str(f.relative_to(PRINT)) for f in PRINT.rglob("*.css")))
def test_every_print_stylesheet_keeps_clear_of_the_traps(sheet):
    assert forbidden_css((PRINT / sheet).read_text()) == []


@pytest.mark.parametrize("picture", sorted(f.name for f in (PRINT / "themes").glob("*.svg")))
def test_picture_of_a_season_is_plain(picture):
    svg = (PRINT / "themes" / picture).read_text()
    assert not any(word in svg for word in ("Gradient", "filter", "mask", "<text", "href"))


@pytest.mark.parametrize("masthead", Series.Masthead.values)
def test_long_title_stays_within_the_masthead(masthead):
    series = Series(masthead=masthead, title="題" * 40, slogan="合" * 60, subtitle="副" * 58)
    mast = looks.masthead(press.models.Issue(series=series, theme="leaf"))
    width = looks.LINE_WIDTH[masthead] + 2
    assert (mast["title_size"] * 40, mast["slogan_size"] * 60) <= (width, width)
    assert mast["subtitle_size"] * 60 <= width


@pytest.mark.slow
@pytest.mark.parametrize(("n_pages", "theme", "masthead"), [
    (2, "leaf", "badge"), (6, "wave", "plain"), (8, "maple", "ribbon"),
])  # fmt: skip
def test_issue_of_another_size_has_just_its_pages(db, n_pages, theme, masthead):
    series = press.SeriesFactory(masthead=masthead, n_pages=n_pages)
    issue = press.IssueFactory(series=series, n_pages_planned=n_pages, theme=theme)
    press.ArticleFactory(issue=issue, page=n_pages)
    paper = printing.print_issue(whole(issue))
    assert paper.page_counts == (1,) * n_pages


# Grey -------------------------------------------------------------------------------------


@pytest.mark.parametrize("colour", ["#c8203a", "#23794a", "#ffe282", "#000000", "#ffffff"])
def test_grey_is_as_bright_as_the_colour(colour):
    grey = grey_colours(colour)
    assert len({grey[1:3], grey[3:5], grey[5:7]}) == 1
    assert abs(brightness(grey) - brightness(colour)) < 0.004


def test_grey_knows_every_spelling_of_a_colour_and_nothing_else():
    assert grey_colours("a#top{color:#f00;b:#ff000080;c:rgba(255,226,130,0)}") == (
        "a#top{color:#7f7f7f;b:#7f7f7f80;c:rgba(228, 228, 228,0)}"
    )
    assert grey_markup('<p title="#ff0000">#ff0000 fill</p><path fill="#ff0000"/>') == (
        '<p title="#ff0000">#ff0000 fill</p><path fill="#7f7f7f"/>'
    )


# The papers -------------------------------------------------------------------------------

PRINTED = {}


@pytest.fixture
def variant(request, onehart_19):
    """No. 19 as one of its variants, printed once a session."""
    if request.param not in PRINTED:
        PRINTED[request.param] = print_variant(onehart_19, request.param)
    return PRINTED[request.param]


def boxes(paper, name):
    """[(width, height) in mm] of one of the boxes of every page."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        found = [[float(n) * MM for n in page.obj[name]] for page in pdf.pages]
    return [(round(right - left, 1), round(top - foot, 1)) for left, foot, right, top in found]


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["press"], indirect=True)
def test_print_shop_gets_bleed_and_marks(variant):
    assert boxes(variant, "/TrimBox") == [(210, 297)] * 4
    assert boxes(variant, "/BleedBox") == [(217.1, 304.1)] * 4
    assert boxes(variant, "/MediaBox") == [(230, 317)] * 4


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["press"], indirect=True)
def test_masthead_reaches_the_bleed(variant):
    """The corner pixels of the bleed of page 1 wear the masthead, not the white of the paper."""
    with pikepdf.open(BytesIO(variant.content)) as pdf:
        media, bleed = (pdf.pages[0].obj[name] for name in ("/MediaBox", "/BleedBox"))
        left, top = float(bleed[0] - media[0]), float(media[3] - bleed[3])
    picture = pypdfium2.PdfDocument(variant.content)[0].render(scale=1).to_pil().convert("RGB")
    right = picture.width - left
    corners = [picture.getpixel((round(x), round(top + 2))) for x in (left + 2, right - 3)]
    assert all(red > 200 and blue < 190 for red, _, blue in corners)


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["mono"], indirect=True)
def test_grey_paper_has_no_colour_at_all(variant):
    assert variant.page_counts == (1, 1, 1, 1)
    for page in pypdfium2.PdfDocument(variant.content):
        bands = page.render(scale=1).to_pil().convert("RGB").split()
        assert bands[0].tobytes() == bands[1].tobytes() == bands[2].tobytes()


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["large"], indirect=True)
def test_large_print_says_everything(variant):
    document = pypdfium2.PdfDocument(variant.content)
    assert {tuple(round(side) for side in page.get_size()) for page in document} == {(595, 842)}
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(w in words for w in ("みなさまへ", "南牧村協議体", "027-000-0001", "027-321-1319"))
    assert len(document) > 4


@pytest.mark.slow
def test_large_print_names_the_issue_on_one_line_of_every_page_but_the_first(issue):
    title = "みんなで支え合う、まちの四季だより"
    type(issue.series).objects.update(title=title)
    issue.articles.update(scene="みんなで歩いて、話しました。" * 30)
    document = pypdfium2.PdfDocument(print_variant(whole(issue), "large").content)
    lines = [page.get_textpage().get_text_range().splitlines() for page in document]
    named = f"{title} 第7号（大きな字）"
    assert len(document) > 1
    assert [named in page for page in lines] == [False] + [True] * (len(document) - 1)


def test_every_variant_has_a_recipe():
    assert list(variants.RECIPES) == list(Printing.Variant)


def test_large_print_stylesheet_has_no_small_letters():
    sheet = (PRINT / "large.css").read_text()
    sizes = {float(size) for size in re.findall(r"([\d.]+)pt", sheet)}
    assert min(sizes) >= 14
    assert "html { font-size: 17pt; line-height: 1.75; }" in sheet
