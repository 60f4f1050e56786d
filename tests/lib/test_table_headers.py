"""Every table of a page or a paper says what its columns or rows are about (G23).

Read from the templates themselves, so that every paper the house prints is looked at without
being typeset: a header without `scope` belongs, read aloud and in the tags of a PDF, to nothing.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "templates").rglob("*.html")}
PAPERS = sorted(name for name in PAGES if "/print/" in name)
_WORDS_OF_TEMPLATES = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)
_TABLE = re.compile(r"<table\b([^>]*)>(.*?)</table>", re.S)
_HEAD = re.compile(r"<thead\b.*?</thead>", re.S)
_TH = re.compile(r"<th\b[^>]*>")
_SCOPE = re.compile(r'\bscope="(?:col|row|colgroup|rowgroup)"')
_EMPTY_CORNER = re.compile(r"<td\b[^>]*>\s*</td>")
_INCLUDE = re.compile(r'{%\s*include\s+"([^"#]+)')


def text_of(name):
    return _WORDS_OF_TEMPLATES.sub("", PAGES[name].read_text("utf-8"))


def with_parts(body):
    """A table with the rows that it includes from other files."""
    parts = [f"templates/{name}" for name in _INCLUDE.findall(body)]
    return body + "".join(text_of(name) for name in parts if name in PAGES)


def faults_of(text):
    """What a reader of the tables of one template would miss."""
    found = [f"scope がない: {th}" for th in _TH.findall(text) if not _SCOPE.search(th)]
    for attributes, body in _TABLE.findall(text):
        if not _SCOPE.search(with_parts(body)):
            found.append(f"見出しがない: <table{attributes}>")
        heads = "".join(_HEAD.findall(body))
        if "<td" in _EMPTY_CORNER.sub("", heads):
            found.append(f"見出しの行に td: <table{attributes}>")
    return found


@pytest.mark.proves("G23")
def test_every_table_has_headers_that_say_what_they_belong_to(figure):
    assert {name: faults for name in sorted(PAGES) if (faults := faults_of(text_of(name)))} == {}
    papers = [name for name in PAPERS if "<table" in text_of(name)]
    assert len(papers) >= 10
    n_tables = sum("<table" in text_of(name) for name in PAGES)
    figure("G23", "見出しのない表（紙と画面のひな形）", 0, wanted="0")
    figure("G23", "見出しを確かめた表のひな形（うち紙）", f"{n_tables}（{len(papers)}）")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('<table><tr><th scope="col">日</th></tr><tr><td>1</td></tr></table>', []),
        ("<table><tr><th>日</th></tr></table>", ["scope がない: <th>", "見出しがない: <table>"]),
        ("<table><tr><td>日</td></tr></table>", ["見出しがない: <table>"]),
        (
            '<table><thead><tr><td></td><th scope="col">日</th><td>月</td></tr></thead></table>',
            ["見出しの行に td: <table>"],
        ),
    ],
)
def test_what_is_missing_is_found(table, said):
    assert faults_of(table) == said
