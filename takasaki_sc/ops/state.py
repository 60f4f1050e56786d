"""What the machine remembers of its own work, outside the database: STATE_DIR."""

import fcntl
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from takasaki_sc.ops.refused import NO_ROOM, BackupRefused

SPARE = 64 * 1024 * 1024  # left free on every disk, so that the application can still write


def state_folder():
    """Where it is kept; made on first use, for its owner only."""
    folder = Path(settings.STATE_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def last_backup_path():
    """The small JSON with time, size and hash of the newest copy: health and metrics read it."""
    return Path(settings.STATE_DIR) / "last_backup.json"


def last_backup():
    """What that file says, or None where no copy was ever made (or the file is broken)."""
    try:
        return json.loads(last_backup_path().read_text())
    except (OSError, ValueError):
        return None


def note_backup(facts):
    """Remember the newest copy; the file changes at once or not at all."""
    path = state_folder() / last_backup_path().name
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(facts, ensure_ascii=False, indent=1))
    os.replace(beside, path)


@contextmanager
def one_at_a_time():
    """Two copies at once would clear away each other's unfinished files."""
    with (state_folder() / "copying.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused(
                "ほかの写し（backup・restore・verify_backup）が動いています。"
                "終わってから、もう一度行ってください。"
            ) from None
        yield


@contextmanager
def work_folder():
    """A folder for the unsealed copy of the database: for its owner only, gone afterwards.

    It stays on the machine of the application, never on the medium the copy goes to.
    """
    folder = tempfile.mkdtemp(prefix="backup-work-", dir=state_folder())
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers():
    """Unsealed work of a run that was killed does not stay on the disk (called under the lock)."""
    for folder in state_folder().glob("backup-work-*"):
        shutil.rmtree(folder, ignore_errors=True)


def need_room(wanted):
    """Refuse before anything is written when a disk has no room: {folder: bytes}.

    Folders on the same disk are added up.
    """
    disks = {}
    for folder, size in wanted.items():
        standing = next(p for p in (folder, *folder.resolve().parents) if p.exists())
        at, sizes = disks.setdefault(standing.stat().st_dev, (standing, []))
        sizes.append(size)
    for folder, sizes in disks.values():
        free, needed = shutil.disk_usage(folder).free, sum(sizes) + SPARE
        if free < needed:
            raise BackupRefused(
                f"空きが足りません: {folder} には {_mb(needed)} 要りますが、"
                f"空いているのは {_mb(free)} です。何も書いていません。",
                code=NO_ROOM,
            )


def _mb(size):
    return f"{-(-size // 1_000_000):,}MB"
