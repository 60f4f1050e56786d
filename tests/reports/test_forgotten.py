"""One human in every declared column, every older version, every file: forgotten, or stopped."""

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command

from accounts import register, subjects
from activities import tombstones
from activities.actions import privacy, rights
from activities.models import Erasure
from councils.models import Person
from councils.personal import PERSON
from tests.reports import canary_person as canary

STAND_TOGETHER = {
    "AnnualReport.frozen", "SupportActivity.end_reason", "SupportActivity.pause_reason",
}  # fmt: skip
"""Columns that stand only with others: an end has its day, a report its publisher."""


@pytest.fixture
def planted(db):
    roots = canary.plant()
    cache.set("page", canary.NAME)
    return roots


def columns_declared():
    """How many columns of tables and older versions a human may stand in."""
    return sum(
        len(register.standing(table, (*holding.personal, *holding.words)))
        for holding in register.HOLDINGS.values()
        for table in register.tables_of(holding)
    )


def erase(roots, city, admin):
    person = Person.objects.get(pk=roots[0][1])
    erasure = privacy.ask_erasure(person, by=city, roots=roots)
    return privacy.erase_person(erasure, by=admin)


def counts():
    return {table._meta.label: table._base_manager.count() for table in apps.get_models()}


@pytest.mark.slow
@pytest.mark.proves("G16", "V14.2.7")
def test_erasure_leaves_nothing_in_any_table_file_index_or_cache(
    planted, city, admin, figure, django_capture_on_commit_callbacks
):
    stood = canary.sweep_tables()
    assert canary.REFUSED == STAND_TOGETHER
    assert len(stood) > 0.95 * columns_declared()
    assert set(canary.sweep_files()) == {
        "photos/face.jpg", "photos/face-small.jpg", "issues/letter.pdf", "orders/list.pdf",
        "papers/list.csv",
    }  # fmt: skip
    before = counts()
    with django_capture_on_commit_callbacks(execute=True):
        erase(planted, city, admin)
    assert canary.sweep_tables() == {}
    assert canary.sweep_files() == {}
    assert cache.get("page") is None
    after = counts()
    changed = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    changed.pop("councils.SearchEntry", 0)  # derived: the people of the council were indexed anew
    assert changed == {
        "activities.Erasure": 1, "accounts.AuditEntry": 2, "accounts.AuditSeal": 2,
    }  # fmt: skip
    assert "金糸雀" not in tombstones.settings.ERASURES_FILE.read_text()
    figure("G16", "消去のあと、表・版・索引・ファイルに残った言葉", 0, wanted="0")
    figure("G16", "言葉を植えた列", len(stood))


@pytest.mark.proves("G16")
def test_rows_are_found_by_name_kana_number_and_address(planted):
    tables = {table for table, _ in planted}
    assert {table for table, _ in subjects.rows_found("見本金糸雀")} >= tables - {
        "newsletters.subscriber"
    }
    for typed in ("ミホンカナリヤ", "0279994321"):
        assert PERSON in {table for table, _ in subjects.rows_found(typed)}
    assert "newsletters.subscriber" in {table for table, _ in subjects.rows_found(canary.MAIL)}


@pytest.mark.proves("G16")
def test_stop_hides_everything_and_lifting_it_changes_nothing(planted, city):
    before = canary.sweep_tables()
    case = rights.freeze(planted, by=city)
    left = canary.sweep_tables()
    log_in = {
        "accounts_user.username",
        "accounts_user.email",
        "accounts_sealedword.was",
        "resources_importfile.content",
    }  # a list that waits is nobody's paper yet
    assert {column for column in left if column not in log_in} == set()
    assert rights.lift_freeze(case, by=city) == 0
    after = canary.sweep_tables()
    index = {name for name in before if name.startswith("councils_searchentry")}
    assert {k: v for k, v in after.items() if k not in index} == {
        k: v for k, v in before.items() if k not in index
    }


@pytest.mark.proves("G16")
def test_somebody_stopped_can_be_forgotten(planted, city, admin):
    rights.freeze(planted, by=city)
    erase(planted, city, admin)
    assert canary.sweep_tables() == {}


@pytest.mark.slow
@pytest.mark.proves("G16")
def test_older_backup_brings_nobody_back(
    planted, city, admin, capsys, django_capture_on_commit_callbacks
):
    kept = {
        table: list(table._base_manager.values())
        for table in apps.get_models()
        if table._meta.app_label in ("councils", "activities", "newsletters", "resources")
        and table is not Erasure
    }
    with django_capture_on_commit_callbacks(execute=True):
        erase(planted, city, admin)
    Erasure.objects.all().delete()  # the older backup did not know of it
    for table, rows in kept.items():
        for row in rows:
            table._base_manager.filter(pk=row[table._meta.pk.attname]).update(**row)
    assert canary.sweep_tables() != {}
    call_command("reapply_erasures")
    assert "1人の情報を" in capsys.readouterr().out
    assert canary.sweep_tables() == {}
    assert Erasure.objects.get().done_by == admin
    call_command("reapply_erasures")
    assert "0人の情報を" in capsys.readouterr().out
