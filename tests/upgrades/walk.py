"""The way from an earlier state of the database to today's, one migration at a time."""

from dataclasses import dataclass

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.upgrades.filling import Filler

ROOMS = ["accounts", "councils", "resources", "activities", "newsletters", "reports"]


class WithoutSquashed(MigrationLoader):
    """The files as they stood before decision 0037: what a machine with 0.1.0 goes through."""

    def load_disk(self):
        super().load_disk()
        squashed = {name: m for name, m in self.disk_migrations.items() if m.replaces}
        self.disk_migrations = {
            name: m for name, m in self.disk_migrations.items()
            if name not in squashed or name[0] not in ROOMS
        }  # fmt: skip
        for migration in self.disk_migrations.values():
            migration.dependencies = [
                squashed[at].replaces[-1] if at in squashed and at[0] in ROOMS else at
                for at in migration.dependencies
            ]


@dataclass
class Lost:
    """What a migration did to rows that it should have left alone."""

    migration: str
    table: str
    what: str


def rows():
    """{table: (columns, rows)} of everything there is."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = [column[0] for column in cursor.description], cursor.fetchall()
    del found["django_migrations"]
    return found


def compare(name, before, after, changes):
    """Every table, row and column that was there before has to be there, with its value."""
    for table, (columns, old) in before.items():
        if table not in after:
            yield Lost(name, table, "表がなくなりました")
            continue
        now, new = after[table]
        gone = [c for c in columns if c not in now and f"{table}.{c}" not in changes]
        kept = [c for c in columns if c in now and f"{table}.{c}" not in changes]
        if gone:
            yield Lost(name, table, f"列がなくなりました: {gone}")
        if table in changes and len(old) < len(new):
            continue
        if len(old) != len(new):
            yield Lost(name, table, f"{len(old)}行が{len(new)}行になりました")
            continue
        for column in kept:
            if values(columns, old, column) != values(now, new, column):
                yield Lost(name, table, f"値が変わりました: {column}")


def values(columns, rows, column):
    at = columns.index(column)
    return sorted(repr(row[at]) for row in rows)


class Walk:
    """Goes from one state to today's; `lost` says what did not come along."""

    def __init__(self, is_start, loader=None, changes=None):
        self.executor = MigrationExecutor(connection)
        if loader is not None:
            self.executor.loader = loader(connection)
        self.changes = changes or {}
        self.first, self.rest = self._split(is_start)

    def _split(self, is_start):
        graph = self.executor.loader.graph
        wanted = [n for n in graph.nodes if n[0] not in ROOMS or is_start(graph.nodes[n])]
        needed = {node for name in wanted for node in graph.forwards_plan(name)}
        everything = self.executor.migration_plan(graph.leaf_nodes(), clean_start=True)
        names = [(migration, (migration.app_label, migration.name)) for migration, _ in everything]
        first = [(migration, False) for migration, name in names if name in needed]
        return first, [migration for migration, name in names if name not in needed]

    def go(self):
        """Walk all the way; returns (what was lost, tables that stayed empty)."""
        state, filler, lost = self.executor.migrate(None, plan=self.first), Filler(), []
        empty = filler.fill(state.apps)
        for migration in self.rest:
            name, before = f"{migration.app_label}.{migration.name}", rows()
            state = self.executor.apply_migration(state, migration)
            lost += compare(name, before, rows(), self.changes.get(name, ()))
            empty += filler.fill(state.apps)
        return lost, empty
