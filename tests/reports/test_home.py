"""Home: what is to do at whose desk, and what waits for whom."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.board import council_facts
from reports.desk import lay_desk
from reports.tasks import AT_MOST, first_tasks, tasks_of, waits_of
from takasaki_sc.lib import wareki
from tests import factories as make

TODAY = date(2026, 11, 24)
RECORDED = "2026-11-20T09:00+09:00"


def desk_of(user):
    return lay_desk(user, council_facts(2026, TODAY), AT_MOST)


def titles(user):
    """{badge: [title, …]} of somebody's to-do list."""
    found = {}
    for kind in tasks_of(desk_of(user)):
        for task in kind:
            found.setdefault(task.badge, []).append(task.title)
    return found


def meet(council, regular, day, *, by=None, **words):
    recorded_at = RECORDED if by else None
    return make.MeetingFactory(
        council=council, kind=regular, held_on=day, recorded_at=recorded_at, recorded_by=by, **words
    )


@pytest.fixture
def this_month(yawata, regular):
    """八幡 has its meeting of this month on the calendar."""
    return meet(yawata, regular, date(2026, 11, 27))


def answered(council, **words):
    return make.ProposalFactory(
        council=council, state="answered", answer="はい", answered_on=date(2026, 11, 10), **words
    )


def test_coordinators_desk(coordinator, yawata, toyooka, regular):
    for council in (yawata, toyooka):
        meet(council, regular, date(2026, 10, 5), number=7)
        old = meet(council, regular, date(2026, 9, 5), by=coordinator)
        make.ActionItemFactory(meeting=old, what=f"{council}の宿題", due_on=date(2026, 11, 1))
        make.ActionItemFactory(meeting=old, what="ずっと先", due_on=date(2027, 3, 1))
        answered(council, text=f"{council}の声")
        make.ProposalFactory(council=council, text="まだ第1層に")
    meet(toyooka, regular, date(2026, 11, 27))
    assert titles(coordinator) == {
        "記録がまだ": ["八幡　第7回 定例会"],
        "回答あり": ["八幡の声"],
        "期限切れ": ["八幡の宿題"],
        "予定なし": ["八幡　11月の会議の予定"],
        "確定前": ["八幡　定例会の記録"],
    }
    desk = desk_of(coordinator)
    assert (desk.n_missing, desk.n_homework, desk.n_overdue) == (1, 2, 1)


def test_meeting_of_today_is_today_s_work(coordinator, yawata, regular):
    meet(yawata, regular, TODAY)
    assert titles(coordinator) == {"今日": ["八幡　定例会"]}


def test_resident_closes_nothing(resident, yawata, regular, this_month, coordinator):
    meet(yawata, regular, date(2026, 9, 5), by=coordinator)
    answered(yawata, text="八幡の声")
    assert titles(resident) == {"回答あり": ["八幡の声"]}


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ({"held_on": date(2026, 10, 24)}, True),
        ({"held_on": date(2026, 10, 25)}, False),
        ({"held_on": date(2026, 9, 1), "closed": True}, False),
        ({"held_on": date(2026, 9, 1), "taken_over": True}, False),
    ],
)
def test_minutes_wait_to_be_closed_after_a_month(
    coordinator, yawata, regular, this_month, words, is_there
):
    closed = {"closed_at": RECORDED, "closed_by": coordinator} if "closed" in words else {}
    by = None if "taken_over" in words else coordinator
    make.MeetingFactory(
        council=yawata, kind=regular, held_on=words["held_on"], recorded_at=RECORDED,
        recorded_by=by, **closed,
    )  # fmt: skip
    assert ("確定前" in titles(coordinator)) is is_there


def test_resting_council_needs_no_plan(coordinator, yawata):
    make.CouncilPauseFactory(council=yawata, from_on=date(2026, 11, 1))
    assert titles(coordinator) == {}


def test_postponed_meeting_is_no_plan(coordinator, yawata, regular):
    meet(yawata, regular, date(2026, 11, 27), form="postponed")
    assert titles(coordinator) == {"予定なし": ["八幡　11月の会議の予定"]}


