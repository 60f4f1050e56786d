"""The register of personal data: complete by test, shown, printed, handed out."""

import inspect
import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from openpyxl import load_workbook

from accounts import register, register_paper
from accounts.models import AuditEntry, RetentionTerm
from tests import factories as make

ROOT = Path(__file__).resolve().parents[2]
NUMBERS_ONLY = {
    "accounts.adminrequest", "resources.confirmation", "resources.confirmationcycle",
    "resources.needcount", "resources.tally",
}  # fmt: skip


def where_to_add(column):
    """councils/personal.py:31 — the file and the line where a room declares its tables."""
    label = column.split(".")[0]
    room = label if (ROOT / label / "personal.py").exists() else "accounts"
    lines = (ROOT / room / "personal.py").read_text().splitlines()
    line = next((n for n, text in enumerate(lines, 1) if text.startswith("holds(")), 1)
    return f"{column}: {room}/personal.py:{line} に、個人の情報かどうかを書いてください"


@pytest.mark.proves("G16", "V14.1.1", "V14.1.2")
def test_every_wordy_column_is_declared():
    assert [where_to_add(column) for column in register.undeclared()] == []


def test_every_table_of_ours_stands_in_the_register():
    """Also one without a word in it: whoever reads the register asks where the rest is."""
    ours = [table._meta.label_lower for table in apps.get_models()
            if "site-packages" not in inspect.getfile(table)
            and not hasattr(table, "history_object")]  # fmt: skip
    assert set(ours) - set(register.HOLDINGS) == NUMBERS_ONLY


def test_undeclared_column_is_named_with_file_and_line(monkeypatch):
    monkeypatch.delitem(register.HOLDINGS, "activities.offer")
    assert register.undeclared() == ["activities.Offer.note"]
    assert re.fullmatch(
        r"activities\.Offer\.note: activities/personal\.py:\d+ に、.*", where_to_add(
            "activities.Offer.note"
        )
    )  # fmt: skip


def test_nothing_is_declared_twice_or_of_a_field_that_is_gone():
    assert register.declared_twice_or_gone() == []


def test_personal_words_say_whose_they_are_and_stand_in_a_file():
    for holding in register.HOLDINGS.values():
        assert not holding.personal or holding.known_by or holding.owner, holding.model
        assert not (holding.personal or holding.words) or holding.file in register.FILES
        assert set(holding.known_by) <= set(holding.personal)
        assert holding.plain == () or holding.why


def test_every_file_says_why_and_how_long():
    for one in register.FILES.values():
        assert all((one.title, one.purpose, one.basis, one.seen_by))
        assert (one.amount is None) == (one.counts_from == "")


def test_terms_are_those_the_house_was_told():
    """A term is what somebody may rely on: none changes by the way. None: until the city says."""
    assert {one.code: (one.amount, one.unit) for one in register.FILES.values() if one.amount} == {
        "logins": (3, "fiscal"), "people": (3, "fiscal"), "minutes": (5, "fiscal"),
        "candidates": (1, "years"), "places": (5, "fiscal"), "lists": (3, "fiscal"),
        "suggestions": (1, "fiscal"), "supporters": (3, "fiscal"), "courses": (5, "fiscal"),
        "help": (5, "fiscal"), "diary": (5, "fiscal"), "days": (5, "fiscal"),
        "readers": (3, "days"), "pictures": (5, "fiscal"),
    }  # fmt: skip


def test_older_versions_follow_their_table():
    versions = [table for table in apps.get_models() if hasattr(table, "history_object")]
    assert len(versions) > 20
    tables = [v.instance_type for v in versions if not v.instance_type._meta.auto_created]
    assert [t for t in tables if t._meta.label_lower not in register.HOLDINGS] == []


def test_page_counts_people_and_the_city_sets_a_term(client, city):
    make.PersonFactory(name="見本 一子")
    make.PersonFactory(name="（消去）")
    client.force_login(city)
    lines = {line.file.code: line for line in register_paper.lines()}
    assert (lines["people"].n_people, lines["people"].term) == (
        1, "3年度（すべての任期・登録が終わった日から）",
    )  # fmt: skip
    client.post(reverse("accounts:retention-set"), {"code": "people", "amount": "7"})
    assert RetentionTerm.objects.get().amount == 7
    page = client.get(reverse("accounts:personal-register")).content.decode()
    assert "7年度（すべての任期・登録が終わった日から）" in page
    assert AuditEntry.objects.get().facts == {"amount": 7}


def test_user_without_a_mail_is_counted_too(city):
    type(city).objects.update(email="")
    lines = {line.file.code: line for line in register_paper.lines()}
    assert lines["logins"].n_people == 1


@pytest.mark.parametrize("typed", ["0", "abc", "1000", "-3"])
def test_term_that_is_no_number_is_refused(client, city, typed):
    client.force_login(city)
    page = client.post(
        reverse("accounts:retention-set"), {"code": "people", "amount": typed}, follow=True
    )
    assert "1から100の数字" in page.content.decode()
    assert RetentionTerm.objects.count() == 0


@pytest.mark.slow
def test_paper_and_workbook_say_the_same(client, city):
    client.force_login(city)
    book = load_workbook(
        io.BytesIO(client.get(reverse("accounts:personal-sheet")).content), read_only=False
    )
    rows = list(book.active.values)
    assert rows[0] == tuple(register_paper.HEADERS)
    assert {row[0] for row in rows[1:]} == {
        line.file.title for line in register_paper.lines() if line.tables
    }
    paper = register_paper.print_register()
    assert paper.n_pages >= 2


def test_page_asks_the_same_number_of_questions(client, city, django_assert_num_queries):
    client.force_login(city)
    with django_assert_num_queries(11):
        client.get(reverse("accounts:personal-register"))


def test_every_term_ends_something():
    """A term that the page shows is kept: some table of the file goes when it is over."""
    ending = {h.file for h in register.HOLDINGS.values() if h.since or h.model in register.DUE}
    assert {code for code, one in register.FILES.items() if one.counts_from} - ending == set()
