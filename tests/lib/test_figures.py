"""Figures in print: as-of, source, rounding, small cells (K3, G5)."""

from datetime import date
from decimal import Decimal

import pytest

from takasaki_sc.lib.counts import CountKind
from takasaki_sc.lib.figures import Figure, Masked, format_as_of, mask_row, mask_small, percent
from takasaki_sc.lib.wareki import PartialDate


def test_figure_prints_number_and_footnote():
    figure = Figure(
        1250, date(2022, 10, 1), "高崎市長寿社会課資料", CountKind.ABOUT, label="参加者"
    )
    assert str(figure) == "約1,250人"
    assert figure.footnote == "※高崎市長寿社会課資料より（令和4年10月1日現在）"


def test_figure_may_be_a_share():
    figure = Figure(Decimal("28.3"), PartialDate(2017, 7), "住民アンケート", unit="%")
    assert str(figure) == "28.3%"


@pytest.mark.parametrize(
    ("as_of", "printed"),
    [
        (date(2017, 7, 3), "平成29年7月3日現在"),
        (PartialDate(2017, 9), "平成29年9月現在"),
        (PartialDate(2022), "令和4年現在"),
        ((PartialDate(2022, 4), PartialDate(2022, 9)), "令和4年4月〜9月"),
        ((PartialDate(2022, 4), PartialDate(2023, 3)), "令和4年度"),
        ((date(2019, 4, 1), date(2020, 3, 31)), "令和元年度"),
    ],
)
def test_as_of_is_printed(as_of, printed):
    assert format_as_of(as_of) == printed


@pytest.mark.parametrize(
    ("as_of", "source", "message"),
    [
        (None, "高崎市", "いつの数字か"),
        (date(2022, 4, 1), " ", "出典"),
        ((), "高崎市", "いつの数字か"),
    ],
)
def test_figure_without_as_of_or_source_is_refused(as_of, source, message):
    with pytest.raises(ValueError, match=message):
        Figure(5, as_of, source)


@pytest.mark.parametrize(
    ("part", "whole", "digits", "share"),
    [
        (778, 2745, 2, "28.34"),
        (778, 2745, 1, "28.3"),
        (140, 771, 1, "18.2"),
        (219, 771, 1, "28.4"),
        (412, 771, 1, "53.4"),
        (1, 8, 1, "12.5"),
        (1, 16, 1, "6.3"),
        (1, 200, 0, "1"),
        (0, 5, 2, "0.00"),
        (5, 5, 0, "100"),
    ],
)
def test_percent_is_rounded_half_up_as_on_paper(part, whole, digits, share):
    assert str(percent(part, whole, digits)) == share


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 5), (0, -3)])
def test_percent_of_nothing_is_refused(part, whole):
    with pytest.raises(ValueError, match="割合を計算できません"):
        percent(part, whole)


@pytest.mark.parametrize(
    ("n", "cell"),
    [
        (0, Masked("0人", False)),
        (1, Masked("3人未満", True)),
        (2, Masked("3人未満", True)),
        (3, Masked("3人", False)),
        (1200, Masked("1,200人", False)),
    ],
)
def test_small_cells_are_masked(n, cell):
    assert mask_small(n) == cell


def test_mask_takes_another_limit_and_unit():
    assert mask_small(4, below=5, unit="世帯") == Masked("5世帯未満", True)


def test_negative_number_is_refused():
    with pytest.raises(ValueError, match="負の数"):
        mask_small(-1)


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ([1, 5, 0, 4], ["3人未満", "5人", "0人", "非公開"]),
        ([1, 2, 5], ["3人未満", "3人未満", "5人"]),
        ([2, 2, 9, 5], ["3人未満", "3人未満", "9人", "非公開"]),  # two that make 4 are 2 each
        ([1, 3, 9], ["3人未満", "非公開", "非公開"]),  # 1 and 3 make 4 in one way alone
        ([5, 6], ["5人", "6人"]),
        ([1, 0], ["3人未満", "0人"]),
    ],
)
def test_masked_cells_take_others_along_until_they_cannot_be_reckoned(row, printed):
    assert [cell.text for cell in mask_row(row)] == printed
