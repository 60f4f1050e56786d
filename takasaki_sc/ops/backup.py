"""Making a copy: the database first, then the media, then what both must be.

Media only grow and are named by their content, so every file that a row of the copied database
names was there before the database was read, and is still there when the media are read.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from takasaki_sc.ops import crypt, state
from takasaki_sc.ops.manifest import MEDIA, write_manifest
from takasaki_sc.ops.parcel import DATABASES, Hashing, Packing, files_of, written_whole
from takasaki_sc.ops.postgres_copy import PostgresCopies
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.rotation import PREFIX
from takasaki_sc.ops.sqlite_copy import SqliteCopies


@dataclass(frozen=True)
class Made:
    """A copy that stands on the disk."""

    path: Path
    facts: dict


def copies_of(connection):
    """How copies of this database are made: SQLite or PostgreSQL."""
    return SqliteCopies(connection) if connection.vendor == "sqlite" else PostgresCopies(connection)


def make_backup(folder, recipients, *, alias="default"):
    """Make a copy of the database and the media in `folder`, sealed for `recipients`.

    Without recipients it lies open. Returns Made; also noted where health and metrics look.
    """
    began = time.monotonic()
    folder, copies = Path(folder), copies_of(connections[alias])
    if not folder.is_dir():
        raise BackupRefused(f"写しを置くフォルダーがありません: {folder}")
    with state.one_at_a_time():
        state.clear_leftovers()
        _clear_unfinished(folder)
        _need_room(folder, copies)
        with state.work_folder() as work:
            dump = work / DATABASES[copies.engine]
            snapshot = copies.copy_to(dump)
            path = _free_name(folder, ".tar.age" if recipients else ".tar")
            facts = _write(path, recipients, dump, snapshot)
        facts |= {"file": path.name, "seconds": round(time.monotonic() - began, 1)}
        lost = {name: len(facts[name]) for name in ("vanished", "missing")}
        state.note_backup(facts | lost)
    return Made(path, facts)


def _need_room(folder, copies):
    database = copies.size()
    media = sum(path.stat().st_size for path in _present(files_of(settings.MEDIA_ROOT)))
    state.need_room({state.state_folder(): database, folder: database + media})


def _present(paths):
    return (path for path in paths if path.exists())  # some may go while we look


def _free_name(folder, ending):
    """takasaki-sc-2026-11-30T0930.tar.age; a second one in the same minute says so."""
    stem = f"{PREFIX}{timezone.localtime():%Y-%m-%dT%H%M}"
    names = (f"{stem}{'' if n == 1 else f'-{n}'}{ending}" for n in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


def _clear_unfinished(folder):
    """What a killed run left behind; only one runs at a time, so nobody is writing it."""
    for path in folder.glob(f".{PREFIX}*.part"):
        path.unlink(missing_ok=True)


def _write(path, recipients, dump, snapshot):
    told = {}

    def produce(stream):
        told.update(_pack(stream, dump, snapshot))

    with written_whole(path) as file:
        out = Hashing(file)
        if recipients:
            crypt.seal(produce, out, recipients)
        else:
            produce(out)
    size, sha256 = out.facts
    return told | {"size": size, "sha256": sha256, "is_sealed": bool(recipients)}


def _pack(stream, dump, snapshot):
    """The three parts of a copy into one stream; returns what is worth knowing of it."""
    packing = Packing(stream)
    packing.add(dump.name, dump)
    packing.add_folder(MEDIA, Path(settings.MEDIA_ROOT))
    missing = sorted(snapshot.files - {name.removeprefix(MEDIA) for name in packing.members})
    before = state.last_backup() or {}
    facts = {
        "created_at": timezone.now().isoformat(timespec="seconds"),
        "vanished": packing.vanished,
        "missing": missing,
    }
    previous = {"previous": {key: before.get(key) for key in ("file", "sha256")}}
    packing.close(write_manifest(snapshot, packing.members, **facts, **previous))
    n_files = len(packing.members) - 1
    return facts | {"rows": snapshot.n_rows, "files": n_files, "engine": snapshot.engine}
