"""Indexes, stretches and maps of the papers, before anything is laid out."""

from math import hypot

import pytest

from resources.printing import guide_index, paper_map
from resources.printing.options import PaperOptions
from resources.printing.sheaves import sheaves_of
from resources.queries import papers
from tests import factories as make
from tests.resources.paper_world import fill


@pytest.fixture
def scope(yawata, toyooka):
    fill(yawata, toyooka)
    return PaperOptions().scope


def names(rows):
    return [row.name for row in rows]


def test_rows_are_asked_for_in_one_query_without_the_contact(scope, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        rows = papers.paper_rows(scope)
    assert len(rows) == 5
    assert '"contact"' not in asked.captured_queries[0]["sql"]


def test_groups_by_district_come_in_board_order_and_kinds_in_theirs(scope):
    make.SocialResourceFactory(name="倉渕の会", district_text="倉渕公民館")
    make.SocialResourceFactory(name="どこかの会")
    groups = papers.by_district(scope, papers.paper_rows(scope))
    assert [(group.title, names(group.rows)) for group in groups] == [
        ("八幡地区", ["あさがおサロン", "やすみ体操", "<b>わ</b>の会", "かいもの号"]),
        ("豊岡地区", ["となり茶話会"]),
        ("倉渕公民館", ["倉渕の会"]),
        ("地区の決まっていないもの", ["どこかの会"]),
    ]


def test_index_by_name_goes_by_the_reading(scope):
    index = guide_index.by_name(papers.paper_rows(scope))
    assert [(heading, names(rows)) for heading, rows in index.sections] == [
        ("あ行", ["あさがおサロン"]),
        ("か行", ["かいもの号"]),
        ("た行", ["となり茶話会"]),
        ("や行", ["やすみ体操"]),
        ("わ行", ["<b>わ</b>の会"]),
    ]


def test_index_by_weekday_leaves_out_what_rests(scope, yawata):
    make.ResourceScheduleFactory(resource__name="二日の会", resource__council=yawata, weekday=5)
    rows = papers.paper_rows(scope)
    groups = papers.by_district(scope, rows)
    first = next(row.pk for row in rows if row.name == "あさがおサロン")
    index = guide_index.by_weekday(groups, {**papers.weekdays_of(scope), first: {2, 5}})
    assert [(heading, names(rows)) for heading, rows in index.sections] == [
        ("火曜日", ["あさがおサロン"]),
        ("金曜日", ["二日の会", "あさがおサロン"]),
        ("決まった曜日なし", ["<b>わ</b>の会", "かいもの号", "となり茶話会"]),
    ]


@pytest.mark.parametrize(
    ("sizes", "cut"),
    [
        ([3], [[(0, 3, False)]]),
        ([5, 5], [[(0, 5, False), (1, 5, False)]]),
        ([6, 6], [[(0, 6, False)], [(1, 6, False)]]),
        ([25], [[(0, 9, False)], [(0, 9, True)], [(0, 7, True)]]),
        ([], []),
    ],
)
def test_groups_are_cut_into_sheaves_of_ten(sizes, cut):
    groups = [papers.Group(str(n), tuple(range(size))) for n, size in enumerate(sizes)]
    sheaves = sheaves_of(groups, at_most=10)
    assert [
        [(int(piece.group.title), len(piece.rows), piece.is_continued) for piece in sheaf]
        for sheaf in sheaves
    ] == cut


# --- maps ---------------------------------------------------------------------------------
def test_map_without_places_is_no_map():
    assert paper_map.map_of_places([], 100, 80) is None


def test_north_is_up_and_east_is_right():
    spots = [(1, 36.34, 138.94), (2, 36.30, 138.98)]
    one, two = paper_map.map_of_places(spots, 100, 80).marks
    assert one.x < two.x
    assert one.y < two.y


def test_marks_on_one_spot_part_and_stay_on_the_map():
    spots = [(n, 36.33, 138.94) for n in range(1, 13)]
    marks = paper_map.map_of_places(spots, 100, 80).marks
    distances = [
        hypot(one.x - two.x, one.y - two.y) for n, one in enumerate(marks) for two in marks[n + 1 :]
    ]
    assert min(distances) > 2 * paper_map.MARK - 0.1
    assert all(0 < mark.x < 100 and 0 < mark.y < 80 for mark in marks)
    assert {(mark.home_x, mark.home_y) for mark in marks} == {(50.0, 40.0)}


def test_many_places_are_dots_without_numbers():
    spots = [(n, 36.33, 138.9 + n / 1000) for n in range(1, 62)]
    assert not paper_map.map_of_places(spots, 100, 80).has_numbers


def test_town_names_hide_neither_marks_nor_each_other():
    drawn = paper_map.map_of_places([(1, 36.3364, 138.9553), (2, 36.32, 138.97)], 122, 96)
    boxes = [(mark.x, mark.y, paper_map.MARK, paper_map.MARK) for mark in drawn.marks]
    half = paper_map.TOWN_LETTER / 2
    boxes += [(town.x, town.y - half * 2 / 3, len(town.text) * half, half) for town in drawn.towns]
    assert len(drawn.towns) == 3
    assert not any(
        abs(a[0] - b[0]) < a[2] + b[2] and abs(a[1] - b[1]) < a[3] + b[3]
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
    )


def test_city_map_holds_the_whole_outline():
    drawn = paper_map.map_of_city([(1, 36.33, 138.94)], 122, 92)
    corners = [tuple(map(float, at.split(","))) for ring in drawn.rings for at in ring.split()]
    assert all(0 < x < 122 and 0 < y < 92 for x, y in corners)
    assert drawn.bar_words == "10km"
