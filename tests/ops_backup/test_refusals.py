"""A copy that is not whole, not ours or not for this place is refused, and nothing is changed."""

import io
import json
import os
import shutil
import sqlite3
import tarfile
from contextlib import closing
from hashlib import sha256
from types import SimpleNamespace

import pyrage
import pytest
from django.core.files.storage import default_storage
from django.core.management.base import CommandError

from takasaki_sc.ops import state
from takasaki_sc.ops.crypt import BROKEN, WRONG_KEY
from takasaki_sc.ops.manifest import _seal
from tests.ops_backup import elsewhere
from tests.proof import budget

pytestmark = pytest.mark.proves("G9")


@pytest.fixture
def refused(run, key):
    """What verify_backup and restore say to a copy that both have to refuse."""

    def say(copy, identity=key.path):
        said = []
        for words in (["verify_backup"], ["restore", "--into-empty"]):
            name, *options = words
            with pytest.raises(CommandError) as error:
                run(name, copy, "--identity", identity, *options)
            assert error.value.returncode == 1
            said.append(str(error.value))
        return said

    return say


def test_wrong_key_is_refused(sealed, nowhere, refused, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    assert refused(sealed, other) == [WRONG_KEY] * 2


def test_key_that_is_none_is_refused(sealed, nowhere, refused, run, tmp_path):
    odd = tmp_path / "odd.txt"
    odd.write_text("# nothing\n")
    assert "書かれていません" in refused(sealed, odd)[0]
    odd.write_text("AGE-SECRET-KEY-1XYZ\n")
    assert "読めません" in refused(sealed, odd)[0]
    assert "読めません" in refused(sealed, tmp_path / "away.txt")[0]
    with pytest.raises(CommandError, match="--identity"):
        run("verify_backup", sealed)


def test_copy_that_was_cut_is_refused(sealed, nowhere, refused, tmp_path):
    whole, cut = sealed.read_bytes(), tmp_path / "cut.tar.age"
    for length in (0, 30, 250, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:length])
        assert refused(cut) == [BROKEN] * 2


