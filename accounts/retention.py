"""How long things are kept (保存期間), and what is over its time.

文書管理規程 counts fiscal years from the 1 April after: minutes of 2021-03-31 kept for five years
go from 2026-04-01 on, those of 2021-04-01 a year later. Years from a day follow 民法143条.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from accounts import subjects
from accounts.models import RetentionTerm
from accounts.register import (
    DAYS,
    DUE,
    ENDINGS,
    ERASED,
    FILES,
    FISCAL,
    FROZEN,
    HOLDINGS,
    NOWHERE,
    standing,
    tables_of,
)
from takasaki_sc.lib.wareki import fiscal_year

UNIT_WORDS = {"fiscal": "年度", "years": "年", "days": "日"}


@dataclass(frozen=True)
class Due:
    """The rows of one table that are over the time of their file."""

    file: str
    holding: object
    keys: tuple

    @property
    def title(self):
        return FILES[self.file].title

    @property
    def kind(self):
        return self.holding.title


def amounts():
    """{file's code: how long}, as the city set it or as the register proposes."""
    return {code: one.amount for code, one in FILES.items()} | dict(
        RetentionTerm.objects.values_list("code", "amount")
    )


def last_day_due(unit, amount, today):
    """The latest day whose term is over today: what ended then or before goes."""
    if unit == FISCAL:
        return date(fiscal_year(today) - amount, 3, 31)
    if unit == DAYS:
        return today - timedelta(days=amount + 1)
    return _same_day(today.year - amount, today) - timedelta(days=1)


def _same_day(year, day):
    """The day of that year, or the last of February where there is no 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def words_of_term(code, amount):
    """「5年度（会議の日から）」."""
    one = FILES[code]
    if amount is None:
        return "定めなし（常用）"
    return f"{amount}{UNIT_WORDS[one.unit]}（{one.counts_from}から）"


def due_rows(today):
    """[Due] of everything over its time, in the order of the register."""
    terms, found = amounts(), []
    for holding in HOLDINGS.values():
        amount = terms.get(holding.file)
        if amount is None or not (holding.since or holding.model in DUE):
            continue
        last = last_day_due(FILES[holding.file].unit, amount, today)
        keys = tuple(_rows_over(holding, last).order_by("pk").values_list("pk", flat=True))
        found += [Due(holding.file, holding, keys)] if keys else []
    return found


def _rows_over(holding, last):
    if holding.model in DUE:
        rows = DUE[holding.model](last)
    else:
        rows = holding.table._base_manager.filter(holding.only, _until(holding, last))
    return rows.filter(_says_something(holding))


def _until(holding, last):
    column, table = None, holding.table
    for name in holding.since.split("__"):
        column = table._meta.get_field(name)
        table = column.related_model or table
    is_moment = isinstance(column, models.DateTimeField)
    return Q(**{f"{holding.since}{'__date' if is_moment else ''}__lte": last})


def _says_something(holding):
    """Not wiped already, and not laid aside: a stop holds the purge back, too."""
    says, stopped = Q(), Q()
    for name in holding.ends_with_term:
        column = holding.table._meta.get_field(name)
        says |= ~Q(**{name: emptied(column)}) & ~Q(**{name: _nothing(column)})
        if not isinstance(column, models.JSONField):
            stopped |= Q(**{name: FROZEN}) | Q(**{f"{name}__endswith": f"@{NOWHERE}"})
    return says & ~stopped & ~Q(**_gone_log_in(holding))


def _gone_log_in(holding):
    return {"username__startswith": "erased-"} if holding.model == "accounts.user" else {"pk": None}


def emptied(column):
    """What stands in a column when its time is over."""
    if isinstance(column, models.JSONField):
        return column.get_default()
    return ERASED[: column.max_length] if column.max_length else ERASED


def _nothing(column):
    return column.get_default() if isinstance(column, models.JSONField) else ""


def digest_of(found):
    """The sum of a list: the second colleague does what the first one saw, or nothing."""
    kept = [[due.holding.model, [str(key) for key in due.keys]] for due in found]
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()


def plan_of(found):
    """{table: how many}: what the request keeps."""
    return {due.holding.model: len(due.keys) for due in found}


def wipe(found):
    """Do it: rows that nothing counts go, of all others the personal words."""
    for due in found:
        if due.holding.goes:
            _remove(due)
        elif due.holding.model in DUE or due.holding.is_human:
            roots = [[due.holding.model, key] for key in due.keys]
            subjects.apply(subjects.own_changes(roots))
            for ending in ENDINGS:
                ending(roots)
        else:
            _empty(due)


def _remove(due):
    for table in tables_of(due.holding):
        key = "pk" if table is due.holding.table else due.holding.table._meta.pk.name
        table._base_manager.filter(**{f"{key}__in": due.keys}).delete()


def _empty(due):
    names = due.holding.ends_with_term
    for table in tables_of(due.holding):
        key = "pk" if table is due.holding.table else due.holding.table._meta.pk.name
        rows = table._base_manager.filter(**{f"{key}__in": due.keys})
        for name in standing(table, names):
            column = table._meta.get_field(name)
            rows.exclude(**{name: _nothing(column)}).update(**{name: emptied(column)})
