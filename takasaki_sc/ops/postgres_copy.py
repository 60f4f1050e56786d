"""Copies of a PostgreSQL database: pg_dump and pg_restore, with the password never in argv."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import dj_database_url
from django.db.utils import ConnectionHandler
from psycopg import Error, IsolationLevel, sql

from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.rows import postgres_sums, postgres_tables
from takasaki_sc.ops.snapshot import Snapshot, read_around

ENGINE = "postgresql"
LIBPQ = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT",
           "sslkey": "PGSSLKEY", "service": "PGSERVICE", "passfile": "PGPASSFILE"}  # fmt: skip
NO_RIGHT = (
    "別のデータベースを作れませんでした（CREATEDB の権限が要ります）。"
    "空のデータベースを用意し、DATABASE_URL をそこに向けて戻してください。"
)


class PostgresCopies:
    """Making, trying and putting back copies of the database of a connection."""

    engine = ENGINE

    def __init__(self, connection):
        self.connection = connection

    @property
    def name(self):
        """What a person types to say that it may be replaced: the name of the database."""
        return self.connection.settings_dict["NAME"]

    def size(self):
        """Bytes that a copy can need at most; pg_dump packs it to less."""
        return self._ask("SELECT pg_database_size(current_database())")

    def is_empty(self):
        """Whether there is no table at all."""
        return not self._ask("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")

    def _ask(self, question):
        with self.connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]

    def copy_to(self, path):
        """Write a copy and return its Snapshot: both see the very same moment."""
        with _moment(self.connection) as raw:
            (exported,) = raw.execute("SELECT pg_export_snapshot()").fetchone()
            run("pg_dump", ["-Fc", f"--snapshot={exported}", f"--file={path}"], self.connection)
            migrations, files = read_around(raw.execute, postgres_tables(raw))
            return Snapshot(ENGINE, postgres_sums(raw), migrations, files)

    def trial(self, dump, scratch_url=None):
        """The sums of a copy put into a database made for it, or None where no server is given.

        Then only the list of contents could be read, which pg_restore checks.
        """
        if not scratch_url:
            run("pg_restore", ["--list", str(dump)])
            return None
        server = ConnectionHandler({"default": dj_database_url.parse(scratch_url)})["default"]
        with made_database(server, f"takasaki_sc_verify_{os.getpid()}") as scratch:
            load(dump, scratch)
            return sums_of(scratch)

    @contextmanager
    def beside(self, dump, stamp):
        """A copy that stands ready in a database of its own; an empty one is filled directly."""
        if self.is_empty():
            load(dump, self.connection)
            try:
                yield _Filled(self.connection)
            except BaseException:
                _empty_again(self.connection)
                raise
            return
        with made_database(self.connection, f"{self.name}_restoring_{stamp}") as ready:
            load(dump, ready)
            yield _Ready(self, ready, stamp)


class _Filled:
    def __init__(self, connection):
        self.connection = connection

    def sums(self):
        return sums_of(self.connection)

    def take_place(self):
        return ""


class _Ready:
    def __init__(self, copies, ready, stamp):
        self.copies, self.ready, self.stamp = copies, ready, stamp

    def sums(self):
        return sums_of(self.ready)

    def take_place(self):
        """The old database is set aside under another name, the copy gets its name."""
        name, aside = self.copies.name, f"{self.copies.name}_before_{self.stamp}"
        new = self.ready.settings_dict["NAME"]
        self.ready.close()
        self.copies.connection.close()
        try:
            with _maintenance(self.copies.connection) as raw, raw.transaction():
                _rename(raw, name, aside)
                _rename(raw, new, name)
        except Error:
            raise BackupRefused(
                "データベースを入れかえられませんでした。アプリと、ほかの接続を止めてから、"
                "もう一度行ってください。何も変えていません。"
            ) from None
        return aside


def _rename(raw, old, new):
    raw.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (old, new))))


@contextmanager
def _moment(connection):
    """A psycopg connection of its own that sees one moment until it ends."""
    raw = connection.get_new_connection(connection.get_connection_params())
    raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        yield raw
    finally:
        raw.close()


def sums_of(connection):
    """{table: Sum} of the database of a connection."""
    with _moment(connection) as raw:
        return postgres_sums(raw)


@contextmanager
def _maintenance(connection):
    """A psycopg connection to the same server, in no database of ours."""
    server = connection.copy("backup-maintenance")
    server.settings_dict["NAME"] = "postgres"
    raw = server.get_new_connection(server.get_connection_params())
    raw.autocommit = True
    try:
        yield raw
    finally:
        raw.close()


@contextmanager
def made_database(connection, name):
    """A connection to a new, empty database; it goes away again unless it was renamed."""
    try:
        with _maintenance(connection) as raw:
            raw.execute(_create_like(raw, connection.settings_dict["NAME"], name))
    except Error:
        raise BackupRefused(NO_RIGHT) from None
    made = connection.copy("backup-beside")
    made.settings_dict["NAME"] = name
    try:
        yield made
    finally:
        made.close()
        with _maintenance(connection) as raw:
            raw.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _create_like(raw, old, new):
    """The new database sorts like the old one: template1 may have another locale."""
    create = sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(new))
    like = raw.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database"
        " WHERE datname = %s AND datlocprovider = 'c'",
        [old],
    ).fetchone()
    if like is None:
        return create
    words = sql.SQL(" ENCODING {} LC_COLLATE {} LC_CTYPE {}")
    return create + words.format(*map(sql.Literal, like))


def _empty_again(connection):
    """What was put into an empty database goes again: nothing else stood there."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def load(dump, connection):
    """pg_restore in one transaction: all of it, or nothing."""
    words = ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction"]
    run("pg_restore", [*words, f"--dbname={connection.settings_dict['NAME']}", str(dump)],
        connection)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def run(tool, words, connection=None):
    """Run a tool of PostgreSQL. Who and where goes by the environment, which `ps` does not show."""
    found = shutil.which(tool)
    if not found:
        raise BackupRefused(f"{tool} が見つかりません。postgresql-client を入れてください。")
    env = os.environ | (libpq(connection) if connection else {})
    done = subprocess.run([found, *words], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stderr.strip().splitlines() or [""])[0]  # the lines after it may hold values
        raise BackupRefused(f"{tool} が失敗しました: {told[:200]}")


def libpq(connection):
    """The environment libpq reads: host, port, user, password, database, options."""
    told = connection.settings_dict
    env = {LIBPQ[key]: str(told[key]) for key in LIBPQ if told.get(key)}
    options = told.get("OPTIONS", {})
    env |= {OPTIONS[key]: str(options[key]) for key in OPTIONS if options.get(key)}
    return env | {"PGDATABASE": told["NAME"]}
