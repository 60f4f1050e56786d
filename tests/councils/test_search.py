"""The search index: what finds what, for whom, and that actions keep it as a rebuild makes it."""

from datetime import date, time
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from councils import search_index
from councils.actions import meetings as actions
from councils.models import ActionItem, AgendaItem, Decision, Meeting, SearchEntry
from councils.queries import search
from councils.queries.search_entries import fold
from tests import factories as make


@pytest.fixture
def kurabuchi(db):
    """A council that is written in two ways (W3), with 町内会 and a centre."""
    council = make.CouncilFactory(name="倉渕", kana="くらぶち", nickname="くらぶちのわ")
    make.CouncilAliasFactory(council=council, text="倉淵")
    make.NeighbourhoodFactory(council=council, name="川浦町")
    council.centres.add(make.SupportCentreFactory(name="あんしんセンターあおぞら"))
    return council


@pytest.fixture
def meeting(yawata, regular):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, number=12, held_on=date(2022, 12, 1), is_month_only=True,
        place="見本公民館", theme="移動の手助け", remark="にぎやかだった", aim="ねらいの言葉",
        internal_note="言いにくいこと",
    )  # fmt: skip
    make.AgendaItemFactory(
        meeting=meeting, order=1, text="ふれあいサロンの運営", discussion="髙橋商店の駐車場で",
        outcome="三丁目で試す", place_of_origin="南牧村",
    )  # fmt: skip
    make.AgendaItemFactory(meeting=meeting, order=2, text="内輪の話", is_internal=True)
    make.DecisionFactory(meeting=meeting, order=1, text="見学に行く", due_text="来年度")
    make.ActionItemFactory(
        meeting=meeting, order=1, what="日程を決める", who_text="見本 花子", due_on=date(2023, 1, 9)
    )
    make.MeetingPartyFactory(meeting=meeting, other_name="川場村の協議体")
    make.ProgrammePartFactory(meeting=meeting, order=1, title="寸劇", story="紙芝居もあった")
    make.AmendmentFactory(meeting=meeting, where="議題①", corrected="四丁目", reason="聞きまちがい")
    search_index.refresh_meeting(meeting)
    return meeting


def found(user, typed):
    """[(kind, title)] of what the person finds, in the page's order."""
    rows = search.entries_visible_to(user).holding(search.Question.of(typed).keys)
    return [(row.kind, row.title) for row in search.in_reading_order(rows)]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("サロン", ["ふれあいサロンの運営"]),
        ("さろん", ["ふれあいサロンの運営"]),
        ("ｻﾛﾝ", ["ふれあいサロンの運営"]),
        ("高橋", ["ふれあいサロンの運営"]),
        ("髙橋　駐車場", ["ふれあいサロンの運営"]),
        ("３丁目", ["ふれあいサロンの運営"]),
        ("三丁", ["ふれあいサロンの運営"]),
        ("南牧", ["ふれあいサロンの運営"]),
        ("運営 八幡", ["ふれあいサロンの運営"]),
        ("運営 やわた", ["ふれあいサロンの運営"]),
        ("運営 豊岡", []),
        ("来年度", ["見学に行く"]),
        ("日程", ["日程を決める"]),
        ("花子", []),  # whose homework it is, is a name
        ("川場", ["第12回 定例会"]),
        ("紙芝居", ["第12回 定例会"]),
        ("にぎやか", ["第12回 定例会"]),
        ("移動", ["第12回 定例会"]),
        ("四丁目", ["議題①の訂正"]),
        ("運営 見学", []),  # one row must hold both
        ("運営髙橋", []),  # no word bridges title and text
        ("内輪", []),
        ("言いにくい", []),
        ("ねらいの言葉", []),
    ],
)
def test_any_spelling_finds_the_line(meeting, viewer, typed, titles):
    assert [title for _, title in found(viewer, typed)] == titles


