"""Moving everything to another database: a city that began on SQLite and has grown.

The rows go through Django's fields, so both databases keep them in their own way; then every table
is counted and summed on both sides in the one plain form of `rows`.
"""

from contextlib import contextmanager

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import QuerySet

from takasaki_sc.ops.backup import copies_of
from takasaki_sc.ops.postgres_copy import sums_of
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.rows import sqlite_sums

TARGET = "move-target"
AT_ONCE = 2000
# Each database knows for itself when it was made, and who mistyped a password just now: neither
# is a model, so neither is moved.
OWN = {"django_migrations", settings.CACHES["default"]["LOCATION"]}


def move_database(url):
    """Copy all rows of `default` into the empty database of a URL; returns {table: Sum}.

    The application has to stand still. Raises BackupRefused where a table differs afterwards.
    """
    with _known_as_target(url):
        if not copies_of(connections[TARGET]).is_empty():
            raise BackupRefused(
                "移す先のデータベースが空ではありません。空のものを用意してください。"
            )
        call_command("migrate", database=TARGET, verbosity=0, skip_checks=True)
        models = apps.get_models(include_auto_created=True)
        with transaction.atomic("default"), transaction.atomic(TARGET):
            _empty(models)
            for model in models:
                _copy(model)
            _reset_counters(models)
        return _compare()


@contextmanager
def _known_as_target(url):
    connections.settings[TARGET] = connections.configure_settings({
        "default": connections.settings["default"], TARGET: dj_database_url.parse(url),
    })[TARGET]  # fmt: skip
    try:
        yield
    finally:
        connections[TARGET].close()
        del connections[TARGET]
        del connections.settings[TARGET]


def _empty(models):
    """What the migrations wrote goes: the rows of the source hold it too."""
    target = connections[TARGET]
    with target.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {target.ops.quote_name(model._meta.db_table)}")


def _copy(model):
    """Every row as it is: no date is set anew, nothing is worked out."""
    fields = [f for f in model._meta.local_concrete_fields if not f.generated]
    rows = QuerySet(model, using="default").order_by("pk").iterator(chunk_size=AT_ONCE)
    size = min(AT_ONCE, connections[TARGET].ops.bulk_batch_size(fields, range(AT_ONCE)))
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            _insert(model, fields, batch)
            batch = []
    _insert(model, fields, batch)


def _insert(model, fields, batch):
    if batch:
        QuerySet(model, using=TARGET)._insert(batch, fields=fields, using=TARGET, raw=True)


def _reset_counters(models):
    """The next row gets the next number, not 1."""
    target = connections[TARGET]
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _sums(alias):
    connection = connections[alias]
    if connection.vendor == "sqlite":
        found = sqlite_sums(connection.settings_dict["NAME"])
    else:
        found = sums_of(connection)
    return {table: told for table, told in found.items() if table not in OWN}


def _compare():
    here, there = _sums("default"), _sums(TARGET)
    wrong = sorted(t for t in here.keys() | there.keys() if here.get(t) != there.get(t))
    if wrong:
        raise BackupRefused(
            f"移した先が、もとと合いません（{len(wrong)}表、はじめは {wrong[0]}）。"
            "移した先は使わないでください。もとのデータベースは変わっていません。"
        )
    return there