def test_tier1_desk(tier1, city_council, yawata, toyooka, regular, this_month):
    make.ProposalFactory(council=yawata, text="話し合う声")
    make.ProposalFactory(council=yawata, text="課にある声", state="at_department")
    meet(toyooka, regular, date(2026, 10, 5))
    kind = make.MeetingKindFactory(tier=1, name="事業推進会議")
    meet(city_council, kind, date(2026, 10, 6))
    issue = make.IssueFactory()
    assert titles(tier1) == {
        "記録がまだ": ["第1層協議体　事業推進会議"],
        "提言": ["話し合う声"],
        "予定なし": ["11月の予定がない協議体　1か所"],
        "広報紙": [f"第{issue.number}号"],
    }


def test_city_desk(city, yawata, this_month):
    make.ProposalFactory(council=yawata, text="話し合う声")
    make.ProposalFactory(council=yawata, text="課にある声", state="at_department")
    assert titles(city) == {"回答待ち": ["課にある声"]}


def test_who_waits_for_whom(tier1, yawata, toyooka, regular):
    make.ProposalFactory(council=yawata, raised_on=date(2026, 11, 4))
    make.ProposalFactory(council=yawata, raised_on=date(2026, 11, 14))
    make.ProposalFactory(
        council=yawata, state="at_department", department="見本課", sent_on=date(2026, 11, 22)
    )
    answered(toyooka)
    meet(yawata, regular, date(2026, 10, 5))
    meet(yawata, regular, date(2026, 9, 7))
    meeting = meet(toyooka, regular, date(2026, 11, 5), by=tier1)
    make.ActionItemFactory(meeting=meeting, due_on=date(2026, 11, 20))
    make.ActionItemFactory(meeting=meeting, due_on=date(2026, 12, 20))
    assert [(wait.who, wait.what) for wait in waits_of(desk_of(tier1))] == [
        ("第1層", "話し合い待ちの提言 2件（長いもので 20日）"),
        ("見本課", "回答待ちの提言 1件（長いもので 2日）"),
        ("八幡", "記録 2件（9月7日（月）から）、11月の予定なし"),
        ("豊岡", "回答の報告 1件、期限を過ぎた宿題 1件"),
    ]


def test_what_is_not_read_is_counted(coordinator, yawata, toyooka, regular, this_month):
    for k in range(AT_MOST + 3):
        for council in (yawata, toyooka):
            meet(council, regular, date(2026, 10, 20) - timedelta(days=k))
            old = meet(council, regular, date(2026, 8, 20) - timedelta(days=k), by=coordinator)
            make.ActionItemFactory(meeting=old, due_on=date(2026, 12, 8) - timedelta(days=k))
            make.ActionItemFactory(meeting=old, order=2, due_on=date(2027, 3, 1))
            answered(council)
    desk = desk_of(coordinator)
    kinds = tasks_of(desk)
    assert sorted(map(len, kinds)) == [0, AT_MOST, AT_MOST, AT_MOST, AT_MOST]
    assert sum(map(len, kinds)) + desk.n_unlisted == 4 * (AT_MOST + 3)


def test_oldest_of_all_is_told_though_only_few_are_read(city, yawata, regular):
    for k in range(AT_MOST + 3):
        meet(yawata, regular, date(2026, 10, 20) - timedelta(days=k))
    desk = desk_of(city)
    assert (desk.n_missing, desk.oldest_missing) == (AT_MOST + 3, date(2026, 10, 12))


def test_few_lines_of_each_kind_come_first(coordinator, yawata, regular, this_month):
    for day in range(1, 9):
        meet(yawata, regular, date(2026, 10, day))
    answered(yawata, text="八幡の声")
    first = first_tasks(tasks_of(desk_of(coordinator)))
    assert [task.badge for task in first] == ["記録がまだ"] * 5 + ["回答あり"]


def page(client, user, **asked):
    client.force_login(user)
    return client.get("/home/", asked)


