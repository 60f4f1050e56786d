"""Packs of minutes: nothing internal and no name in 公開用, and why a council has no minutes."""

import io
from datetime import date

import openpyxl
import pypdfium2
import pytest

from councils.printing import packs as printing
from councils.queries import packs
from tests import factories as make

TODAY = date(2026, 11, 28)
OCTOBER = packs.Month(date(2026, 10, 1))
INSIDE = packs.Reader(True, True)
PLANTED = ("内輪の議題", "内輪の結果", "内輪の決定", "内輪のメモ", "内輪の訂正")
NAMES = ("見本 出席者", "見本 客人", "見本 宿題", "見本 進行", "見本 話し手")
OPEN_WORDS = ("外の議題", "外の結果", "外の決定", "外の宿題", "外の感想", "外の訂正")


def written(council, kind=None, **more):
    """A meeting that is written down."""
    kind = {"kind": kind} if kind else {}
    more = {"recorded_at": "2026-10-21T09:00+09:00", "held_on": date(2026, 10, 20)} | more
    return make.MeetingFactory(council=council, **kind, **more)


@pytest.fixture
def planted(yawata, regular):
    """A meeting with something internal and a name in every place that can hold one."""
    meeting = written(
        yawata, regular, number=12, remark="外の感想", internal_note="内輪のメモ",
        facilitator="見本 進行",
    )  # fmt: skip
    make.AgendaItemFactory(meeting=meeting, order=1, text="外の議題", outcome="外の結果")
    make.AgendaItemFactory(
        meeting=meeting, order=2, text="内輪の議題", outcome="内輪の結果", is_internal=True
    )
    make.DecisionFactory(meeting=meeting, order=1, text="外の決定")
    make.DecisionFactory(meeting=meeting, order=2, text="内輪の決定", is_internal=True)
    make.ActionItemFactory(meeting=meeting, order=1, what="外の宿題", who_text="見本 宿題")
    make.AmendmentFactory(meeting=meeting, corrected="外の訂正")
    make.AmendmentFactory(meeting=meeting, corrected="内輪の訂正", is_internal=True)
    make.AttendanceFactory(meeting=meeting, person__name="見本 出席者")
    make.MeetingGuestFactory(meeting=meeting, name="見本 客人")
    make.ProgrammePartFactory(meeting=meeting, speaker="見本 話し手")
    return meeting


def sheets_of(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def words_of_book(content):
    return str(sheets_of(content))


def words_of_paper(paper):
    pages = pypdfium2.PdfDocument(paper.content)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def year_of(council, reader):
    return packs.council_year(council, 2026, reader, TODAY)


def books(meeting, reader):
    """Every workbook that can hold this meeting."""
    fresh = packs.meetings_with_minutes().get(pk=meeting.pk)
    points = packs.points_of(fresh, reader, packs.members_of(meeting.council))
    yield printing.meeting_sheet(points)
    yield printing.year_sheet(year_of(meeting.council, reader))
    yield printing.month_sheet(packs.month_pack(OCTOBER, reader, TODAY))


def found_in(text, words):
    return [word for word in words if word in text]


def test_no_public_workbook_holds_a_planted_word_or_a_name(planted):
    for book in books(planted, packs.PUBLIC):
        text = words_of_book(book)
        assert found_in(text, PLANTED + NAMES) == []
        assert found_in(text, OPEN_WORDS[:5]) == list(OPEN_WORDS[:5])


def test_workbook_for_the_council_holds_them(planted):
    one, year, _ = books(planted, INSIDE)
    assert found_in(words_of_book(one), PLANTED + NAMES[:3]) == [*PLANTED, *NAMES[:3]]
    assert found_in(words_of_book(year), PLANTED[:4] + NAMES[:3]) == [*PLANTED[:4], *NAMES[:3]]


@pytest.mark.slow
def test_no_public_paper_holds_a_planted_word_or_a_name(planted):
    for paper in (
        printing.year_paper(year_of(planted.council, packs.PUBLIC)),
        printing.month_paper(packs.month_pack(OCTOBER, packs.PUBLIC, TODAY)),
    ):
        text = words_of_paper(paper)
        assert found_in(text, PLANTED + NAMES) == []
        assert found_in(text, OPEN_WORDS) == list(OPEN_WORDS)
        assert "公開用" in text


@pytest.mark.slow
def test_papers_for_staff_hold_what_is_internal_and_the_year_who_does_what(planted):
    year = words_of_paper(printing.year_paper(year_of(planted.council, INSIDE)))
    assert found_in(year, PLANTED + NAMES) == [*PLANTED, "見本 宿題"]
    month = packs.month_pack(OCTOBER, packs.Reader(sees_internal=True), TODAY)
    text = words_of_paper(printing.month_paper(month))
    assert found_in(text, PLANTED + NAMES) == list(PLANTED)
    assert "内部用" in text


def test_number_of_names_is_what_the_reader_sees(planted):
    assert (year_of(planted.council, INSIDE).n_names, year_of(planted.council, INSIDE).n_who) == (
        3, 1,
    )  # fmt: skip
    assert year_of(planted.council, packs.PUBLIC).n_names == 0
    assert year_of(planted.council, packs.Reader(sees_internal=True)).n_names == 0


def test_year_counts_forms_and_kinds_apart(yawata, regular):
    study = make.MeetingKindFactory(name="勉強会")
    for month in (4, 5, 6):
        written(yawata, regular, held_on=date(2026, month, 10))
    written(yawata, study, held_on=date(2026, 7, 10), form="online")
    written(yawata, regular, held_on=date(2026, 8, 10), form="written")
    moved = written(yawata, regular, held_on=date(2026, 9, 10), form="postponed")
    written(yawata, regular, held_on=date(2026, 9, 11), form="cancelled")
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 11, 10))
    make.MeetingFactory(council=yawata, kind=regular, held_on=TODAY)
    written(yawata, regular, held_on=date(2026, 3, 31))
    pack = year_of(yawata, packs.PUBLIC)
    assert pack.tallies == [
        ("開催", 4), ("うちオンライン", 1), ("書面", 1), ("中止", 1), ("延期", 1),
        ("記録がまだ", 1), ("これからの予定", 1),
    ]  # fmt: skip
    assert pack.kinds == [("定例会", 3), ("勉強会", 1)]
    assert len(pack.points) == 5
    assert pack.others[0] == (moved, packs.State.CALLED_OFF)


