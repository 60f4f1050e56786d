"""事業のあゆみ: what happened, year by year, and nothing that is still to come."""

from datetime import date

import pytest
from django.core.management import call_command

from accounts.models import AuditEntry, PaperOrder
from councils.actions.meetings import EditConflict
from reports.actions.milestones import edit_milestone
from reports.chronicle import chronicle
from reports.models import Milestone
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
        make.MilestoneFactory(on=date(2020, 4, 1 + number))
    client.force_login(viewer)
    assert n_queries(client, "/reports/chronicle/") == 10


def test_booklet_is_made_in_the_background(client, viewer):
    make.EventFactory(from_on=date(2020, 1, 1))
    client.force_login(viewer)
    client.post("/reports/chronicle/paper/")
    assert list(PaperOrder.objects.values_list("kind", "state")) == [("reports.chronicle", "ready")]


def test_milestones_of_takasaki_stand_in_their_years(db):
    call_command("loaddata", "takasaki/milestones", verbosity=0)
    found = lines()
    assert [when for when, _ in found[2015]] == [
        "平成27年4月", "平成27年7月", "平成27年9月", "平成27年10月1日", "平成27年10月",
    ]  # fmt: skip
    assert found[2016] == [("平成28年4月1日", "第1層生活支援コーディネーターを委嘱する")]
    assert sum(len(steps) for steps in found.values()) == 8


def posted(day, **words):
    year, month, day = day
    said = {"on_y": year, "on_m": month, "on_d": day, "text": "協定", "source": "市の資料"}
    return said | words


def test_milestone_is_written_once_and_put_right(client, tier1):
    client.force_login(tier1)
    for _ in range(2):
        assert client.post("/reports/chronicle/new/", posted(("H27", 10, 1))).status_code == 302
    milestone = Milestone.objects.get()
    assert (milestone.on, milestone.when_text) == (date(2015, 10, 1), "平成27年10月1日")
    page = f"/reports/chronicle/{milestone.pk}/"
    seen = client.get(page).context["form"]["seen"].value()
    client.post(page, posted(("H27", 10, 1), when_text="平成27年10月", seen=seen))
    assert lines()[2015] == [("平成27年10月", "協定")]
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["milestone_added", "milestone_changed"]


def test_day_to_come_and_empty_words_are_named(client, tier1):
    client.force_login(tier1)
    answer = client.post("/reports/chronicle/new/", posted(("R90", 1, 1), text=""))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"on", "text"}
    assert not Milestone.objects.exists()


def test_second_saver_of_a_milestone_sees_both(client, tier1):
    milestone = make.MilestoneFactory(text="先のことば")
    client.force_login(tier1)
    answer = client.post(
        f"/reports/chronicle/{milestone.pk}/", posted(("H27", 10, 1), seen="old", text="あと")
    )
    assert answer.status_code == 409
    assert ("できごと", "先のことば", "あと") in answer.context["theirs"]
    with pytest.raises(EditConflict):
        edit_milestone(milestone, {}, seen="old", by=tier1)


def test_only_staff_are_offered_to_write(client, tier1, viewer):
    make.MilestoneFactory()
    for who, n in ((viewer, 0), (tier1, 1)):
        client.force_login(who)
        shown = client.get("/reports/chronicle/").content.decode()
        assert shown.count("できごとを書き足す") == n
        assert shown.count(">直す<") == n
