"""Looks that mean something, places listed twice, and every column at once."""

import pytest
from openpyxl.styles import Font, PatternFill

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place, when
from tests.lib.lists.test_cells import E, W, one


def strike(*cells):
    def change(page):
        for cell in cells:
            page[cell].font = Font(strike=True)

    return change


def fill(rows, colour, width=3):
    def change(page):
        for number in rows:
            for column in range(1, width + 1):
                page.cell(number, column).fill = PatternFill("solid", fgColor=colour)

    return change


HEAD = ("名称", "住所", "電話")
SAKURA = ("さくらの会", "高崎市見本町1-2-3", "027-000-0001")
MOMIJI = ("もみじ体操", "高崎市見本町4-5", "027-000-0002")
KAEDE = ("かえで会", "高崎市見本町6", "027-000-0003")
SUMIRE = ("すみれ会", "高崎市見本町7", "027-000-0004")
ALL = (SAKURA, MOMIJI, KAEDE, SUMIRE)


def read(row, told):
    return place(row, told[0], address=told[1], phone=told[2])


FOUR = tuple(read(number, told) for number, told in enumerate(ALL, start=2))

CASES = [
    Case(
        "struck through: asked, not acted upon",
        one(HEAD, *ALL, finish=[strike("A3", "B3", "C3"), strike("C4")]),
        rows=FOUR,
        issues=(("A3", W, "strikethrough"), ("C4", W, "strikethrough")),
    ),
    Case(
        "one grey line with a legend: asked, with the legend's words",
        make.book(("一覧", [HEAD, *ALL, ("凡例：灰色は休止中",)], fill([4], "BFBFBF"))),
        rows=FOUR,
        skipped=(6,),
        issues=(("A4", W, "fill"),),
    ),
    Case(
        "every other line coloured only to read better",
        one(HEAD, *ALL, finish=[fill([1], "CCE5FF"), fill([3, 5], "EEF4FF")]),
        rows=FOUR,
    ),
    Case(
        "error values: an error at the cell, the rest of the line is read",
        make.book(("一覧", [HEAD, ("さくらの会", "=1/0", "027-000-0001")])),
        rows=(place(2, "さくらの会", address="", phone="027-000-0001"),),
        issues=(("B2", E, "uncalculated"),),
    ),
    Case(
        "addresses with postcode, prefecture and lines",
        one(HEAD, ("さくらの会", "〒370-0000\n群馬県高崎市見本町１－２－３", "027-000-0001")),
        rows=(place(2, "さくらの会", address="群馬県高崎市見本町1－2－3", phone="027-000-0001"),),
    ),
    Case(
        "one place three times, spelt three ways; namesakes elsewhere and numbered ones are others",
        one(
            HEAD,
            ("つつじヶ丘サロン", "高崎市見本町1丁目2番3号", "027-000-0001"),
            ("つつじケ丘ｻﾛﾝ", "見本町１－２－３", None),
            ("つつじが丘サロン", "群馬県高崎市見本町一丁目2-3", None),
            ("つつじヶ丘サロン", "高崎市別見本町5", None),
            ("ふれあい見本第1サロン", "高崎市別見本町9", "027-000-0009"),
            ("ふれあい見本第2サロン", "高崎市別見本町9", "027-000-0009"),
            ("髙見本の会", "高崎市見本町8", None),
            ("高見本の会", "高崎市見本町8", None),
        ),
        rows=(
            place(2, "つつじヶ丘サロン", address="高崎市見本町1丁目2番3号", phone="027-000-0001"),
            place(3, "つつじケ丘サロン", address="見本町1－2－3", phone=""),
            place(4, "つつじが丘サロン", address="群馬県高崎市見本町一丁目2-3", phone=""),
            place(5, "つつじヶ丘サロン", address="高崎市別見本町5", phone=""),
            place(6, "ふれあい見本第1サロン", address="高崎市別見本町9", phone="027-000-0009"),
            place(7, "ふれあい見本第2サロン", address="高崎市別見本町9", phone="027-000-0009"),
            place(8, "髙見本の会", address="高崎市見本町8", phone=""),
            place(9, "高見本の会", address="高崎市見本町8", phone=""),
        ),
        issues=tuple((f"A{n}", W, "duplicate") for n in (2, 3, 2, 4, 3, 4, 8, 9)),
        duplicates=((2, 3), (2, 4), (3, 4), (8, 9)),
    ),
    Case(
        "half-width kana, full-width letters, invisible signs",
        one(
            ("名称", "ﾌﾘｶﾞﾅ", "会場", "TEL"),
            (
                "ﾌﾚｱｲｻﾛﾝ　ＡＢＣ",
                "ﾌﾚｱｲｻﾛﾝ ｴｰﾋﾞｰｼｰ",
                "見本公民館\u200b_x000D_\n２階",
                "０２７−０００−０００１",
            ),
        ),
        rows=(
            place(
                2,
                "フレアイサロン ABC",
                kana="フレアイサロン エービーシー",
                venue="見本公民館 2階",
                phone="027-000-0001",
            ),
        ),
    ),
    Case(
        "every column the shape knows",
        one(
            (
                "ＮＯ",
                "地区名",
                "町内会名",
                "サロン名",
                "ふりがな",
                "種別",
                "会場",
                "所在地",
                "開催日",
                "開催時間",
                "主催団体",
                "代表者",
                "電話番号",
                "ＦＡＸ",
                "参加費",
                "備　考",
                "現況",
                "確認日",
            ),
            (
                1,
                "八幡",
                "見本1",
                "さくらの会",
                "さくらのかい",
                "サロン",
                "見本公民館",
                "高崎市見本町1",
                "第2火曜",
                "10:00～11:30",
                "見本町内会",
                "見本 花子",
                "027-000-0001",
                "027-000-0002",
                "無料",
                "要予約",
                "活動中",
                "R5.2.1",
            ),
        ),
        rows=(
            place(
                2,
                "さくらの会",
                kana="さくらのかい",
                category="サロン",
                district="八幡",
                neighbourhood="見本1",
                address="高崎市見本町1",
                venue="見本公民館",
                **when("第2火曜 10:00～11:30", "火", (2,), "10:00", "11:30"),
                organiser="見本町内会",
                contact="見本 花子",
                phone="027-000-0001",
                fax="027-000-0002",
                fee="無料",
                notes="要予約",
                last_verified_on="2023-02-01",
            ),
        ),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cells(case):
    check(case)


def test_longitude_before_latitude_and_swapped_values_are_put_right():
    data = one(("名称", "緯度", "経度"), ("さくらの会", 139.01, 36.33))
    case = Case(
        "",
        data,
        rows=(place(2, "さくらの会"),),
        repairs=(("B2", "緯度と経度が逆", "36.330000, 139.010000"),),
    )
    check(case)
