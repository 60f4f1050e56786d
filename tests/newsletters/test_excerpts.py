"""What a block copies out of the directory and the calendar, and the sketch map it draws."""

from datetime import date, time
from decimal import Decimal

import pytest

from newsletters.printing.maps import APART, HEIGHT, WIDTH, sketch_map
from newsletters.queries.excerpts import calendar_table, map_table, resource_table
from takasaki_sc.lib.print_css import forbidden_css
from tests import factories as make
from tests.newsletters.conftest import CONTENT_19

TODAY = date(2026, 11, 29)
OPTIONS = {"kinds": [], "columns": ["name", "phone"], "n_rows": 2}
MONTHS = {"from_month": date(2026, 12, 1), "until_month": date(2026, 12, 1), "n_rows": 4}


@pytest.fixture
def places(yawata, toyooka):
    """Five of 八幡, of which three may be shown; one of another district."""
    for name, words in (
        ("あさがお", {"phone": "027-000-0001", "contact": "秘密 花子"}),
        ("いろり", {"venue": "一行目\n二行｜目"}),
        ("うぐいす", {"kind": "exercise"}),
        ("休みの会", {"status": "suspended"}),
        ("出さない会", {"is_public": False}),
    ):
        make.SocialResourceFactory(council=yawata, name=name, **words)
    make.SocialResourceFactory(council=toyooka, name="となりの会")
    return yawata


def test_table_shows_what_the_public_list_shows_and_counts_the_rest(places):
    table, n_left = resource_table(places, OPTIONS, TODAY)
    assert table == {
        "headers": ["名称", "電話"], "keys": ["name", "phone"],
        "rows": [["あさがお", "027-000-0001"], ["いろり", ""]], "as_of": "2026-11-29",
    }  # fmt: skip
    assert n_left == 1


def test_table_never_holds_a_contact_person_or_what_is_not_public(places):
    everything = {"kinds": [], "columns": ["name", "contact", "notes"], "n_rows": 30}
    table, _ = resource_table(places, everything, TODAY)
    assert table["rows"] == [["あさがお"], ["いろり"], ["うぐいす"]]


def test_table_is_narrowed_to_kinds(places):
    table, _ = resource_table(places, OPTIONS | {"kinds": ["exercise"]}, TODAY)
    assert table["rows"] == [["うぐいす", ""]]


def test_cell_is_one_line_without_the_sign_between_cells(places):
    table, _ = resource_table(places, {"kinds": [], "columns": ["where"], "n_rows": 3}, TODAY)
    assert table["rows"][1] == ["一行目 二行・目"]


def test_calendar_lists_meetings_and_days_in_order(yawata, toyooka):
    kind = make.MeetingKindFactory(name="定例会")
    words = {"kind": kind, "place": "見本会館"}
    make.MeetingFactory(
        council=yawata, held_on=date(2026, 12, 8), starts_at=time(9, 30), ends_at=time(11), **words
    )
    make.MeetingFactory(council=yawata, held_on=date(2026, 12, 9), form="cancelled", **words)
    make.MeetingFactory(council=yawata, held_on=date(2027, 1, 1), **words)
    make.MeetingFactory(council=toyooka, held_on=date(2026, 12, 3), **words)
    salon = make.SocialResourceFactory(council=yawata, name="サロン")
    make.ResourceScheduleFactory(resource=salon, weekday=2, starts_at=time(8), ends_at=time(10))
    table, n_left = calendar_table(
        yawata, MONTHS | {"what": ["meetings", "resources"], "kinds": []}, TODAY
    )
    assert table["rows"] == [
        ["12月1日（火）", "8:00〜10:00", "サロン", "見本公民館"],
        ["12月8日（火）", "8:00〜10:00", "サロン", "見本公民館"],
        ["12月8日（火）", "9:30〜11:00", "八幡 定例会", "見本会館"],
        ["12月15日（火）", "8:00〜10:00", "サロン", "見本公民館"],
    ]
    assert n_left == 2


def test_map_numbers_the_places_that_have_a_position(yawata):
    make.SocialResourceFactory(council=yawata, name="位置なし")
    for n in range(3):
        make.SocialResourceFactory(
            council=yawata, name=f"会{n}", position_precision="exact",
            latitude=Decimal("36.33") + n, longitude=Decimal("139.0"),
        )  # fmt: skip
    table, n_left = map_table(yawata, {"kinds": [], "n_rows": 2}, TODAY)
    assert [row[:2] for row in table["rows"]] == [["1", "会0"], ["2", "会1"]]
    assert table["points"] == [[36.33, 139.0], [37.33, 139.0]]
    assert n_left == 1


def test_places_close_together_keep_their_numbers_apart_and_in_the_picture():
    drawn = sketch_map([(36.33, 139.0)] * 20)
    assert len({(spot.x, spot.y) for spot in drawn.spots}) == 1
    for one in drawn.spots:
        assert 0 < one.at_x < WIDTH
        assert 0 < one.at_y < HEIGHT
        for other in drawn.spots:
            if one.number < other.number:
                far = ((one.at_x - other.at_x) ** 2 + (one.at_y - other.at_y) ** 2) ** 0.5
                assert far > APART * 0.8


def test_same_places_give_the_same_map():
    points = [(36.33, 139.0), (36.34, 139.02)]
    assert sketch_map(points) == sketch_map(points)
    assert sketch_map([]).spots == []


def test_styles_of_the_blocks_are_ones_the_press_draws():
    css = CONTENT_19.parents[1] / "static" / "print" / "studio.css"
    assert forbidden_css(css.read_text()) == []
