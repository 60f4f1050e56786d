"""No. 19 as the press gives it back, opened with two independent readers."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.core.cache import caches

from newsletters import lint, printing
from newsletters.models import Photo
from takasaki_sc.lib.pdf import PdfPaper
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole

ROOT = Path(__file__).resolve().parents[2]
A4 = (595.28, 841.89)
FONTS = {"BIZ-UDPGothic", "BIZ-UDPGothic-Bold", "Rounded-Mplus-1c-Ultra-Bold"}
PRINTED = {}

pytestmark = pytest.mark.slow


@pytest.fixture
def paper(onehart_19):
    """Printed once a session, and left in out/ for the eye."""
    if not PRINTED:
        PRINTED["paper"] = printing.print_issue(onehart_19)
        (ROOT / "out").mkdir(exist_ok=True)
        (ROOT / "out" / "newsletter-19.pdf").write_bytes(PRINTED["paper"].content)
    return PRINTED["paper"]


@pytest.fixture
def pdf(paper):
    with pikepdf.open(BytesIO(paper.content)) as opened:
        yield opened


def page_texts(paper):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper.content)]


def test_four_pages_of_a4(paper):
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(paper.content)]
    assert [(round(w, 2), round(h, 2)) for w, h in sizes] == [A4] * 4
    assert paper.page_counts == (1, 1, 1, 1)


def test_every_font_is_ours_and_embedded(pdf):
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    bare = {str(f.BaseFont).split("+")[-1] for f in fonts}
    assert bare == FONTS
    descriptors = [f.DescendantFonts[0].FontDescriptor for f in fonts]
    assert all("/FontFile2" in d or "/FontFile3" in d for d in descriptors)
    assert all("/ToUnicode" in f for f in fonts)


def test_paper_is_tagged_japanese_and_says_its_title(pdf):
    assert str(pdf.Root.Lang) == "ja"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "めざせ！ワンハート 第19号（令和5年2月）"


def elements(node):
    """Every structure element below, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_every_picture_has_words(pdf):
    figures = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/Figure"]
    words = [str(figure.get("/Alt", "")) for figure in figures]
    assert all(words)
    assert len(words) == 10  # the title, eight drawings, the QR code


def test_bookmarks_lead_to_every_article(pdf):
    with pdf.open_outline() as outline:
        (top,) = outline.root
        titles = [item.title for item in top.children]
    assert top.title == "めざせ！ワンハート 第19号"
    assert titles == [
        "みなさまへ",
        "12・1月の話し合いの内容",
        "アニメの説明DVDがあります",
        "コーディネーターからのお願い",
        "おなじみの情報誌で、協議体を広める",
        "となりの村、南牧村協議体と情報交換会",
        "中居お助け隊の買い物支援",
        "区長会のみなさんと勉強会",
        "居場所「さのんち」がオープン！",
        "社会資源のまとめ",
        "「つどい・ふれあいの場一覧」が完成",
        "「生活支援ガイドブック」づくり",
        "発行元：高崎市第1層生活支援コーディネーター",
    ]


def test_words_stand_on_their_page_in_reading_order(paper):
    wanted = [
        ["みなさまへ", "12月", "住民企画会議", "① ", "事業推進会議", "1月", "お願い"],
        ["第1層協議体", "経緯", "今後", "倉渕地区", "目的", "経緯", "様子"],
        ["中居地区", "今後", "新町地区", "1月10日（火）", "佐野地区", "毎週火曜日"],
        ["社会資源のまとめ", "名称", "TEL/FAX", "榛名地区", "027-321-1319", "2019011800019"],
    ]
    for words, text in zip(wanted, page_texts(paper), strict=True):
        tidy, place = text.replace("\r\n", ""), 0
        for word in words:
            place = tidy.index(word.strip(), place) + 1


def test_same_issue_gives_the_same_bytes(onehart_19):
    prints = []
    for _ in range(2):
        caches["own"].clear()
        prints.append(printing.print_issue(onehart_19).content)
    assert prints[0] == prints[1]


def test_paper_is_light(paper):
    assert len(paper.content) < 400_000


def test_second_article_too_many_is_an_overfull_page_and_never_a_fifth(issue):
    article = issue.articles.get(page=2)
    article.scene = "あふれるほど書きました。" * 300
    article.save()
    proof = lint.proof_issue(whole(issue))
    assert [(f.level, f.where, f.message) for f in proof.findings if f.is_blocking] == [
        ("blocking", "2面", "2面があふれています。文を減らすか、記事をほかの面へ移してください。")
    ]
    assert proof.has_blocking
    assert [page for page, _ in proof.rooms] == [1, 3, 4]


def test_text_that_the_press_dropped_is_a_fault(issue):
    """A print without one of its marks is what WeasyPrint gives back when a grid loses its end."""
    pages = printing.issue_pages(issue)
    room = {name: 1.0 for page in pages for name in re.findall(r'data-measure="(.+?)"', page)}
    assert list(printing.lost_parts(pages, PdfPaper(b"", (1, 1, 1, 1), room=room))) == []
    del room[f"text-{issue.articles.get(page=3).pk}-1"]
    (finding,) = printing.lost_parts(pages, PdfPaper(b"", (1, 1, 1, 1), room=room))
    assert finding.text == "3面で、文か写真が紙面に入りきっていません。文を減らしてください。"


def test_letter_that_the_font_lacks_is_found_in_its_article(issue):
    article = issue.articles.get(page=3)
    article.future = "みんなで🎉しましょう。"
    article.save()
    proof = lint.proof_issue(whole(issue))
    assert [(f.where, f.message) for f in proof.findings if f.is_blocking] == [
        (f"3面「{article.title}」の今後",
         "「🎉」は印刷用の書体にありません。別の文字に書き換えてください。")
    ]  # fmt: skip


def test_wide_white_is_mentioned(issue):
    advice = {f.where for f in lint.proof_issue(issue).findings}
    assert advice == {"1面", "2面", "3面", "4面"}


def test_what_people_type_never_becomes_markup(issue):
    article = issue.articles.get(page=2)
    article.title = "<b>太い</b>"
    article.scene = "<img src=file:///etc/passwd> *強く* ｜釣《つ》り"
    article.save()
    html = printing.issue_pages(whole(issue))[1]
    assert "&lt;img src=file:///etc/passwd&gt;" in html.replace('<span class="ph">', "")
    assert "<b>太い" not in html
    assert "<strong>" in html
    assert "<ruby>釣<rt>つ</rt></ruby>" in html


def test_photograph_is_handed_to_the_press(issue, settings):
    photo = press.PhotoFactory(
        article=issue.articles.get(page=2), drawing="", image="newsletters/photos/aa/x.jpg"
    )
    small = Path(settings.MEDIA_ROOT, photo.small_name)
    small.parent.mkdir(parents=True)
    small.write_bytes(b"jpeg")
    assert printing.issue_assets(whole(issue)) == {
        f"media:photo/{photo.pk}": (b"jpeg", "image/jpeg")
    }


@pytest.mark.parametrize("drawing", Photo.Drawing.values)
def test_drawing_is_there_and_plain(drawing):
    """No gradients or filters: one renderer loses the first, WeasyPrint the second."""
    svg = (ROOT / "static/print/drawings" / f"{drawing}.svg").read_text()
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert not any(word in svg for word in ("Gradient", "filter", "mask", "<text", "href"))
