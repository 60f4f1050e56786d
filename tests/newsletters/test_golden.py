"""Pages of no. 19 against the pictures kept of them (tests/newsletters/golden.py)."""

import pytest
from PIL import Image

from newsletters import printing
from newsletters.printing.variants import print_variant
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.golden import MOST_DIFFERENT, against_golden, pictures, share_different

pytestmark = pytest.mark.slow


def test_four_pages_look_as_they_did(onehart_19):
    for number, picture in enumerate(pictures(printing.print_issue(onehart_19)), start=1):
        assert against_golden(f"onehart-19-{number}", picture) <= MOST_DIFFERENT, number


def test_one_changed_letter_is_seen(onehart_19, monkeypatch):
    monkeypatch.delenv("RENEW_GOLDEN", raising=False)
    article = onehart_19.articles.get(page=4, order=2)
    article.background = article.background.replace("一覧", "一欄", 1)
    article.save()
    pages = list(pictures(printing.print_issue(whole(onehart_19))))
    assert against_golden("onehart-19-1", pages[0]) <= MOST_DIFFERENT
    assert against_golden("onehart-19-4", pages[3]) > MOST_DIFFERENT


def test_one_changed_colour_is_seen():
    """As light as before, and one step beside: a grey picture could not tell."""
    page = Image.new("RGB", (100, 100), "#fffdf7")
    other = page.copy()
    other.paste("#fffdf8", (0, 0, 2, 1))
    assert page.convert("L").tobytes() == other.convert("L").tobytes()
    assert share_different(page, other) == pytest.approx(0.0002)


@pytest.mark.parametrize(("theme", "masthead"), [
    ("leaf", "badge"), ("wave", "ribbon"), ("maple", "plain"),
])  # fmt: skip
def test_other_mastheads_look_as_they_did(db, theme, masthead):
    series = press.SeriesFactory(masthead=masthead)
    issue = press.IssueFactory(series=series, theme=theme, n_pages_planned=2)
    press.ArticleFactory(issue=issue, page=1, layout="greeting", title="みなさまへ")
    first = next(pictures(printing.print_issue(whole(issue))))
    assert against_golden(f"masthead-{theme}-{masthead}", first) <= MOST_DIFFERENT


def test_large_print_looks_as_it_did(onehart_19):
    pages = list(pictures(print_variant(onehart_19, "large")))
    assert against_golden("large-4", pages[3]) <= MOST_DIFFERENT
