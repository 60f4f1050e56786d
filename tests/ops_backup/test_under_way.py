"""Copies taken while people work: one moment, nothing half, nothing lost."""

import os
import shutil
import stat
import threading

import pytest
from django.core.management.base import CommandError
from django.db import connection, connections, transaction

from accounts.models import AuditEntry
from takasaki_sc.ops import crypt, state
from takasaki_sc.ops.backup import copies_of
from takasaki_sc.ops.parcel import Packing, unpack
from takasaki_sc.ops.postgres_copy import libpq, load, made_database, sums_of
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.rows import opened, sqlite_sums
from tests.ops_backup import elsewhere
from tests.proof import budget

pytestmark = pytest.mark.proves("G9")
PAIRS = (
    "SELECT target_id, count(*) FROM accounts_auditentry WHERE target_model = 'pair'"
    " GROUP BY target_id HAVING count(*) <> 2"
)


def write_pairs(stop, written):
    """Two rows in one transaction, again and again: seeing one of them is seeing half."""
    try:
        while not stop.is_set():
            number = f"{threading.get_ident()}-{len(written)}"
            with transaction.atomic():
                for _ in range(2):
                    AuditEntry.objects.create(verb="x", target_model="pair", target_id=number)
            written.append(number)
    finally:
        connections["default"].close()


@pytest.fixture
def writers(town, django_db_blocker):
    """Two people who write all the time; gives the numbers of the pairs they wrote."""
    stop, written = threading.Event(), []
    people = [threading.Thread(target=write_pairs, args=(stop, written)) for _ in range(2)]
    for person in people:
        person.start()
    while len(written) < 20:
        stop.wait(0.01)
    yield written
    stop.set()
    for person in people:
        person.join()


@pytest.fixture
def on_sqlite():
    if not elsewhere.is_sqlite():
        pytest.skip("SQLite だけの話")


def halves_in(dump):
    """Pairs of which the copy has one; and how many pairs it has."""
    if elsewhere.is_sqlite():
        with opened(dump) as copy:
            n = copy.execute("SELECT count(*) FROM accounts_auditentry").fetchone()[0]
            return copy.execute(PAIRS).fetchall(), n // 2
    with made_database(connection, f"{connection.settings_dict['NAME']}_half") as made:
        load(dump, made)
        with made.cursor() as cursor:
            cursor.execute(PAIRS)
            halves = cursor.fetchall()
            cursor.execute("SELECT count(*) FROM accounts_auditentry")
            return halves, cursor.fetchone()[0] // 2


@pytest.mark.slow
def test_copy_of_a_busy_town_is_one_moment(writers, tmp_path, figure):
    tries, halves, lost = budget(2, 20), 0, 0
    for n in range(tries):
        before, dump = len(writers), tmp_path / f"busy-{n}"
        snapshot = copies_of(connection).copy_to(dump)
        half, n_pairs = halves_in(dump)
        halves += len(half)
        lost += n_pairs < before
        assert snapshot.sums["accounts_auditentry"].rows == 2 * n_pairs
    assert (halves, lost) == (0, 0)
    figure("G9", "書き込み中に取った写しの、半分だけの行", halves, wanted="0")


def test_cp_of_a_busy_database_would_lose_rows(on_sqlite, writers, tmp_path):
    """Why it is VACUUM INTO: the control run. What stands in the WAL is not in the file."""
    before = len(writers)
    shutil.copy(connection.settings_dict["NAME"], tmp_path / "cp.sqlite3")
    with opened(tmp_path / "cp.sqlite3") as copy:
        n = copy.execute("SELECT count(*) FROM accounts_auditentry").fetchone()[0]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert n // 2 < before


def test_planner_of_sqlite_learns_how_many_rows_there_are(on_sqlite, world, tmp_path):
    copies_of(connection).copy_to(tmp_path / "copy.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'councils_council'")
        assert cursor.fetchone()[0] > 0


def test_sums_of_the_manifest_are_those_of_the_moment(world, tmp_path):
    """Rows that come while the copy is read belong to neither."""
    snapshot = copies_of(connection).copy_to(tmp_path / "dump")
    now = (
        sqlite_sums(connection.settings_dict["NAME"])
        if elsewhere.is_sqlite()
        else sums_of(connection)
    )
    assert snapshot.sums == now
    assert snapshot.files == {"newsletters/photos/ab/abc.jpg"}


