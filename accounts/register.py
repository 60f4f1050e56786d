"""The register of personal data (個人情報の台帳): what is kept of whom, why, how long, for whom.

Every room declares its own tables in `<room>/personal.py`; older versions (Historical…) follow
their table. tests/accounts/test_personal.py fails on a text, JSON or file field that nobody
declared, and says where to add it.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

ERASED, FROZEN = "（消去）", "（利用停止中）"
NOWHERE = "stopped.invalid"
"""Where the address of a reader leads whose use is stopped: nowhere (RFC 2606)."""

FISCAL, YEARS, DAYS = "fiscal", "years", "days"
"""How a term is counted: from the end of the fiscal year (文書管理規程), from the day, in days."""

SIGN = "しるし・番号・指紋・設定の語で、人を表しません"
THING = "場所・団体・会議・版など、人でない物の名前です"
FIGURE = "数と、その出どころの説明です"


@dataclass(frozen=True)
class File:
    """One 個人情報ファイル: tables with one purpose (個人情報保護法 75条)."""

    code: str
    title: str
    purpose: str
    basis: str
    seen_by: str
    amount: int | None
    unit: str
    counts_from: str


@dataclass(frozen=True)
class Holding:
    """What one table holds of people.

    personal: fields about the one human the row belongs to (owner), or who the row is (known_by).
    words: sentences and lines in which somebody may be named. files: papers and pictures.
    plain: fields that say nothing of people, and why. known_by: {field: name|kana|phone|mail}.
    owner: {the table of a human: the path to it}. ends: a day after which a consent holds no more.
    since: the field that starts the term of keeping; only: which rows have a term that runs.
    goes: the whole row goes after the term, since nothing counts it. over: the columns emptied
    after the term, where that is not all of personal (or, where there are none, of words).
    called: what the table is called, where its package does not speak Japanese.
    """

    model: str
    file: str = ""
    personal: tuple = ()
    words: tuple = ()
    files: tuple = ()
    plain: tuple = ()
    why: str = SIGN
    known_by: dict = field(default_factory=dict)
    owner: dict = field(default_factory=dict)
    ends: str = ""
    since: str = ""
    only: Q = Q()
    goes: bool = False
    over: tuple = ()
    called: str = ""

    @property
    def table(self):
        return apps.get_model(self.model)

    @property
    def ends_with_term(self):
        """The columns that are emptied when the time is over."""
        return self.over or self.personal or self.words

    @property
    def title(self):
        """What the table is called; packages of others speak English."""
        return self.called or str(self.table._meta.verbose_name)

    @property
    def declared(self):
        return {*self.personal, *self.words, *self.files, *self.plain}

    @property
    def is_human(self):
        """Is each row a human, found by a name, a number or an address?"""
        return bool(self.known_by)


FILES, HOLDINGS, FACES, DUE, ENDINGS = {}, {}, [], {}, []
"""FACES: functions roots -> names of stored pictures. DUE: {table: last day -> rows to forget}.
ENDINGS: functions of roots that end what hangs on somebody who is forgotten."""


def file(code, title, **words):
    """Declare a 個人情報ファイル."""
    FILES[code] = File(code, title, **words)


def holds(model, file="", **words):
    """Declare what a table holds of people."""
    HOLDINGS[model.lower()] = Holding(model.lower(), file, **words)


def no_person(models_and_fields, why):
    """Declare tables that hold nothing of people: {"councils.area": "name kana"}."""
    for model, fields in models_and_fields.items():
        holds(model, plain=tuple(fields.split()), why=why)


def discover():
    """Read the declarations of every room. Called once, when all tables are known."""
    autodiscover_modules("personal")


def tables_of(holding):
    """The table, and that of its older versions."""
    table = holding.table
    yield table
    if hasattr(table, "history"):
        yield table.history.model


def standing(table, names):
    """Of these columns those that the table has: older versions may leave some out."""
    own = {column.name for column in table._meta.concrete_fields}
    return [name for name in names if name in own]


def is_wordy(column):
    """Could this column hold words about somebody? Codes with a list of choices cannot."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField,
             models.BinaryField, models.GenericIPAddressField)  # fmt: skip
    names = ("birth", "born", "died")
    is_day = isinstance(column, models.DateField) and any(name in column.name for name in names)
    return (isinstance(column, kinds) and not column.choices) or is_day


def undeclared():
    """["activities.Offer.note"]: wordy columns that no room has declared."""
    return [
        f"{table._meta.label}.{column.name}"
        for table in apps.get_models()
        if not hasattr(table, "history_object") and not hasattr(table, "instance_type")
        for column in table._meta.concrete_fields
        if is_wordy(column) and column.name not in _declared_of(table)
    ]


def declared_twice_or_gone():
    """Declared fields that the table has not, or that stand in two lists."""
    wrong = []
    for holding in HOLDINGS.values():
        lists = [*holding.personal, *holding.words, *holding.files, *holding.plain]
        own = {column.name for column in holding.table._meta.concrete_fields}
        wrong += [f"{holding.model}.{name}" for name in lists if lists.count(name) > 1]
        wrong += [f"{holding.model}.{name}" for name in lists if name not in own]
    return wrong


def _declared_of(table):
    holding = HOLDINGS.get(table._meta.label_lower)
    return holding.declared if holding else set()


def humans():
    """The tables whose rows are humans."""
    return [holding for holding in HOLDINGS.values() if holding.is_human]
