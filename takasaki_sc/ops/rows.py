"""Every table counted and summed, the same whatever the database and the order of the rows.

A row is written in one plain form (dates as text, true as 1, JSON with its keys in order), hashed,
and the hashes are added up: two tables with the same sum hold the same rows.
"""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import blake2b
from urllib.parse import quote
from uuid import UUID

from django.db.backends.sqlite3._functions import register
from psycopg import sql

WIDTH = 16
WRAP = 1 << (8 * WIDTH)
JSON_TYPES = {114, 3802}  # json and jsonb, as PostgreSQL numbers its types
JSON_COLUMN = re.compile(r'JSON_VALID\("([^"]+)"\)')
AT_ONCE = 5000


@dataclass(frozen=True)
class Sum:
    """How many rows a table has, and the sum of their hashes."""

    rows: int
    sum: str


def sum_up(rows, json_at=()):
    """The Sum of rows; json_at says which columns hold JSON."""
    n, total = 0, 0
    for row in rows:
        plain = [PLAIN[type(v)](v) if type(v) in PLAIN else v for v in row]
        for at in json_at:
            plain[at] = _ordered(plain[at])
        hashed = blake2b(repr(plain).encode("utf-8", "surrogatepass"), digest_size=WIDTH)
        total += int.from_bytes(hashed.digest())
        n += 1
    return Sum(n, f"{total % WRAP:0{2 * WIDTH}x}")


def _ordered(text):
    """PostgreSQL keeps JSON in an order of its own, SQLite as it was written."""
    if not isinstance(text, str):
        return text
    return json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False)


def _number(value):
    """1.50 and 1.5 are the same number. SQLite keeps fifteen digits of it, PostgreSQL all."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    short = float(f"{value:.15g}")
    return int(short) if short.is_integer() else short


def _moment(value):
    return str(value.astimezone(UTC).replace(tzinfo=None)) if value.tzinfo else str(value)


PLAIN = {
    bool: int,
    float: _number,
    Decimal: _number,
    datetime: _moment,
    date: date.isoformat,
    time: str,
    timedelta: lambda value: value // timedelta(microseconds=1),
    UUID: lambda value: value.hex,
    bytes: bytes.hex,
    memoryview: lambda value: bytes(value).hex(),
    dict: lambda value: json.dumps(value, sort_keys=True, ensure_ascii=False),
    list: lambda value: json.dumps(value, sort_keys=True, ensure_ascii=False),
}


# SQLite --------------------------------------------------------------------------------------


def opened(path):
    """A SQLite file, to read only, with the values as they lie in it.

    Its constraints may ask functions that Django adds: without them no check could run.
    """
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    register(connection)
    return closing(connection)


def sqlite_tables(connection):
    """{table: (columns in the order of their names, which of them hold JSON)}"""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    )
    tables = {}
    for table, made_by in found.fetchall():
        info = connection.execute("SELECT name FROM pragma_table_info(?)", [table])
        columns = sorted(name for (name,) in info)
        holds_json = set(JSON_COLUMN.findall(made_by))
        tables[table] = columns, [n for n, name in enumerate(columns) if name in holds_json]
    return tables


def sqlite_rows(connection, table, columns):
    """The rows of one table, one after the other."""
    return connection.execute(f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(table)}")


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'


def sqlite_sums(path):
    """{table: Sum} of a SQLite file."""
    with opened(path) as connection:
        return {
            table: sum_up(sqlite_rows(connection, table, columns), json_at)
            for table, (columns, json_at) in sqlite_tables(connection).items()
        }


# PostgreSQL ----------------------------------------------------------------------------------


def postgres_tables(raw):
    """The same for a psycopg connection, of the schema it stands in."""
    found = raw.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    )
    tables = {}
    for (table,) in found.fetchall():
        looked = raw.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table)))
        columns = sorted((column.name, column.type_code) for column in looked.description)
        json_at = [n for n, (_, code) in enumerate(columns) if code in JSON_TYPES]
        tables[table] = [name for name, _ in columns], json_at
    return tables


def postgres_rows(raw, table, columns):
    """The rows of one table through a cursor on the server: memory stays as it is."""
    wanted = sql.SQL(", ").join(map(sql.Identifier, columns))
    with raw.cursor(name="rows_of_a_table") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(sql.SQL("SELECT {} FROM {}").format(wanted, sql.Identifier(table)))
        yield from cursor


def postgres_sums(raw):
    """{table: Sum} of a PostgreSQL database, as the transaction of `raw` sees it."""
    return {
        table: sum_up(postgres_rows(raw, table, columns), json_at)
        for table, (columns, json_at) in postgres_tables(raw).items()
    }