def test_file_that_goes_while_the_copy_is_made_is_named(tmp_path):
    packing = Packing(open(os.devnull, "wb"))  # noqa: SIM115 - closed below
    packing.add("media/gone.jpg", tmp_path / "gone.jpg")
    assert (packing.vanished, packing.members) == (["media/gone.jpg"], {})
    packing.tar.close()
    packing.tar.fileobj.fileobj.close()


def test_copy_that_breaks_off_leaves_nothing(world, run, shelf, key, settings, tmp_path):
    """A producer that fails would else leave a short copy that opens without complaint."""
    folder = tmp_path / "media" / "short"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe")  # not a file: left out, and nobody waits for it
    (folder / "shut").write_bytes(b"x" * 100)

    def break_off(stream):
        stream.write(b"half")
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"), (shelf / "half").open("wb") as out:
        crypt.seal(break_off, out, crypt.read_recipients([key.public]))
    (shelf / "half").unlink()
    run("backup", "--to", shelf, "--recipient", key.public)
    (copy,) = shelf.iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_unfinished_files_of_a_killed_run_are_cleared(world, backup, shelf):
    (shelf / ".takasaki-sc-2026-01-01T0000.tar.age.part").write_bytes(b"half")
    left = state.state_folder() / "backup-work-killed"
    left.mkdir()
    (left / "database.sqlite3").write_bytes(b"every row, unsealed")
    backup()
    assert len(list(shelf.iterdir())) == 1
    assert not left.exists()


# PostgreSQL ----------------------------------------------------------------------------------


@pytest.fixture
def on_postgres(world):
    if elsewhere.is_sqlite():
        pytest.skip("PostgreSQL だけの話")


def test_password_is_never_in_the_arguments(on_postgres, run, shelf, tmp_path, monkeypatch):
    """`ps` shows arguments to everybody on the machine; the environment it does not."""
    spy = tmp_path / "bin" / "pg_dump"
    spy.parent.mkdir()
    said = tmp_path / "said"
    spy.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" "$PGPASSWORD" > {said}\nexit 1\n')
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{spy.parent}:{os.environ['PATH']}")
    with elsewhere.standing_in({"PASSWORD": "himitsu"}), pytest.raises(CommandError):
        run("backup", "--to", shelf, "--plain")
    arguments, password = said.read_text().splitlines()
    assert "himitsu" not in arguments
    assert password == "himitsu"
    assert list(shelf.iterdir()) == []


def test_missing_tools_are_told(on_postgres, run, shelf, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CommandError, match="postgresql-client を入れてください"):
        run("backup", "--to", shelf, "--plain")


def test_options_of_the_connection_reach_the_tools(on_postgres):
    words = {"HOST": "db", "PORT": 5432, "USER": "u", "OPTIONS": {"sslmode": "require"}}
    with elsewhere.standing_in(words) as other:
        told = libpq(other)
    assert {key: told[key] for key in ("PGHOST", "PGPORT", "PGUSER", "PGSSLMODE")} == {
        "PGHOST": "db", "PGPORT": "5432", "PGUSER": "u", "PGSSLMODE": "require",
    }  # fmt: skip


@pytest.mark.slow
def test_copy_is_tried_in_a_database_made_for_it(on_postgres, world, backup, run, key):
    settings = connection.settings_dict
    host = settings["HOST"].replace("/", "%2F")
    url = f"postgres://{settings['USER']}@{host}:{settings['PORT']}/{settings['NAME']}"
    copy = backup()
    assert "目録と指紋だけ" in run("verify_backup", copy, "--identity", key.path)
    said = run("verify_backup", copy, "--identity", key.path, "--scratch-url", url)
    assert "すべての表の行数と指紋が合いました" in said
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'takasaki_sc_verify%'")
        assert cursor.fetchone() == (0,)


def test_unpacked_copy_needs_its_manifest(tmp_path):
    (tmp_path / "odd.tar").write_bytes(b"not a tar at all")
    with pytest.raises(BackupRefused, match="壊れています"):
        unpack(tmp_path / "odd.tar", [], work=tmp_path)
