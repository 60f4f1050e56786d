"""The posters, opened with an independent reader."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from councils import queries
from councils.printing import visions as printing
from councils.queries.visions import Wall, WallPlace
from takasaki_sc.lib.pdf import PaperFault
from takasaki_sc.lib.print_css import forbidden_css
from tests import factories as make

SHEET = Path(__file__).resolve().parents[2] / "static/print/poster.css"
A4, A3 = (595, 842), (842, 1191)

# The seven as printed in 2018 (checklist B1–B7), the longest of them first.
PRINTED = [
    ("群馬（さくら）", "多世代の交流があり", "～多世代の世話人がつどい 隣近所をたすけあう地域～"),
    ("片岡", "明るく楽しく支え合う 長生きが幸せにつながる まちづくり", ""),
    ("群馬（なのはな）", "地域で支え合うまち", "～気軽につかず はなれず おせっかい～"),
    ("新町", "あったらいいな！が 実現できるまち", "～私たちの力で～"),
    ("城東・東部", "で愛、ふれ愛、ささえ愛", "～つながろう住みなれた町で～"),
    ("八幡", "動ける人がお互いに見守る 交流のあるまち", ""),
    ("乗附", "見守り・支え合う 顔の見える ふれあいのまち", ""),
]


def vision(name, main_line, sub_line, **words):
    council = make.CouncilFactory.build(name=name, area=None)
    words = {"decided_text": "協議体の発足のとき"} | words
    return make.VisionFactory.build(
        council=council, main_line=main_line, sub_line=sub_line, **words
    )


def wall_of(n):
    """n councils with the printed visions over and over, each with a name of its own."""
    places = []
    for number in range(n):
        name, main_line, sub_line = PRINTED[number % len(PRINTED)]
        own = vision(f"{name}{number}", main_line, sub_line)
        places.append(WallPlace(own.council, own))
    return Wall(places)


def text_of(paper):
    """All letters of all pages without blanks; ～ is set as 〜."""
    pages = pypdfium2.PdfDocument(paper.content)
    return re.sub(r"\s", "", "".join(p.get_textpage().get_text_range() for p in pages))


def bare(text):
    return re.sub(r"\s", "", text).replace("～", "〜")


def sizes_of(paper):
    return [tuple(map(round, p.get_size())) for p in pypdfium2.PdfDocument(paper.content)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "main_line", "sub_line"), PRINTED)
def test_poster_of_every_printed_vision_is_one_page(name, main_line, sub_line):
    paper = printing.vision_poster(vision(name, main_line, sub_line), size="a4")
    assert sizes_of(paper) == [A4]
    text = text_of(paper)
    for part in (f"{name}地区協議体", main_line, sub_line, "協議体の発足のときに決めました"):
        assert bare(part) in text
    assert paper.room["words"] > 10


@pytest.mark.slow
def test_poster_is_also_a3_and_tagged_for_reading_aloud(yawata):
    paper = printing.vision_poster(vision(*PRINTED[0]), size="a3")
    assert sizes_of(paper) == [A3]
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "ja"


@pytest.mark.slow
@pytest.mark.parametrize(("main_line", "expected"), [
    (PRINTED[1][1], ["明るく楽しく支え合う", "長生きが幸せにつながる", "まちづくり"]),
    ("地域の話合いの場を立ち上げ、住民主体の助け合いをつくる！",
     ["地域の話合いの場を", "立ち上げ、住民主体の", "助け合いをつくる！"]),
])  # fmt: skip
def test_big_words_break_where_a_person_would(main_line, expected):
    paper = printing.vision_poster(vision("見本", main_line, ""), size="a4")
    text = pypdfium2.PdfDocument(paper.content)[0].get_textpage().get_text_range()
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index(expected[0])
    assert lines[start : start + 3] == expected


@pytest.mark.slow
def test_bullets_of_the_vision_stand_on_its_poster():
    words = (
        "前書き\n・つながり・支え合い\n・生きがい・役割\n・介護予防・健康増進\n・医療と介護の連携"
    )
    own = vision("見本", "見本のまち", "", explanation=words)
    text = text_of(printing.vision_poster(own, size="a4"))
    assert "・つながり・支え合い・生きがい・役割・介護予防・健康増進・医療と介護の連携" in text
    assert "前書き" not in text


@pytest.mark.slow
def test_long_words_are_set_smaller_and_longest_of_all_are_refused():
    long = vision("見本", "手をつなぎ声をかけあう暮らしを" * 6, "～ささえあい～")
    assert printing.vision_poster(long, size="a4").n_pages == 1
    too_long = vision("見本", "あ " * 60, "い " * 60, explanation="・長い\n" * 80)
    with pytest.raises(PaperFault, match="1枚に収まりません"):
        printing.vision_poster(too_long, size="a4")


@pytest.mark.slow
@pytest.mark.parametrize("n", [1, 7, 12, 20, 26])
def test_wall_fits_on_one_sheet_however_many_are_recorded(n):
    wall = wall_of(n)
    paper = printing.wall_poster(wall)
    assert sizes_of(paper) == [A3[::-1]]
    assert len(paper.room) == n
    assert min(paper.room.values()) >= 0
    text = text_of(paper)
    assert [text.count(bare(str(p.council))) > 0 for p in wall.places] == [True] * n
    assert f"{n}/{n}記録済み" in text


@pytest.mark.slow
def test_wall_whose_words_run_over_their_frame_is_refused():
    wall = wall_of(26)
    wall.places[3].vision.main_line = "長いことば" * 24
    with pytest.raises(PaperFault, match="1枚に収まりません"):
        printing.wall_poster(wall)


@pytest.mark.slow
def test_paper_comes_with_a_name_of_its_own(client, viewer, yawata):
    own = make.VisionFactory(council=yawata, version=2)
    client.force_login(viewer)
    answer = client.get(f"/councils/visions/{own.pk}/poster.pdf?size=a3")
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f"vision-{yawata.pk}-2-a3.pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'


@pytest.mark.slow
def test_letter_that_no_font_has_is_said_in_words(client, viewer, yawata):
    own = make.VisionFactory(council=yawata, main_line="見本の\U0001f600まち")
    client.force_login(viewer)
    answer = client.get(f"/councils/visions/{own.pk}/poster.pdf", follow=True)
    assert "印刷物を作れませんでした。" in answer.content.decode()
    assert "U+1F600" in answer.content.decode()


def test_empty_wall_is_nothing_to_print_yet(client, viewer, toyooka):
    client.force_login(viewer)
    assert queries.vision_wall().recorded == []
    assert "ポスター" not in client.get("/councils/visions/").content.decode()


def test_stylesheet_keeps_the_rules_of_print():
    assert forbidden_css(SHEET.read_text()) == []
