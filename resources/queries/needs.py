"""What is counted where: which tables there are, and how names on sheets are matched."""

from django.db.models import Count, Prefetch

from councils.models import Council
from resources.models import NeedCategory, NeedCount, NeedsMatrix, Survey
from takasaki_sc.lib.kana import search_key

SAME_WORDS = {"ごみ出し": "ごみだし"}
"""Folded spellings of one thing on the sheets."""


def councils_with_needs():
    """The 第2層 councils with .tables, .papers (surveys) and .n_voices, those with any first."""
    tables = NeedsMatrix.objects.current().latest_first()
    surveys = Survey.objects.current().latest_first()
    councils = (
        Council.objects.tier2()
        .annotate(n_voices=Count("voices", distinct=True))
        .prefetch_related(
            Prefetch("needs_matrices", tables, to_attr="tables"),
            Prefetch("surveys", surveys, to_attr="papers"),
        )
        .in_board_order()
    )
    return sorted(councils, key=lambda c: not (c.tables or c.papers or c.n_voices))


def same_table(head):
    """The current table of the same council, kind and period, or None."""
    of_council = NeedsMatrix.objects.current().filter(council=head.council, kind=head.kind)
    return of_council.filter(from_on=head.period[0], until_on=head.period[1]).first()


def same_survey(council, title):
    """The current survey of the same council and title, or None."""
    return Survey.objects.current().filter(council=council, title=title).first()


def category_key(group, name):
    """What makes two headings one: 「ゴミ出し」 and 「ごみだし」 under the same group."""
    folded = search_key(name)
    return search_key(group), SAME_WORDS.get(folded, folded)


def known_categories():
    """{category_key: NeedCategory}."""
    return {category_key(known.group, known.name): known for known in NeedCategory.objects.all()}


def homes_by_name(council):
    """{folded name or other spelling: Neighbourhood} of a council."""
    homes = list(council.neighbourhoods.prefetch_related("aliases"))
    named = {search_key(alias.text): home for home in homes for alias in home.aliases.all()}
    return named | {search_key(home.name): home for home in homes}


def tables_of(council):
    """The current tables of a council, the newest first."""
    return list(council.needs_matrices.current().latest_first().select_related("replaces"))


def former_versions(matrix):
    """The versions before this one, newest first."""
    versions, former = [], matrix.replaces
    while former:
        versions.append(former)
        former = former.replaces
    return versions


def counts_of(matrix):
    """{(neighbourhood pk or None, category pk): n}."""
    cells = matrix.need_counts.values_list("neighbourhood_id", "category_id", "n")
    return {(home, category): n for home, category, n in cells}


def households_in(council):
    """{neighbourhood pk: households} as the newest current table tells; {} where none does."""
    told = NeedCount.objects.filter(
        matrix__council=council,
        matrix__is_current=True,
        category__measure=NeedCategory.Measure.HOUSEHOLDS,
        neighbourhood__isnull=False,
    )
    rows = told.order_by("matrix__until_on", "matrix_id").values_list("neighbourhood_id", "n")
    return dict(rows)


def differences(former, body):
    """[(place, before, after)] of the cells in which a table to come differs from a former one.

    body: with .headings, .lines (.home, .name, .cells) and .totals.
    """
    before = {}
    cells = former.need_counts.select_related("neighbourhood", "category")
    for cell in cells:
        key = category_key(cell.category.group, cell.category.name)
        home = cell.neighbourhood
        before[home.name if home else "合計", *key] = (str(cell.category), cell.n)
    after = {}
    lines = [(line.home.name if line.home else line.name, line.cells) for line in body.lines]
    for name, numbers in [*lines, *([("合計", body.totals)] if body.totals else [])]:
        for heading, n in zip(body.headings, numbers, strict=True):
            if n is not None:
                key = category_key(heading.group, heading.name)
                after[name, *key] = (f"{heading.group} {heading.name}".strip(), n)
    return [
        (f"{key[0]}・{(after.get(key) or before[key])[0]}", *_pair(key, before, after))
        for key in dict.fromkeys([*before, *after])
        if (before.get(key) or (None, None))[1] != (after.get(key) or (None, None))[1]
    ]


def _pair(key, before, after):
    return [side[key][1] if key in side else None for side in (before, after)]


def surveys_of(council):
    """The current surveys of a council, the newest first."""
    return list(council.surveys.current().latest_first())


def survey_with_answers(pk):
    """Surveys with their questions, options and tallies: three queries for the page."""
    return Survey.objects.select_related("council").prefetch_related(
        "questions__options__tallies__neighbourhood", "questions__follows"
    ).get(pk=pk)  # fmt: skip


def n_voices_of(council):
    return council.voices.count()


def groups_of(matrix):
    """The groups of a table's columns, in the order of the sheet."""
    by_pk = NeedCategory.objects.in_bulk(matrix.columns)
    groups = [by_pk[pk].group for pk in matrix.columns if pk in by_pk]
    return [group for group in dict.fromkeys(groups) if group]
