"""Lines as the press breaks them: 禁則 over thousands of them, phrases, weight, sameness."""

import random
import re
from io import BytesIO

import pypdfium2
import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from newsletters import printing
from newsletters.printing.variants import print_variant
from takasaki_sc.lib.pictures import read_picture
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole

pytestmark = pytest.mark.slow

NEVER_FIRST = "、。，．・：；？！）」』】〉》］｝ー〜ぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
NEVER_LAST = "（「『【〈《［｛"
PIECES = (
    "協議体", "、", "。", "「さのんち」", "（土）", "サポーター", "ちょっと", "〜", "～",
    "毎週火曜日の10～13時", "支え合い", "・", "カップ", "へ", "きゃ", "みんなで、",
    "お茶（100円）", "027-000-0001", "！", "？", "です",
)  # fmt: skip


def lines_of(paper):
    """The text lines of a paper, in order, as an independent reader sees them."""
    for page in pypdfium2.PdfDocument(paper.content):
        text = page.get_textpage().get_text_range()
        yield from (line.strip() for line in re.split(r"[\r\n]+", text) if line.strip())


def test_no_line_of_thousands_breaks_the_rules(db):
    """禁則: what may not begin or end a line never does, in any layout and across marks."""
    shuffled = random.Random(5)  # noqa: S311 - a test that is the same every time
    issue = press.IssueFactory(greeting="")
    for number in range(60):
        words = "".join(shuffled.choices(PIECES, k=160)).strip("ー～〜・、。ッゃ！？")
        marked = f"{words[:70]}*{words[70:90]}*{words[90:]}"
        press.ArticleFactory(
            issue=issue, page=1 + number % 4, order=number, title="題", purpose="",
            scene=marked, voice=words[::-1].translate(str.maketrans("「」（）", "」「）（")),
        )  # fmt: skip
    lines = list(lines_of(print_variant(whole(issue), "large")))
    assert len(lines) >= 1500
    assert [line for line in lines if line[0] in NEVER_FIRST] == []
    assert [line for line in lines if line[-1] in NEVER_LAST] == []


def photograph(seed):
    """A picture as busy as a real photograph: 3000 × 2000, noise over shapes."""
    noise = Image.effect_noise((750, 500), 60).resize((3000, 2000), Image.Resampling.BICUBIC)
    tint = Image.linear_gradient("L").resize((3000, 2000)).rotate(seed * 30)
    stream = BytesIO()
    Image.merge("RGB", (noise, tint, noise)).save(stream, "JPEG", quality=92)
    return stream.getvalue()


def test_eleven_photographs_of_real_size_stay_under_one_and_a_half_megabytes(issue):
    small = read_picture(photograph(1)).small
    for number in range(11):
        article = issue.articles.get(page=2 + number % 3)
        name = f"newsletters/photos/aa/{number}.jpg"
        photo = press.PhotoFactory(article=article, drawing="", image=name)
        body = small[:-2] + number.to_bytes(2) + small[-2:]  # eleven different files
        default_storage.save(photo.small_name, ContentFile(body))
    paper = printing.print_issue(whole(issue))
    assert paper.page_counts == (1, 1, 1, 1)
    assert len(paper.content) <= 1_500_000


@pytest.mark.parametrize("variant", ["press", "mono", "large"])
def test_same_issue_gives_the_same_variant(issue, variant):
    prints = set()
    for _ in range(2):
        caches["own"].clear()
        prints.add(print_variant(issue, variant).content)
    assert len(prints) == 1


def test_heading_breaks_between_phrases_only(db):
    """「居場所「さのんち」がオープンしました」: no line of a title begins inside a phrase."""
    issue = press.IssueFactory()
    title = "地域のみなさんと一緒に居場所づくりの話し合いを始めることになりました"
    press.ArticleFactory(issue=issue, page=2, title=title, district="佐野地区")
    starts = [line for line in lines_of(printing.print_issue(whole(issue))) if line in title]
    html = printing.issue_pages(whole(issue))[1]
    phrases = re.findall(
        r'<span class="ph">([^<]+)</span>', html.split("<h2>")[1].split("</h2>")[0]
    )
    assert starts
    assert all(any(line.startswith(phrase) for phrase in phrases) for line in starts)