def test_year_of_a_council_that_never_met_is_whole(yawata):
    pack = year_of(yawata, packs.PUBLIC)
    assert (pack.tallies, pack.kinds, pack.points) == ([("開催", 0)], [], [])
    assert sheets_of(printing.year_sheet(pack))["まとめ"] == [
        ["項目", "内容"], ["協議体", "八幡地区協議体"], ["年度", "令和8年度"], ["版", "公開用"],
        ["開催", 0],
    ]  # fmt: skip


@pytest.fixture
def every_state(regular):
    """{State: council}, one council for each way a month can be."""
    councils = {state: make.CouncilFactory(name=f"地区{state}") for state in packs.State}
    day = date(2026, 11, 20)
    written(councils["開いた"], regular, held_on=day)
    written(councils["書面で開いた"], regular, held_on=day, form="written")
    make.MeetingFactory(council=councils["記録がまだ"], kind=regular, held_on=day)
    make.MeetingFactory(council=councils["予定"], kind=regular, held_on=TODAY)
    written(councils["中止・延期"], regular, held_on=day, form="cancelled")
    make.CouncilPauseFactory(
        council=councils["お休み中"], from_on=date(2026, 5, 1), until_on=date(2026, 11, 1)
    )
    make.CouncilPauseFactory(
        council=councils["予定の記入がまだ"], from_on=date(2026, 5, 1), until_on=date(2026, 10, 31)
    )
    return councils


@pytest.mark.parametrize(
    ("today", "of_the_empty"),
    [(TODAY, "予定の記入がまだ"), (date(2026, 12, 1), "開かなかった")],
)
def test_month_says_of_each_council_how_it_stands(every_state, today, of_the_empty):
    pack = packs.month_pack(packs.Month(date(2026, 11, 1)), packs.PUBLIC, today)
    found = {row.council.name: str(row.state) for row in pack.rows}
    expected = {council.name: str(state) for state, council in every_state.items()}
    expected |= {"地区予定の記入がまだ": of_the_empty, "地区開かなかった": of_the_empty}
    if today > TODAY:
        expected["地区予定"] = "記録がまだ"
    assert found == expected
    assert [row.council.name for row in pack.held] == ["地区開いた", "地区書面で開いた"]
    assert pack.n_meetings == 1


