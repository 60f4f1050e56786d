"""Thousands of rows written in few statements, past the object mapper's bookkeeping (0023).

``bulk_create`` asks every value of every row what it is; here every column is asked once. The
database checks every constraint as always; what is not done is what bulk_create does not do
either: no signals, no save().
"""

import json
from itertools import batched
from operator import attrgetter

from django.db import connections, models, router, transaction
from django.db.models.base import ModelState

ROWS_AT_ONCE = 2000
"""So many rows are made ready at a time; more would only take memory."""


class ReadyJson(str):
    """A value of a JSON field that is written as JSON already."""

    __slots__ = ()


def maker(model, **values):
    """A function that makes unsaved objects like `model(**values)`, for rows by the thousand.

    The fields are asked for their defaults once. Values that are dicts or lists are shared:
    give an object another one, never write into it.
    """
    blank = model(**values)

    def make():
        one = model.__new__(model)
        one.__dict__.update(blank.__dict__)
        one._state = ModelState()
        return one

    return make


_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)
"""Fields whose values both databases take as they are."""


def insert_rows(model, objects):
    """Insert unsaved objects (an iterable) of one model; says how many. They do not learn
    their keys."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    connection = connections[router.db_for_write(model)]
    values_of = attrgetter(*(field.attname for field in fields))
    moments = [field for field in fields if getattr(field, "auto_now", False)]
    n = 0
    moments += [field for field in fields if getattr(field, "auto_now_add", False)]
    with transaction.atomic(using=connection.alias, savepoint=False):
        for some in batched(objects, ROWS_AT_ONCE, strict=False):
            for field in moments:
                moment = field.pre_save(some[0], add=True)
                for one in some:
                    setattr(one, field.attname, moment)
            _send(model, fields, _ready_rows(fields, map(values_of, some), connection), connection)
            n += len(some)
    return n


def update_rows(model, objects, names):
    """Write these fields of saved objects, each by its key.

    Every value goes as it stands in the object, an ``auto_now`` field too.
    """
    fields = [model._meta.pk, *map(model._meta.get_field, names)]
    connection = connections[router.db_for_write(model)]
    values_of = attrgetter("pk", *(field.attname for field in fields[1:]))
    update = _update_at_once if connection.vendor == "postgresql" else _update_one_by_one
    for some in batched(objects, ROWS_AT_ONCE, strict=False):
        with connection.cursor() as cursor:
            update(cursor, model, fields, list(map(values_of, some)))


def _update_one_by_one(cursor, model, fields, rows):
    """One prepared statement for all."""
    quoted = cursor.db.ops.quote_name
    key, *columns = (f"{quoted(field.column)} = %s" for field in fields)
    sql = f"UPDATE {quoted(model._meta.db_table)} SET {', '.join(columns)} WHERE {key}"
    fields, rows = [*fields[1:], fields[0]], ((*values, key) for key, *values in rows)
    cursor.executemany(sql, _ready_rows(fields, rows, cursor.db))


def _update_at_once(cursor, model, fields, rows):
    """One statement with a list for each column: nothing goes to and fro for every row."""
    quoted = cursor.db.ops.quote_name
    key, *columns = (quoted(field.column) for field in fields)
    lists = ", ".join(f"%s::{_kind_of(field, cursor.db)}[]" for field in fields)
    told = ", ".join((key, *columns))
    changes = ", ".join(f"{column} = told.{column}" for column in columns)
    table = quoted(model._meta.db_table)
    cursor.execute(
        f"UPDATE {table} SET {changes} FROM unnest({lists}) AS told ({told})"
        f" WHERE {table}.{key} = told.{key}",
        [list(column) for column in zip(*_ready_rows(fields, rows, cursor.db), strict=True)],
    )


def _kind_of(field, connection):
    """The type of a list of values. Text of any length: a cast would cut what does not fit, where
    writing it into the column is refused."""
    is_text = isinstance(getattr(field, "target_field", field), models.CharField)
    return "text" if is_text else field.db_type(connection)


def insert_selected(model, values, queryset):
    """Insert what a query finds, without carrying it here and back. values: field → name or
    expression of the query. Returns how many rows."""
    connection = connections[queryset.db]
    found = queryset.order_by("pk").values_list(*values.values())
    sql, params = found.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_into(model, map(model._meta.get_field, values), connection)} {sql}", params
        )
        return cursor.rowcount


def _ready_rows(fields, rows, connection):
    """The rows as the database takes them; each column is asked once what it is."""
    columns = zip(*rows, strict=True)
    ready = [_ready(*pair, connection) for pair in zip(fields, columns, strict=True)]
    return zip(*ready, strict=True)


def _ready(field, column, connection):
    """The values of one column as the database takes them."""
    if isinstance(getattr(field, "target_field", field), _AS_THEY_ARE):
        return column
    if isinstance(field, models.JSONField):
        return [_json(value, field.encoder) for value in column]
    known = {None: None}  # a column of days, hours or places says the same again and again
    for value in column:
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
    return [known[value] for value in column]


def _json(value, encoder):
    """As Django writes it; most lists of notes are empty, and need no encoder."""
    if type(value) is ReadyJson:
        return str(value)
    if value == [] or value == {}:
        return "[]" if value == [] else "{}"
    return None if value is None else json.dumps(value, cls=encoder)


def _send(model, fields, rows, connection):
    """One COPY on PostgreSQL, one prepared statement on SQLite."""
    into = _into(model, fields, connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f"{into.replace('INSERT INTO', 'COPY', 1)} FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * len(fields))})", rows)


def _into(model, fields, connection):
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns})"
