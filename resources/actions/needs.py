"""Keeping a needs table as it was confirmed, and voices from the neighbourhoods."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from accounts.models import User
from councils.models import Council, Neighbourhood
from resources.models import NeedCategory, NeedCount, NeedsMatrix, NeighbourhoodAlias, Voice
from resources.queries.needs import category_key, differences, known_categories, same_table
from takasaki_sc.lib.kana import search_key


class TableChanged(Exception):
    """確かめているあいだに、町内会の一覧か同じ期間の表が変わりました。もう一度確かめてください。"""


class NothingNew(Exception):
    """同じ表が、もう取り込まれています。何も変えていません。"""


@dataclass(frozen=True)
class TableHead:
    """What a table is about: council, kind, title, period, source, the notes of the sheet."""

    council: Council
    kind: str
    title: str
    period: tuple[date, date]
    period_text: str
    source: str
    notes: str = ""


@dataclass(frozen=True)
class TableLine:
    """One 町内会 with its numbers. home: a Neighbourhood, or None to write down a new one."""

    home: Neighbourhood | None
    name: str
    cells: list


@dataclass(frozen=True)
class TableBody:
    """headings: with .group, .name and .measure; totals: cells as printed, or None."""

    headings: list
    lines: list[TableLine]
    totals: list | None


@transaction.atomic
def put_needs_matrix(head, body, *, by, token, seen):
    """Write a table down; a table of the same kind and period becomes its former version.

    seen: the pk of the version to be replaced, or None: raises TableChanged when it is another
    by now. The same form sent twice (token) gives the table the first made.
    """
    Council.objects.select_for_update().get(pk=head.council.pk)
    sent_before = NeedsMatrix.objects.filter(submit_token=token).first()
    if sent_before:
        return sent_before
    former = same_table(head)
    if former and former.pk != seen:
        raise TableChanged
    if former and not _is_news(former, head, body):
        raise NothingNew
    categories = _categories(body.headings)
    matrix = _new_version(head, former, categories, token, by)
    homes = _homes(head.council, body.lines)
    counts = [(home, line.cells) for home, line in zip(homes, body.lines, strict=True)]
    counts += [(None, body.totals)] if body.totals else []
    NeedCount.objects.bulk_create(
        NeedCount(matrix=matrix, neighbourhood=home, category=category, n=n)
        for home, cells in counts
        for category, n in zip(categories, cells, strict=True)
        if n is not None
    )
    audit.record(
        "needs_read_in",
        matrix,
        by=by,
        council=head.council,
        n_lines=len(body.lines),
        is_new_version=former is not None,
    )
    return matrix


def _is_news(former, head, body):
    same_words = (former.title, former.source) == (head.title, head.source)
    return not same_words or bool(differences(former, body))


def _new_version(head, former, categories, token, by):
    if former:
        NeedsMatrix.objects.filter(pk=former.pk).update(is_current=False)
    return NeedsMatrix.objects.create(
        council=head.council,
        kind=head.kind,
        title=head.title,
        from_on=head.period[0],
        until_on=head.period[1],
        period_text=head.period_text,
        source=head.source,
        notes=head.notes,
        columns=[category.pk for category in categories],
        replaces=former,
        submit_token=token,
        read_by=by,
        read_at=timezone.now(),
    )


def _categories(headings):
    """The NeedCategory of each column; new ones are written down."""
    known = known_categories()
    last = NeedCategory.objects.aggregate(last=Max("order"))["last"] or 0
    found = []
    for heading in headings:
        category = known.get(category_key(heading.group, heading.name))
        if category is None:
            last += 1
            category, _ = NeedCategory.objects.get_or_create(
                group=heading.group,
                name=heading.name,
                defaults={"measure": heading.measure, "order": last},
            )
        found.append(category)
    return found


def _homes(council, lines):
    """The 町内会 of each line; new ones are written down, other spellings remembered."""
    last = council.neighbourhoods.aggregate(last=Max("order"))["last"] or 0
    homes = []
    for line in lines:
        home = line.home
        if home is None:
            last += 1
            home = Neighbourhood.objects.create(council=council, name=line.name, order=last)
        elif search_key(home.name) != search_key(line.name):
            NeighbourhoodAlias.objects.get_or_create(neighbourhood=home, text=line.name)
        homes.append(home)
    return homes


@transaction.atomic
def add_voice(council, values, *, by, token):
    """Write down what somebody said, without a name. The same form sent twice counts once."""
    User.objects.select_for_update(no_key=True).get(
        pk=by.pk
    )  # the same form may come twice at once
    sent_before = Voice.objects.filter(submit_token=token).first()
    if sent_before:
        return sent_before
    voice = Voice.objects.create(council=council, submit_token=token, **values)
    audit.record("voice_added", voice, by=by, council=council, method=voice.method)
    return voice


@transaction.atomic
def hand_out_small_cells(matrix, *, by):
    """Note that a table with all its small numbers left the house."""
    audit.record("small_cells_handed_out", matrix, by=by, council=matrix.council)
