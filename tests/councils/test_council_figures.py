"""高齢化率, computed and compared (A2, A16, W2), and the way of nine steps (E1, E11)."""

from datetime import date
from decimal import Decimal

import pytest

from councils.models import AreaFigure
from councils.queries.figures import ageing_rate, figures_by_day
from councils.queries.stages import stage_track
from tests import factories as make


def figures(people="374707", elderly="101270", printed=None, **words):
    rows = [AreaFigure(label="人口", value=Decimal(people), **words)]
    if elderly:
        rows.append(AreaFigure(label="高齢者人口", value=Decimal(elderly)))
    if printed:
        rows.append(AreaFigure(label="高齢化率", value=Decimal(printed), unit="%"))
    return rows


def test_rate_of_takasaki_is_reproduced():
    rate = ageing_rate(figures(printed="27.03"))
    assert (rate.words, rate.printed.printed, rate.differs) == ("27.03%", "27.03%", False)


@pytest.mark.parametrize(
    ("printed", "differs"),
    [("27.03", False), ("27.0", False), ("27", False), ("27.04", True), ("27.1", True),
     ("29.86", True), (None, False)],
)  # fmt: skip
def test_rate_is_compared_as_exactly_as_the_source_prints(printed, differs):
    assert ageing_rate(figures(printed=printed)).differs is differs


@pytest.mark.parametrize("people", ["0", "374707"])
def test_rate_needs_both_numbers(people):
    assert ageing_rate(figures(people=people, elderly=None)) is None
    assert (ageing_rate(figures(people=people)) is None) is (people == "0")


def test_doubtful_number_makes_the_rate_doubtful():
    assert ageing_rate(figures(is_doubtful=True)).is_doubtful is True
    assert ageing_rate(figures()).is_doubtful is False


def test_rate_never_mixes_two_days(yawata):
    area = yawata.area
    make.AreaFigureFactory(area=area, label="人口", value=1000, as_of=date(2026, 4, 1))
    make.AreaFigureFactory(area=area, label="65歳以上", value=300, as_of=date(2025, 4, 1))
    assert [day.rate for day in figures_by_day(area)] == [None, None]
    make.AreaFigureFactory(area=area, label="65歳以上", value=250, as_of=date(2026, 4, 1))
    newest, older = figures_by_day(area)
    assert (newest.as_of, newest.rate.words, older.rate) == (date(2026, 4, 1), "25.00%", None)


def track_with(council, *stages, **words):
    for stage in stages:
        make.CouncilStageFactory(council=council, stage=stage, evidence="当時の紙", **words)
    return stage_track(council, council.stages.all())


@pytest.mark.parametrize(
    ("stages", "what"),
    [
        ((6,), "勉強会"),
        ((1, 3, 5, 6), "勉強会"),
        ((1, 2, 3, 5, 6), "「選定メンバーによる勉強会」"),
        ((1, 2, 3, 4, 6), "「意識統一」"),
        ((2, 9), "「事前打ち合わせ」・「アンケート・参加意欲のある人の選定」など"),
        ((1, 2, 3, 4, 5, 6), ""),
        ((1,), ""),
        ((), ""),
    ],
)
def test_skipped_stage_gets_a_friendly_note(yawata, stages, what):
    end = "の記録がまだありません。ふり返って書き足すと、ほかの地区の参考になります。"
    assert track_with(yawata, *stages).note == (what + end if what else "")


def test_plan_alone_does_not_reach_a_stage(yawata):
    make.CouncilStageFactory(council=yawata, stage=6, next_step="来月、発足の会")
    track = track_with(yawata, 1)
    assert [step.number for step in track.reached] == [1]
    assert track.note == ""
    assert [(step.number, words) for step, words in track.next_steps] == [(6, "来月、発足の会")]


def test_founding_known_by_month_says_the_words_of_the_source(yawata):
    yawata.established_text = "平成28年1月"
    steps = {step.number: step.when for step in track_with(yawata, 6).steps}
    assert steps[6] == "平成28年1月"
    assert set(steps.values()) == {"", "平成28年1月"}
