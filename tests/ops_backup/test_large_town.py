"""A million rows there and back again, with the clock running."""

import time

import pytest
from django.db import connection

from councils.models import Meeting
from takasaki_sc.ops.postgres_copy import sums_of
from takasaki_sc.ops.rows import sqlite_sums
from tests.ops_backup import elsewhere

pytestmark = [pytest.mark.proves("G9"), pytest.mark.assure]
MILLION = 1_000_000
TEN_MINUTES = 600


def grow(model, least):
    """Rows doubled in the database until there are enough; every one has a number of its own."""
    table = connection.ops.quote_name(model._meta.db_table)
    columns = [f.column for f in model._meta.local_concrete_fields if not f.primary_key]
    words = ", ".join(map(connection.ops.quote_name, columns))
    n = model.objects.count()
    with connection.cursor() as cursor:
        while n < least:
            cursor.execute(f"INSERT INTO {table} ({words}) SELECT {words} FROM {table}")
            n *= 2
    return n


def sums():
    if elsewhere.is_sqlite():
        return sqlite_sums(connection.settings_dict["NAME"])
    return sums_of(connection)


def test_million_rows_come_back_in_time(own_world, backup, run, key, settings, tmp_path, figure):
    n = grow(Meeting.history.model, MILLION)
    before, began = sums(), time.monotonic()
    copy = backup()
    made = time.monotonic()
    run("verify_backup", copy, "--identity", key.path)
    verified = time.monotonic()
    settings.MEDIA_ROOT = tmp_path / "new machine"
    with elsewhere.empty(tmp_path) as words, elsewhere.standing_in(words):
        run("restore", copy, "--identity", key.path, "--into-empty")
        restored = time.monotonic()
        assert sums() == before
    engine = "SQLite" if elsewhere.is_sqlite() else "PostgreSQL"
    figure("G9", f"{engine}: {n:,}行の写し", round(made - began, 1), wanted="10分以内", unit="秒")
    figure("G9", f"{engine}: {n:,}行の確かめ", round(verified - made, 1), unit="秒")
    figure("G9", f"{engine}: {n:,}行の復元", round(restored - verified, 1), wanted="10分以内",
           unit="秒")  # fmt: skip
    assert restored - began < TEN_MINUTES
