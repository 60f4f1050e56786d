"""Believing a copy, and putting it back: everything is made ready beside, then the names change."""

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from takasaki_sc.ops import state
from takasaki_sc.ops.backup import copies_of
from takasaki_sc.ops.manifest import MEDIA, compare_members, compare_tables, refuse_newer
from takasaki_sc.ops.parcel import Hashing, files_of, unpack
from takasaki_sc.ops.postgres_copy import PostgresCopies
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.sqlite_copy import SqliteCopies

COPIES = {"sqlite": SqliteCopies, "postgresql": PostgresCopies}


@dataclass(frozen=True)
class Verified:
    """A copy that is whole. with_rows: every table was compared in a restored database."""

    manifest: dict
    is_sealed: bool
    with_rows: bool


def verify_backup(path, identities, *, scratch_url=None, alias="default"):
    """Open a copy, check every hash, restore its database somewhere else and compare every table.

    Raises BackupRefused where anything is not as it was.
    """
    path = _existing(path)
    with state.one_at_a_time(), state.work_folder() as work:
        state.need_room({work: path.stat().st_size})
        parcel = unpack(path, identities, work=work)
        copies = COPIES[parcel.manifest["engine"]](connections[alias])
        sums = copies.trial(parcel.database, scratch_url)
        if sums is not None:
            compare_tables(parcel.manifest, sums)
    return Verified(parcel.manifest, parcel.is_sealed, sums is not None)


@dataclass(frozen=True)
class Restored:
    """What was put back; aside: the names under which the old database and media were kept."""

    manifest: dict
    aside: list


def restore_backup(path, identities, *, replace=None, alias="default"):
    """Put a copy back into an empty place, or in the place of the database named `replace`.

    Raises BackupRefused, and changes nothing, where the place is not empty, the copy is not
    whole, or the restored tables are not those of the copy.
    """
    path, copies = _existing(path), copies_of(connections[alias])
    media = Path(settings.MEDIA_ROOT)
    _refuse_to_overwrite(copies, media, replace)
    stamp = f"{timezone.localtime():%Y%m%d%H%M%S}"
    new_media = media.with_name(f"{media.name}.restoring-{stamp}")
    size = path.stat().st_size
    with state.one_at_a_time(), state.work_folder() as work, _thrown_away(new_media):
        state.need_room({work: size, media.parent: size})
        new_media.mkdir(parents=True)
        parcel = unpack(path, identities, work=work, media_to=new_media)
        _refuse_unfit(parcel.manifest, copies)
        with copies.beside(parcel.database, stamp) as ready:
            compare_tables(parcel.manifest, ready.sums())
            _compare_media(parcel.manifest, new_media)
            aside = [ready.take_place(), _swap_media(new_media, media, stamp)]
    return Restored(parcel.manifest, [name for name in aside if name])


def _existing(path):
    path = Path(path)
    if not path.is_file():
        raise BackupRefused(f"写しのファイルがありません: {path}")
    return path


def _refuse_to_overwrite(copies, media, replace):
    if replace is not None and replace != copies.name:
        raise BackupRefused(
            f"--replace には、置きかえるデータベースの名前「{copies.name}」を"
            "そのまま書いてください。何も変えていません。"
        )
    if replace is None and not copies.is_empty():
        raise BackupRefused(
            f"データベース「{copies.name}」は空ではありません。置きかえるときは"
            f" --replace {copies.name} と書いてください（今のものは別の名前で残します）。"
        )
    if replace is None and media.exists() and any(media.iterdir()):
        raise BackupRefused(
            f"写真と資料の置き場所が空ではありません: {media}。置きかえるときは"
            f" --replace {copies.name} と書いてください（今のものは別の名前で残します）。"
        )


def _refuse_unfit(manifest, copies):
    refuse_newer(manifest)
    if manifest["engine"] != copies.engine:
        raise BackupRefused(
            f"この写しは {manifest['engine']}、戻す先は {copies.engine} です。"
            "同じ種類のデータベースに戻してください（移すには move_database）。"
        )


def _compare_media(manifest, folder):
    """The files as they lie on the disk now, not only as they came out of the copy."""
    found = {}
    for path in files_of(folder):
        with path.open("rb") as file:
            read = Hashing(file)
            while read.read(1024 * 1024):
                pass
        found[MEDIA + path.relative_to(folder).as_posix()] = read.facts
    said = {n: f for n, f in manifest["members"].items() if n.startswith(MEDIA)}
    compare_members({"members": said}, found)


def _swap_media(new, media, stamp):
    """The old folder keeps what it held, under another name."""
    aside = media.with_name(f"{media.name}.before-{stamp}")
    if media.exists() and any(media.iterdir()):
        media.rename(aside)
    elif media.exists():
        media.rmdir()
    new.rename(media)
    return aside.name if aside.exists() else ""


@contextmanager
def _thrown_away(folder):
    """What was made ready and not used goes away again."""
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
