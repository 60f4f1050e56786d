"""The documents lead somewhere: every file, picture and heading they point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])
PICTURES = sorted(ROOT.glob("docs/images/*"))
LARGEST_PICTURE = 150_000
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)\s]+)\)")
LINKS = [(doc, link) for doc in DOCUMENTS for link in LINK.findall(doc.read_text())]


def anchors_of(document):
    """Headings as GitHub names them: lower case, signs away, blanks as hyphens."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for words in headings}


@pytest.mark.parametrize(
    ("document", "link"),
    LINKS,
    ids=[f"{doc.stem}-{number}" for number, (doc, _) in enumerate(LINKS)],
)
def test_a_link_leads_to_a_file_and_a_heading(document, link):
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    assert target.exists()
    assert not anchor or anchor in anchors_of(target)


def test_every_picture_is_shown_and_small():
    shown = {(document.parent / link).resolve() for document, link in LINKS}
    assert [picture.name for picture in PICTURES if picture not in shown] == []
    assert [p.name for p in PICTURES if p.stat().st_size > LARGEST_PICTURE] == []
