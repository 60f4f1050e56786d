"""Copies of a SQLite database.

`VACUUM INTO` and nothing else. A copy of the file (`cp`) misses what stands in the WAL and still
passes the integrity check; a backup in steps never ends while others write.
"""

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import OperationalError

from takasaki_sc.ops.crypt import BROKEN
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.rows import opened, sqlite_sums, sqlite_tables
from takasaki_sc.ops.snapshot import Snapshot, read_around

ENGINE = "sqlite"
BESIDE_IT = ("-wal", "-shm", "-journal")


class SqliteCopies:
    """Making, trying and putting back copies of the database of a connection."""

    engine = ENGINE

    def __init__(self, connection):
        self.connection = connection

    @property
    def name(self):
        """What a person types to say that it may be replaced: the name of the file."""
        return Path(str(self.connection.settings_dict["NAME"])).name

    @property
    def path(self):
        """Where the database lies."""
        if self.connection.is_in_memory_db():
            raise BackupRefused("メモリーの中のデータベースには戻せません。")
        return Path(self.connection.settings_dict["NAME"]).resolve()

    def size(self):
        """Bytes that a copy can need at most."""
        with self.connection.cursor() as cursor:
            pages, page = (
                cursor.execute(f"PRAGMA {what}").fetchone()[0]
                for what in ("page_count", "page_size")
            )
        return pages * page

    def is_empty(self):
        """Whether there is no table at all; a file that is not there is not made."""
        if not self.path.exists():
            return True
        with opened(self.path) as connection:
            return not sqlite_tables(connection)

    def copy_to(self, path):
        """Write a copy and return its Snapshot, read from the copy itself."""
        with self.connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
            self._learn_sizes(cursor)
        with opened(path) as connection:
            migrations, files = read_around(connection.execute, sqlite_tables(connection))
        return Snapshot(ENGINE, sqlite_sums(path), migrations, files)

    @staticmethod
    def _learn_sizes(cursor):
        """Tell the planner how many rows there are, or SQLite reads every meeting there ever was
        to count what waits. PostgreSQL learns by itself; here the nightly copy is the time.
        """
        cursor.execute("PRAGMA analysis_limit=1000")
        with suppress(OperationalError):  # somebody writes: tomorrow, then
            cursor.execute("ANALYZE")

    def trial(self, dump, scratch_url=None):
        """The sums of the tables in a copy, which has to be whole."""
        return sums_of_whole(dump)

    @contextmanager
    def beside(self, dump, stamp):
        """A copy that stands ready beside the database; `take_place` of what is given swaps it."""
        ready = self.path.with_name(f"{self.path.name}.restoring-{stamp}")
        shutil.move(dump, ready)
        try:
            yield _Ready(self, ready, stamp)
        finally:
            ready.unlink(missing_ok=True)


class _Ready:
    def __init__(self, copies, ready, stamp):
        self.copies, self.ready, self.stamp = copies, ready, stamp

    def sums(self):
        return sums_of_whole(self.ready)

    def take_place(self):
        """The old database is set aside under another name, the copy gets its name."""
        self.copies.connection.close()
        path = self.copies.path
        aside = path.with_name(f"{path.name}.before-{self.stamp}")
        if path.exists():
            _close_wal(path)
            os.replace(path, aside)
        for ending in BESIDE_IT:  # what is left of the old one would be read into the new one
            path.with_name(path.name + ending).unlink(missing_ok=True)
        os.replace(self.ready, path)
        return aside.name if aside.exists() else ""


def _close_wal(path):
    """What stands in the WAL goes into the file before it is set aside."""
    try:
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.DatabaseError:
        return  # a broken database is what one restores for: it is set aside as it is
    if busy:
        raise BackupRefused("データベースが使われています。アプリを止めてから、もう一度。")


def sums_of_whole(path):
    """{table: Sum} of a file that passes SQLite's own checks."""
    try:
        with opened(path) as connection:
            told = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            lost = connection.execute("PRAGMA foreign_key_check").fetchone()
        if told != "ok" or lost:
            raise BackupRefused(BROKEN)
        return sqlite_sums(path)
    except (sqlite3.DatabaseError, ValueError):
        raise BackupRefused(BROKEN) from None
