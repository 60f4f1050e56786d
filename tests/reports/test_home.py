"""The board: what counts as held, missing, planned, called off."""

from datetime import date

import pytest

from councils.models import Council
from reports.board import waiting_for, year_board
from tests import factories as make

TODAY = date(2026, 11, 24)


def cell(board, month):
    return next(c for c in board.rows[0].cells if c.month == month)


def meet(yawata, regular, day, *, recorded=False, form="in_person"):
    return make.MeetingFactory(
        council=yawata, kind=regular, held_on=day, form=form,
        recorded_at="2026-11-20T09:00+09:00" if recorded else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "recorded", "form", "said"),
    [
        (date(2026, 10, 5), True, "in_person", "10月 1回開催"),
        (date(2026, 10, 5), False, "in_person", "10月 1回開催・記録待ち1件"),
        (date(2026, 10, 5), True, "cancelled", "10月 中止・延期あり"),
        (date(2026, 10, 5), True, "written", "10月 1回開催"),
        (date(2026, 11, 24), False, "in_person", "11月 予定あり"),
        (date(2026, 11, 24), True, "in_person", "11月 1回開催"),
        (date(2026, 12, 5), False, "in_person", "12月 予定あり"),
    ],
)
def test_month_says_what_happened(yawata, regular, day, recorded, form, said):
    meet(yawata, regular, day, recorded=recorded, form=form)
    assert cell(year_board(2026, TODAY), day.month).words == said


def test_month_without_a_meeting_is_not_a_month_to_come(yawata):
    board = year_board(2026, TODAY)
    assert (cell(board, 10).words, cell(board, 12).words) == ("10月 開催なし", "12月 これから")


def test_other_fiscal_years_stay_out(yawata, regular):
    meet(yawata, regular, date(2026, 3, 31), recorded=True)
    assert year_board(2026, TODAY).rows[0].n_held == 0
    assert year_board(2025, TODAY).rows[0].n_held == 1


def test_tier1_is_not_a_row(city_council, yawata):
    assert [row.council.name for row in year_board(2026, TODAY).rows] == ["八幡"]


def test_board_takes_two_queries_whatever_the_volume(
    yawata, toyooka, regular, django_assert_num_queries
):
    for month in range(4, 12):
        meet(yawata, regular, date(2026, month, 3), recorded=True)
    with django_assert_num_queries(2):
        year_board(2026, TODAY)


def test_what_waits_is_counted_for_the_asked_councils_only(yawata, toyooka, regular):
    meet(yawata, regular, date(2026, 10, 5))
    meet(toyooka, regular, date(2026, 10, 5))
    meeting = meet(yawata, regular, date(2026, 9, 5), recorded=True)
    make.ActionItemFactory(meeting=meeting, due_on=date(2026, 10, 1))
    waiting = waiting_for(Council.objects.filter(pk=yawata.pk), TODAY)
    assert (waiting.n_records, waiting.n_homework, waiting.n_overdue) == (1, 1, 1)


@pytest.mark.parametrize("n", [1, 3])
def test_home_query_count_does_not_grow(
    client, coordinator, yawata, regular, n, django_assert_max_num_queries
):
    client.force_login(coordinator)
    for day in range(1, n + 1):
        meeting = meet(yawata, regular, date(2026, 10, day), recorded=True)
        make.ActionItemFactory(meeting=meeting, due_on=date(2026, 10, 30))
        meet(yawata, regular, date(2026, 9, day))
    with django_assert_max_num_queries(12):
        client.get("/home/")


def test_nonsense_year_shows_this_year(client, viewer, yawata):
    client.force_login(viewer)
    for year in ("", "abc", "99999999999999999999", "１９９９", "-1"):
        assert client.get("/home/", {"year": year}).context["is_this_year"] is True
