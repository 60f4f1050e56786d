"""What people type never becomes markup: no request, no local file, no attachment, no script."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import tinyhtml5

from newsletters import printing
from newsletters.models import Article
from newsletters.printing.variants import print_variant
from takasaki_sc.lib.pdf import PaperFault
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole

PLACE = "http://127.0.0.1:9/x"
LOCAL = "file:///etc/passwd"
TARGETS = (PLACE, LOCAL, "javascript:alert(1)", "//127.0.0.1:9/x", "static:../manage.py")
SHAPES = (
    '<img src="{}">',
    "<img src={} onerror=x>",
    '<link rel=stylesheet href="{}">',
    '<link rel=attachment href="{}">',
    '<a href="{}">ここ</a>',
    '<iframe src="{}"></iframe>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<style>@import url("{}");</style>',
    '<p style="background:url({})">x</p>',
    '<svg><image href="{}" width="9" height="9"/></svg>',
    '<svg><use xlink:href="{}#a"/></svg>',
    '<base href="{}">',
    '"><img src="{}"><p class="',
    '*<img src="{}">*｜字《<img src="{}">》',
)
BOMBS = (
    "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>&b;",
    "<script>fetch('http://127.0.0.1:9')</script>",
    "{% include '/etc/passwd' %}{{ settings.SECRET_KEY }}",
    "</main></body></html><h1>x</h1>",
    "&#60;img src=x&#62;",
)
PAYLOADS = [shape.replace("{}", target) for shape in SHAPES for target in TARGETS] + list(BOMBS)
ARTICLE_TEXTS = (
    "title", "district", "lead", "purpose", "background", "scene", "voice", "future", "quote",
)  # fmt: skip
LIMITS = {"title": 80, "district": 30, "quote": 200}


def test_there_are_enough_payloads():
    assert len(PAYLOADS) >= 60


def poisoned(payload):
    """A whole issue that carries the payload in every text that reaches the paper."""
    series = press.SeriesFactory(
        title=payload[:40], slogan=payload[:60], subtitle=payload[:60], publisher=payload[:80],
        phone=payload[:20], office=payload[:60], web_title=payload[:80], web_url="",
    )  # fmt: skip
    digest = [{"month": payload, "meetings": [{
        "heading": payload, "note": payload,
        "items": [{"sign": payload, "text": payload, "outcomes": [payload]}],
    }]}]  # fmt: skip
    issue = press.IssueFactory(series=series, greeting=payload, request_text=payload, digest=digest)
    words = {name: payload[: LIMITS.get(name)] for name in ARTICLE_TEXTS}
    table = {"caption": payload, "headers": [payload], "rows": [[payload]]}
    for page, layout in enumerate(("flow", "table", "callout", "banner"), start=1):
        article = press.ArticleFactory(
            issue=issue, page=page, order=9, layout=layout, table=table, **words
        )
        press.FlowStepFactory(article=article, text=payload[:60], speaker=payload[:30])
        press.PhotoFactory(
            article=article, alt=payload[:120], caption=payload[:60], credit=payload[:80]
        )
    for order, layout in enumerate(Article.STANDING, start=1):
        press.ArticleFactory(issue=issue, page=1, order=order, layout=layout, title=payload[:80])
    return whole(issue)


def own_addresses(html):
    """Every src and href of our own templates, payloads taken away by the escaping."""
    tree = tinyhtml5.parse(html)
    return [
        (element.tag.split("}")[1], name.split("}")[-1], value)
        for element in tree.iter()
        if isinstance(element.tag, str)
        for name, value in element.attrib.items()
        if name.split("}")[-1] in ("src", "href", "style", "data", "onerror", "srcset")
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_adds_no_element_and_no_address(db, payload):
    """The tree of the page holds exactly the addresses that our templates put there."""
    found = {a for html in printing.issue_pages(poisoned(payload)) for a in own_addresses(html)}
    assert found == {
        ("link", "href", "static:print/newsletter.css"),
        ("link", "href", "static:print/studio.css"),
        ("link", "href", "static:print/themes/plum.css"),
        ("img", "src", "static:print/drawings/salon.svg"),
    }


@pytest.mark.slow
def test_all_payloads_on_paper_at_once(db):
    """With sockets closed and every address refused, the paper still comes out, and clean."""
    issue = press.IssueFactory()
    for number, payload in enumerate(PAYLOADS):
        press.ArticleFactory(
            issue=issue, page=number % 4 + 1, order=number, title="題", purpose="", scene=payload
        )
    paper = print_variant(whole(issue), "large")
    assert (paper.refused, paper.warnings) == ((), ())
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        assert not pdf.attachments
        names = ("/JavaScript", "/EmbeddedFiles", "/OpenAction", "/AA")
        assert not any(name in pdf.Root or name in pdf.Root.get("/Names", {}) for name in names)
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert notes == []
    words = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(paper.content))
    assert words.count("127.0.0.1") >= 25  # said as text, which is all it may be
    assert "root:" not in words


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_address_of_a_series_that_is_no_web_page_is_a_fault(db, address):
    series = press.SeriesFactory(web_url=address)
    issue = press.IssueFactory(series=series, n_pages_planned=2)
    press.ArticleFactory(issue=issue, page=1, layout="colophon")
    with pytest.raises(PaperFault) as fault:
        printing.print_issue(whole(issue))
    assert fault.value.paper.refused == (address,)
