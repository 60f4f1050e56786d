"""What people type never becomes markup: no request, no local file, no attachment, no script."""

import socket
import threading
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import tinyhtml5

from newsletters import printing
from newsletters.models import Article
from newsletters.printing.variants import print_variant
from takasaki_sc.lib.pdf import PaperFault, render_pages
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
RAW_SHAPES = (
    "<style>@font-face{font-family:X;src:url({})} p{font-family:X}</style><p>あ</p>",
    '<ul style="list-style-image:url({})"><li>x</li></ul>',
    '<p style="border-image:url({}) 30">x</p>',
    "<style>p::before{content:url({})}</style><p>x</p>",
    "<style>@page{background:url({})}</style>",
    '<img srcset="{} 2x" src="{}" alt="x">',
    '<svg width="9" height="9"><image xlink:href="{}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><style>@import "{}";</style><rect width="9" height="9"/></svg>',
    '<input type="image" src="{}">',
    '<a rel="attachment" href="{}">x</a>',
)
"""Shapes for the markup itself, past the templates."""
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


@pytest.mark.proves("G10", "V1.2.1", "V1.3.1", "V1.3.5")
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


class Counter:
    """A real door: counts every connection that anybody opens to it."""

    def __init__(self):
        self.door = socket.create_server(("127.0.0.1", 0))
        self.n_calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def port(self):
        return self.door.getsockname()[1]

    def _listen(self):
        while True:
            try:
                caller, _ = self.door.accept()
            except OSError:
                return
            self.n_calls += 1
            caller.close()

    def has_heard_nothing_but(self, n_calls):
        """Knock once ourselves: what came before has been counted when we have."""
        with socket.create_connection(("127.0.0.1", self.port)) as knock:
            knock.recv(1)
        return self.n_calls == n_calls + 1


@pytest.fixture
def counter():
    counter = Counter()
    yield counter
    counter.door.close()


CANARY = "CANARY-7351"


@pytest.fixture
def loaded(tmp_path, counter):
    """payload → the same payload, aimed at the counted door and at a file that exists."""
    file = tmp_path / "canary.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{CANARY}</text></svg>')
    return lambda payload: payload.replace("127.0.0.1:9", f"127.0.0.1:{counter.port}").replace(
        "/etc/passwd", str(file)
    )


def streams(content):
    """All that a PDF holds, unpacked, with the words one can read."""
    with pikepdf.open(BytesIO(content)) as pdf:
        packed = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
        bodies = b"".join(thing.read_bytes() for thing in packed)
    pages = pypdfium2.PdfDocument(content)
    return bodies, "".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.slow
def test_all_payloads_on_paper_at_once(db, counter, loaded):
    """As people type them: the paper comes out clean, nobody is called, no file is read."""
    issue = press.IssueFactory()
    for number, payload in enumerate(map(loaded, PAYLOADS)):
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
    bodies, words = streams(paper.content)
    assert words.count("127.0.0.1") >= 25  # said as text, which is all it may be
    assert CANARY.encode() not in bodies
    assert CANARY not in words
    assert counter.has_heard_nothing_but(0)


@pytest.mark.proves("G8", "V1.3.6")
@pytest.mark.slow
def test_payloads_that_got_into_the_markup_reach_nothing(counter, loaded):
    """If the escaping failed: the press itself calls nobody and reads no file."""
    shapes = [shape.replace("{}", target) for shape in RAW_SHAPES for target in TARGETS]
    payloads = [*PAYLOADS, *shapes]
    first = "".join(payload for payload in payloads if "attachment" in payload)  # its files count
    pages = [
        f'<html lang="ja"><head><title>題</title></head><body>{loaded(payload)}</body></html>'
        for payload in (first, *payloads)
    ]
    with pytest.raises(PaperFault) as fault:
        render_pages(pages)
    paper = fault.value.paper
    assert paper.n_pages >= len(pages)
    door = f"127.0.0.1:{counter.port}/x"
    outside = {f"http://{door}", f"//{door}", f"static://{door}", "static:../manage.py"}
    assert {*paper.refused} == outside | {"javascript:alert(1)", loaded(LOCAL)}
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        assert not pdf.attachments
    bodies, words = streams(paper.content)
    assert CANARY.encode() not in bodies
    assert CANARY not in words
    assert counter.has_heard_nothing_but(0)


@pytest.mark.proves("V1.2.2")
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