def test_copy_with_one_bit_flipped_is_refused(sealed, nowhere, run, key, tmp_path):
    whole, flipped = sealed.read_bytes(), tmp_path / "flipped.tar.age"
    n = budget(12, 300)
    for at in range(n):
        broken = bytearray(whole)
        broken[at * (len(whole) - 1) // (n - 1)] ^= 1 << (at % 8)
        flipped.write_bytes(broken)
        with pytest.raises(CommandError, match="写しが壊れて|この鍵では開けません"):
            run("verify_backup", flipped, "--identity", key.path)


# Open copies: no seal of age helps, so the manifest has to --------------------------------------


def rewritten(copy, to, change):
    """The copy with its members changed: change({name: bytes}) works on them."""
    with tarfile.open(copy) as tar:
        members = {entry.name: tar.extractfile(entry).read() for entry in tar}
    change(members)
    with tarfile.open(to, "w") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return to


def resealed(members, /, **facts):
    manifest = json.loads(members["manifest.json"]) | facts
    manifest.pop("seal")
    members["manifest.json"] = json.dumps(manifest | {"seal": _seal(manifest)}).encode()


PHOTO = "media/newsletters/photos/ab/abc.jpg"


def other_photo(members):
    members[PHOTO] = b"another one"


def no_photo(members):
    del members[PHOTO]


def photo_more(members):
    manifest = members.pop("manifest.json")
    members.update({"media/more.jpg": b"more", "manifest.json": manifest})


def no_manifest(members):
    del members["manifest.json"]


def another_date(members):
    old = members["manifest.json"]
    members["manifest.json"] = old.replace(b'"created_at": "20', b'"created_at": "19')


@pytest.mark.parametrize("change", [other_photo, no_photo, photo_more, no_manifest, another_date])
def test_open_copy_that_was_changed_is_refused(opened, nowhere, refused, tmp_path, change):
    for said in refused(rewritten(opened, tmp_path / "changed.tar", change)):
        assert said == BROKEN or "目録と合いません" in said


def test_manifest_of_another_copy_is_refused(world, opened, run, shelf, refused, tmp_path):
    default_storage.delete("newsletters/photos/ab/abc.jpg")
    with pytest.raises(CommandError):
        run("backup", "--to", shelf, "--plain")
    other = shelf / state.last_backup()["file"]
    with tarfile.open(other) as tar:
        swapped = tar.extractfile("manifest.json").read()
    changed = rewritten(opened, tmp_path / "x.tar", lambda m: m.update({"manifest.json": swapped}))
    with pytest.raises(CommandError, match="目録と合いません"):
        run("verify_backup", changed)


def test_tables_that_are_not_those_of_the_manifest_are_refused(opened, nowhere, refused, tmp_path):
    """The hash of the file fits; only the rows can tell, as with a dump that missed some."""
    if not elsewhere.is_sqlite():
        pytest.skip("pg_dump's file cannot be changed by hand")

    def lose_a_row(members):
        path = tmp_path / "lost.sqlite3"
        path.write_bytes(members["database.sqlite3"])
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE councils_council SET name = '別'")
        members["database.sqlite3"] = path.read_bytes()
        facts = json.loads(members["manifest.json"])["members"]
        told = members["database.sqlite3"]
        facts["database.sqlite3"] = [len(told), sha256(told).hexdigest()]
        resealed(members, members=facts)

    for said in refused(rewritten(opened, tmp_path / "lost.tar", lose_a_row)):
        assert "councils_council" in said


@pytest.mark.parametrize("name", ["media/../../gone.txt", "media//tmp/gone.txt", "other.txt"])
def test_member_that_leads_elsewhere_is_not_written(opened, nowhere, run, tmp_path, name):
    def lead(members):
        manifest = members.pop("manifest.json")
        members.update({name: b"x", "manifest.json": manifest})

    changed = rewritten(opened, tmp_path / "led.tar", lead)
    with pytest.raises(CommandError):
        run("restore", changed, "--into-empty")
    assert not (nowhere.parent.parent / "gone.txt").exists()
    assert not os.path.exists("/tmp/gone.txt")


def test_copy_of_a_newer_version_is_refused(opened, nowhere, run, tmp_path):
    def grow(members):
        migrations = [["councils", "0999_later"]]
        resealed(members, migrations=migrations, version="9.9.9")

    newer = rewritten(opened, tmp_path / "newer.tar", grow)
    with pytest.raises(CommandError, match=r"より新しい版（9.9.9）のものです（councils）"):
        run("restore", newer, "--into-empty")


def test_copy_of_the_other_database_is_refused(opened, nowhere, run, tmp_path):
    """A dump does not fit the other one: move_database is for that."""
    ours, other = ("sqlite", "postgresql")[:: 1 if elsewhere.is_sqlite() else -1]
    names = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}

    def change(members):
        manifest = json.loads(members.pop("manifest.json"))
        members[names[other]] = members.pop(names[ours])
        manifest["members"][names[other]] = manifest["members"].pop(names[ours])
        members["manifest.json"] = json.dumps(manifest).encode()
        resealed(members, engine=other)

    with pytest.raises(CommandError, match="同じ種類のデータベース"):
        run("restore", rewritten(opened, tmp_path / "o.tar", change), "--into-empty")


# Places --------------------------------------------------------------------------------------


def test_disk_without_room_is_told_before_anything_is_written(world, run, shelf, key, monkeypatch):
    full = SimpleNamespace(total=10**9, used=10**9, free=10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    with pytest.raises(CommandError, match="空きが足りません") as refused:
        run("backup", "--to", shelf, "--recipient", key.public)
    assert refused.value.returncode == 3
    assert list(shelf.iterdir()) == []
    assert state.last_backup() is None


def test_folder_that_is_not_there_is_told(world, run, key, tmp_path):
    with pytest.raises(CommandError, match="フォルダーがありません"):
        run("backup", "--to", tmp_path / "away", "--recipient", key.public)


def test_media_that_lie_there_are_not_mixed_with_the_copy(world, sealed, run, key, kept_ground):
    """The database is empty, the folder of files is not."""
    told = pytest.raises(CommandError, match="置き場所が空ではありません")
    with elsewhere.standing_in(kept_ground), told:
        run("restore", sealed, "--identity", key.path, "--into-empty")
    assert default_storage.size("papers/paper.pdf") == 5000


def test_two_at_once_are_refused(world, run, shelf, key):
    with state.one_at_a_time(), pytest.raises(CommandError, match="動いています"):
        run("backup", "--to", shelf, "--recipient", key.public)
