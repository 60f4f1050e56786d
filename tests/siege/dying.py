"""Children that are killed at a random moment (SIGKILL), and what is left behind them."""

import os
import random
import shutil
import signal
import sqlite3
import time
import traceback
from contextlib import closing

from django.db import connection

KILLED, DONE = -signal.SIGKILL, 0


class Grave:
    """A database that children work on: a copy in a file on SQLite, the test's own otherwise.

    `undo` puts back on PostgreSQL what a child finished; on SQLite the copy is made anew.
    """

    def __init__(self, folder, undo):
        self.copy, self.original = folder / "grave.sqlite3", folder / "before.sqlite3"
        self.undo = undo
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.original)])
            shutil.copy(self.original, self.copy)

    def renew(self):
        if connection.vendor == "sqlite":
            for name in ("", "-wal", "-shm"):
                self.copy.with_name(self.copy.name + name).unlink(missing_ok=True)
            shutil.copy(self.original, self.copy)
        else:
            self.undo()

    def run(self, action, *, after=None):
        """Run the action in a child; it is killed after so many seconds. Gives how it ended."""
        ready, go = os.pipe()
        pid = os.fork()
        if pid == 0:
            os._exit(self._live(action, go))
        os.close(go)
        os.read(ready, 1)  # it stands at the start: what is measured is the action alone
        os.close(ready)
        began = time.monotonic()
        if after is not None:
            time.sleep(after)
            os.kill(pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        self.seconds = time.monotonic() - began
        return status

    def seconds_of(self, action, undo):
        """How long the action takes at its quickest; undo() makes everything as it was."""
        took = []
        for _ in range(3):
            assert self.run(action) == DONE
            took.append(self.seconds)
            undo()
        return min(took)

    def _live(self, action, go):
        self.of_the_parent, connection.connection = connection.connection, None
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(self.copy)
        try:
            connection.ensure_connection()
            os.write(go, b".")
            action()
        except BaseException:
            traceback.print_exc()
            return 1
        return DONE

    def rows(self, sql):
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.copy, timeout=30)) as file:
                return file.execute(sql).fetchall()
        self._until_the_dead_are_gone()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return [tuple(row) for row in cursor.fetchall()]

    def _until_the_dead_are_gone(self):
        """The server notices a dead client when it next speaks to it; until then it may commit."""
        own = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        for _ in range(500):
            with connection.cursor() as cursor:
                cursor.execute(f"{own} AND pid <> pg_backend_pid() AND state <> 'idle'")
                if cursor.fetchone()[0] == 0:
                    return
            time.sleep(0.01)


def moments(n, whole, seed):
    """n moments to kill at, spread over the time that the action takes."""
    chance = random.Random(seed)
    return [chance.uniform(0, whole) for _ in range(n)]
