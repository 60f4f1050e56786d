"""Our own export as people hand it back: columns added or taken out, other words, new lines."""

import pytest

from resources.importing.own_columns import COLUMNS
from tests import factories as make
from tests.resources.lists import csv, previewed


def row_of(city, headings, line):
    """The one row of a preview of a file with these headings."""
    return previewed(csv(line, headings=headings), city).rows.get()


def told(row):
    return [(issue["cell"], issue["level"], issue["text"]) for issue in row.issues]


@pytest.mark.parametrize(
    ("headings", "line"),
    [
        ("資源ID,名称,種類,うちのメモ", "{},見本の会,サロン,市の備品あり"),
        ("資源ID,担当,名称,種類", "{},高橋,見本の会,サロン"),
    ],
)
def test_a_column_somebody_added_to_the_export_is_left_alone(city, headings, line):
    known = make.SocialResourceFactory(name="見本の会", kind="salon")
    row = row_of(city, headings, line.format(known.pk))
    assert (row.result, row.resource, row.before, told(row)) == ("unchanged", known, {}, [])


@pytest.mark.parametrize("number", ["A-12", "12-3", "1.5", "123456789012", "一"])
def test_a_number_that_is_none_of_ours_is_told_and_the_line_is_new(city, number):
    row = row_of(city, "資源ID,名称,種類", f"{number},見本の会,サロン")
    assert (row.result, row.resource) == ("new", None)
    assert told(row) == [("A2", "warning", f"「{number}」は資源IDではないため、使いません。")]


def test_a_line_without_a_number_is_a_new_place_and_raises_no_doubt(city):
    row = row_of(city, "資源ID,名称,種類", ",見本の会,サロン")
    assert (row.result, row.after["name"], told(row)) == ("new", "見本の会", [])


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("活動中", "active"),
        ("休止中", "suspended"),
        ("休止", "suspended"),
        ("R5.3 解散", "ended"),
        ("再開しました", "active"),
    ],
)
def test_a_state_is_understood_in_the_words_of_other_lists(city, words, status):
    row = row_of(city, "資源ID,名称,種類,状態", f",見本の会,サロン,{words}")
    assert (row.result, row.after["status"], told(row)) == ("new", status, [])


@pytest.mark.parametrize("words", ["", "ふしぎ", "?"])
def test_a_state_without_a_meaning_is_refused_with_the_words_we_know(city, words):
    row = row_of(city, "資源ID,名称,種類,状態", f",見本の会,サロン,{words}")
    assert row.result == "error"
    ((cell, level, text),) = told(row)
    assert (cell, level) == ("D2", "error")
    assert text.startswith("次のどれかで書いてください：活動中、休止中")


@pytest.mark.parametrize(
    ("headings", "values"),
    [
        ("緯度", "36.5"),
        ("経度", "139.5"),
        ("位置の確かさ", "正確な位置"),
        ("緯度,位置の確かさ", "36.5,正確な位置"),
    ],
)
def test_half_a_position_in_the_columns_moves_no_place(city, headings, values):
    """With one of the two columns taken out, the other says nothing about where a place is."""
    known = make.SocialResourceFactory(
        name="見本の会", kind="salon", latitude="36.321900", longitude="139.003300",
        position_precision="town",
    )  # fmt: skip
    line = f"{known.pk},見本の会,サロン,{values}"
    row = row_of(city, f"資源ID,名称,種類,{headings}", line)
    assert (row.result, row.resource, row.before, told(row)) == ("unchanged", known, {}, [])


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        ("36.3219", "139.0033", ["北緯36.321900 東経139.003300"]),
        ("", "", []),
    ],
)
def test_the_preview_says_the_position_of_a_new_place_in_one_cell(
    client, city, latitude, longitude, words
):
    line = f",見本の会,サロン,{latitude},{longitude}"
    batch = previewed(csv(line, headings="資源ID,名称,種類,緯度,経度"), city)
    client.force_login(city)
    response = client.get(f"/resources/imports/{batch.pk}/preview/")
    (shown,) = response.context["lines"]
    assert [cell.after for cell in shown.cells if cell.label == "位置"] == words
    assert {"緯度", "経度"}.isdisjoint(cell.label for cell in shown.cells)
    assert all(each in response.text for each in words)


@pytest.mark.parametrize(
    "latitude", ["北緯36度", "36度19分18秒", "NaN", "Infinity", "19.9", "46.1"]
)
def test_a_latitude_that_is_no_number_of_degrees_is_refused_once(city, latitude):
    row = row_of(city, "資源ID,名称,種類,緯度,経度", f",見本の会,サロン,{latitude},139.0033")
    assert row.result == "error"
    assert told(row) == [("D2", "error", "20〜46の数で書いてください（10進法の度）。")]


def test_a_number_that_stands_twice_belongs_to_its_first_line(city):
    known = make.SocialResourceFactory(name="見本の会", kind="salon")
    lines = [f"{known.pk},名の変わった会,サロン", f"{known.pk},別の会,体操"]
    batch = previewed(csv(*lines, headings="資源ID,名称,種類"), city)
    found = batch.rows.order_by("number").values_list("number", "result", "resource")
    assert list(found) == [(2, "changed", known.pk), (3, "new", None)]


def test_what_only_the_staff_takes_along_is_named():
    """Who to ask for, the number on another list, and what is not public yet."""
    staff = [column.heading for column in COLUMNS if column.is_for_staff]
    assert staff == ["連絡先の人", "名簿の番号", "公開"]


@pytest.mark.parametrize(("word", "is_public"), [("公開", True), ("非公開", False)])
def test_a_place_is_public_as_the_word_says(city, word, is_public):
    row = row_of(city, "資源ID,名称,種類,公開", f",見本の会,サロン,{word}")
    assert row.after["is_public"] is is_public
