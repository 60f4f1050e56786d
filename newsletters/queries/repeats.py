"""What the issue before said, to notice words that were copied and never rewritten."""

from collections import defaultdict

from newsletters.models import Issue

WRITTEN = ("lead", "purpose", "background", "scene", "voice", "future", "quote")
"""The texts of an article that are written anew for every issue."""


def words_before(issue):
    """(「第18号」, {every text of it, squeezed}) of the issue before in the series; one query.

    ("", set()) for a first issue. A table and the bubbles of a flow picture are one text each.
    """
    earlier = issue.series.issues.filter(number__lt=issue.number).order_by("-number")
    rows = (
        Issue.objects.filter(pk__in=earlier.values("pk")[:1])
        .order_by("articles__pk", "articles__flow_steps__order")
        .values_list(
            "number", "greeting", "articles__pk", "articles__table", "articles__flow_steps__text",
            *(f"articles__{name}" for name in WRITTEN),
        )
    )  # fmt: skip
    name, texts, bubbles = "", set(), defaultdict(str)
    for number, greeting, article, table, bubble, *words in rows:
        name = f"第{number}号"
        texts |= {squeezed(text or "") for text in (greeting, table_words(table or {}), *words)}
        bubbles[article] += bubble or ""
    return name, texts | {squeezed(text) for text in bubbles.values()}


def table_words(table):
    """Everything in the cells of an Article.table."""
    return "".join("".join(row) for row in [table.get("headers", []), *table.get("rows", [])])


def squeezed(text):
    """A text without its white space: a line broken elsewhere makes no new text."""
    return "".join(text.split())
