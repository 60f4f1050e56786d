"""What a screen reader finds in a paper: order, headings, tables with headers, words for pictures.

No reader of this machine checks the whole of PDF/UA (veraPDF is no part of this house): what is
asked here is what docs/accessibility.md says was asked.
"""

import io

import pikepdf
import pytest
from PIL import Image

from takasaki_sc.lib.pdf import render_pdf

pytestmark = [pytest.mark.slow, pytest.mark.proves("G23")]
BODY = """<h1>会議の記録</h1><p>はじめの文</p><h2>出た人</h2>
<table><thead><tr><th scope="col">お名前</th><th scope="col">所属</th></tr></thead>
<tbody><tr><th scope="row">見本 1郎</th><td>見本町内会</td></tr></tbody></table>
<ul><li>一つめ</li><li>二つめ</li></ul>
<p><a href="https://example.jp/">くわしくは</a></p>
<img src="media:photo/1" alt="体操のようす">"""


def picture():
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(stream, "JPEG")
    return stream.getvalue(), "image/jpeg"


def walk(element):
    """The tags in the order in which they are read aloud."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from walk(child)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from walk(element.K)


@pytest.fixture(scope="module")
def paper():
    page = (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>会議の記録</title>'
        f"<style>body{{font:12pt 'BIZ UDPGothic'}}</style></head><body>{BODY}</body></html>"
    )
    made = render_pdf(page, {"media:photo/1": picture()})
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        yield pdf


@pytest.fixture
def tags(paper):
    return list(walk(paper.Root.StructTreeRoot.K))


def named(tags, *names):
    return [str(tag.S)[1:] for tag in tags if str(tag.S)[1:] in names]


def test_tags_are_read_in_the_order_of_the_page(tags):
    wanted = ("H1", "P", "H2", "Table", "L", "LI", "Link", "Figure")
    assert named(tags, *wanted) == [
        "H1", "P", "H2", "Table", "L", "LI", "LI", "P", "Link", "Figure",
    ]  # fmt: skip


def test_cell_names_its_headers(tags):
    names = [str(tag.ID) for tag in tags if tag.S == "/TH"]
    (cell,) = [tag for tag in tags if tag.S == "/TD"]
    assert len(set(names)) == 3
    assert [str(name) for name in cell.A.Headers] == [names[2], names[1]]


def test_picture_says_what_it_shows(tags):
    assert [str(tag.Alt) for tag in tags if tag.S == "/Figure"] == ["体操のようす"]


def test_language_title_and_tab_order_are_set(paper):
    assert (str(paper.Root.Lang), bool(paper.Root.ViewerPreferences.DisplayDocTitle)) == (
        "ja", True,
    )  # fmt: skip
    assert [str(page.get("/Tabs")) for page in paper.pages] == ["/S"]
