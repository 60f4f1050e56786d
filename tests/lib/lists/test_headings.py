"""Columns: what a heading or its contents mean."""

import pytest

from takasaki_sc.lib.lists.columns import propose_mapping
from takasaki_sc.lib.lists.headings import ALIASES, fold_heading
from takasaki_sc.lib.lists.lines import is_template_name
from takasaki_sc.lib.lists.states import status_of


def keys(headings, *columns):
    columns = columns or [[]] * len(headings)
    return [proposal.key for proposal in propose_mapping(headings, columns)]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("名　称", "name"),
        ("1.名称", "name"),
        ("名称（カナ）", "kana"),
        ("名称_カナ", "kana"),
        ("電　話（代表）", "phone"),
        ("ＴＥＬ／ＦＡＸ", "phone"),
        ("開催日時", "schedule"),
        ("開催者", "organiser"),
        ("#property", "source_code"),
        ("№", "source_code"),
        ("なにか", ""),
    ],
)
def test_headings_mean(heading, key):
    assert keys([heading]) == [key]


def test_no_heading_means_two_things():
    folded = [(fold_heading(n), key) for key, names in ALIASES.items() for n in names]
    assert len({name for name, _ in folded}) == len(set(folded))


def test_a_meaning_for_one_column_goes_to_the_first():
    assert keys(["名称", "団体名"]) == ["name", ""]


def test_the_group_beside_the_name_is_who_runs_it():
    assert keys(["サロン名", "団体名"], ["さくらの会"], ["見本町内会"]) == ["name", "organiser"]


def test_a_plainer_heading_wins_over_an_earlier_one():
    assert keys(["つどいの場", "名称"], ["サロン"], ["さくらの会"]) == ["", "name"]


def test_numbers_under_no_are_telephones_when_they_look_like_it():
    phones = ["027-000-0001", "027-000-0002"]
    assert keys(["名称", "番号"], ["あ", "い"], phones) == ["name", "phone"]


def test_addresses_may_stand_in_two_columns():
    assert keys(["Add1", "Add2"]) == ["address", "address"]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        (["027-321-1234", "027-321-1235"], "phone"),
        (["https://example.jp/a", "https://example.jp/b"], "url"),
        (["36.335000", "36.340000"], "latitude"),
        (["139.01000", "139.02000"], "longitude"),
        (["毎週火曜 10:00～12:00", "第2木曜"], "schedule"),
        (["高崎市八幡町1-1", "高崎市豊岡町2"], "address"),
        (["あ", "い"], ""),
        ([], ""),
    ],
)
def test_contents_mean(values, key):
    assert keys(["？"], values) == [key]


@pytest.mark.parametrize(
    ("text", "status"),
    [("休止中", "suspended"), ("廃止", "ended"), ("再開", "active"), ("毎週火曜", None)],
)
def test_a_cell_that_says_a_state(text, status):
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("name", "is_template"),
    [("TEMPL", True), ("ＤＵＭＹ", True), ("（例）見本の会", True), ("見本の会", False),
     ("例会サロン", False)],
)  # fmt: skip
def test_template_names(name, is_template):
    assert is_template_name(name) is is_template
