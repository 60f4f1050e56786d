"""Forty documents that want the printer to hang or to eat the memory: each ends, alone."""

import time

import pytest

from takasaki_sc.lib.pdf import PaperFault, render_pdf

pytestmark = pytest.mark.slow
SECONDS = 3
GRACE = 15
STYLE = "@page{size:A4;margin:15mm} body{font:12pt/1.7 'BIZ UDPGothic'}"
BOX = '<svg viewBox="0 0 9 9">'
USE = "".join(f'<g id="u{n}">{f"<use href=#u{n - 1} />" * 10}</g>' for n in range(1, 9))
FILTERS = "".join(f'<feGaussianBlur stdDeviation="{n}"/>' for n in range(400))
BODIES = {
    "colspan": "<table><tr><td colspan=1000000>x</td></tr></table>",
    "rowspan": "<table><tr><td rowspan=1000000>x</td></tr></table>",
    "both spans": "<table>" + "<tr><td colspan=999 rowspan=999>x</td></tr>" * 60 + "</table>",
    "inline blocks": "<span style='display:inline-block'>x</span>" * 10_000,
    "nested tables": "<table><tr><td>" * 120,
    "nested divs": "<div>" * 3000,
    "nested lists": "<ul><li>" * 400,
    "nested flex": "<div style='display:flex'>" * 25 + "x",
    "nested grid": "<div style='display:grid'>" * 25 + "x",
    "nested floats": "<div style='float:left;width:50%'>" * 200 + "x",
    "columns": "<div style='columns:400'>" + "x " * 20_000,
    "uses": f'{BOX}<defs><path id="u0" d="M0 0h1"/>{USE}</defs><use href="#u8"/></svg>',
    "filters": f'{BOX}<filter id="f">{FILTERS}</filter><rect filter="url(#f)"/></svg>',
    "huge svg": '<svg width="1e9" height="1e9" viewBox="0 0 1 1"><rect width="1"/></svg>',
    "path": f'{BOX}<path d="' + "M0 0L9 9" * 200_000 + '"/></svg>',
    "dashes": f'{BOX}<path stroke="red" stroke-dasharray="1e-9" d="M0 0h9"/></svg>',
    "pattern": f'{BOX}<pattern id="p" width="1e-6" height="1e-6"/>'
    '<rect fill="url(#p)" width="9" height="9"/></svg>',
    "circle": f'{BOX}<g id="a"><use href="#a"/></g></svg>',
    "no viewbox": '<svg viewBox="0 0 0 0" width="9" height="9"><rect width="9"/></svg>',
    "entities": "&" + "amp;" * 300_000,
    "one word": "あ" * 300_000,
    "one latin word": "a" * 300_000,
    "right to left": "\u202e" * 50_000 + "x",
    "marks": "e" + "\u0301" * 50_000,
    "emoji": "👨‍👩‍👧" * 20_000,
    "breaks": "<br>" * 100_000,
    "pages": "<p style='break-after:page'>x</p>" * 3000,
    "footnotes": "<p>x<span style='float:footnote'>y</span></p>" * 2000,
    "counters": "<p style='counter-increment:" + " ".join(f"c{n}" for n in range(5000)) + "'>x</p>",
    "gradient": "<p style='background:linear-gradient(" + ",".join(["red"] * 50_000) + ")'>x</p>",
    "shadow": "<p style='font-size:1e9px'>x</p>",
    "margins": "<p style='margin:-1e9px'>x</p>",
    "heights": "<p style='height:1e12px'>x</p>",
    "data picture": "<img src='data:image/png;base64," + "A" * 2_000_000 + "'>",
    "attributes": "<p " + " ".join(f"a{n}=x" for n in range(50_000)) + ">x</p>",
}
STYLES = {
    "zero page": "@page{size:0 0}",
    "endless page": "@page{size:1e9mm 1e9mm}",
    "all margin": "@page{size:A4;margin:200mm}",
    "selectors": ",".join(f"a{n}>b+c~d" for n in range(30_000)) + "{color:red}",
    "not": ":not(" * 400 + "a" + ")" * 400 + "{color:red}",
    "content": "p::before{content:" + '"x" ' * 100_000 + "}",
    "variables": "p{" + "".join(f"--a{n}:var(--a{n - 1})var(--a{n - 1});" for n in range(1, 40))
    + "--a0:xx;color:var(--a39)}",
    "calc": "p{width:calc(" + "(" * 500 + "1px" + ")" * 500 + ")}",
    "rules": "p{color:red}" * 60_000,
    "counters of pages": "@page{@top-left{content:counter(pages)}}",
}  # fmt: skip


def documents():
    """[(name, HTML)]."""
    yield from ((name, _page(body)) for name, body in BODIES.items())
    yield from ((name, _page("<p>x</p>" * 50, style)) for name, style in STYLES.items())


def _page(body, style=""):
    head = f'<meta charset="utf-8"><title>見本</title><style>{STYLE}{style}</style>'
    return f'<!doctype html><html lang="ja"><head>{head}</head><body>{body}</body></html>'


def outcome(html):
    try:
        return "paper" if render_pdf(html, seconds=SECONDS).n_pages else "nothing"
    except PaperFault as fault:
        return "refused" if str(fault).strip() else "without a word"


@pytest.mark.assure
@pytest.mark.proves("G8", "V15.2.2")
def test_every_document_ends_in_time_and_the_next_is_printed(figure):
    papers, slowest, ends = list(documents()), 0, []
    assert len(papers) >= 40
    for _, html in papers:
        began = time.monotonic()
        ends.append(outcome(html))
        slowest = max(slowest, time.monotonic() - began)
    assert slowest <= SECONDS + GRACE
    assert set(ends) == {"paper", "refused"}
    assert outcome(_page("<p>見本</p>")) == "paper"
    figure("G8", "印刷を止めようとする文書", len(papers), wanted="40")
    figure("G8", "いちばん長くかかった文書（限りは3秒）", round(slowest, 1), unit="秒")
