"""Columns: what a heading or its contents mean."""

import pytest

from resources.importing.headers import ALIASES, fold_heading, propose_mapping
from resources.importing.kind_words import kind_of, status_of
from resources.importing.tables import is_template_name
from resources.models import Kind


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
    ("texts", "kind"),
    [
        (["認知症カフェ", "福祉施設"], Kind.DEMENTIA_CAFE),
        (["いきいきサロン"], Kind.SALON),
        (["居場所", "一般介護予防", "おしゃべりサロン"], Kind.IBASHO),
        (["健康体操"], Kind.EXERCISE),
        (["フラダンス"], Kind.EXERCISE),
        (["", "薬局"], Kind.MEDICAL),
        (["移動販売"], Kind.MOBILE_SHOP),
        (["なぞの会"], None),
    ],
)
def test_kinds_are_told_by_the_narrowest_words(texts, kind):
    assert kind_of(*texts) == kind


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
