"""A paper is whole and closed, or it does not go out."""

import hashlib
import http.server
import io
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from takasaki_sc.lib import fonts, paper_files
from takasaki_sc.lib.fonts import FontMissing
from takasaki_sc.lib.limits import close_nurseries
from takasaki_sc.lib.pdf import PaperFault, render_pages, render_pdf

pytestmark = pytest.mark.slow  # a page costs 0.2 s, the first one 1.5 s

STYLE = "@page{size:A4;margin:15mm} body{font:12pt/1.7 'BIZ UDPGothic'}"
WORDS = ["第3回", "八幡協議体", "髙﨑さんの声「集まる場がほしい」①㈱☎", "体操の日"]
BODY = "<h1>第3回 八幡協議体</h1><p>髙﨑さんの声「集まる場がほしい」①㈱☎</p>"


def page(body=BODY, style="", head=""):
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>会議の記録</title>'
        f"{head}<style>{STYLE}{style}</style></head><body>{body}</body></html>"
    )


def photo(size=(40, 30), colour="orange"):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "JPEG")
    return stream.getvalue(), "image/jpeg"


def findings(body, **options):
    with pytest.raises(PaperFault) as refused:
        render_pdf(page(body), **options)
    return [(finding.kind, finding.text) for finding in refused.value.findings]


def kinds(body, **options):
    return [kind for kind, _ in findings(body, **options)]


def print_anyway(html, **options):
    """The paper in spite of its faults, or None if nothing came out."""
    try:
        return render_pdf(html, **options)
    except PaperFault as refused:
        return refused.paper


# --- what comes out -----------------------------------------------------------------------
@pytest.fixture(scope="module")
def paper():
    picture = '<img src="media:photo/12" alt="体操のようす">'
    return render_pdf(
        page(
            BODY + f"<h2 style=\"font:800 16pt 'M PLUS Rounded 1c'\">体操の日</h2>{picture}",
        ),
        {"media:photo/12": photo()},
    )


def test_paper_has_one_page_and_its_text(paper):
    assert (paper.n_pages, paper.page_counts) == (1, (1,))
    document = pypdfium2.PdfDocument(paper.content)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert text.split() == WORDS


def test_paper_is_tagged_titled_and_bookmarked(paper):
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        assert str(pdf.Root.Lang) == "ja"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "会議の記録"
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        with pdf.open_outline() as outline:
            (top,) = outline.root
            assert (top.title, [child.title for child in top.children]) == (
                "第3回 八幡協議体",
                ["体操の日"],
            )


def test_paper_embeds_our_fonts_only(paper):
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        named = {
            str(thing.FontName).partition("+")[2]
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        }
    assert named == {"BIZ-UDPGothic", "BIZ-UDPGothic-Bold", "Rounded-Mplus-1c-Ultra-Bold"}


def test_same_input_gives_the_same_bytes_in_another_process():
    first = render_pdf(page()).content
    close_nurseries()
    assert hashlib.sha256(render_pdf(page()).content).digest() == hashlib.sha256(first).digest()


def test_overfull_page_is_known():
    long = page("<p>あふれる</p>" * 30)
    paper = render_pages([page(), long, page()])
    assert (paper.page_counts, paper.n_pages) == ((1, 2, 1), 4)


