"""Meetings of many: who took part is counted, what is dropped stays in the history."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from councils import queries
from councils.actions import exchange as actions
from councils.actions.meetings import EditConflict, MeetingIsClosed, Minutes, log_meeting
from councils.actions.meetings import close_meeting as close
from councils.models import MeetingAudience, MeetingParty, ProgrammePart
from tests import factories as make

# 第131回市町村職員セミナーの表のとおり（年は資料にない: W11）。ねらいは要旨
SEED_TABLE = [
    (date(2017, 5, 18), 7, "各地区からの報告", "他地区の取り組みを知る・具体的なイメージを持つ"),
    (date(2017, 7, 20), 14, "3つのテーマ（協議体の周知、居場所、担い手の養成）についての取り組み",
     "課題の多い3つに焦点をあてて情報共有・制度理解を深める"),
    (date(2017, 9, 14), 16, "行政説明：第1層協議体立ち上げに向けた準備／何について話しているか",
     "制度理解・情報共有の価値・現在の活動への肯定観"),
    (date(2017, 11, 9), 25, "支え合いの活動について事例報告／活動を振り返る",
     "活動を見つける目を養い、具体的なイメージを持つ"),
]  # fmt: skip


@pytest.fixture
def exchange_kind(db):
    return make.MeetingKindFactory(
        tier=1, code="exchange", name="第2層協議体情報交換会", is_exchange=True
    )


@pytest.fixture
def districts(db):
    return make.CouncilFactory.create_batch(26)


@pytest.fixture
def meeting(city_council, exchange_kind):
    return make.MeetingFactory(council=city_council, kind=exchange_kind)


def gathering_of(councils, **words):
    parties = [MeetingParty(council=council) for council in councils]
    return actions.Gathering(parties=parties, **words)


def names_of(meeting):
    return [str(party) for party in meeting.parties.all()]


def test_the_four_meetings_of_2017_come_out_as_the_printed_table(
    city_council, exchange_kind, districts, tier1
):
    for day, n, theme, aim in SEED_TABLE:
        minutes = Minutes(kind=exchange_kind, held_on=day)
        meeting, _ = log_meeting(city_council, minutes, by=tier1)
        gathering = gathering_of(districts[:n], theme=theme, aim=aim, facilitator="第1層SC")
        actions.arrange_gathering(meeting, gathering, version=1, by=tier1)
    [year] = queries.exchange_years()
    assert year.year == 2017
    assert [(row.when, row.n_parties, row.theme, row.aim) for row in year.rows] == [
        ("第1回 5月18日（木）", 7, *SEED_TABLE[0][2:]),
        ("第2回 7月20日（木）", 14, *SEED_TABLE[1][2:]),
        ("第3回 9月14日（木）", 16, *SEED_TABLE[2][2:]),
        ("第4回 11月9日（木）", 25, *SEED_TABLE[3][2:]),
    ]


def test_years_stand_newest_first_and_only_meetings_that_took_place(city_council, exchange_kind):
    recorded = {"council": city_council, "kind": exchange_kind, "recorded_at": "2026-01-01T09:00Z"}
    for day in (date(2025, 3, 31), date(2025, 4, 1), date(2025, 10, 1)):
        make.MeetingFactory(held_on=day, **recorded)
    make.MeetingFactory(held_on=date(2025, 11, 1), form="cancelled", **recorded)
    make.MeetingFactory(council=city_council, kind=exchange_kind, held_on=date(2026, 1, 9))
    make.MeetingFactory(held_on=date(2025, 5, 1), **recorded | {"kind": make.MeetingKindFactory()})
    table = [(year.year, [row.day for row in year.rows]) for year in queries.exchange_years()]
    assert table == [
        (2025, ["4月1日（火）", "10月1日（水）"]),
        (2024, ["3月31日（月）"]),
    ]


@pytest.mark.parametrize("n", [1, 3])
def test_table_takes_two_queries(city_council, exchange_kind, n, django_assert_num_queries):
    for _ in range(n):
        meeting = make.MeetingFactory(
            council=city_council, kind=exchange_kind, recorded_at="2026-01-01T09:00Z"
        )
        make.MeetingPartyFactory(meeting=meeting, council=make.CouncilFactory(), other_name="")
        make.ProgrammePartFactory(meeting=meeting, council=make.CouncilFactory())
    with django_assert_num_queries(2):
        assert [len(row.lines) for row in queries.exchange_years()[0].rows] == [1] * n


@pytest.mark.parametrize(
    ("n_councils", "n_towns", "old_number", "shown"),
    [(2, 0, 7, 2), (2, 3, None, 2), (0, 0, 7, 7), (0, 1, 7, 7), (0, 0, None, None)],
)
def test_councils_are_counted_and_an_old_number_only_stands_in(
    meeting, n_councils, n_towns, old_number, shown
):
    meeting.n_parties = old_number
    for _ in range(n_councils):
        make.MeetingPartyFactory(meeting=meeting, council=make.CouncilFactory(), other_name="")
    make.MeetingPartyFactory.create_batch(n_towns, meeting=meeting)
    assert meeting.n_parties_shown == shown


def test_gathering_is_kept_whole_and_leaves_one_trace(meeting, districts, tier1, yawata):
    gathering = replace(
        gathering_of(districts[:3], theme="担い手", n_present=250, n_present_kind="about"),
        visit_direction="in",
        programme=[
            ProgrammePart(section="第1部", kind="panel", title="居場所から", council=yawata),
            ProgrammePart(kind="play", title="めざせ！ワンハート"),
        ],
        audiences=[MeetingAudience(label="区長", n_invited=141)],
    )
    actions.arrange_gathering(meeting, gathering, version=1, by=tier1)
    kept = queries.meetings_with_minutes().get(pk=meeting.pk)
    assert (kept.theme, kept.version, kept.present_words) == ("担い手", 2, "約250人")
    assert names_of(kept) == [council.name for council in districts[:3]]
    assert [part.line for part in kept.programme.all()] == [
        "第1部 パネル　八幡「居場所から」", "寸劇「めざせ！ワンハート」",
    ]  # fmt: skip
    assert [(a.label, a.n_invited, a.attended_words) for a in kept.audiences.all()] == [
        ("区長", 141, "")
    ]
    [entry] = AuditEntry.objects.all()
    assert (entry.verb, entry.facts) == (
        "gathering_arranged", {"n_parties": 3, "n_parts": 2, "n_audiences": 1},
    )  # fmt: skip


def test_rows_keep_their_keys_change_their_order_and_dropped_ones_stay_in_the_history(
    meeting, tier1, yawata
):
    parts = [ProgrammePart(title=title) for title in "一二三"]
    parties = [MeetingParty(council=yawata), MeetingParty(other_name="南牧村協議体", n_people=9)]
    first = actions.Gathering(programme=parts, parties=parties)
    actions.arrange_gathering(meeting, first, version=1, by=tier1)
    keys = {part.title: part.pk for part in meeting.programme.all()}
    second = actions.Gathering(
        programme=[
            ProgrammePart(pk=keys["三"], title="三"),
            ProgrammePart(pk=keys["一"], title="一 改", story="話"),
        ],
        parties=[MeetingParty(council=yawata, n_people=4, n_people_kind="about")],
    )
    actions.arrange_gathering(meeting, second, version=2, by=tier1)
    kept = list(meeting.programme.values_list("pk", "order", "title"))
    assert kept == [(keys["三"], 1, "三"), (keys["一"], 2, "一 改")]
    [party] = meeting.parties.all()
    assert (party.people, str(party)) == ("約4人", "八幡")
    gone = ProgrammePart.history.filter(history_type="-").get()
    assert (gone.title, gone.history_user) == ("二", tier1)
    gone = MeetingParty.history.filter(history_type="-").get()
    assert (gone.other_name, gone.n_people) == ("南牧村協議体", 9)


def test_a_row_of_another_meeting_is_never_taken_over(meeting, tier1):
    foreign = make.ProgrammePartFactory(title="よその題")
    gathering = actions.Gathering(programme=[ProgrammePart(pk=foreign.pk, title="書きかえ")])
    actions.arrange_gathering(meeting, gathering, version=1, by=tier1)
    foreign.refresh_from_db()
    assert foreign.title == "よその題"
    assert [part.title for part in meeting.programme.all()] == ["書きかえ"]


def test_older_version_is_refused_and_nothing_changes(meeting, districts, tier1):
    actions.arrange_gathering(meeting, gathering_of(districts[:2]), version=1, by=tier1)
    with pytest.raises(EditConflict):
        actions.arrange_gathering(meeting, gathering_of(districts[2:]), version=1, by=tier1)
    assert names_of(meeting) == [council.name for council in districts[:2]]
    assert AuditEntry.objects.count() == 1


def test_closed_meeting_is_refused(meeting, districts, tier1):
    meeting.recorded_at = timezone.now()
    meeting.save()
    close(meeting, by=tier1)
    with pytest.raises(MeetingIsClosed):
        actions.arrange_gathering(meeting, gathering_of(districts), version=1, by=tier1)
    assert meeting.parties.count() == 0


def test_theme_may_come_from_an_earlier_meeting_of_the_first_tier(meeting, yawata, city_council):
    kind = make.MeetingKindFactory(tier=1, code="promotion", name="事業推進会議")
    days = (date(2026, 9, 1), date(2026, 10, 20), date(2026, 10, 21))
    made = [make.MeetingFactory(council=city_council, kind=kind, held_on=day) for day in days]
    make.MeetingFactory(council=yawata, held_on=days[0])
    assert list(queries.meetings_that_set_themes(meeting)) == [made[1], made[0]]


def test_who_took_part_stands_in_the_order_of_the_board(exchange_kind):
    last, first = make.CouncilFactory(order=2), make.CouncilFactory(order=1)
    meeting = make.MeetingFactory(kind=exchange_kind)
    for council in (last, first):
        make.MeetingPartyFactory(meeting=meeting, council=council, other_name="")
    assert [party.council for party in meeting.parties.all()] == [first, last]