@pytest.mark.parametrize(
    ("asked", "written", "shown"),
    [
        ("買物", "買い物の話し合い", "<mark>買い物</mark>の話し合い"),
        ("買い物", "買物の話合い", "<mark>買物</mark>の話合い"),
        ("話合い 買物", "買い物の話し合い", "<mark>買い物</mark>の<mark>話し合い</mark>"),
        ("話し合い", "買物の話合い", "買物の<mark>話合い</mark>"),
        ("買物の話合い", "買い物の話し合い", "<mark>買い物の話し合い</mark>"),
    ],
)
def test_word_is_found_in_its_other_spelling_and_marked(yawata, viewer, asked, written, shown):
    search_index.refresh_vision(make.VisionFactory(council=yawata, main_line=written))
    assert found(viewer, asked) == [("vision", written)]
    [hit] = search.hits_of(search.entries_visible_to(viewer), search.Question.of(asked))
    assert hit.title == shown


@pytest.mark.parametrize(("asked", "written"), [("買物", "買い物"), ("買い物", "買物")])
def test_meetings_are_found_by_the_other_spelling(meeting, asked, written):
    meeting.theme = f"{written}の手助け"
    meeting.save()
    search_index.refresh_meeting(meeting)
    assert [*search.meetings_holding(Meeting.objects.all(), asked)] == [meeting]


@pytest.mark.parametrize("typed", ["倉渕", "倉淵", "クラブチ", "くらぶちのわ", "川浦", "あおぞら"])
def test_council_is_found_by_every_name(kurabuchi, viewer, typed):
    search_index.refresh_council(kurabuchi)
    assert found(viewer, typed) == [("council", "倉渕地区協議体")]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("coordinator", True), ("centre_staff", True), ("tier1", True), ("city", True),
     ("viewer", False), ("resident", False), ("neighbour", False), ("nobody", False)],
)  # fmt: skip
def test_internal_lines_are_found_by_the_councils_staff(request, meeting, who, sees):
    user = request.getfixturevalue(who)
    assert found(user, "内輪") == ([("agenda", "内輪の話")] if sees else [])
    assert found(user, "言いにくい") == ([("meeting", "第12回 定例会")] if sees else [])


@pytest.mark.parametrize(
    ("who", "sees"),
    [("coordinator", True), ("centre_staff", True), ("tier1", True), ("city", True),
     ("viewer", False), ("resident", False), ("neighbour", False)],
)  # fmt: skip
def test_people_are_found_by_those_who_see_the_list(request, yawata, who, sees):
    make.CouncilMemberFactory(
        council=yawata, person__name="見本 花子", person__kana="みほん はなこ", office="会長",
        affiliation="ward_mayor", from_on=date(2020, 4, 1), until_on=date(2022, 3, 31),
    )  # fmt: skip
    search_index.refresh_people(yawata)
    user = request.getfixturevalue(who)
    for typed in ("花子", "はなこ", "ハナコ 会長", "区長 八幡"):
        assert found(user, typed) == ([("person", "見本 花子")] if sees else [])


@pytest.mark.parametrize(
    ("who", "sees"), [("tier1", True), ("city", True), ("coordinator", False), ("viewer", False)]
)
def test_coordinator_of_the_whole_city_is_found_by_the_programmes_staff(request, db, who, sees):
    make.CoordinatorFactory(person__name="第一 太郎", tier=1, council=None)
    search_index.refresh_people(None)
    user = request.getfixturevalue(who)
    assert found(user, "第1層SC") == ([("person", "第一 太郎")] if sees else [])


def test_coordinator_is_found_by_contractor_and_appointment(tier1, yawata):
    make.CoordinatorFactory(
        person__name="八幡 花子", council=yawata, appointment="commissioned",
        contractor=make.OrganisationFactory(name="見本社協"),
    )  # fmt: skip
    search_index.refresh_people(yawata)
    for typed in ("委託", "見本社協", "第2層SC", "生活支援コーディネーター 八幡"):
        assert found(tier1, typed) == [("person", "八幡 花子")]


def test_vision_and_proposal_are_found(viewer, yawata):
    vision = make.VisionFactory(council=yawata, main_line="笑顔のまち", themes="ごみ出し")
    proposal = make.ProposalFactory(council=yawata, text="バス停に椅子を", department="都市計画課")
    search_index.refresh_vision(vision)
    search_index.refresh_proposal(proposal)
    assert found(viewer, "ごみ出し") == [("vision", "笑顔のまち")]
    assert found(viewer, "椅子 都市計画") == [("proposal", "バス停に椅子を")]


