"""Four kinds of numbers, as the papers print them (K2)."""

from decimal import Decimal

import pytest

from takasaki_sc.lib.counts import COUNT_KINDS, Count, CountKind, add_counts, parse_count

ACTUAL, ABOUT, CUMULATIVE = CountKind.ACTUAL, CountKind.ABOUT, CountKind.CUMULATIVE
AVERAGE, ABOUT_AVERAGE = CountKind.AVERAGE, CountKind.ABOUT_AVERAGE


@pytest.mark.parametrize(
    ("text", "count", "printed"),
    [
        ("150人", Count(150), "150人"),
        ("１５０人", Count(150), "150人"),
        ("実150人", Count(150), "150人"),
        ("226件", Count(226, unit="件"), "226件"),
        ("26か所", Count(26, unit="か所"), "26か所"),
        ("1,064", Count(1064), "1,064人"),
        ("約250名", Count(250, ABOUT, "名"), "約250名"),
        ("約 450 人", Count(450, ABOUT), "約450人"),
        ("30名程度", Count(30, ABOUT, "名"), "約30名"),
        ("約37万人", Count(370_000, ABOUT), "約370,000人"),
        ("1万2000人", Count(12_000), "12,000人"),
        ("延べ320名", Count(320, CUMULATIVE, "名"), "延べ320名"),
        ("のべ5回", Count(5, CUMULATIVE, "回"), "延べ5回"),
        ("延べ約320人", Count(320, CountKind.ABOUT_CUMULATIVE), "延べ約320人"),
        ("平均50人", Count(50, AVERAGE), "平均50人"),
        ("平均約50名", Count(50, ABOUT_AVERAGE, "名"), "平均約50名"),
        ("平均12.5人", Count(Decimal("12.5"), AVERAGE), "平均12.5人"),
    ],
)
def test_count_is_read_and_printed(text, count, printed):
    assert parse_count(text) == count
    assert str(count) == printed


def test_bare_number_takes_the_unit_of_its_column():
    assert parse_count("1,064", default_unit="件") == Count(1064, unit="件")


@pytest.mark.parametrize(
    "text", ["", "多数", "100名以上", "1,06", "-5人", "12.5人", "3匹", "9" * 20]
)
def test_count_of_no_kind_is_refused(text):
    with pytest.raises(ValueError, match="読めません|整数でご記入ください"):
        parse_count(text)


def test_sum_of_actual_counts_keeps_the_first_unit():
    assert add_counts([Count(5, unit="名"), Count(3)]) == Count(8, unit="名")


@pytest.mark.parametrize(
    ("kinds", "result"),
    [
        ([ACTUAL, ACTUAL], ACTUAL),
        ([ACTUAL, ABOUT], ABOUT),
        ([ACTUAL, CUMULATIVE], CUMULATIVE),
        ([ABOUT, CUMULATIVE], CountKind.ABOUT_CUMULATIVE),
    ],
)
def test_sum_is_as_sure_as_its_least_sure_part(kinds, result):
    assert add_counts(Count(10, kind) for kind in kinds) == Count(20, result)


def test_sum_of_nothing_is_zero():
    assert add_counts([], unit="件") == Count(0, unit="件")


@pytest.mark.parametrize("kind", [AVERAGE, ABOUT_AVERAGE])
def test_averages_are_not_added(kind):
    with pytest.raises(ValueError, match="平均は足し合わせられません"):
        add_counts([Count(5), Count(50, kind)])


def test_different_units_are_not_added():
    with pytest.raises(ValueError, match="単位の違う数"):
        add_counts([Count(5), Count(3, unit="件")])


def test_meetings_with_the_same_people_add_up_to_a_cumulative_count():
    meetings = [Count(25).as_cumulative(), Count(30, ABOUT).as_cumulative()]
    assert str(add_counts(meetings)) == "延べ約55人"


@pytest.mark.parametrize("wrong", [(-1, ACTUAL), (Decimal("1.5"), ACTUAL), (Decimal("1.5"), ABOUT)])
def test_impossible_count_is_refused(wrong):
    with pytest.raises(ValueError, match="負の数|整数"):
        Count(*wrong)


def test_choices_cover_every_kind_once():
    assert [value for value, _ in COUNT_KINDS] == [kind.value for kind in CountKind]
    assert [label for _, label in COUNT_KINDS] == ["実数", "約", "延べ", "延べ約", "平均", "平均約"]
