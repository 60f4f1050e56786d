"""地域・年齢別人口: read, looked at, written once, and added up by 圏域."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from councils.actions.population import import_population
from councils.importing.population import Town, read_population
from councils.models import Area, AreaFigure
from councils.queries.figures import figures_by_day
from takasaki_sc.lib.sheets import SheetFault
from tests import factories as make

REAL = Path(__file__).parent.parent / "files" / "real" / "takamatsu_population_202602.xlsx"
BANDS = [f"{n}-{n + 4}歳" for n in range(0, 85, 5)] + ["85歳以上"]
HEADINGS = [
    "都道府県コード又は市区町村コード", "地域コード", "都道府県名", "市区町村名", "調査年月日",
    "地域名", "総人口", "男性", "女性",
    *[f"{band}の{sex}" for band in BANDS for sex in ("男性", "女性")], "世帯数", "備考",
]  # fmt: skip


def test_headings_are_those_of_the_standard_table():
    content = (REAL.parent / "xxxxxx_population_yyyymmdd.csv").read_text("utf-8-sig")
    assert content.splitlines()[0].split(",") == HEADINGS


def line(name, *, as_of="2026-10-01", total="180", each="5", households="80", **cells):
    """One line of the standard table: `each` person of every band and sex; others by heading."""
    values = ["102024", "", "群馬県", "高崎市", as_of, name, total, "90", "90", *[each] * 36,
              households, ""]  # fmt: skip
    for heading, value in cells.items():
        values[HEADINGS.index(heading)] = value
    return ",".join(values)


def table(*lines, bom="utf-8-sig"):
    return "\r\n".join([",".join(HEADINGS), *lines]).encode(bom)


def upload(client, content, **words):
    file = SimpleUploadedFile("人口.csv", content)
    return client.post("/councils/population/", {"file": file, "source": "見本の台帳"} | words)


def shown_in(page):
    return re.search(r'name="shown" value="([^"]+)"', page.content.decode())[1]


def test_real_table_of_a_city_is_read_whole():
    found = read_population(REAL.read_bytes(), REAL.name)
    assert (len(found.towns), found.n_left_out) == (235, 0)
    assert found.towns[0] == Town("塩屋町", date(2026, 2, 1), 402, 188, 214, 84, 231)
    assert found.towns[0].rate == "20.9%"
    assert [fault for fault in found.faults if fault.is_error] == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_standard_columns_are_read_and_the_elderly_added_up(encoding):
    lines = (line("見本町"), line("合計"), line("となり町", as_of="令和8年10月1日", households=""))
    found = read_population(table(*lines, bom=encoding), "x.csv")
    assert found.towns == [
        Town("見本町", date(2026, 10, 1), 180, 90, 90, 50, 80),
        Town("となり町", date(2026, 10, 1), 180, 90, 90, 50, None),
    ]
    assert (found.n_left_out, found.faults) == (1, [])


@pytest.mark.parametrize(
    ("wrong", "cell", "told"),
    [
        (line(""), "F2", "地域名が空です。"),
        (line("町", total=""), "G2", "人数が空です。"),
        (line("町", total="たくさん"), "G2", "「たくさん」は人数ではありません。"),
        (line("町", total="-3"), "G2", "「-3」は人数ではありません。"),
        (line("町", as_of="いつか"), "E2", "「いつか」は日付として読めません。"),
        (line("町", as_of=""), "E2", "調査年月日が空です。"),
        (line("町", **{"85歳以上の女性": "x"}), "AS2", "「x」は人数ではありません。"),
        (line("町", total="40"), "G2", "総人口（40）より、65歳以上（50）が多くなっています。"),
        (line("町" * 61), "F2", "地域名は60字までです。"),
    ],
)
def test_fault_is_named_at_its_cell_and_the_line_left_out(wrong, cell, told):
    found = read_population(table(wrong, line("よい町")), "x.csv")
    assert [town.name for town in found.towns] == ["よい町"]
    ((at, text),) = [(fault.cell, fault.text) for fault in found.faults]
    assert (at, told in text) == (cell, True)


def test_a_town_twice_is_refused_and_numbers_that_do_not_add_up_are_told():
    found = read_population(table(line("町"), line("町"), line("村", total="181")), "x.csv")
    assert [(fault.cell, fault.is_error) for fault in found.faults] == [("F3", True), ("G4", False)]
    assert [town.name for town in found.towns] == ["町", "村"]


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", table(), b""])
def test_file_without_a_table_is_refused(content):
    with pytest.raises(SheetFault):
        read_population(content, "x.csv")


def towns(*names):
    return [Town(name, date(2026, 10, 1), 180, 90, 90, 50, 80) for name in names]


def values_of(area):
    return {figure.label: int(figure.value) for figure in AreaFigure.objects.filter(area=area)}


def test_towns_are_made_and_added_up_for_their_area(yawata, toyooka, city):
    within = {"見本町": "八幡", "となり町": "八幡", "遠い町": ""}
    import_population(towns("見本町", "となり町", "遠い町"), "見本の台帳", within, by=city)
    found = dict(Area.objects.filter(kind="district").values_list("name", "within__name"))
    assert found == {"見本町": yawata.area.name, "となり町": yawata.area.name, "遠い町": None}
    expected = {"人口": 360, "男": 180, "女": 180, "65歳以上": 100, "世帯数": 160}
    assert (values_of(yawata.area), values_of(toyooka.area)) == (expected, {})
    (day,) = figures_by_day(yawata.area)
    assert (day.rate.words, day.sources) == ("27.78%", ["見本の台帳（2町の合計）"])
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.facts) == (
        "figures_imported",
        {"n_areas": 3, "n_areas_added": 3, "new": 20, "changed": 0, "unchanged": 0},
    )


def test_second_reading_changes_nothing_and_a_new_number_is_a_change(yawata, city):
    within = {"見本町": "八幡"}
    import_population(towns("見本町"), "見本の台帳", within, by=city)
    again = import_population(towns("見本町"), "見本の台帳", {}, by=city)
    assert again.tally == [("新しい", 0), ("変わる", 0), ("変わらない", 10)]
    moved = [Town("見本町", date(2026, 10, 1), 181, 91, 90, 50, 80)]
    plan = import_population(moved, "見本の台帳", {}, by=city)
    assert plan.tally == [("新しい", 0), ("変わる", 4), ("変わらない", 6)]
    assert values_of(yawata.area)["人口"] == 181


def test_line_of_the_area_itself_is_not_overwritten_by_a_sum(yawata, city):
    within = {"見本町": "八幡"}
    import_population(towns("見本町", yawata.area.name), "見本の台帳", within, by=city)
    assert values_of(yawata.area)["人口"] == 180


def test_file_is_shown_first_and_written_after_one_press(client, city, yawata):
    make.CouncilAliasFactory(council=yawata, text="やわた地区")
    client.force_login(city)
    page = upload(client, table(line("見本町")))
    assert page.status_code == 200
    assert (AreaFigure.objects.count(), AuditEntry.objects.count()) == (0, 0)
    words = {"shown": shown_in(page), "within-0": "やわた地区"}
    page = client.post("/councils/population/apply/", words)
    assert page.url == "/councils/population/"
    assert values_of(yawata.area)["65歳以上"] == 50
    town = Area.objects.get(kind="district")
    assert (town.name, town.within) == ("見本町", yawata.area)
    assert town.figures.first().source == "見本の台帳"


def test_unknown_area_is_told_at_its_line_and_nothing_is_written(client, city, yawata):
    client.force_login(city)
    shown = shown_in(upload(client, table(line("見本町"), line("となり町"))))
    words = {"shown": shown, "within-0": "八幡", "within-1": "ない圏域"}
    page = client.post("/councils/population/apply/", words)
    text = page.content.decode()
    assert (page.status_code, "「ない圏域」という圏域がありません。" in text) == (422, True)
    assert ('value="ない圏域"' in text, 'value="八幡"' in text) == (True, True)
    assert Area.objects.filter(kind="district").count() == 0


def test_numbers_changed_between_look_and_press_are_refused(client, city):
    client.force_login(city)
    shown = shown_in(upload(client, table(line("見本町"))))
    client.post("/councils/population/apply/", {"shown": shown[:-3] + "abc"})
    assert AreaFigure.objects.count() == 0


def test_all_or_nothing(city, yawata, monkeypatch):
    def broken(*args, **words):
        raise RuntimeError

    monkeypatch.setattr(AreaFigure.objects, "bulk_update", broken)
    with pytest.raises(RuntimeError):
        import_population(towns("見本町"), "見本の台帳", {}, by=city)
    assert (Area.objects.filter(kind="district").count(), AreaFigure.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"source": ""}, "どこの数かを書いてください。"),
        ({"file": ""}, "ファイルを選んでください。"),
    ],
)
def test_missing_file_or_source_is_told(client, city, words, told):
    client.force_login(city)
    page = upload(client, table(line("見本町")), **words)
    assert (page.status_code, told in page.content.decode()) == (422, True)


def test_file_that_is_no_table_is_told_beside_the_field(client, city):
    client.force_login(city)
    page = upload(client, b"a,b\n1,2\n")
    text = page.content.decode()
    assert (page.status_code, "見出しが見つかりません" in text) == (422, True)
    assert 'value="見本の台帳"' in text


@pytest.mark.parametrize("n", [1, 3])
def test_preview_and_writing_ask_as_often_for_one_as_for_three(
    client, city, yawata, n, django_assert_num_queries
):
    client.force_login(city)
    content = table(*[line(f"見本町{number}") for number in range(n)])
    with django_assert_num_queries(13):
        page = upload(client, content)
    words = {"shown": shown_in(page), **{f"within-{i}": "八幡" for i in range(n)}}
    with django_assert_num_queries(12):
        client.post("/councils/population/apply/", words)