def test_council_stands_first_then_the_newest(viewer, yawata, regular):
    older, newer = (
        make.MeetingFactory(council=yawata, kind=regular, held_on=day, theme="八幡の話")
        for day in (date(2025, 1, 1), date(2026, 1, 1))
    )
    vision = make.VisionFactory(council=yawata, main_line="日のない地域像")
    search_index.refresh_council(yawata)
    rows = search.in_reading_order(
        search.entries_visible_to(viewer).holding(search.Question.of("八幡").keys)
    )
    assert [row.target_id for row in rows] == [yawata.pk, newer.pk, older.pk, vision.pk]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", ()),
        ("  　 ", ()),
        ("%", ()),
        ("_ ☆ '", ()),
        ("a%b", ("ab",)),
        ("茶", ("茶",)),
        ("茶 チャ 茶", ("茶", "ちゃ")),
        ("か\0い", ("かい",)),
        ("一 二 三 四 五 六 七 八 九 十", tuple("一二三四五六七八")),
        ("あ" * 10_000, ("あ" * 200,)),
    ],
)
def test_question_is_bounded_and_signs_are_no_words(typed, keys):
    assert search.Question.of(typed).keys == keys


def test_folded_text_is_doubled_only_where_neighbours_changed_something():
    assert fold("サロン", "三丁目", "") == "さろん\n3丁目\n三丁目"


def test_month_without_a_day_is_shown_as_a_month(meeting):
    assert set(SearchEntry.objects.values_list("context", flat=True)) == {
        "令和4年12月　第12回 定例会"
    }


# What actions keep, a rebuild makes ----------------------------------------------------------


def rows():
    """Every row without its number, sorted."""
    names = [f.attname for f in SearchEntry._meta.concrete_fields if not f.primary_key]
    return sorted(SearchEntry.objects.values_list(*names), key=str)


def minutes(kind, **words):
    return actions.Minutes(kind=kind, held_on=date(2026, 11, 10), submit_token=uuid4(), **words)


def filled(kind):
    return minutes(
        kind,
        agenda_items=[AgendaItem(text="買い物"), AgendaItem(text="内輪", is_internal=True)],
        decisions=[Decision(text="見学に行く")],
        action_items=[ActionItem(what="日程を決める", who_text="見本")],
        internal_note="内部のこと",
    )


@pytest.fixture
def story(yawata, toyooka, kurabuchi, regular, coordinator):
    """Meetings planned, written down, corrected and closed, and things beside them."""
    for council in (yawata, toyooka, kurabuchi):
        make.CouncilMemberFactory(council=council)
        search_index.refresh_council(council)
    planned = actions.plan_meeting(
        yawata, kind=regular, held_on=date(2026, 11, 10), starts_at=time(13, 30), by=coordinator
    )
    meeting, _ = actions.log_meeting(yawata, filled(regular), by=coordinator, planned=planned)
    second = minutes(
        regular, agenda_items=[AgendaItem(text="送迎")], place="見本会館", internal_note=""
    )
    actions.correct_meeting(meeting, second, version=meeting.version, by=coordinator)
    actions.close_meeting(meeting, by=coordinator)
    other, _ = actions.log_meeting(toyooka, filled(regular), by=coordinator)
    actions.finish_action_item(other.action_items.get(), by=coordinator, on=date(2026, 11, 20))
    actions.plan_meeting(kurabuchi, kind=regular, held_on=date(2026, 12, 1), by=coordinator)
    return meeting


def test_rows_kept_by_actions_are_those_a_rebuild_makes(story):
    kept = rows()
    said = StringIO()
    call_command("reindex_search", stdout=said)
    assert rows() == kept
    assert "協議体 3、会議 4、議題 3、決定 1、宿題 1、人・役 3" in said.getvalue()


def test_corrected_words_are_found_and_the_old_ones_are_not(story, coordinator):
    assert found(coordinator, "送迎") == [("agenda", "送迎")]
    assert found(coordinator, "内部のこと 八幡") == []


def test_renamed_council_is_found_by_its_new_name_in_every_row(story, yawata, coordinator):
    yawata.nickname = "やわたの輪"
    yawata.save()
    search_index.refresh_council(yawata)
    kept = rows()
    search_index.rebuild()
    assert rows() == kept
    assert ("agenda", "送迎") in found(coordinator, "やわたの輪")


def test_rebuild_replaces_rows_of_things_that_are_gone(db):
    make.SearchEntryFactory()
    search_index.rebuild()
    assert SearchEntry.objects.count() == 0