def test_month_says_why(every_state):
    pack = packs.month_pack(packs.Month(date(2026, 11, 1)), packs.PUBLIC, TODAY)
    rows = {row.state: (row.days, row.why) for row in pack.rows}
    assert rows[packs.State.CALLED_OFF] == ("11月20日（金）", "中止")
    assert rows[packs.State.RESTING] == ("", "感染症のため")
    assert rows[packs.State.UNWRITTEN] == ("11月20日（金）", "")


def test_months_end_where_they_end(yawata, regular, city_council):
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)):
        written(yawata, regular, held_on=day)
    written(city_council, held_on=date(2026, 10, 5))
    [row] = packs.month_pack(OCTOBER, packs.PUBLIC, TODAY).rows
    assert (row.council, row.days) == (yawata, "10月1日（木）、10月31日（土）")


def test_council_that_met_and_forgot_once_shows_both(yawata, regular):
    written(yawata, regular, held_on=date(2026, 10, 5))
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 10, 26))
    [row] = packs.month_pack(OCTOBER, packs.PUBLIC, TODAY).rows
    assert (row.state, len(row.points)) == (packs.State.HELD, 1)
    assert [state for _, state in row.others] == [packs.State.UNWRITTEN]


def test_seats_are_grouped_by_the_term_of_that_day(yawata, regular):
    meeting = written(yawata, regular)
    person = make.PersonFactory(name="見本 花子")
    for until, affiliation in ((date(2026, 3, 31), "resident"), (None, "city")):
        make.CouncilMemberFactory(
            council=yawata, person=person, affiliation=affiliation, until_on=until,
            from_on=None if until else date(2026, 4, 1),
        )  # fmt: skip
    make.AttendanceFactory(meeting=meeting, person=person)
    make.AttendanceFactory(meeting=meeting, person__name="見本 来客")
    [points] = year_of(yawata, INSIDE).points
    label = make.CouncilMemberFactory._meta.model.Affiliation("city").label
    assert [(group.affiliation, group.names) for group in points.seats] == [
        (label, ["見本 花子"]), ("そのほか", ["見本 来客"]),
    ]  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
def test_packs_take_as_many_queries_for_three_as_for_one(db, n, django_assert_num_queries):
    for _ in range(n):
        council = make.CouncilFactory()
        for day in range(1, n + 1):
            meeting = written(council, held_on=date(2026, 10, day))
            make.AttendanceFactory(meeting=meeting)
            make.AgendaItemFactory(meeting=meeting, order=1, about_council=council)
            make.ActionItemFactory(meeting=meeting, order=1, person=make.PersonFactory())
            make.AmendmentFactory(meeting=meeting)
    with django_assert_num_queries(13):
        pack = packs.month_pack(OCTOBER, INSIDE, TODAY)
        printing.month_sheet(pack)
    with django_assert_num_queries(12):
        printing.year_sheet(year_of(council, INSIDE))
    assert len(pack.points) == n * n


@pytest.mark.slow
def test_year_paper_lists_its_meetings_with_pages_and_bookmarks(yawata, regular):
    for month in (4, 5):
        meeting = written(yawata, regular, number=month, held_on=date(2026, month, 10))
        make.AgendaItemFactory(meeting=meeting, order=1, text=f"{month}月の議題")
    paper = printing.year_paper(year_of(yawata, packs.PUBLIC))
    document = pypdfium2.PdfDocument(paper.content)
    first = document[0].get_textpage().get_text_range()
    assert [line for line in first.splitlines() if "定例会" in line][-2:] == [
        "令和8年4月10日（金） 第4回 定例会 2",
        "令和8年5月10日（日） 第5回 定例会 2",
    ]
    assert [mark.get_title() for mark in document.get_toc()] == [
        "八幡地区協議体　令和8年度", "目次", "令和8年4月10日（金）　第4回 定例会",
        "令和8年5月10日（日）　第5回 定例会",
    ]  # fmt: skip


@pytest.mark.slow
def test_overview_of_26_councils_fits_on_the_first_page(regular):
    for n in range(26):
        council = make.CouncilFactory(name=f"見本の長い名前{n}")
        make.AgendaItemFactory(meeting=written(council, regular), order=1)
    paper = printing.month_paper(packs.month_pack(OCTOBER, packs.PUBLIC, TODAY))
    first, second, *_ = pypdfium2.PdfDocument(paper.content)
    assert "見本の長い名前25" in first.get_textpage().get_text_range()
    assert "見本の議題" in second.get_textpage().get_text_range()
