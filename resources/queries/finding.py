"""Narrowing the directory down: words, freshness, and counting no further than anybody reads."""

from collections import defaultdict
from datetime import date

from django.db import connection
from django.db.models import Exists, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from resources.models import ConfirmationCycle, Kind
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.okurigana import in_any_spelling

MOST_WORDS = 8
USUAL_MONTHS = 12
"""How long a record stays fresh where the kind has no ConfirmationCycle of its own."""


def holding(resources, words):
    """Those in which every word occurs, however it is spelt. Signs alone are no word."""
    for word in words.split()[:MOST_WORDS]:
        if key := search_key(word):
            resources = resources.filter(in_any_spelling(key, _occurs))
    return resources


def _occurs(key):
    """PostgreSQL has an index for LIKE. SQLite looks at every text, and LIKE would fold each
    letter once more: both are folded already, so instr() finds the same, and sooner."""
    if connection.vendor == "sqlite":
        return GreaterThan(StrIndex("search_text", Value(key)), 0)
    return Q(search_text__contains=key)


def months_by_kind():
    """{kind: how many months a record of it stays fresh}, all kinds."""
    own = dict(ConfirmationCycle.objects.values_list("kind", "months"))
    return {kind: own.get(kind, USUAL_MONTHS) for kind in Kind.values}


def is_fresh(today, months_of):
    """The condition for records confirmed within the cycle of their kind."""
    kinds_with = defaultdict(list)
    for kind, months in months_of.items():
        kinds_with[months].append(kind)
    wanted = Q(pk__in=[])
    for months, kinds in kinds_with.items():
        wanted |= Q(kind__in=kinds, last_verified_on__gte=months_before(today, months))
    return wanted


def months_before(day, months):
    """The same day some months earlier; the first of the next month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)


def kinds_in(resources):
    """The codes of the kinds that occur: a look into the index for each, in one query."""
    question, words = _kinds_question(str(resources.query.where), connection.vendor, resources)
    with connection.cursor() as cursor:
        cursor.execute(question, words)
        row = cursor.fetchone() or ()
    return {kind for kind, occurs in zip(Kind.values, row, strict=False) if occurs}


_QUESTIONS = {}
"""Writing this SQL costs a fifth of the page, and there are two of it: for visitors and staff."""


def _kinds_question(condition, vendor, resources):
    key = condition, vendor
    if key not in _QUESTIONS:
        if len(_QUESTIONS) > 20:
            _QUESTIONS.clear()
        resources = resources.order_by()
        occurs = {f"has_{kind}": Exists(resources.filter(kind=kind)) for kind in Kind.values}
        rows = resources.annotate(**occurs).values_list(*occurs)[:1]
        _QUESTIONS[key] = rows.query.sql_with_params()
    return _QUESTIONS[key]
