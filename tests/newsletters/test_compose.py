"""From the minutes of the Tier-1 council to the digest on page 1, and back from its text."""

from datetime import date

import pytest

from newsletters import compose
from tests import factories as make

DECEMBER, JANUARY = date(2022, 12, 1), date(2023, 1, 1)


def item(sign, text, *outcomes):
    return {"sign": sign, "text": text, "outcomes": list(outcomes)}


BLOCKS = [
    {"month": "12月", "meetings": [
        {"heading": "住民企画会議", "note": "", "items": [
            item("①", "第1層と第2層の住民メンバーの連携"),
            item("②", "第2層生活支援コーディネーター（住民SC）の役割と必要性"),
            item("③", "第2層協議体の住民メンバーどうしの情報交換",
                 "つながり、学び合える場を作ろう"),
        ]},
        {"heading": "事業推進会議", "note": "", "items": [
            item("①", "勉強会：有償ボランティア活動の有償性"),
            item("②", "事例検討会：「佐野たすけあい隊」ができるまでのあんしんセンターの支え"),
        ]},
    ]},
    {"month": "1月", "meetings": [
        {"heading": "住民企画会議", "note": "", "items": [
            item("・", "住民SCの役割と必要性",
                 "来年度から、第2層の住民メンバーが意見を交わす場を作る",
                 "住民SCは、置けそうな地区からモデル的に置く"),
        ]},
        {"heading": "事業推進会議", "note": "勉強会・意見交換会", "items": [
            item("・", "困りごとの掘り起こしと担い手さがし（山梨県南アルプス市）"),
            item("・", "目指す地域像と、かなえるための工程表（群馬県高崎市）"),
            item("・", "支え合いの説明DVD（埼玉県）"),
        ]},
    ]},
]  # fmt: skip


def test_digest_of_the_winter_is_composed_from_four_meetings(winter, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert compose.compose_digest(DECEMBER, JANUARY) == BLOCKS


def test_internal_item_is_left_out_and_the_numbers_close_up(winter):
    meeting = winter["planning", 12]
    meeting.agenda_items.filter(order=2).update(is_internal=True)
    signs = [
        i["sign"] for i in compose.compose_digest(DECEMBER, DECEMBER)[0]["meetings"][0]["items"]
    ]
    assert signs == ["①", "②"]


@pytest.mark.parametrize(
    "change",
    [
        {"recorded_at": None},
        {"form": "cancelled"},
        {"form": "postponed"},
        {"held_on": date(2023, 2, 1)},
        {"held_on": date(2022, 11, 30)},
    ],
)
def test_meeting_that_was_not_held_or_written_down_is_left_out(winter, change):
    meeting = winter["planning", 12]
    for name, value in change.items():
        setattr(meeting, name, value)
    meeting.save()
    headings = [m["heading"] for m in compose.compose_digest(DECEMBER, JANUARY)[0]["meetings"]]
    assert headings == ["事業推進会議"]


def test_other_councils_and_other_kinds_stay_out(winter, city_council, yawata, regular, tier1):
    """八幡's own meeting, and a Tier-1 meeting of another kind, in the same month."""
    written = {"recorded_at": "2023-01-31T09:00+09:00", "recorded_by": tier1}
    own = make.MeetingFactory(council=yawata, kind=regular, held_on=DECEMBER, **written)
    other = make.MeetingKindFactory(tier=1, code="exchange", name="情報交換会")
    fair = make.MeetingFactory(council=city_council, kind=other, held_on=DECEMBER, **written)
    for meeting in (own, fair):
        make.AgendaItemFactory(meeting=meeting, order=1)
    assert compose.compose_digest(DECEMBER, JANUARY) == BLOCKS


def test_month_without_a_meeting_stays_visible(winter):
    assert compose.compose_digest(date(2022, 11, 1), DECEMBER)[0] == {
        "month": "11月", "meetings": [],
    }  # fmt: skip


def test_text_of_the_digest_reads_back_to_the_same_blocks():
    assert compose.read_digest(compose.digest_text(BLOCKS)) == BLOCKS


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("１２月\n<定例>\n・話した\n➡決めた", [{"month": "12月", "meetings": [
            {"heading": "定例", "note": "", "items": [item("・", "話した", "決めた")]}]}]),
        ("\n 1月 \n\n＜定例＞\n［勉強会］", [{"month": "1月", "meetings": [
            {"heading": "定例", "note": "勉強会", "items": []}]}]),
        ("", []),
    ],
)  # fmt: skip
def test_text_typed_by_hand_is_understood(text, blocks):
    assert compose.read_digest(text) == blocks


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12月\n＜定例＞\n話した", "3行目「話した」の形が読めません。"),
        ("＜定例＞", "1行目の前に、月の行（例：12月）を入れてください。"),
        ("12月\n・話した", "2行目の前に、＜会議の名前＞の行を入れてください。"),
        ("12月\n＜定例＞\n→ 決めた", "3行目の前に、①や・の行を入れてください。"),
    ],
)
def test_line_out_of_place_is_refused_with_its_number(text, message):
    with pytest.raises(compose.DigestFault) as fault:
        compose.read_digest(text)
    assert str(fault.value).startswith(message)


def test_changed_word_is_shown_beside_the_record():
    ours = compose.read_digest("12月\n＜定例＞\n① 直したことば")
    record = compose.read_digest("12月\n＜定例＞\n① もとのことば")
    assert [(d.kind, d.text) for d in compose.compare_digests(ours, record)] == [
        ("same", "12月"), ("same", "＜定例＞"), ("dropped", "① もとのことば"),
        ("added", "① 直したことば"),
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "sign"), [(1, "①"), (20, "⑳"), (21, "(21)")])
def test_circled_number(number, sign):
    assert compose.circled(number) == sign
