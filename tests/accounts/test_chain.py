"""The chain over the trail: what breaks it is found, and two writers never fork it."""

import io
import json
from datetime import datetime
from threading import Barrier, Thread
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts import audit, trail, trail_guards
from accounts.models import AuditEntry, AuditSeal, TrailPurge
from tests import factories as make
from tests.proof import budget
from tests.trail import behind_the_guards, put_up

pytestmark = pytest.mark.proves("G16")
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture(autouse=True)
def _guards_stand_without_migrations_too(request):
    if request.config.getoption("nomigrations") and "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
        put_up()


def chain(n=5, **words):
    entries = make.AuditEntryFactory.create_batch(n, **words)
    assert trail.seal() == n
    return entries


def breaks(**words):
    return [(found.number, found.why) for found in trail.verify(**words).breaks]


def test_entry_gets_its_place_right_after_the_commit(city, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = audit.record("signed_in", city, by=city)
        second = audit.record("signed_in", city, by=city)
    assert [(s.number, s.entry) for s in AuditSeal.objects.order_by("number")] == [
        (1, first), (2, second)
    ]  # fmt: skip
    assert first.seal.previous_sha256 == "0" * 64
    assert second.seal.previous_sha256 == first.seal.sha256
    assert trail.verify() == trail.Verdict(n_sealed=2, last=trail.Anchor(2, second.seal.sha256))


def test_what_was_left_open_is_sealed_later(city):
    left, sealed = make.AuditEntryFactory.create_batch(2)
    trail.seal([sealed.pk])
    assert trail.verify().n_open == 1
    call_command("seal_trail", stdout=io.StringIO())
    assert [left.seal.number, trail.verify().n_open] == [2, 0]


CHANGES = {
    "at": datetime(2026, 1, 1, tzinfo=TOKYO),
    "by_id": None,
    "verb": "signed_in",
    "target_model": "councils.person",
    "target_id": "2",
    "council_number": 7,
    "facts": {"n_names": 1},
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_entry_is_found(db, name):
    entries = chain()
    one = AuditEntry.objects.filter(pk=entries[2].pk)
    behind_the_guards(lambda: one.update(**{name: CHANGES[name]}))
    assert breaks() == [(3, "内容が書きかえられています")]


def test_entry_taken_out_is_found(db):
    entries = chain()

    def take_out():
        AuditSeal.objects.filter(entry=entries[2]).delete()
        AuditEntry.objects.filter(pk=entries[2].pk).delete()

    behind_the_guards(take_out)
    assert breaks() == [(3, "通し番号 3 から 3 までの記録がありません")]


def test_chain_with_a_seal_made_anew_is_found(db):
    """Who changes an entry and its seal as well has to make every later seal anew."""
    entries = chain()
    seal = entries[2].seal
    content = AuditEntry.objects.filter(pk=entries[2].pk)

    def forge():
        content.update(verb="signed_in")
        row = content.values_list(*trail.CONTENT).get()
        own = trail.digest(3, seal.previous_sha256, entries[2].pk, row)
        AuditSeal.objects.filter(number=3).update(sha256=own)

    behind_the_guards(forge)
    assert breaks() == [(4, "前の記録とつながっていません")]


def test_end_cut_off_is_found_with_what_was_kept_on_paper(db):
    entries = chain()
    kept = trail.verify().last

    def cut():
        AuditSeal.objects.filter(number__gt=3).delete()
        AuditEntry.objects.filter(pk__in=[e.pk for e in entries[3:]]).delete()

    behind_the_guards(cut)
    assert breaks() == []
    assert breaks(anchor=kept) == [(5, "控えた番号まで、記録がありません")]


def test_whole_chain_made_anew_is_found_with_what_was_kept_on_paper(db):
    entries = chain()
    kept = trail.verify().last

    def make_anew():
        AuditSeal.objects.all().delete()
        AuditEntry.objects.filter(pk=entries[0].pk).update(verb="signed_in")

    behind_the_guards(make_anew)
    trail.seal()
    assert breaks() == []
    assert breaks(anchor=kept) == [(5, "控えた値と違います")]
    assert breaks(anchor=kept, since_anchor=True) == [(5, "控えた値と違います")]


def test_walk_since_the_paper_looks_only_at_what_came_later(db):
    chain()
    kept = trail.verify().last
    behind_the_guards(lambda: AuditEntry.objects.filter(seal__number=2).update(verb="signed_in"))
    chain(2)
    assert breaks(anchor=kept) == [(2, "内容が書きかえられています")]
    assert breaks(anchor=kept, since_anchor=True) == []
    assert trail.verify(anchor=kept, since_anchor=True).n_sealed == 3


# --- what the database refuses --------------------------------------------------------------


def test_guards_stand_after_all_migrations(db, request):
    if request.config.getoption("nomigrations"):
        pytest.skip("nothing was migrated")
    assert trail_guards.missing(connection) == []
    assert behind_the_guards(lambda: trail_guards.missing(connection)) == trail_guards.names()


REFUSED = {
    "entry changed": lambda: AuditEntry.objects.update(verb="signed_in"),
    "open entry deleted": lambda: AuditEntry.objects.filter(seal=None)._raw_delete("default"),
    "entry deleted": lambda: AuditEntry.objects.filter(
        pk__in=AuditSeal.objects.values("entry")
    )._raw_delete("default"),
    "seal changed": lambda: AuditSeal.objects.update(sha256="0" * 64),
    "seal deleted": lambda: AuditSeal.objects.all()._raw_delete("default"),
    "purge changed": lambda: TrailPurge.objects.update(number=99),
    "purge deleted": lambda: TrailPurge.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_database_refuses_to_change_the_trail(db, what):
    """Also for what has no seal yet, and for what stands behind a purge."""
    make.TrailPurgeFactory(number=3)
    entries = make.AuditEntryFactory.create_batch(2)
    make.AuditSealFactory(number=4, entry=entries[0])
    with pytest.raises(DatabaseError, match="can only be added to"), transaction.atomic():
        REFUSED[what]()
    assert AuditEntry.objects.count() == 2


# --- the commands ---------------------------------------------------------------------------


def said(name, *args, **words):
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *args, stdout=out, stderr=err, **words)
    return out.getvalue() + err.getvalue()


def test_verify_prints_what_to_keep_on_paper(db):
    chain(3)
    kept = str(trail.verify().last)
    assert said("verify_trail") == (f"3件を確かめ、違うところは0件です。\n控えておく値　{kept}\n")
    assert said("verify_trail", anchor=kept, since_anchor=True).startswith("1件を確かめ")


def test_verify_says_where_and_ends_with_one(db):
    with time_machine.travel(datetime(2026, 11, 3, 9, 0, tzinfo=TOKYO), tick=False):
        entries = chain(3)
    one = AuditEntry.objects.filter(pk=entries[1].pk)
    behind_the_guards(lambda: one.update(verb="signed_in"))
    err = io.StringIO()
    with pytest.raises(CommandError) as stop:
        call_command("verify_trail", stdout=io.StringIO(), stderr=err)
    assert stop.value.returncode == 1
    where = f"番号 2 記録 {entries[1].pk} 令和8年11月3日 00:00（UTC）"
    assert err.getvalue() == f"{where}：内容が書きかえられています\n"


def test_verify_says_when_the_guards_are_gone(db):
    def look():
        with pytest.raises(CommandError):
            call_command("verify_trail", "--json", stdout=out)

    out = io.StringIO()
    behind_the_guards(look)
    assert json.loads(out.getvalue())["missing_guards"] == trail_guards.names()


@pytest.mark.parametrize("words", [{"anchor": "12"}, {"since_anchor": True}])
def test_verify_explains_a_wrong_anchor(db, words):
    with pytest.raises(CommandError, match="控えた値は|--anchor も要ります"):
        said("verify_trail", **words)


def test_purge_takes_what_is_old_and_the_chain_goes_on(db, django_capture_on_commit_callbacks):
    for year in (2020, 2021, 2026):
        with time_machine.travel(datetime(year, 5, 1, 12, 0, tzinfo=TOKYO), tick=False):
            chain(2)
    with time_machine.travel(datetime(2026, 5, 2, 12, 0, tzinfo=TOKYO), tick=False):
        assert "4件が対象です" in said("purge_trail", "--older-than-years", "5")
        assert AuditEntry.objects.count() == 6
        with django_capture_on_commit_callbacks(execute=True):
            assert "4件を整理しました" in said("purge_trail", "--older-than-years", "5", "--apply")
    left = AuditEntry.objects.order_by("pk").values_list("verb", "facts")
    assert list(left)[2:] == [("trail_purged", {"n_entries": 4})]
    assert breaks() == []
    assert [seal.number for seal in AuditSeal.objects.order_by("number")] == [5, 6, 7]


@pytest.mark.parametrize(("today", "n_old"), [((2026, 5, 1), 0), ((2026, 5, 2), 1)])
def test_purge_begins_the_day_after_the_years(db, today, n_old):
    with time_machine.travel(datetime(2021, 5, 1, 23, 59, tzinfo=TOKYO), tick=False):
        chain(1)
    with time_machine.travel(datetime(*today, 12, 0, tzinfo=TOKYO), tick=False):
        assert f"{n_old}件が対象です" in said("purge_trail", "--older-than-years", "5")


def test_purge_refuses_a_broken_chain_and_young_entries(db):
    entries = chain(2)
    with pytest.raises(CommandError, match="1年より新しい"):
        said("purge_trail", "--older-than-years", "0")
    one = AuditEntry.objects.filter(pk=entries[0].pk)
    behind_the_guards(lambda: one.update(verb="signed_in"))
    with pytest.raises(CommandError, match="先に verify_trail"):
        said("purge_trail", "--older-than-years", "1")


# --- many at once ---------------------------------------------------------------------------


def at_once(acts, file=None):
    """Each act in a thread of its own, all begun together. file: the SQLite they share."""
    together, answers = Barrier(len(acts)), []

    def run(act):
        if file:
            connection.settings_dict["NAME"] = str(file)
        together.wait()
        try:
            answers.append(act())
        except Exception as fault:  # compared below: a thread's fault is nobody's else
            answers.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.slow
def test_writers_at_once_never_fork_the_chain(transactional_db, figure, tmp_path):
    n_writers, each = 4, budget(5, 50)
    user, file = make.UserFactory(), None
    if connection.vendor == "sqlite":  # one connection holds the memory: they meet in a file
        file = tmp_path / "shared.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])

    def write():
        for _ in range(each):
            audit.record("signed_in", user, by=user)

    assert at_once([write] * n_writers, file) == [None] * n_writers
    at_once([trail.seal], file)
    [found] = at_once([trail.verify], file)
    assert (found.n_sealed, found.n_open, found.breaks) == (n_writers * each, 0, [])
    figure("G16", "同時に書いて分かれた記録の鎖", found.n_breaks, wanted="0")


@pytest.mark.assure
def test_hundred_thousand_entries_are_walked(db, figure):
    user = make.UserFactory()
    AuditEntry.objects.bulk_create(
        (AuditEntry(by=user, verb="people_read", facts={"people": [1, 2, 3]})
         for _ in range(100_000)), batch_size=2_000,
    )  # fmt: skip
    began = monotonic()
    trail.seal()
    sealed = monotonic()
    assert trail.verify().n_sealed == 100_000
    took = monotonic() - sealed
    figure("G16", "10万件に封をする秒数", round(sealed - began, 1), unit="秒")
    figure("G16", "10万件を確かめる秒数", round(took, 1), wanted="30秒まで", unit="秒")
    assert took < 30