def fill(n, people):
    """n of everything that home may list, around today as the server knows it."""
    today = timezone.localdate()
    yawata, regular, coordinator = people
    for k in range(n):
        council = make.CouncilFactory()
        for place in (yawata, council):
            meet(place, regular, today - timedelta(days=20 + k))
            old = meet(place, regular, today - timedelta(days=60 + k), by=coordinator)
            make.ActionItemFactory(meeting=old, due_on=today - timedelta(days=k + 1))
            meet(place, regular, today + timedelta(days=k + 1))
            answered(place)
        make.ProposalFactory(council=council)
        make.ProposalFactory(council=council, state="at_department", department=f"課{k}")


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("who", "at_home", "in_list"),
    [
        ("coordinator", 9, 8), ("resident", 9, 8), ("tier1", 12, 11), ("city", 11, 10),
        ("viewer", 7, 6),
    ],
)  # fmt: skip
def test_query_count_does_not_grow(  # noqa: PLR0913
    client, request, city_council, yawata, regular, coordinator, n, who, at_home, in_list,
    django_assert_num_queries,
):  # fmt: skip
    make.IssueFactory()
    fill(n, (yawata, regular, coordinator))
    client.force_login(request.getfixturevalue(who))
    with django_assert_num_queries(at_home):
        client.get("/home/")
    with django_assert_num_queries(in_list):
        client.get("/reports/waiting/")


def test_more_than_six_lines_lead_to_the_whole_list(client, coordinator, yawata, regular):
    today = timezone.localdate()
    for k in range(1, 10):
        meet(yawata, regular, today - timedelta(days=k))
    context = page(client, coordinator).context
    assert len(context["tasks"]) == AT_MOST
    whole = client.get(reverse("reports:waiting")).context["tasks"]
    assert context["n_more_tasks"] == len(whole) - AT_MOST


def test_viewer_has_nothing_to_do_and_is_welcome(client, viewer, yawata):
    text = page(client, viewer).content.decode()
    assert "あなたの やること" not in text
    assert "だれを待っているか" not in text
    assert "みなさんの できていることを、ゆっくりご覧ください。" in text


@pytest.mark.parametrize(("who", "sees"), [("tier1", True), ("city", True), ("coordinator", False)])
def test_list_of_all_that_waits_is_for_the_programme(client, request, yawata, who, sees):
    text = page(client, request.getfixturevalue(who)).content.decode()
    assert ("だれを待っているか" in text) is sees


def test_page_counts_this_month_even_while_another_year_is_shown(client, viewer, yawata, regular):
    meet(yawata, regular, timezone.localdate(), by=viewer)
    this_year = wareki.fiscal_year(timezone.localdate())
    context = page(client, viewer, year=this_year - 2).context
    assert (context["year"], context["desk"].n_met) == (this_year - 2, 1)


def test_every_year_of_the_programme_can_be_chosen(client, viewer, yawata):
    context = page(client, viewer, year="2015").context
    assert (context["year"], context["years"][-1]) == (2015, (2015, "平成27年度"))


def test_nonsense_year_shows_this_year(client, viewer, yawata):
    this_year = wareki.fiscal_year(timezone.localdate())
    for year in ("", "abc", "99999999999999999999", "１９９９", "-1", "2014", "9999"):
        assert page(client, viewer, year=year).context["year"] == this_year


def test_words_of_a_proposal_are_escaped(client, coordinator, yawata):
    answered(yawata, text="<script>x</script>")
    assert "<script>x" not in page(client, coordinator).content.decode()


@pytest.mark.parametrize(("n", "n_shown"), [(50, 50), (51, 50)])
def test_whole_list_stays_short_and_says_so(client, coordinator, yawata, regular, n, n_shown):
    today = timezone.localdate()
    meet(yawata, regular, today - timedelta(days=1))
    client.force_login(coordinator)
    others = len(client.get(reverse("reports:waiting")).context["tasks"]) - 1  # in April: the year
    for k in range(2, n + 1 - others):
        meet(yawata, regular, today - timedelta(days=k))
    response = client.get(reverse("reports:waiting"))
    assert len(response.context["tasks"]) == n_shown
    assert ("急ぐものから50件です。" in response.content.decode()) is (n > n_shown)
