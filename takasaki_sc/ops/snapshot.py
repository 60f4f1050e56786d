"""What is read of a database while its copy is made, in the same moment as the copy."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import FileField


@dataclass(frozen=True)
class Snapshot:
    """sums: {table: Sum}. migrations: [[app, name]]. files: names that rows have for media."""

    engine: str
    sums: dict
    migrations: list
    files: frozenset

    @property
    def n_rows(self):
        """Rows of all tables together."""
        return sum(found.rows for found in self.sums.values())


def read_around(execute, tables):
    """(migrations applied, names of files that rows have); execute asks the copied moment."""
    files = {name for at in file_columns(tables) for (name,) in execute(query_files(*at))}
    if "django_migrations" not in tables:
        return [], frozenset(files)
    found = execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [list(row) for row in found], frozenset(files)


def file_columns(tables):
    """(table, column) of every file that a row can name, of the tables that are there."""
    found = (
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField)
    )
    return [(table, column) for table, column in found if column in tables.get(table, ([],))[0]]


def query_files(table, column):
    """The names in one such column, each once."""
    return f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" <> \'\''
