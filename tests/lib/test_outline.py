"""How far a position lies from the city."""

import pytest

from takasaki_sc.lib.outline import is_far_outside, km_outside


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_far"),
    [
        (36.3219, 139.0033, False),  # the city hall
        (36.3895, 139.0634, False),  # 前橋 is next door
        (36.289, 139.12, False),  # just over the border
        (139.0033, 36.3219, True),  # swapped
        (35.6895, 139.6917, True),  # Tokyo
    ],
)
def test_a_position_far_from_the_city_is_told(latitude, longitude, is_far):
    assert is_far_outside(latitude, longitude) is is_far


def test_inside_is_no_distance_and_outside_about_the_right_one():
    assert km_outside(36.3219, 139.0033) == 0
    assert 80 < km_outside(35.6895, 139.6917) < 95
