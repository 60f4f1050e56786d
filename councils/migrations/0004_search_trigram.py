"""The search index says which record a line stands in, and PostgreSQL finds words quickly.

The trigram index is only an accelerator: where the extension is not there, not allowed, or blind
to Japanese (locale C), the same query answers without it.
"""

from django.db import DatabaseError, migrations, models, transaction

INDEX = "councils_searchentry_folded_trgm"


def make_index(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql" or not _can_fold_japanese(connection):
        return
    schema_editor.execute(
        f"CREATE INDEX IF NOT EXISTS {INDEX} ON councils_searchentry"
        " USING gin (folded gin_trgm_ops)"
    )


def drop_index(apps, schema_editor):
    """The extension stays: others in the same database may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


def _can_fold_japanese(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return False
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:  # this account may not
            return False
        cursor.execute("SELECT show_trgm('集いの場') <> '{}'")
        return cursor.fetchone()[0]


class Migration(migrations.Migration):
    dependencies = [("councils", "0003_exchange")]

    operations = [
        migrations.AddField(
            "searchentry",
            "context",
            models.CharField(blank=True, max_length=120, verbose_name="どの記録の"),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
