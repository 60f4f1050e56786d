"""What stands on the papers, and what must never stand on them."""

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest

from resources.printing.guidebook import print_guide
from resources.printing.options import Grouping, PaperOptions
from resources.printing.place_list import print_list
from tests import factories as make
from tests.resources.paper_world import SECRET, fill

pytestmark = pytest.mark.slow  # papers are laid out

TODAY = date(2026, 11, 29)
KEPT_OUT = (SECRET, "非公開の会", "おわった会")


def pages_of(paper):
    document = pypdfium2.PdfDocument(paper.content)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def squeezed(paper):
    return "".join("".join(pages_of(paper)).split())


@pytest.fixture
def world(yawata, toyooka):
    return fill(yawata, toyooka)


def only(council, **words):
    return PaperOptions(councils=(council.pk,), **words)


def test_list_shows_what_is_released_of_the_district_and_nothing_else(world, yawata):
    text = squeezed(print_list(only(yawata), TODAY))
    wanted = (
        "つどい・ふれあいの場一覧", "八幡地区4か所令和8年11月29日現在", "［サ］あさがおサロン",
        "見本公民館（八幡町1）", "毎週火曜10:00〜12:00", "見本の会", "027-000-1111",
        "FAX027-000-2222", "100円上ばき持参", "［趣］<b>わ</b>の会", "【休止中】", "1/1",
    )  # fmt: skip
    assert [words for words in wanted if words not in text] == []
    assert [words for words in (*KEPT_OUT, "となり茶話会") if words in text] == []


def test_list_of_the_city_has_a_page_for_every_district(world):
    first, second = pages_of(print_list(PaperOptions(), TODAY))
    assert "あさがおサロン" in first
    assert "となり茶話会" in second
    assert [words for words in KEPT_OUT if words in first + second] == []


def test_list_by_kind_goes_on_without_a_new_page(world):
    options = PaperOptions(grouping=Grouping.KIND, kinds=("salon", "exercise"))
    text = squeezed(print_list(options, TODAY))
    assert "ふれあい・いきいきサロン2か所" in text
    assert "体操・運動1か所" in text
    assert "かいもの号" not in text


def test_large_list_has_letters_of_sixteen_points(world, yawata):
    paper = print_list(only(yawata, is_large=True), TODAY)
    assert sizes_in(paper, 0) >= {16.0, 14.0}
    assert "開催日時・住所" in squeezed(paper)


def sizes_in(paper, number):
    """Sizes of letters on a page, in points: WeasyPrint scales by .75."""
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        told = pikepdf.parse_content_stream(pdf.pages[number])
        return {
            round(float(operands[1]) * (1 if str(operands[0]) == "/Folio" else 0.75), 1)
            for operands, operator in told
            if str(operator) == "Tf"
        }


def test_body_of_the_list_is_never_smaller_than_twelve_points(world, yawata):
    assert min(sizes_in(print_list(only(yawata), TODAY), 0)) == 10.0  # foot line and page number
    assert 12.0 in sizes_in(print_list(only(yawata), TODAY), 0)


def test_long_group_is_cut_and_its_heading_is_repeated(yawata):
    make.SocialResourceFactory.create_batch(260, council=yawata)
    paper = print_list(only(yawata), TODAY)
    text = squeezed(paper)
    assert text.count("八幡地区つづき") == 1
    assert text.count("TEL／FAX") == paper.n_pages
    assert f"{paper.n_pages}/{paper.n_pages}" in text


def test_long_words_break_inside_their_column(yawata):
    make.SocialResourceFactory(council=yawata, notes="https://example.jp/" + "x" * 60)
    document = pypdfium2.PdfDocument(print_list(only(yawata), TODAY).content)
    text = document[0].get_textpage()
    right_edges = [text.get_charbox(n)[2] for n in range(text.count_chars())]
    text.close()
    document.close()
    assert max(right_edges) < (297 - 12) / 25.4 * 72


def test_progress_is_real(yawata):
    make.SocialResourceFactory.create_batch(260, council=yawata)
    told = []
    print_list(only(yawata), TODAY, told.append)
    assert sorted(told) == told
    assert told[-1] == 95
    assert len(told) == 2


# --- the booklet --------------------------------------------------------------------------
@pytest.fixture
def guide(world, yawata):
    return print_guide(only(yawata), TODAY)


def test_booklet_fills_sheets_of_four_pages(guide):
    pages = pages_of(guide)
    assert guide.n_pages == len(pages)
    assert len(pages) % 4 == 0
    assert "ガイドブック" in pages[0]
    assert f"全{len(pages)}ページ" in "".join(pages[-1].split())


def test_booklet_keeps_out_what_is_not_for_everybody(guide):
    text = squeezed(guide)
    assert [words for words in (*KEPT_OUT, "となり茶話会") if words in text] == []
    assert "<b>わ</b>の会" in text
    assert "休止中" in text


def test_numbers_of_contents_and_indexes_are_the_pages_where_things_stand(guide):
    pages = ["".join(page.split()) for page in pages_of(guide)]
    opening = next(n for n, page in enumerate(pages, 1) if page.startswith("八幡地区4か所"))
    entry = next(n for n, page in enumerate(pages, 1) if "見本の会027-000-1111" in page)
    by_name = next(n for n, page in enumerate(pages, 1) if page.startswith("名前からさがす"))
    by_day = next(n for n, page in enumerate(pages, 1) if page.startswith("曜日からさがす"))
    contents = pages[2]
    assert f"八幡地区4か所{opening}" in contents
    assert f"名前からさがす{by_name}曜日からさがす{by_day}" in contents
    assert f"あさがおサロン{entry}" in pages[by_name - 1]
    assert f"あさがおサロン{entry}" in pages[by_day - 1]
    assert "やすみ体操" not in pages[by_day - 1]


def test_booklet_is_a5_and_the_large_one_a4_with_the_same_pages(world, guide, yawata):
    large = print_guide(only(yawata, is_large=True), TODAY)
    assert size_of(guide) == (148, 210)
    assert size_of(large) == (210, 297)
    assert large.n_pages == guide.n_pages
    assert 17.0 in sizes_in(large, 1)


def size_of(paper):
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        box = pdf.pages[1].mediabox
        return tuple(round(float(side) / 72 * 25.4) for side in box[2:])


def test_booklet_of_the_city_has_a_map_with_the_numbers_of_the_districts(world):
    pages = ["".join(page.split()) for page in pages_of(print_guide(PaperOptions(), TODAY))]
    city = next(page for page in pages if page.startswith("市の地図"))
    assert "1八幡地区2豊岡地区" in city


def test_booklet_names_the_centre_with_room_for_its_number(yawata):
    first = make.SupportCentreFactory(name="見本センター")
    second = make.SupportCentreFactory(name="高齢者センター", phone="027-000-9")
    yawata.centres.add(first, second)
    fill(yawata, yawata)
    text = squeezed(print_guide(only(yawata), TODAY))
    assert "見本センター電話" in text
    assert "高齢者センター電話027-000-9" in text


def test_booklet_is_tagged_and_bookmarked(guide):
    with pikepdf.open(io.BytesIO(guide.content)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.Root.Lang) == "ja"
        titles = [item.title for item in outline.root]
    assert titles == [
        "表紙", "この冊子の使い方", "もくじ", "こまったときの相談先", "八幡地区", "名前からさがす",
        "曜日からさがす", *["メモ"] * titles.count("メモ"),
    ]  # fmt: skip
