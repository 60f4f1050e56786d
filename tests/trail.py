"""An empty trail in the middle of a test: the guards step aside for it."""

import pytest
from django.db import connection

from accounts import trail_guards
from accounts.models import AuditEntry, AuditSeal
from tests.proof import ASSURE


def only_sqlite_or_assure():
    """A walk through every page: what it finds does not hang on the database."""
    if connection.vendor == "postgresql" and not ASSURE:
        pytest.skip("walked on SQLite; on PostgreSQL too under make assure")


def behind_the_guards(change):
    """What somebody could do who owns the database: change() without the triggers."""
    _execute(trail_guards.down(connection.vendor))
    try:
        return change()
    finally:
        put_up()


def put_up():
    """The guards, where no migration has put them up (pytest --nomigrations)."""
    _execute(trail_guards.up(connection.vendor))


def _execute(statements):
    postgres = connection.vendor == "postgresql"
    # PostgreSQL changes no trigger while promises of the same table are still open.
    open_promises = ["SET CONSTRAINTS ALL IMMEDIATE"] if postgres else []
    later = ["SET CONSTRAINTS ALL DEFERRED"] if postgres else []
    with connection.cursor() as cursor:
        for statement in [*open_promises, *statements, *later]:
            cursor.execute(statement)


def empty_trail():
    """Forget what was done up to here."""
    behind_the_guards(lambda: (AuditSeal.objects.all().delete(), AuditEntry.objects.all().delete()))
