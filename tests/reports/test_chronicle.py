"""事業のあゆみ: what happened, year by year, and nothing that is still to come."""

from datetime import date

import pytest

from accounts.models import PaperOrder
from reports.chronicle import chronicle
from tests import factories as make
from tests.reports.sheets import n_queries

TODAY = date(2026, 5, 1)


def lines(today=TODAY):
    return {year.year: [(s.when, s.text) for s in year.steps] for year in chronicle(today)}


def test_years_hold_what_happened_in_their_order(db):
    council = make.CouncilFactory(name="八幡", cohort_year=2015, cohort_label="平成27・28年度")
    make.SupportActivityFactory(council=council, name="ひだまり", started_on=date(2017, 6, 1))
    make.EventFactory(title="市民フォーラム", from_on=date(2016, 2, 21))
    make.EventFactory(title="地区の会", council=council, from_on=date(2016, 2, 22))
    make.EventFactory(title="これからの会", from_on=date(2026, 9, 1))
    make.VisionFactory(council=council, main_line="見守るまち", decided_on=date(2017, 4, 10))
    assert lines() == {
        2015: [
            ("", "平成27・28年度に1の第2層協議体が取組みを始める：八幡"),
            ("平成28年2月21日", "市民フォーラム"),
        ],
        2017: [
            ("平成29年4月10日", "八幡が目指す地域像「見守るまち」を決める"),
            ("平成29年6月", "八幡でひだまりが始まる"),
        ],
    }


def test_exchange_meetings_called_off_are_no_step(db):
    kind = make.MeetingKindFactory(tier=1, code="exchange", name="情報交換会", is_exchange=True)
    for number, form in enumerate(("in_person", "cancelled"), 1):
        make.MeetingFactory(kind=kind, number=number, form=form, held_on=date(2017, 5, number))
    steps = [text for rows in lines().values() for _, text in rows if "情報交換会" in text]
    assert steps == ["第1回 情報交換会"]


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_equally_often(client, viewer, n):
    for number in range(n):
        make.EventFactory(from_on=date(2020, 1, 1 + number))
        make.SupportActivityFactory(started_on=date(2020, 2, 1 + number))
        make.VisionFactory(decided_on=date(2020, 3, 1 + number))
    client.force_login(viewer)
    assert n_queries(client, "/reports/chronicle/") == 9


def test_booklet_is_made_in_the_background(client, viewer):
    make.EventFactory(from_on=date(2020, 1, 1))
    client.force_login(viewer)
    client.post("/reports/chronicle/paper/")
    assert list(PaperOrder.objects.values_list("kind", "state")) == [("reports.chronicle", "ready")]
