"""One human in every table: who it could be, what is theirs, and where they are named.

A human is a list of roots: [["councils.person", 12], ["activities.helpclient", 7]]. The tables
are those of the register (accounts/register.py); older versions follow their table.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone

from accounts.models import SealedWord
from accounts.register import ERASED, HOLDINGS, NOWHERE, humans, standing, tables_of
from takasaki_sc.lib.spellings import finder_of, is_telling, pattern_of

MOST_FOUND = 60
LOGIN_TABLES = {"accounts.user", "account.emailaddress"}
"""Log-ins end in a way of their own: see actions of the rooms."""


@dataclass(frozen=True)
class Change:
    """One value that becomes another one."""

    table: type
    row: Any
    column: str
    was: Any
    becomes: Any


@dataclass(frozen=True)
class Mention:
    """Where somebody is named: a row of a table, the column, and the words around."""

    table: type
    row: Any
    column: str
    around: str

    @property
    def source(self):
        """「会議 12」: the table, and the number of the row."""
        return f"{self.table._meta.verbose_name} {self.row}"

    @property
    def day(self):
        """The day the row tells of, or was written on; None where it has none."""
        row = self.table._base_manager.filter(pk=self.row).first()
        days = [c.name for c in self.table._meta.concrete_fields if isinstance(c, models.DateField)]
        first = next((day for name in days if (day := getattr(row, name))), None)
        return timezone.localtime(first).date() if hasattr(first, "hour") else first

    @property
    def label(self):
        return str(self.table._meta.get_field(self.column).verbose_name)


def rows_found(text):
    """[(table's name, row)] of everybody whose name, number or address holds these words."""
    pattern = pattern_of(text)
    finder = re.compile(pattern) if pattern else None
    found = []
    for holding in humans() if finder else ():
        keys = _keys_found(holding, finder)
        rows = holding.table._base_manager.filter(pk__in=keys).order_by("pk")
        found += [(holding.model, row) for row in rows[:MOST_FOUND]]
    return found


def _keys_found(holding, finder):
    """Rows that say it today, and rows that said it once."""
    names, keys = list(holding.known_by), set()
    for table in tables_of(holding):
        own = table is holding.table
        key = "pk" if own else table.instance_type._meta.pk.name
        rows = table._base_manager.order_by().values_list(key, *names)
        keys |= {pk for pk, *words in rows if any(finder.search(word or "") for word in words)}
    laid_aside = SealedWord.objects.filter(table=holding.model, column__in=names)
    return keys | {int(one.row) for one in laid_aside if finder.search(str(one.was or ""))}


def with_log_ins(roots):
    """The same human with the log-in that is theirs (a one-to-one key of the row)."""
    found = [[table, int(pk)] for table, pk in roots]
    for _, row in rows_of(roots):
        for column in row._meta.concrete_fields:
            if isinstance(column, models.OneToOneField) and column.related_model is (
                get_user_model()
            ):
                user = getattr(row, column.attname)
                found += [["accounts.user", user]] if user else []
    return [list(one) for one in dict.fromkeys(tuple(one) for one in found)]


def rows_of(roots):
    """[(table's name, row)] of the roots that still stand."""
    found = []
    for table, pk in roots:
        row = apps.get_model(table)._base_manager.filter(pk=pk).first()
        found += [(table, row)] if row else []
    return found


def telling_words(roots):
    """The names, numbers and addresses that mean this human in a sentence, of old rows too."""
    words = set()
    for table, pk in roots:
        holding = HOLDINGS[table]
        for each in tables_of(holding):
            key = "pk" if each is holding.table else holding.table._meta.pk.name
            rows = each._base_manager.filter(**{key: pk}).values(*holding.known_by)
            words |= {(kind, row[name]) for row in rows for name, kind in holding.known_by.items()}
    shown = {word for kind, word in words if is_telling(word, kind) and "（" not in word}
    return sorted(word for word in shown if NOWHERE not in word)


def finder_for(roots):
    """The pattern of this human's telling words, but for those of a mere log-in."""
    return finder_of(telling_words([one for one in roots if one[0] != "accounts.user"]))


def own_rows(roots):
    """(holding, table, rows): everything that is theirs, older versions too; log-ins left out."""
    keys = {}
    for table, pk in roots:
        keys.setdefault(table, []).append(pk)
    for holding in HOLDINGS.values():
        mine = _own_keys(holding, keys)
        if mine and holding.model not in LOGIN_TABLES:
            for table in tables_of(holding):
                key = "pk" if table is holding.table else holding.table._meta.pk.name
                yield holding, table, table._base_manager.filter(**{f"{key}__in": mine})


def _own_keys(holding, keys):
    mine = set(keys.get(holding.model, ()))
    for root, path in holding.owner.items():
        if root in keys:
            rows = holding.table._base_manager.filter(**{f"{path}__in": keys[root]})
            mine |= set(rows.order_by().values_list("pk", flat=True))
    return mine


def own_changes(roots, mark=ERASED):
    """Every personal word of theirs becomes the mark; consents hold no longer than today."""
    changes = []
    for holding, table, rows in own_rows(roots):
        for row in rows.order_by("pk"):
            changes += [
                Change(table, row.pk, name, was, _marked(row, name, mark))
                for name in standing(table, holding.personal)
                if (was := getattr(row, name)) not in ("", None, mark) and not _is_gone(was)
            ]
            if holding.ends and getattr(row, holding.ends) is None:
                last = max(timezone.localdate(), row.given_on)
                changes.append(Change(table, row.pk, holding.ends, None, last))
    return changes


def _is_gone(value):
    return isinstance(value, str) and value.endswith(f"@{NOWHERE}")


def _marked(row, name, mark):
    column = row._meta.get_field(name)
    if isinstance(column, models.EmailField):
        return f"{row.pk}@{NOWHERE}"  # each its own, for no address may stand twice
    return mark[: column.max_length] if column.max_length else mark


def sentence_columns(holding):
    """Where sentences stand: of other people's rows, everything but their own names."""
    others = [name for name in holding.personal if name not in holding.known_by]
    return [*holding.words, *others]


def named_rows(finder):
    """(table, key, column, value) wherever a sentence, line or list names them."""
    for holding in HOLDINGS.values():
        for table in tables_of(holding) if finder else ():
            columns = standing(table, sentence_columns(holding))
            if not columns:
                continue
            rows = table._base_manager.order_by().values_list("pk", *columns)
            for pk, *values in rows.iterator():
                for column, value in zip(columns, values, strict=True):
                    if value and names(finder, value):
                        yield table, pk, column, value


def sentence_changes(finder, mark=ERASED):
    """Every name in a sentence becomes the mark; the rest of the sentence stays."""
    return [
        Change(table, pk, column, value, _cut(table, column, masked(finder, value, mark)))
        for table, pk, column, value in named_rows(finder)
    ]


def mentions(finder):
    """Where this human is named, each with a few letters around."""
    return [
        Mention(table, pk, column, _around(finder, value))
        for table, pk, column, value in named_rows(finder)
    ]


def names(finder, value):
    """Does a text, or a list or table of texts, name this human?"""
    if isinstance(value, str):
        return bool(finder.search(value))
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    return isinstance(value, dict | list) and any(names(finder, part) for part in parts)


def masked(finder, value, mark):
    """The same value with the mark wherever it named this human."""
    if isinstance(value, str):
        return finder.sub(mark, value)
    if isinstance(value, dict):
        return {masked(finder, k, mark): masked(finder, v, mark) for k, v in value.items()}
    return [masked(finder, part, mark) for part in value] if isinstance(value, list) else value


def _cut(table, column, value):
    longest = getattr(table._meta.get_field(column), "max_length", None)
    return value[:longest] if longest and isinstance(value, str) else value


def _around(finder, value):
    text = next(text for text in _texts_in(value) if finder.search(text))
    met = finder.search(text)
    first, last = max(0, met.start() - 12), met.end() + 12
    return " ".join(f"…{text[first:last]}…".split())


def _texts_in(value):
    """Every text in a text, a list or a table."""
    if isinstance(value, str):
        yield value
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    for part in parts if isinstance(value, dict | list) else ():
        yield from _texts_in(part)


def apply(changes):
    """Write the changes, past the forms and versions. Returns how many."""
    together = {}
    for change in changes:  # a later change of the same value wins: own words before sentences
        place = together.setdefault((change.table, change.row), {})
        place.setdefault(change.column, change.becomes)
    for (table, pk), values in together.items():
        table._base_manager.filter(pk=pk).update(**values)
    return sum(len(values) for values in together.values())
