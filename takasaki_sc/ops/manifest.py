"""What a copy holds, written down in the copy itself: manifest.json, its last member."""

import hashlib
import json
import tomllib
from dataclasses import asdict

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from takasaki_sc.ops.crypt import BROKEN
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.rows import Sum

FORMAT = 1
NAME = "manifest.json"
MEDIA = "media/"


def app_version():
    """The version of this program, as pyproject.toml has it: 0.3.0."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def write_manifest(snapshot, members, **facts):
    """The bytes of manifest.json.

    snapshot: what was read of the database. members: {name in the copy: (size, sha256)}.
    facts: when it was made, what is missing, the hash of the copy before it.
    """
    manifest = {
        "format": FORMAT,
        "app": "takasaki-sc",
        "version": app_version(),
        "engine": snapshot.engine,
        "migrations": snapshot.migrations,
        "tables": {table: asdict(found) for table, found in snapshot.sums.items()},
        "members": {name: list(facts) for name, facts in members.items()},
        **facts,
    }
    return json.dumps(manifest | {"seal": _seal(manifest)}, ensure_ascii=False).encode()


def read_manifest(content):
    """The manifest as a dictionary; refused where it is not one of ours or was changed."""
    try:
        manifest = json.loads(content)
        seal = manifest.pop("seal")
        is_ours = manifest["app"] == "takasaki-sc" and seal == _seal(manifest)
    except (ValueError, KeyError, AttributeError, TypeError):
        raise BackupRefused(BROKEN) from None
    if not is_ours:
        raise BackupRefused(BROKEN)
    if manifest["format"] != FORMAT:
        raise BackupRefused(
            f"この写しは、形の新しい版（{manifest['version']}）で取られています。"
            "同じ版のプログラムで戻してください。"
        )
    return manifest


def _seal(manifest):
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def compare_members(manifest, found):
    """Every file of the copy is what the manifest says, none is missing and none is added."""
    said = {name: tuple(facts) for name, facts in manifest["members"].items()}
    wrong = sorted(name for name in said.keys() | found.keys() if said.get(name) != found.get(name))
    if wrong:
        raise BackupRefused(
            f"写しの中のファイルが目録と合いません（{len(wrong)}件、はじめは {wrong[0]}）。"
            "この写しは使えません。ほかの写しを使ってください。"
        )


def compare_tables(manifest, sums):
    """Every table has the rows it had when the copy was made."""
    said = {table: Sum(**facts) for table, facts in manifest["tables"].items()}
    wrong = sorted(t for t in said.keys() | sums.keys() if said.get(t) != sums.get(t))
    if wrong:
        raise BackupRefused(
            f"戻したデータベースが、写しを取ったときと合いません（{len(wrong)}表、はじめは"
            f" {wrong[0]}）。この写しは使えません。ほかの写しを使ってください。"
        )


def refuse_newer(manifest):
    """A copy of a newer version would not fit this program: its tables are not known here."""
    known = _newest(MigrationLoader(None).disk_migrations)
    newest = _newest(map(tuple, manifest["migrations"]))
    newer = sorted(app for app in known.keys() & newest.keys() if newest[app] > known[app])
    if newer:
        raise BackupRefused(
            f"この写しは、より新しい版（{manifest['version']}）のものです（{'、'.join(newer)}）。"
            "その版のプログラムを入れてから戻してください。"
        )


def _newest(names):
    newest = {}
    for app, name in names:
        newest[app] = max(newest.get(app, ""), name[:4])
    return newest
