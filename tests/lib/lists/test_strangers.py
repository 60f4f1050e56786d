"""Lists nobody made for us: what a stranger's file taught the reader, one mend a case."""

import pytest

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place, when

W, E = "warning", "error"


def one(headings, *rows):
    return make.book(("一覧", [headings, *rows]))


LOST_ZEROS = [
    # (what stands there, the telephone, issues)
    ("27-321-0001", "027-321-0001", ()),
    ("（27）321-0001", "027-321-0001", ()),
    ("９０-００００-０００１", "090-0000-0001", ()),
    ("120-000-001", "0120-000-001", ()),
    ("274-42-0001", "0274-42-0001", ()),
    ("【電話】027-321-0001", "027-321-0001", ()),
    ("027-3210-001", "027-321-0001", ()),
    ("O27-321-000l", "027-321-0001", ()),
    ("027-321-0001(代)", "027-321-0001", ()),
]
HOURS = [
    # (開始, 終了, from, to, issues)
    ("1:30", "3:00", "13:30", "15:00", (("B2", W, "afternoon_guessed"),)),
    ("10:00", "2:00", "10:00", "14:00", (("B2", W, "afternoon_guessed"),)),
    ("午前1:30", "3:00", "01:30", "03:00", ()),
    ("13:30", "15:00", "13:30", "15:00", ()),
    ("10時～", "～12時", "10:00", "12:00", ()),
    (9, 11, "09:00", "11:00", ()),
    ("9時から", "11時まで", "09:00", "11:00", ()),
]
DATES = [
    # (what stands there, the day, issues)
    ("R元.5.1", "2019-05-01", ()),
    ("R8・3・1", "2026-03-01", ()),
    ("R80301", "2026-03-01", ()),
    ("令和8年", None, (("B2", W, "date_doubt"),)),
    ("1900/1/1", "1900-01-01", (("B2", W, "date_doubt"),)),
    ("2098/3/1", "2098-03-01", (("B2", W, "date_doubt"),)),
]
STATES = [
    ("休み（会場工事のため、R8.9まで）", "suspended"),
    ("コロナのため休み", "suspended"),
    ("しばらくお休みします", "suspended"),
]
DISTRICTS = ["1.片岡", "２　片岡", "（３）片岡", "④片岡"]
CASES = [
    Case(
        "TEL and FAX by a letter in brackets",
        one(("名称", "連絡先"), ("見本会", "(T)027-000-0001 (F)027-000-0002")),
        rows=(place(2, "見本会", phone="027-000-0001", fax="027-000-0002"),),
    ),
    Case(
        "the heading says the area code, one number of another area says nothing",
        one(
            ("名称", "電話（市外局番027）"),
            ("一の会", "321-0001"), ("二の会", 3210002), ("三の会", "0274-42-0001"),
        ),
        rows=(
            place(2, "一の会", phone="027-321-0001"),
            place(3, "二の会", phone="027-321-0002"),
            place(4, "三の会", phone="0274-42-0001"),
        ),
        issues=(("B2", W, "area_code_added"), ("B3", W, "area_code_added")),
    ),
    Case(
        "an area code of four digits does not fit a number of seven",
        one(("名称", "電話"), ("一の会", "321-0001"), ("二の会", "0274-42-0001")),
        rows=(
            place(2, "一の会", phone="027-321-0001"),
            place(3, "二の会", phone="0274-42-0001"),
        ),
        issues=(("B2", W, "area_code_added"),),
    ),
    Case(
        "who runs it stands before its name",
        one(("団体名", "サロン名", "場所"), ("見本社協", "見本サロン", "見本公民館")),
        rows=(place(2, "見本サロン", venue="見本公民館", organiser="見本社協"),),
    ),
    Case(
        "the house stands before what is done there",
        one(("施設名", "活動名", "活動日"), ("見本公民館", "健康体操", "毎週水曜")),
        rows=(place(2, "健康体操", venue="見本公民館", **when("毎週水曜", "水")),),
    ),
    Case(
        "a name in two parts is no venue",
        one(("施設名称1", "施設名称2", "電話"), ("見本店", "駅前店", "027-000-0001")),
        rows=(place(2, "見本店", phone="027-000-0001"),),
    ),
    Case(
        "headings in the words of a leaflet, one that tells how to fill it in",
        one(
            ("1.名称【必須】", "ところ", "おかね", "5.備考（自由記入）"),
            ("見本会", "見本公民館", "100円", "駐車場3台"),
        ),
        rows=(place(2, "見本会", venue="見本公民館", fee="100円", notes="駐車場3台"),),
    ),
    Case(
        "a year and a month",
        one(("名称", "最終確認日"), ("見本会", "2026/3")),
        rows=(place(2, "見本会", last_verified_on="2026-03-01"),),
        issues=(("B2", W, "date_doubt"),),
    ),
    Case(
        "FAX as the telephone on the left",
        one(("名称", "電話", "FAX"), ("一の会", "027-000-0001", "同左"), ("二の会", "", "同左")),
        rows=(
            place(2, "一の会", phone="027-000-0001", fax="027-000-0001"),
            place(3, "二の会", phone="", fax=""),
        ),
    ),
    Case(
        "names numbered line after line, names with a bullet, names that begin with a number",
        make.book(
            ("片岡", [("名称", "会場"), ("1. 一の会", "A館"), ("２）二の会", "B館")]),
            ("佐野", [("名称", "会場"), ("・三の会", "C館"), ("・四の会", "D館")]),
            ("豊岡", [("名称", "会場"), ("3丁目サロン", "E館"), ("100歳体操", "F館")]),
        ),
        rows=(
            place(2, "一の会", "片岡", district="片岡", venue="A館"),
            place(3, "二の会", "片岡", district="片岡", venue="B館"),
            place(2, "三の会", "佐野", district="佐野", venue="C館"),
            place(3, "四の会", "佐野", district="佐野", venue="D館"),
            place(2, "3丁目サロン", "豊岡", district="豊岡", venue="E館"),
            place(3, "100歳体操", "豊岡", district="豊岡", venue="F館"),
        ),
        repairs=(
            ("A2", "1. 一の会", "一の会"), ("A3", "２）二の会", "二の会"),
            ("A2", "・三の会", "三の会"), ("A3", "・四の会", "四の会"),
        ),
    ),
    Case(
        "the name and, in brackets, who speaks for it",
        one(("団体名（代表者）", "会場"), ("見本会（見本 花子）", "A館")),
        rows=(place(2, "見本会", venue="A館", contact="見本 花子"),),
    ),
    Case(
        "a stroke through an empty cell",
        one(("名称", "日時", "参加費", "備考"), ("見本会", "－", "ー", "―")),
        rows=(place(2, "見本会", **when(""), fee="", notes=""),),
    ),
    Case(
        "TRUE and FALSE for marks below the days",
        one(("名称", "月", "火", "水"), ("見本会", True, False, True)),
        rows=(place(2, "見本会", **when("毎週月・水曜日", "月水")),),
    ),
    Case(
        "the code of the city is no part of the address",
        one(
            ("名称", "所在地_全国地方公共団体コード", "所在地_連結表記", "連絡先メールアドレス",
             "連絡先備考（その他、SNSなど）", "電話番号"),
            ("見本館", "102024", "群馬県高崎市見本町1", "a@example.jp", "受付は平日",
             "027-000-0001"),
        ),
        rows=(
            place(2, "見本館", address="群馬県高崎市見本町1", phone="027-000-0001",
                  notes="連絡先備考（その他、SNSなど）：受付は平日"),
        ),
    ),
    Case(
        "a day on which it ended, in a list without days of beginning",
        one(("名称", "会場", "終了日"), ("一の会", "A館", ""), ("二の会", "B館", "R8.3.31")),
        rows=(
            place(2, "一の会", venue="A館"),
            {"sheet": "一覧", "row": 3, "name": "二の会", "venue": "B館", "status": "ended"},
        ),
        issues=(("C3", W, "status_guessed"),),
    ),
    Case(
        "a district right below the header is no part of it",
        one(
            ("でんわ", "サロン名"), ("■長野地区",),
            ("027-000-0001", "一の会"), ("027-000-0002", "二の会"),
        ),
        rows=(
            place(3, "一の会", district="長野地区", phone="027-000-0001"),
            place(4, "二の会", district="長野地区", phone="027-000-0002"),
        ),
        skipped=(2,),
    ),
    Case(
        "two lists side by side, their names with a remark",
        one(
            ("名称（愛称）", "会場", "名称（愛称）", "会場"),
            ("一の会", "A館", "三の会", "C館"), ("二の会", "B館"),
        ),
        rows=(
            place(2, "一の会", venue="A館"), place(3, "二の会", venue="B館"),
            place(2, "三の会", venue="C館"),
        ),
    ),
    Case(
        "the house and its address in one column",
        one(
            ("名称", "会場（住所）"), ("一の会", "片岡公民館（片岡町1-2）"),
            ("二の会", "城山公民館\n城山町3"), ("三の会", "見本集会所"),
            ("四の会", "高松町35番地1"),
        ),
        rows=(
            place(2, "一の会", venue="片岡公民館", address="片岡町1-2"),
            place(3, "二の会", venue="城山公民館", address="城山町3"),
            place(4, "三の会", venue="見本集会所", address=""),
            place(5, "四の会", venue="", address="高松町35番地1"),
        ),
    ),
    Case(
        "cards below each other are no list",
        one(
            ("名称", "いろは会", "電話", "027-000-0001"), ("会場", "A館", "曜日", "火"),
            ("名称", "にほへ会", "電話", "027-000-0002"), ("会場", "B館", "曜日", "水"),
        ),
        reason="no_header",
        issues=(("", W, "not_a_list"),),
    ),
    Case(
        "a district written downwards, arrows for the same, how many there are in all",
        one(
            ("地\n区", "名称", "会場"), ("片\n岡", "一の会", "A館"),
            ("↓", "二の会", "同上（和室）"),
            ("｜", "三の会", "C館"), ("", "以上　3団体"), ("", "（計3件）"),
        ),
        rows=(
            place(2, "一の会", district="片岡", venue="A館"),
            place(3, "二の会", district="片岡", venue="A館（和室）"),
            place(4, "三の会", district="片岡", venue="C館"),
        ),
        skipped=(5, 6),
    ),
    Case(
        "a mail address beside the number stays whole; a date with commas",
        one(
            ("名称", "連絡先", "確認日"), ("見本会", "a.b@example.jp / 027-000-0001", "R8,3,1"),
        ),
        rows=(
            place(2, "見本会", phone="027-000-0001", contact="a.b@example.jp",
                  last_verified_on="2026-03-01"),
        ),
    ),
    Case(
        "a page that ends, and the title of the next one",
        one(
            ("名称", "会場"), ("一の会", "A館"), ("次ページへ続く",), ("居場所一覧　P.2",),
            ("名称", "会場"), ("二の会", "B館"), ("以上",),
        ),
        rows=(place(2, "一の会", venue="A館"), place(6, "二の会", venue="B館")),
        skipped=(3, 4, 5, 7),
    ),
    Case(
        "a field of work is the kind; what is done there comes after",
        one(("分野", "名称", "サービス内容"), ("配食", "味の会", "夕食")),
        rows=(place(2, "味の会", category="配食"),),
    ),
    Case(
        "a mark of one letter beside the name",
        one(("名称", "会場"), ("（休）一の会", "A館"), ("二の会【終】", "B館"),
            ("三の会（仮）", "C館")),
        rows=(
            {**place(2, "一の会", venue="A館"), "status": "suspended"},
            {**place(3, "二の会", venue="B館"), "status": "ended"},
            place(4, "三の会（仮）", venue="C館"),
        ),
    ),
    Case(
        "two columns under each other's heading",
        one(("名称", "電話", "住所"), ("一の会", "高松町1-1", "027-000-0001"),
            ("二の会", "八島町2-2", "027-000-0002")),
        rows=(
            place(2, "一の会", address="高松町1-1", phone="027-000-0001"),
            place(3, "二の会", address="八島町2-2", phone="027-000-0002"),
        ),
        issues=(("B1", W, "column_contrary"), ("C1", W, "column_contrary")),
    ),
    Case(
        "how often as a bare number, an average below, a remark alone in brackets",
        one(("名称", "会場", "回数（月）"), ("一の会", "A館", 2), ("（送迎あり）",),
            ("二の会", "B館", 1), ("平均", "", 1.5)),
        rows=(
            place(2, "一の会", venue="A館", **when("月2回")),
            place(4, "二の会", venue="B館", **when("月1回")),
        ),
        skipped=(3, 5),
        issues=(("C2", W, "schedule_unread"), ("C4", W, "schedule_unread")),
    ),
    Case(
        "the first by a letter and by a number is one, the second is another",
        one(("名称", "住所"), ("第1会", "高松町1"), ("第一会", "高松町1"), ("第二会", "高松町1")),
        rows=(
            place(2, "第1会", address="高松町1"), place(3, "第一会", address="高松町1"),
            place(4, "第二会", address="高松町1"),
        ),
        issues=(("A2", W, "duplicate"), ("A3", W, "duplicate")),
        duplicates=((2, 3),),
    ),
    Case(
        "csv with strokes between the columns",
        "名称|会場|電話\n春の会|A館|027-000-0001\n".encode(),
        file="一覧.csv",
        rows=(place(2, "春の会", venue="A館", phone="027-000-0001"),),
    ),
    Case(
        "csv that keeps the zeros of Excel",
        'sep=,\r\n名称,電話\r\n春の会,"=""0270000001"""\r\n夏の会,=\"0270000002\"\r\n'
        "秋の会,'0270000003\r\n".encode("cp932"),
        file="一覧.csv",
        rows=(
            place(3, "春の会", phone="0270-00-0001"),
            place(4, "夏の会", phone="0270-00-0002"),
            place(5, "秋の会", phone="0270-00-0003"),
        ),
        skipped=(1,),
    ),
    Case(
        "csv in which a quote is never closed: the lines stay lines",
        '名称,会場,電話\n春の会,"A館\n2階",027-000-0001\n"夏の会,B館,027-000-0002\n'
        "秋の会,C館,027-000-0003\n".encode(),
        file="一覧.csv",
        rows=(
            place(2, "春の会", venue="A館 2階", phone="027-000-0001"),
            place(3, "夏の会", venue="B館", phone="027-000-0002"),
            place(4, "秋の会", venue="C館", phone="027-000-0003"),
        ),
        issues=(("", W, "note"),),
    ),
    Case(
        "csv in the encoding of old mail",
        "名称,電話\n春の会,027-000-0001\n".encode("iso2022_jp"),
        file="一覧.csv",
        rows=(place(2, "春の会", phone="027-000-0001"),),
    ),
    Case(
        "csv into which a NUL slipped",
        "名称,会場,電話\n春\0の会,A館,027-000-0001\n夏の会,B館,027-000-0002\n".encode(),
        file="一覧.csv",
        reason="corrupt",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_list_of_a_stranger(case):
    check(case)


@pytest.mark.parametrize(("cell", "phone", "issues"), LOST_ZEROS)
def test_number_that_lost_its_first_zero(cell, phone, issues):
    data = one(("名称", "電話"), ("見本会", cell))
    check(Case("zero", data, rows=(place(2, "見本会", phone=phone),), issues=issues))


@pytest.mark.parametrize(("begins", "ends", "start", "end", "issues"), HOURS)
def test_hours_of_two_columns_are_those_of_the_day(begins, ends, start, end, issues):
    parts = [f"{t}時" if isinstance(t, int) else t.strip("～") for t in (begins, ends)]
    told = when("～".join(parts), start=start, end=end)
    data = one(("名称", "開始時間", "終了時間"), ("見本会", begins, ends))
    check(Case("hours", data, rows=(place(2, "見本会", **told),), issues=issues))


@pytest.mark.parametrize(("cell", "day", "issues"), DATES)
def test_day_in_an_unusual_spelling(cell, day, issues):
    data = one(("名称", "最終確認日"), ("見本会", cell))
    check(Case("day", data, rows=(place(2, "見本会", last_verified_on=day),), issues=issues))


@pytest.mark.parametrize(("word", "status"), STATES)
def test_word_for_a_rest_in_a_column_of_states(word, status):
    data = one(("名称", "状況"), ("見本会", word))
    check(Case("state", data, rows=({"sheet": "一覧", "row": 2, "name": "見本会",
                                     "status": status},)))  # fmt: skip


@pytest.mark.parametrize("written", DISTRICTS)
def test_number_before_a_district_is_no_part_of_its_name(written):
    data = one(("圏域", "名称", "会場"), (written, "見本会", "見本公民館"))
    check(Case("district", data, rows=(place(2, "見本会", district="片岡", venue="見本公民館"),)))


def test_numbered_sheets_give_their_district():
    listed = [("名称", "電話"), ("見本会", "027-000-0001")]
    data = make.book(("01_片岡", listed), ("02_佐野", [("名称", "電話"), ("手本会", "")]))
    row = place(2, "見本会", "01_片岡", district="片岡", phone="027-000-0001")
    other = place(2, "手本会", "02_佐野", district="佐野", phone="")
    check(Case("sheets", data, rows=(row, other)))
