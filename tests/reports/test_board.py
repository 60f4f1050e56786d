"""The board: what stands in the square of a council and a month, and what is counted."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from reports.board import board_facts, heat_table, year_board
from reports.printing.board import board_paper
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
    ("day", "recorded", "form", "sign", "look", "said"),
    [
        (date(2026, 10, 5), True, "in_person", "1", "hc--1", "10月 1回開催"),
        (date(2026, 10, 5), True, "online", "1", "hc--1", "10月 1回開催"),
        (date(2026, 10, 5), False, "in_person", "", "hc--f hc--miss", "10月 記録がまだ1件"),
        (date(2026, 10, 5), True, "cancelled", "中", "hc--off", "10月 中止あり"),
        (date(2026, 10, 5), True, "postponed", "延", "hc--off", "10月 延期あり"),
        (date(2026, 10, 5), True, "written", "書", "hc--paper", "10月 書面1件"),
        (date(2026, 10, 5), False, "written", "書", "hc--paper hc--miss",
         "10月 記録がまだ1件・書面1件"),
        (date(2026, 11, 24), False, "in_person", "予", "hc--plan", "11月 予定あり"),
        (date(2026, 11, 24), True, "in_person", "1", "hc--1", "11月 1回開催"),
        (date(2026, 12, 5), False, "in_person", "予", "hc--plan", "12月 予定あり"),
        (date(2026, 12, 5), False, "cancelled", "中", "hc--off", "12月 中止あり"),
    ],
)  # fmt: skip
def test_month_says_what_happened(yawata, regular, day, recorded, form, sign, look, said):  # noqa: PLR0913
    meet(yawata, regular, day, recorded=recorded, form=form)
    square = cell(year_board(2026, TODAY), day.month)
    assert (square.sign, square.look, square.words) == (sign, look, said)


def test_meetings_that_are_alike_add_up(yawata, regular):
    days = (date(2026, 10, 5), date(2026, 10, 26), date(2026, 9, 7))
    *_, alone = [meet(yawata, regular, day) for day in days]
    for day in (date(2026, 10, 6), date(2026, 10, 27)):
        meet(yawata, regular, day, recorded=True)
    board = year_board(2026, TODAY)
    square = cell(board, 10)
    assert (square.words, square.look) == ("10月 2回開催・記録がまだ2件", "hc--2 hc--miss")
    assert square.address == f"/councils/{yawata.pk}/meetings/"
    assert cell(board, 9).address == f"/councils/meetings/{alone.pk}/"
    assert (board.rows[0].n_held, board.rows[0].last_words) == (2, "10月27日")


def test_month_held_and_planned_shows_both(yawata, regular):
    meet(yawata, regular, date(2026, 11, 3), recorded=True)
    meet(yawata, regular, date(2026, 11, 27))
    square = cell(year_board(2026, TODAY), 11)
    assert (square.sign, square.look, square.words) == (
        "1", "hc--1 hc--next", "11月 1回開催・予定あり",
    )  # fmt: skip


def test_month_without_a_meeting_is_not_a_month_to_come_nor_a_rest(yawata):
    make.CouncilPauseFactory(council=yawata, from_on=date(2026, 5, 20), until_on=date(2026, 7, 1))
    board = year_board(2026, TODAY)
    assert [cell(board, month).sign for month in (4, 5, 6, 7, 11, 12)] == [
        "0", "休", "休", "0", "0", "",
    ]  # fmt: skip
    assert [cell(board, month).words for month in (4, 6, 12)] == [
        "4月 開催なし", "6月 お休み中", "12月 これから",
    ]  # fmt: skip


def test_meeting_during_a_rest_is_shown(yawata, regular):
    make.CouncilPauseFactory(council=yawata, from_on=date(2026, 5, 1))
    meet(yawata, regular, date(2026, 6, 5), recorded=True)
    assert cell(year_board(2026, TODAY), 6).sign == "1"


def test_written_and_cancelled_are_not_counted_as_meetings(yawata, regular):
    for day, form in ((1, "in_person"), (2, "online"), (3, "written"), (4, "cancelled")):
        meet(yawata, regular, date(2026, 10, day), recorded=True, form=form)
    row = year_board(2026, TODAY).rows[0]
    assert (row.n_held, row.last_words) == (2, "10月2日")


def test_day_that_nobody_knows_is_not_invented(yawata, regular):
    meeting = meet(yawata, regular, date(2026, 10, 1), recorded=True)
    meeting.is_month_only = True
    meeting.save()
    assert year_board(2026, TODAY).rows[0].last_words == "10月"


def test_other_fiscal_years_stay_out(yawata, regular):
    meet(yawata, regular, date(2026, 3, 31), recorded=True)
    assert year_board(2026, TODAY).rows[0].n_held == 0
    assert year_board(2025, TODAY).rows[0].n_held == 1


def test_days_since_are_said_in_this_year_and_not_of_a_resting_council(yawata, toyooka, regular):
    for council in (yawata, toyooka):
        meet(council, regular, date(2026, 8, 1), recorded=True)
    make.CouncilPauseFactory(council=toyooka, from_on=date(2026, 9, 1))
    rows = {row.council.name: row for row in year_board(2026, TODAY).rows}
    assert (rows["八幡"].n_days, rows["八幡"].is_long_ago) == (115, True)
    assert (rows["豊岡"].is_resting, rows["豊岡"].is_long_ago) == (True, False)
    assert [row.n_days for row in year_board(2025, TODAY).rows] == [None, None]


def test_councils_stand_in_groups_of_their_start(yawata, toyooka):
    toyooka.cohort_year, toyooka.cohort_label = 2017, "平成29年度"
    toyooka.save()
    groups = year_board(2026, TODAY).groups
    assert [(label, [row.council.name for row in rows]) for label, rows in groups] == [
        ("平成27・28年度", ["八幡"]), ("平成29年度", ["豊岡"]),
    ]  # fmt: skip


def test_tier1_is_not_a_row(city_council, yawata):
    assert [row.council.name for row in year_board(2026, TODAY).rows] == ["八幡"]


def test_board_takes_two_queries_whatever_the_volume(
    yawata, toyooka, regular, django_assert_num_queries
):
    for month in range(4, 12):
        meet(yawata, regular, date(2026, month, 3), recorded=True)
    with django_assert_num_queries(2):
        heat_table(board_facts(2026, TODAY))


def test_kept_table_is_drawn_anew_when_anything_changes(yawata, regular):
    before = heat_table(board_facts(2026, TODAY))
    assert heat_table(board_facts(2026, TODAY)) is before
    meeting = meet(yawata, regular, date(2026, 10, 5))
    missing = heat_table(board_facts(2026, TODAY))
    assert "10月 記録がまだ1件" in missing
    meeting.recorded_at = "2026-11-20T09:00+09:00"
    meeting.save()
    assert "記録がまだ" not in heat_table(board_facts(2026, TODAY))
    tomorrow = replace(board_facts(2026, TODAY), today=date(2026, 12, 1))
    assert heat_table(tomorrow) != missing


def test_name_of_a_council_is_escaped(yawata):
    yawata.name = "<b>八幡</b>"
    yawata.save()
    assert "<b>八幡</b>" not in heat_table(board_facts(2026, TODAY))


@pytest.mark.slow
def test_paper_of_26_councils_is_one_page(regular):
    for n in range(1, 27):
        council = make.CouncilFactory(name=f"見本・地区その{n}", order=n)
        for month in range(4, 12):
            meet(council, regular, date(2026, month, 3), recorded=month != 10)
        make.CouncilPauseFactory(council=council, from_on=date(2026, 12, 1))
    paper = board_paper(board_facts(2026, TODAY))
    text = pypdfium2.PdfDocument(paper.content)[0].get_textpage().get_text_range()
    assert paper.n_pages == 1
    assert "協議体ごとの1年のようす　令和8年度" in text
    assert text.count("11月3日") == 26
    assert text.count("未") == 26 + 1  # the key explains it once