def test_joined_pages_keep_bookmarks_of_all():
    paper = render_pages([page("<h1>一面</h1>"), page("<h1>二面</h1>")])
    with pikepdf.open(io.BytesIO(paper.content)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["一面", "二面"]


def test_room_in_a_frame_is_measured():
    style = "height:30mm;font-size:10mm;line-height:1"
    frames = "".join(
        f'<div data-measure="{name}" style="{style}">{"<br>".join("あ" * lines)}</div>'
        for name, lines in (("free", 2), ("over", 4))
    )
    assert render_pdf(page(frames)).room == {"free": 10.0, "over": -10.0}


@pytest.mark.proves("V5.3.2")
def test_static_files_are_found_and_nothing_beside_them(tmp_path, monkeypatch):
    for name in ("static/css/print.css", "static/img/a.svg", "static-old/x", "x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a{}")
    (tmp_path / "static" / "door").symlink_to(tmp_path / "x")
    monkeypatch.setattr(paper_files, "STATIC_FOLDER", tmp_path / "static")
    files = paper_files.PaperFiles({}, lambda url, body, head: (body, head["Content-Type"]))
    assert files("static:css/print.css") == (b"a{}", "text/css")
    assert files("static:img/a.svg") == (b"a{}", "image/svg+xml")
    outside = ["../x", "/css/../../x", "%2e%2e/x", "..%2fx", "../static-old/x", "door", "css"]
    for address in outside:
        with pytest.raises(ValueError, match="not a file of this paper"):
            files(f"static:{address}")
    assert files.refused == [f"static:{address}" for address in outside]


def test_relative_address_means_the_static_folder():
    """Found, read and (being no stylesheet) warned about: that is not a refusal."""
    with pytest.raises(PaperFault) as refused:
        render_pdf(page(head='<link rel="stylesheet" href="css/../fonts/fonts.json">'))
    assert {finding.kind for finding in refused.value.findings} == {"warning"}


def test_links_that_a_paper_may_carry():
    links = ("https://example.jp/", "http://example.jp/", "mailto:a@example.jp", "tel:027", "#x")
    body = "".join(f'<p><a href="{link}">x</a></p>' for link in links) + '<p id="x">y</p>'
    assert render_pdf(page(body)).n_pages == 1


@pytest.mark.parametrize(
    "body",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" JavaScript:alert(1)">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="other.html">x</a>',
        '<a rel="nofollow attachment" href="media:photo/1">x</a>',
        '<link rel="Attachment" href="media:photo/1">',
    ],
)
def test_links_that_a_paper_must_not_carry(body):
    assert kinds(body, assets={"media:photo/1": photo()}) == ["file"]


# --- what stops a paper -------------------------------------------------------------------
def test_missing_letters_are_listed():
    with pytest.raises(PaperFault) as refused:
        render_pdf(page("<p>お祝い🎉 ☏ 🎉</p>"))
    assert [finding.kind for finding in refused.value.findings] == ["glyph"]
    assert "☏（U+260F）、🎉（U+1F389）" in str(refused.value)
    assert refused.value.paper.n_pages == 1


def test_missing_picture_is_a_fault():
    assert findings('<img src="media:photo/99" alt="写真">') == [
        ("file", "紙面に載せられない画像・リンクがあります: media:photo/99")
    ]


def test_broken_picture_is_a_fault():
    assets = {"media:photo/1": (b"\xff\xd8\xff\xe0 no picture", "image/jpeg")}
    assert kinds('<img src="media:photo/1" alt="写真">', assets=assets) == ["warning"]


def test_picture_without_words_is_told_in_japanese():
    address = "static:print/drawings/salon.svg"
    assert findings(f'<img src="{address}">') == [
        ("alt", f"かわりのことばがない絵があります: {address}")
    ]


def test_picture_of_another_type_is_refused():
    assets = {"media:photo/1": (b"<svg/>", "image/svg+xml")}
    assert kinds('<img src="media:photo/1" alt="写真">', assets=assets) == ["file"]


def test_unknown_css_is_a_fault():
    assert kinds('<p style="text-emphasis:dot">x</p>') == ["warning"]


def test_missing_font_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "SYSTEM_FONTS", (tmp_path,))
    with pytest.raises(PaperFault, match="apt install fonts-morisawa-bizud-gothic"):
        render_pdf(page())
    with pytest.raises(FontMissing):
        fonts.fontconfig_file()


def test_vendored_font_is_the_one_on_record():
    for entry in json.loads((fonts.OWN_FONTS / "fonts.json").read_text()):
        if "file" in entry:
            body = (fonts.OWN_FONTS / entry["file"]).read_bytes()
            assert hashlib.sha256(body).hexdigest() == entry["sha256"]
            assert (fonts.OWN_FONTS / entry["licence_file"]).exists()


