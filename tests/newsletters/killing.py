"""A child that dies in the middle of publishing: at any SQL statement, commit, or file step.

The child is a fork with a connection of its own and a media folder of its own copy; it ends
without a word (os._exit), as a killed worker does.
"""

import os
import shutil
import sqlite3
import traceback
from contextlib import ExitStack, closing
from unittest import mock

from django.conf import settings
from django.db import connection

KILLED, DONE, FAILED = 9, 0, 1
FILE_STEPS = ("open", "write", "fsync", "chmod", "replace", "mkdir", "close")


class Bed:
    """Database and files of one test, as children find them, die in them, and leave them."""

    def __init__(self, folder, undo):
        self.folder, self.media, self.undo = folder, folder / "media", undo
        self.original, self.copy = folder / "original.sqlite3", folder / "copy.sqlite3"
        self.media.mkdir(exist_ok=True)
        shutil.copytree(self.media, folder / "media-before")
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.original)])
            shutil.copy(self.original, self.copy)

    def make(self):
        """Database and files as they were before anybody died."""
        shutil.rmtree(self.media)
        shutil.copytree(self.folder / "media-before", self.media)
        if connection.vendor == "sqlite":
            shutil.copy(self.original, self.copy)
        else:
            self.undo()

    def run(self, action, *, dies_before):
        """Run the action in a child that dies before that step; gives KILLED or DONE."""
        pid = os.fork()
        if pid == 0:
            os._exit(self._live(action, dies_before))
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def _live(self, action, dies_before):
        # Not closed, and not forgotten: the parent still speaks through it.
        self.of_the_parent, connection.connection = connection.connection, None
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(self.copy)
        settings.MEDIA_ROOT = self.media
        count = 0

        def step():
            nonlocal count
            count += 1
            if count == dies_before:
                os._exit(KILLED)

        def before_sql(execute, sql, params, many, context):
            step()
            return execute(sql, params, many, context)

        try:
            connection.ensure_connection()
            with ExitStack() as stack, connection.execute_wrapper(before_sql):
                for name in FILE_STEPS:
                    counted = _counted(getattr(os, name), step)
                    stack.enter_context(mock.patch.object(os, name, counted))
                commit = _counted(connection._commit, step, step)
                stack.enter_context(mock.patch.object(connection, "_commit", commit))
                action()
        except BaseException:
            traceback.print_exc()
            return FAILED
        return DONE

    def rows(self, sql):
        """What the database holds now, seen from outside."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.copy)) as file:
                return file.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return [tuple(row) for row in cursor.fetchall()]


def _counted(function, before, after=lambda: None):
    """The function of the operating system, a step before (and after) each call."""

    def counted(*args, **words):
        before()
        result = function(*args, **words)
        after()
        return result

    return counted
