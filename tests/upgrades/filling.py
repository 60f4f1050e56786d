"""Rows for every table of a half-migrated database, made from nothing but the historical models.

Values are found by the type of the field. Where the constraints of a table refuse them, others are
tried (in an order that is the same in every run) until a row stands.
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import models, transaction
from django.db.utils import DataError, IntegrityError

ROWS = 2
TRIES = 60
BOLD, SHY = 0, 1  # the first try fills everything, the second only what must be
KNOWN = {"latitude": Decimal("36.3"), "longitude": Decimal("139.0"), "number": 7}
"""Columns whose constraint says more than their type."""
NUMBERS = (models.IntegerField, models.DecimalField)
JUST_TEXT = (models.CharField, models.TextField, models.FileField)


class Filler:
    """Fills the tables of one state of the project; remembers which it has filled."""

    def __init__(self):
        self.made = {}

    def fill(self, apps):
        """Two rows into every table that has none; returns the tables no row could be put in."""
        self.apps, self.failed = apps, []
        # Historical models come in an order that differs from process to process.
        models = sorted(apps.get_models(include_auto_created=True), key=lambda m: m._meta.db_table)
        before = None
        while self.failed != before:  # a table may want rows of one that comes after it
            before, self.failed = self.failed, []
            for table in before or ():
                del self.made[table]
            for model in models:
                self.rows_of(model)
        return sorted(self.failed)

    def rows_of(self, model):
        """The keys of the rows of a model, made where they are missing."""
        table = model._meta.db_table
        if table not in self.made:
            self.made[table] = []  # while it is being filled: what refers to itself gets null
            found = [self._row(model, n) for n in range(ROWS)]
            self.made[table] = [key for key in found if key is not None]
            if not self.made[table]:  # some tables may hold only one
                self.failed.append(table)
        return self.made[table]

    def _row(self, model, n):
        fields = [f for f in model._meta.local_concrete_fields if not is_given(f)]
        if any(not f.null and not self._keys(f) for f in fields if f.is_relation):
            return None
        for attempt in range(TRIES):
            chance = random.Random(f"{model._meta.db_table} {n} {attempt}")
            values = {f.attname: self._value(f, n, attempt, chance) for f in fields}
            try:
                with transaction.atomic():
                    return model._base_manager.create(**values).pk
            except (IntegrityError, DataError, ValueError):
                continue
        return None

    def _value(self, field, n, attempt, chance):
        is_bold = attempt == BOLD or (attempt != SHY and chance.random() < 0.5)
        if field.is_relation:
            return self._key(field, n, is_bold, chance)
        if field.null and not is_bold:
            return None
        if not is_bold and field.has_default():
            return field.get_default()
        if field.choices:
            return chance.choice([value for value, _ in field.flatchoices])
        if isinstance(field, JUST_TEXT) and field.blank and not is_bold:
            return ""
        if field.name in KNOWN and isinstance(field, NUMBERS):
            return KNOWN[field.name] + n
        return value_for(field, n, chance)

    def _key(self, field, n, is_bold, chance):
        if field.null and not is_bold:
            return None
        # What may be empty does not make its table: two tables may point at each other.
        keys = (
            self.made.get(field.related_model._meta.db_table) if field.null else self._keys(field)
        )
        if not keys:
            return None
        return keys[n % len(keys)] if field.unique or is_bold else chance.choice(keys)

    def _keys(self, field):
        return self.rows_of(self.apps.get_model(field.related_model._meta.label))


def is_given(field):
    """Keys that the database counts itself, and columns it works out."""
    return isinstance(field, models.AutoField) or field.generated


def value_for(field, n, chance):
    """A value that fits a field, another one for each n."""
    kinds = [
        (models.BooleanField, lambda: chance.random() < 0.5),
        (
            models.DateTimeField,
            lambda: datetime(2026, chance.choice([4, 5]), 1 + n, 1, 23, tzinfo=UTC),
        ),
        (models.DateField, lambda: date(2026, 4 + n, 1)),
        (models.TimeField, lambda: time(10 + n, chance.choice([0, 30]))),
        (models.DurationField, lambda: timedelta(minutes=n + 1)),
        (models.DecimalField, lambda: Decimal(n + 1) / 2),
        (models.FloatField, lambda: n + 0.5),
        (models.IntegerField, lambda: chance.choice([n + 1, n, 2020 + n, 10 * n])),
        (models.UUIDField, lambda: UUID(int=n + 1)),
        (models.JSONField, lambda: chance.choice([{"語": n}, [n], {}, []])),
        (models.BinaryField, lambda: bytes([n])),
        (models.GenericIPAddressField, lambda: f"192.0.2.{n + 1}"),
        (models.FileField, lambda: f"files/{n}.pdf"),
        (models.TextField, lambda: f"見本の文 {n}"),
        (models.CharField, lambda: text_for(field, n, chance)),
    ]
    return next(make() for kind, make in kinds if isinstance(field, kind))


def text_for(field, n, chance):
    """Words or a number, no longer than may be."""
    words = chance.choice([f"{field.name}{n}", f"{n + 1}", f"{n:064x}"])
    return words[-(field.max_length or 100) :]
