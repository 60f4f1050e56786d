"""A child process that dies in the middle of an action, and what it leaves in the database.

The child is a fork with a connection of its own; it ends without a word (os._exit) right before
the n-th SQL statement, as a killed worker does. SQLite in memory cannot be shared with a child,
so there the child works on a copy in a file.
"""

import os
import shutil
import sqlite3
import traceback
from contextlib import closing

from django.apps import apps
from django.db import connection

KILLED, DONE, FAILED = 9, 0, 1


class Patient:
    """The database of one test, as children find it, die in it, and leave it."""

    def __init__(self, folder):
        self.original, self.copy = folder / "original.sqlite3", folder / "copy.sqlite3"
        self.tables = sorted({model._meta.db_table for model in apps.get_models()})
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.original)])
            shutil.copy(self.original, self.copy)

    def run(self, action, *, dies_before):
        """Run the action in a child that dies before that statement; gives KILLED or DONE."""
        if connection.vendor == "sqlite":
            shutil.copy(self.original, self.copy)
        pid = os.fork()
        if pid == 0:
            os._exit(self._live(action, dies_before))
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status)

    def _live(self, action, dies_before):
        # Not closed, and not forgotten: the parent still speaks through it.
        self.of_the_parent, connection.connection = connection.connection, None
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(self.copy)
        count, is_sealing, hooks = 0, False, connection.run_and_clear_commit_hooks

        def die_in_time(execute, sql, params, many, context):
            nonlocal count
            count += not is_sealing
            if count == dies_before and not is_sealing:
                os._exit(KILLED)
            return execute(sql, params, many, context)

        def after_commit():
            """The action is whole by now: what follows is the seal of its entry."""
            nonlocal is_sealing
            is_sealing = True
            try:
                hooks()
            finally:
                is_sealing = False

        connection.run_and_clear_commit_hooks = after_commit

        try:
            connection.ensure_connection()
            with connection.execute_wrapper(die_in_time):
                action()
        except BaseException:
            traceback.print_exc()
            return FAILED
        return DONE

    def state(self):
        """{table: every row}: the whole database, to be compared for equality."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.copy)) as file:
                return {table: _rows(file.cursor(), table) for table in self.tables}
        with connection.cursor() as cursor:
            return {table: _rows(cursor, table) for table in self.tables}


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    return sorted(map(repr, cursor.fetchall()))


def deaths(patient, action):
    """Kill the action before every one of its statements in turn. Gives the list of the states
    that differ from the one before, and how many statements there were; then it runs to its end.
    """
    before, halves, n = patient.state(), [], 1
    while (outcome := patient.run(action, dies_before=n)) == KILLED:
        if patient.state() != before:
            halves.append(n)
        n += 1
    assert outcome == DONE
    assert patient.state() != before
    return halves, n - 1
