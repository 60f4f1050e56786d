"""How large the letters on paper really are, whatever the stylesheets say."""

from collections import defaultdict

import pypdfium2
import pytest
from pypdfium2 import raw

from newsletters.models import Article
from newsletters.printing.variants import print_variant
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole

pytestmark = pytest.mark.slow

READING = "みほんざか"
"""Ruby is half as large as its word (6 and 8.5 pt): the word itself stands below it."""
TABLE = {
    "caption": "集まる場", "headers": ["番号", "名前"], "rows": [["1", "見本の会"]],
    "keys": ["number", ""], "as_of": "2023-01-31", "points": [[36.33, 139.0]],
}  # fmt: skip


@pytest.fixture(params=["ribbon", "badge", "plain"])
def every_block(db, request):
    """An issue with a block of every kind."""
    layouts = [layout for layout in Article.Layout.values if layout not in Article.STANDING]
    series = press.SeriesFactory(web_url="https://example.jp/koho", masthead=request.param)
    digest = [{"month": "12月", "meetings": [{
        "heading": "企画会議", "note": "第1層", "items": [
            {"sign": "①", "text": "見守り", "outcomes": ["広げます"]}],
    }]}]  # fmt: skip
    issue = press.IssueFactory(
        series=series, digest=digest, greeting="ご挨拶", request_text="お願い",
        n_pages_planned=8,
    )  # fmt: skip
    for page, layout in enumerate(layouts):
        article = press.ArticleFactory(
            issue=issue, page=page % 7 + 2, order=page, layout=layout, table=TABLE,
            district="見本の地区", quote="声です", lead="｜見本坂《みほんざか》の話",
        )  # fmt: skip
        press.FlowStepFactory(article=article, text="やってみよう", speaker="町内会")
        press.PhotoFactory(article=article, caption="お茶の会", credit="写真: 見本さん")
    for order, layout in enumerate(Article.STANDING, start=1):
        press.ArticleFactory(issue=issue, page=1, order=order, layout=layout)
    return whole(issue)


def sizes(paper):
    """{points: the letters of that size} of everything that can be read on a paper."""
    found, matrix = defaultdict(str), raw.FS_MATRIX()
    for page in pypdfium2.PdfDocument(paper.content):
        words = page.get_textpage()
        for at in range(raw.FPDFText_CountChars(words)):
            letter = chr(raw.FPDFText_GetUnicode(words, at))
            if letter.strip() and raw.FPDFText_GetMatrix(words, at, matrix):
                scale = (matrix.c**2 + matrix.d**2) ** 0.5  # also of turned pictures
                found[round(raw.FPDFText_GetFontSize(words, at) * scale, 1)] += letter
    return found


@pytest.mark.parametrize(("variant", "least"), [("screen", 10), ("mono", 10), ("large", 14)])
def test_no_letter_is_smaller_than_promised(every_block, variant, least):
    found = sizes(print_variant(every_block, variant))
    assert {s: set(words) - set(READING) for s, words in found.items() if s < least} == {
        8.5 if variant == "large" else 6: set()
    }
