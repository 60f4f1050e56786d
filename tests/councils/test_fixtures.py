"""The facts of fixtures/takasaki: exactly what the printed sources say, and nothing they garble."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command

from councils import queries
from councils.models import (
    AgendaItem,
    Area,
    AreaFigure,
    Council,
    CouncilAlias,
    CouncilStage,
    Decision,
    Meeting,
    MeetingAudience,
    MeetingKind,
    MeetingParty,
    Neighbourhood,
    ProfilePart,
    ProgrammePart,
    SupportCentre,
    Vision,
)
from takasaki_sc.lib import outline

FOLDER = settings.BASE_DIR / "fixtures"
FACTS = ("places", "councils", "meeting_kinds", "meetings")
EARLY = (
    "群馬（なのはな） 八幡 乗附 南八幡 中居・矢中 群馬（さくら） 新町 城東・東部 佐野 北・西・東 "
    "榛名 倉渕 新高尾・中川 倉賀野 岩鼻 片岡 高松 京ヶ島・滝川 浜尻・塚沢 大類"
)
LATE = "豊岡 長野 寺尾・城山 箕郷 六郷・北部 吉井"
NEVER = (
    "027-222-0000", "市民センター", "ふれあいの場（", "6,189", "6189", "7,123", "7123", "7,089",
    "7089", "1,234", "6,789", "6789", "5,123", "5123", "325-3578", "370-8855",
    "322-2011", "330-5371",
    "一高風團", "上町崎", "data-bbox", "ライプリー", "ライブリー", "目崎", "富岡 賢治", "堀田",
)  # fmt: skip


@pytest.fixture
def facts(db):
    call_command("loaddata", *(f"takasaki/{name}" for name in FACTS), verbosity=0)


@pytest.mark.usefixtures("facts")
def test_facts_have_as_many_rows_as_the_sources():
    models = (Area, SupportCentre, AreaFigure, Council, CouncilAlias, CouncilStage, Vision,
              Neighbourhood, MeetingKind, Meeting, AgendaItem, Decision, MeetingParty,
              ProgrammePart, MeetingAudience, ProfilePart)  # fmt: skip
    counts = {model.__name__: model.objects.count() for model in models}
    assert counts == {
        "Area": 27, "SupportCentre": 3, "AreaFigure": 10, "Council": 27, "CouncilAlias": 8,
        "CouncilStage": 36, "ProfilePart": 6, "Vision": 7, "Neighbourhood": 22,
        "MeetingKind": 10, "Meeting": 13, "AgendaItem": 9, "Decision": 2, "MeetingParty": 27,
        "ProgrammePart": 24, "MeetingAudience": 4,
    }  # fmt: skip


@pytest.mark.usefixtures("facts")
def test_councils_stand_in_printed_order_with_stable_numbers():
    printed = [*EARLY.split(), *LATE.split()]
    assert list(Council.objects.tier2().order_by("pk").values_list("pk", "order", "name")) == [
        (n, n, name) for n, name in enumerate(printed, start=1)
    ]
    assert list(Council.objects.tier1().values_list("pk", "name")) == [(100, "第1層協議体")]


@pytest.mark.usefixtures("facts")
def test_cohorts_are_not_split_by_year():
    cohorts = Council.objects.tier2().order_by("pk").values_list("cohort_year", "cohort_label")
    assert list(cohorts) == [(2015, "平成27・28年度")] * 20 + [(2017, "平成29年度")] * 6


@pytest.mark.usefixtures("facts")
def test_only_yawata_has_a_founding_month():
    founded = Council.objects.exclude(established_text="").values_list("name", "established_text")
    assert list(founded) == [("八幡", "平成28年1月")]
    assert Council.objects.filter(established_on__isnull=False).count() == 0


@pytest.mark.usefixtures("facts")
def test_nicknames_are_those_of_councils():
    nicknames = Council.objects.exclude(nickname="").order_by("pk").values_list("pk", "nickname")
    assert list(nicknames) == [(1, "なのはな協議体"), (6, "さくら協議体"), (8, "そよ風くらぶ")]


@pytest.mark.usefixtures("facts")
def test_councils_are_found_under_every_spelling():
    wanted = {
        "倉淵": ["倉渕"],
        "倉渕": ["倉渕"],
        "北・東・西": ["北・西・東"],
        "群馬（なののはな）": ["群馬（なのはな）"],
        "群馬 (なのはな)": ["群馬（なのはな）"],
        "滝川・京ヶ島": ["京ヶ島・滝川"],
        "中居": ["中居・矢中"],
        "そよ風くらぶ": ["城東・東部"],
        "やわた": ["八幡", "南八幡"],
    }
    found = {words: [str(council) for council in queries.find_councils(words)] for words in wanted}
    assert found == wanted


@pytest.mark.usefixtures("facts")
def test_support_centres_serve_their_councils():
    served = {
        council.name: [str(centre) for centre in council.centres.order_by("pk")]
        for council in Council.objects.exclude(centres=None).distinct().order_by("pk")
    }
    assert served == {
        "八幡": ["高齢者あんしんセンター八幡", "高齢者あんしんセンターさとの花"],
        "高松": ["高齢者あんしんセンター通町"],
    }
    assert set(SupportCentre.objects.values_list("phone", flat=True)) == {""}


@pytest.mark.usefixtures("facts")
def test_figures_are_printed_with_day_and_source():
    figures = AreaFigure.objects.order_by("pk").select_related("area")
    assert [(str(f.area), f.label, f.printed, f.as_of_words) for f in figures] == [
        ("高崎市", "人口", "374,707人", "平成29年9月末"),
        ("高崎市", "世帯数", "162,832世帯", "平成29年9月末"),
        ("高崎市", "高齢者人口", "101,270人", "平成29年9月末"),
        ("高崎市", "高齢化率", "27.03%", "平成29年9月末"),
        ("高崎市", "要介護等認定率", "16%", "平成29年9月末"),
        ("高崎市", "小学校", "58校", "平成29年9月末"),
        ("高崎市", "中学校", "25校", "平成29年9月末"),
        ("高崎市", "面積", "約460km²", "平成29年9月末"),
        ("八幡", "人口", "14,212人", "平成29年7月3日"),
        ("八幡", "高齢化率", "29.86%", "平成29年7月3日"),
    ]
    assert {f.source for f in figures} == {
        "高崎市発表資料（第131回市町村職員セミナー、平成30年1月22日）"
    }


@pytest.mark.usefixtures("facts")
def test_visions_are_the_seven_printed_ones():
    visions = Vision.objects.order_by("pk").values_list("council__name", "main_line", "sub_line")
    assert list(visions) == [
        ("群馬（なのはな）", "地域で支え合うまち", "～気軽につかず はなれず おせっかい～"),
        ("八幡", "動ける人がお互いに見守る 交流のあるまち", ""),
        ("乗附", "見守り・支え合う 顔の見える ふれあいのまち", ""),
        (
            "群馬（さくら）",
            "多世代の交流があり",
            "～多世代の世話人がつどい 隣近所をたすけあう地域～",
        ),
        ("新町", "あったらいいな！が 実現できるまち", "～私たちの力で～"),
        ("城東・東部", "で愛、ふれ愛、ささえ愛", "～つながろう住みなれた町で～"),
        ("片岡", "明るく楽しく支え合う 長生きが幸せにつながる まちづくり", ""),
    ]
    assert Vision.objects.filter(source="").count() == 0


@pytest.mark.usefixtures("facts")
def test_neighbourhoods_are_eleven_and_eleven_with_one_doubt():
    names = {
        council: " ".join(n.name for n in Neighbourhood.objects.filter(council__name=council))
        for council in ("八幡", "豊岡")
    }
    assert names == {
        "八幡": "金井淵 上剣崎 下剣崎 下大島 町屋 群馬八幡 八幡1 八幡2 八幡3 八幡4 若田",
        "豊岡": "上豊岡1 上豊岡2 上豊岡3 上豊岡4 上豊岡湯関 下豊岡1 下豊岡2 豊岡団地 "
        "中豊岡1 中豊岡2 北久保",
    }
    doubtful = Neighbourhood.objects.filter(is_doubtful=True).exclude(note="")
    assert list(doubtful.values_list("name", "kana")) == [("上豊岡湯関", "")]


@pytest.mark.usefixtures("facts")
def test_kinds_of_meeting_of_both_tiers():
    kinds = MeetingKind.objects.values_list("tier", "code", "name", "is_exchange", "is_regular")
    assert list(kinds) == [
        (1, "resident_planning", "住民企画会議", False, False),
        (1, "promotion", "事業推進会議", False, False),
        (1, "exchange", "第2層協議体情報交換会", True, False),
        (1, "study", "勉強会", False, False),
        (2, "regular", "定例会", False, True),
        (2, "study", "勉強会", False, False),
        (2, "resident_talk", "住民座談会", False, False),
        (2, "preparation", "協議体準備会", False, False),
        (2, "visit", "他市町村との交流・視察", False, False),
        (2, "other", "その他", False, False),
    ]


@pytest.mark.usefixtures("facts")
def test_exchange_meetings_say_that_their_year_is_inferred():
    held = Meeting.objects.filter(kind__code="exchange", number__isnull=False).order_by("number")
    assert list(held.values_list("number", "held_on", "n_parties")) == [
        (1, date(2017, 5, 18), 7),
        (2, date(2017, 7, 20), 14),
        (3, date(2017, 9, 14), 16),
        (4, date(2017, 11, 9), 25),
    ]
    assert all("年は原資料になし" in meeting.source for meeting in held)


@pytest.mark.usefixtures("facts")
def test_table_of_exchange_meetings_reads_as_printed():
    table = {year.year: year.rows for year in queries.exchange_years()}
    assert {year: [(row.when, row.n_parties) for row in rows] for year, rows in table.items()} == {
        2022: [("10月13日（木）", None)],
        2019: [("1月24日（金）", 26)],
        2017: [
            ("第1回 5月18日（木）", 7),
            ("第2回 7月20日（木）", 14),
            ("第3回 9月14日（木）", 16),
            ("第4回 11月9日（木）", 25),
        ],
    }
    assert all(row.theme and row.aim for row in table[2017] + table[2019])
    assert {row.meeting.facilitator for row in table[2017]} == {"第1層SC"}


@pytest.mark.usefixtures("facts")
def test_meeting_of_january_2020_holds_the_play_and_six_panels_in_three_parts():
    meeting = queries.meetings_with_minutes().get(held_on=date(2020, 1, 24))
    assert (meeting.present_words, meeting.n_parties_shown) == ("約250人", 26)
    assert [part.line for part in meeting.programme.all()] == [
        "寸劇「めざせ！ワンハート〜高崎2020〜」",
        "第1部 パネル　榛名「居場所から支え合いへ 誰にでも役割がある」",
        "第1部 パネル　中居・矢中「既存の活動と居場所の連携」",
        "第2部 パネル　倉賀野「一人暮らしでも自分のできることで担い手に」",
        "第2部 パネル　群馬（なのはな）「町内会と協議体の連携で有償ボランティア開始」",
        "第3部 パネル　八幡「居場所づくりから生活支援へ 地域支え合いサポーターの活動」",
        "第3部 パネル　城東・東部「居場所づくりから有償ボランティア活動へ」",
    ]


@pytest.mark.usefixtures("facts")
def test_panel_of_2022_is_by_those_who_do_the_work():
    parts = ProgrammePart.objects.filter(meeting__held_on=date(2022, 10, 13))
    assert [(part.kind, part.council.name, part.title) for part in parts] == [
        ("panel", "倉渕", "くらしくらぶ"),
        ("panel", "佐野", "佐野たすけあい隊"),
    ]


@pytest.mark.usefixtures("facts")
def test_study_sessions_of_2016_say_who_was_invited_and_how_many_came():
    held = queries.meetings_with_minutes().filter(kind__code="study", kind__tier=1)
    sessions = held.order_by("held_on")
    assert [
        (m.weekday_words, [(a.label, a.n_invited) for a in m.audiences.all()], m.present_words)
        for m in sessions
    ] == [
        ("平成28年7月12日（火）", [("区長", 141), ("民生委員", 165)], "150人"),
        ("平成28年8月9日（火）", [("区長", 389), ("民生委員", 536)], "420人"),
    ]
    assert [len(m.programme.all()) for m in sessions] == [3, 3]


@pytest.mark.usefixtures("facts")
def test_nanmoku_came_to_kurabuchi():
    meeting = queries.meetings_with_minutes().get(visit_direction="in")
    assert (meeting.council.name, meeting.weekday_words) == ("倉渕", "令和4年12月22日（木）")
    assert [str(party) for party in meeting.parties.all()] == ["南牧村協議体"]
    assert meeting.n_parties_shown is None
    assert "年は原資料になし" in meeting.source


@pytest.mark.usefixtures("facts")
def test_tier1_meetings_behind_issue_19_say_that_their_day_is_unknown():
    held = Meeting.objects.filter(is_month_only=True).order_by("pk")
    assert [(m.held_on, m.kind.code, m.is_recorded) for m in held] == [
        (date(2022, 12, 1), "resident_planning", True),
        (date(2022, 12, 1), "promotion", True),
        (date(2023, 1, 1), "resident_planning", True),
        (date(2023, 1, 1), "promotion", True),
    ]
    assert all(meeting.source.endswith("日は原資料になし。月だけ") for meeting in held)
    places = AgendaItem.objects.exclude(place_of_origin="").values_list(
        "place_of_origin", flat=True
    )
    assert list(places) == ["山梨県南アルプス市", "群馬県高崎市", "埼玉県"]
    assert AgendaItem.objects.get(kind="case").about_council.name == "佐野"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.json")), ids=lambda path: path.name)
def test_no_fixture_holds_what_the_sources_garble(path):
    text = path.read_text("utf-8")
    assert [words for words in NEVER if words in text] == []


def test_towns_are_those_of_the_open_data():
    rows = json.loads((FOLDER / "takasaki" / "towns.json").read_text("utf-8"))
    towns = [row["fields"] for row in rows]
    blocks = {t["name"][:-3] for t in towns if t["name"].endswith("丁目")}
    without_block = [t for t in towns if t["name"] in blocks]
    assert (len(towns) - len(without_block), len(without_block)) == (269, 10)
    assert [t["name"] for t in towns if not (t["kana"] and len(t["postal_code"]) == 7)] == []
    assert [t["name"] for t in towns if outline.is_far_outside(t["latitude"], t["longitude"])] == []
