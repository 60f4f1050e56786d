"""Databases of a test's own: a copy of the suite's migrated one, or an empty one.

The suite's own database cannot be wiped, replaced or read by pg_dump while a test holds its
transaction. `default` stands for the other one as long as the `with` lasts, in every thread.
"""

from contextlib import contextmanager
from uuid import uuid4

from django.db import connections
from psycopg import sql

from takasaki_sc.ops.postgres_copy import _maintenance


@contextmanager
def copied(folder):
    """The settings of a new copy of the suite's database: its migrations are applied."""
    suite = connections["default"]
    if suite.vendor == "sqlite":
        path = folder / "town.sqlite3"
        with suite.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        yield {"NAME": str(path)}
        return
    suite.close()  # PostgreSQL copies only what nobody stands in
    with made_on_server(suite, template=suite.settings_dict["NAME"]) as name:
        yield {"NAME": name}


@contextmanager
def empty(folder):
    """The settings of a database without a single table."""
    suite = connections["default"]
    if suite.vendor == "sqlite":
        yield {"NAME": str(folder / "empty.sqlite3")}
        return
    with made_on_server(suite) as name:
        yield {"NAME": name}


@contextmanager
def standing_in(words):
    """`default` has other settings for a while."""
    before, held = connections.settings["default"], connections["default"]
    connections.settings["default"] = {**before, **words}
    connections["default"] = connections.create_connection("default")
    try:
        yield connections["default"]
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        connections["default"] = held


@contextmanager
def made_on_server(suite, template="template0"):
    """The name of a new database on the suite's server; it goes again, whoever stands in it."""
    name = f"town_{uuid4().hex[:12]}"
    with _maintenance(suite) as raw:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        raw.execute(words.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield name
    finally:
        with _maintenance(suite) as raw:
            for (made,) in raw.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [name]
            ).fetchall():
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
                raw.execute(drop.format(sql.Identifier(made)))


def is_sqlite():
    """Which of the two databases the suite runs on."""
    return connections["default"].vendor == "sqlite"