# --- what must not get in -----------------------------------------------------------------
class _Listener(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def listener():
    with http.server.HTTPServer(("127.0.0.1", 0), _Listener) as server:
        server.seen = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


PAYLOADS = [
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<link rel="stylesheet" href="{url}">',
    '<style>@import "{url}";</style>',
    "<style>@import url({url});</style>",
    "<style>@font-face{{font-family:X;src:url({url})}} p{{font-family:X}}</style><p>あ</p>",
    '<img src="{url}" alt="x">',
    '<img srcset="{url} 2x" src="{url}" alt="x">',
    '<object data="{url}">x</object>',
    '<embed src="{url}">',
    '<p style="background:url({url})">x</p>',
    '<p style="background:image-set(url({url}) 1x), url({url})">x</p>',
    '<ul style="list-style-image:url({url})"><li>x</li></ul>',
    '<p style="border-image:url({url}) 30">x</p>',
    '<p style="content:url({url})">x</p>',
    "<style>p::before{{content:url({url})}}</style><p>x</p>",
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><image xlink:href="{url}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="{url}#a"/></svg>',
    '<svg width="9" height="9"><style>@import "{url}";</style><rect width="9" height="9"/></svg>',
    "<img alt='x' src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" "
    'width="9" height="9"><image href="{url}" width="9" height="9"/></svg>\'>',
    '<base href="{url}"><img src="a.png" alt="x">',
    "<style>@page{{background:url({url})}}</style>",
    '<input type="image" src="{url}">',
    '<a href="javascript:alert(1)">x</a>',
    '<img src="static:../takasaki_sc/settings.py" alt="x">',
    '<img src="static:..%2f..%2f..%2f..%2fetc/passwd" alt="x">',
    '<link rel="stylesheet" href="static:/../pyproject.toml">',
    '<img src="data:text/html,<script>x</script>" alt="x">',
    '<img src="media:../../etc/passwd" alt="x">',
]


@pytest.mark.proves("V1.3.6")
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_payloads_reach_nothing(scheme, listener, tmp_path):
    canary = tmp_path / "canary.svg"
    canary.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>CANARY-7351</text></svg>')
    http_url = f"http://127.0.0.1:{listener.server_address[1]}"
    listener.seen.clear()
    pages = [
        page(payload.format(url=f"{http_url}/{n}" if scheme == "http" else canary.as_uri()))
        for n, payload in enumerate(PAYLOADS)
    ]
    with pytest.raises(PaperFault) as refused:
        render_pages(pages)
    assert listener.seen == []
    assert {finding.kind for finding in refused.value.findings} <= {"file", "warning"}
    with pikepdf.open(io.BytesIO(refused.value.paper.content)) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert b"CANARY-7351" not in b"".join(
            thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)
        )


def test_refused_colour_profile_breaks_the_paper(listener):
    """WeasyPrint stumbles over a profile it did not get; the child goes, nothing else does."""
    listener.seen.clear()
    url = f"http://127.0.0.1:{listener.server_address[1]}/profile"
    assert kinds(f"<style>@color-profile --x{{src:url({url})}}</style>") == ["limit"]
    assert listener.seen == []


# --- what must end ------------------------------------------------------------------------
USE_BOMB = "".join(
    f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * 10 + "</g>" for level in range(1, 9)
)
BOMBS = {
    "colspan": "<table><tr><td colspan=1000000>x</td></tr></table>",
    "svg use": f'<svg><defs><rect id="a0" width="1" height="1"/>{USE_BOMB}</defs>'
    '<use href="#a8"/></svg>',
    "inline blocks": '<span style="display:inline-block">あ</span>' * 20_000,
    "nested flex": '<div style="display:flex">' * 25 + "x" + "</div>" * 25,
    "deep nesting": "<div>" * 5000 + "x",
    "huge svg": '<svg width="1e9mm" height="1e9mm"><rect width="100%" height="100%"/></svg>',
    "grid": '<div style="display:grid;grid-template-columns:repeat(100000,1fr)"><p>x</p></div>',
}


@pytest.mark.proves("G8", "V15.2.2")
@pytest.mark.parametrize("name", BOMBS)
def test_bomb_ends_within_its_time(name):
    """One second here, sixty in earnest: it prints in time or is stopped in time."""
    started = time.monotonic()
    print_anyway(page(BOMBS[name]), seconds=1)
    assert time.monotonic() - started < 3


@pytest.mark.proves("V15.2.2")
def test_endless_paper_is_refused_for_its_time():
    assert kinds(BOMBS["colspan"], seconds=1) == ["limit"]


@pytest.mark.proves("V15.2.2")
def test_memory_bomb_is_stopped():
    stream = io.BytesIO()
    Image.new("LA", (9000, 9000)).save(stream, "PNG")
    assets = {"media:photo/1": (stream.getvalue(), "image/png")}
    body = '<img src="media:photo/1" alt="x">'
    assert kinds(body, assets=assets, memory_mb=350) == ["limit"]


def test_web_process_does_not_carry_weasyprint():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, takasaki_sc.lib.pdf; print('weasyprint' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(fonts.__file__).parents[2])},
    )
    assert told.stdout == "False\n"
