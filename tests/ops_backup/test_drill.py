"""The drill: a copy is made, the machine is lost, the copy comes back, and everything is there."""

import json
import stat
import tarfile
from pathlib import Path

import pyrage
import pytest
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import connection, connections
from django.test import Client

from accounts.models import User
from councils.models import Person
from takasaki_sc.ops import state
from takasaki_sc.ops.backup import copies_of
from takasaki_sc.ops.parcel import files_of
from takasaki_sc.ops.postgres_copy import sums_of
from takasaki_sc.ops.rows import sqlite_sums
from tests.ops_backup import elsewhere

pytestmark = pytest.mark.proves("G9")


def sums():
    """Every table of `default`, counted and summed."""
    if elsewhere.is_sqlite():
        return sqlite_sums(connections["default"].settings_dict["NAME"])
    return sums_of(connections["default"])


def media(settings):
    """{name: content} of every file."""
    root = Path(settings.MEDIA_ROOT)
    return {str(p.relative_to(root)): p.read_bytes() for p in files_of(root)}


def opens(username):
    """What a person finds at the front door."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    answer = client.get("/", follow=True)
    return answer.status_code, "管理 見本" in answer.content.decode()


@pytest.mark.slow
def test_copy_comes_back_on_an_empty_machine(world, backup, run, key, settings, tmp_path):
    before, files, copy = sums(), media(settings), backup()
    assert sum(found.rows for found in before.values()) > 100
    assert len(files) == 2
    settings.MEDIA_ROOT = tmp_path / "new machine"
    with elsewhere.empty(tmp_path) as words, elsewhere.standing_in(words):
        said = run("restore", copy, "--identity", key.path, "--into-empty")
        assert sums() == before
        assert opens("kanri") == (200, True)
    assert media(settings) == files
    assert "移行" not in said


@pytest.mark.slow
def test_copy_takes_the_place_of_what_went_wrong(own_world, backup, run, key, settings):
    before, files, copy = sums(), media(settings), backup()
    name = copies_of(connection).name
    Person.objects.update(name="消えた")
    default_storage.delete("papers/paper.pdf")
    spoilt = sums()
    with pytest.raises(CommandError, match="データベース「.+」は空ではありません"):
        run("restore", copy, "--identity", key.path, "--into-empty")
    with pytest.raises(CommandError, match="そのまま書いて"):
        run("restore", copy, "--identity", key.path, "--replace", "town")
    assert sums() == spoilt
    said = run("restore", copy, "--identity", key.path, "--replace", name)
    assert (sums(), media(settings)) == (before, files)
    assert said.count("この名前で残っています") == 2


def test_copy_says_what_it_is(world, backup, shelf):
    copy = backup()
    facts = state.last_backup()
    assert copy.name.startswith("takasaki-sc-20")
    assert copy.name.endswith(".tar.age")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in shelf.iterdir()] == [copy.name]
    assert (facts["file"], facts["size"]) == (copy.name, copy.stat().st_size)
    assert (facts["files"], facts["missing"], facts["is_sealed"]) == (2, 0, True)
    assert "管理".encode() not in copy.read_bytes()
    assert list(state.state_folder().glob("backup-work-*")) == []


def manifest_of(copy):
    with tarfile.open(copy) as tar:
        assert tar.getnames()[-1] == "manifest.json"
        return json.load(tar.extractfile("manifest.json"))


def test_open_copy_has_to_be_asked_for_and_says_so(world, run, shelf, key):
    with pytest.raises(CommandError, match="公開鍵がありません"):
        run("backup", "--to", shelf)
    with pytest.raises(CommandError, match="どちらか一方"):
        run("backup", "--to", shelf, "--plain", "--recipient", key.public)
    with pytest.raises(CommandError, match="読めないもの"):
        run("backup", "--to", shelf, "--recipient", "age1abc")
    assert list(shelf.iterdir()) == []
    assert "★ 暗号化していません" in run("backup", "--to", shelf, "--plain")
    (copy,) = shelf.iterdir()
    assert "★ この写しは暗号化されていません" in run("verify_backup", copy)


def test_copies_hang_together(world, run, shelf):
    run("backup", "--to", shelf, "--plain")
    first = state.last_backup()
    run("backup", "--to", shelf, "--plain")
    second = manifest_of(shelf / state.last_backup()["file"])
    assert second["previous"] == {"file": first["file"], "sha256": first["sha256"]}
    assert second["version"] == "0.3.0"


def test_row_whose_file_is_nowhere_is_named(world, run, shelf, key):
    default_storage.delete("newsletters/photos/ab/abc.jpg")
    with pytest.raises(CommandError, match="newsletters/photos/ab/abc.jpg") as refused:
        run("backup", "--to", shelf, "--recipient", key.public)
    assert refused.value.returncode == 4
    assert state.last_backup()["missing"] == 1
    (copy,) = shelf.iterdir()
    assert "写しは正しいものです" in run("verify_backup", copy, "--identity", key.path)


def test_two_keys_open_the_same_copy(world, run, shelf, key, tmp_path):
    other = pyrage.x25519.Identity.generate()
    (tmp_path / "other.txt").write_text(str(other))
    keys = tmp_path / "recipients.txt"
    keys.write_text(f"# 市\n{key.public}\n\n# 金庫\n{other.to_public()}\n")
    run("backup", "--to", shelf, "--recipients-file", keys)
    (copy,) = shelf.iterdir()
    for path in (key.path, tmp_path / "other.txt"):
        assert "写しは正しいものです" in run("verify_backup", copy, "--identity", path)
