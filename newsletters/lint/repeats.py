"""Words that an issue copied from the one before it, and that nobody has written anew."""

from newsletters.lint.findings import about_article, about_issue
from newsletters.lint.registry import advisory
from newsletters.queries.repeats import WRITTEN, squeezed, table_words, words_before

TELLING = 20
"""From so many letters on, the same words are a copy and no chance."""


@advisory("repeated", "前の号と同じ文を載せていない")
def words_are_new(issue):
    """An article, or the greeting of a season, with the very words of the issue before.

    Standing blocks are meant to say the same, and the directory may not have changed: what the
    issue asks of everybody (お願い), the imprint, and copied rows are let be.
    """
    before, told = words_before(issue)
    if _is_copy(issue.greeting, told):
        yield about_issue(issue, "greeting", "みなさまへ", _advice(before, "あいさつ"))
    for article in issue.articles.all():
        if article.is_standing:
            continue
        copied = [(field, name) for field, name, text in _texts(article) if _is_copy(text, told)]
        if copied:
            names = "・".join(name for _, name in copied)
            yield about_article(article, copied[0][0], _advice(before, names))


def _is_copy(text, told):
    text = squeezed(text)
    return len(text) >= TELLING and text in told


def _advice(before, names):
    return (
        f"前の号と同じ文です（{before}の{names}）。"
        "この号のことばに書き直すか、このままでよいか確かめてください。"
    )


def _texts(article):
    """(field, what people call it, text) of everything somebody wrote for an article."""
    for field in WRITTEN:
        yield field, article._meta.get_field(field).verbose_name, getattr(article, field)
    yield "step-0-text", "吹き出し", "".join(step.text for step in article.flow_steps.all())
    if not article.is_taken:
        yield "table_text", "一覧表", table_words(article.table)
