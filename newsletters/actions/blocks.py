"""The order of the blocks on the pages of an issue, and how many pages there are."""

from django.db import transaction

from accounts import audit
from newsletters.actions.articles import (
    _keep_colophon_last,
    _last_order,
    _refuse_page,
    _renumber,
)
from newsletters.actions.saving import EditConflict, _open, _save, _touch
from newsletters.models import Article
from newsletters.queries.plans import order_mark


class BlocksInTheWay(Exception):
    """面を減らせません。なくなる面に、まだブロックがあります。"""

    def __init__(self, articles):
        super().__init__(articles)
        self.articles = articles

    def __str__(self):
        names = "、".join(f"{article.page}面「{article.title}」" for article in self.articles)
        return f"{names}が残っています。ほかの面へ移すか、外してから、面数を減らしてください。"


@transaction.atomic
def put_block_on_page(article, page, *, seen, by):
    """To the end of another page. seen: queries.plans.order_mark of what the editor saw."""
    issue = _open(article.issue)
    if order_mark(issue) != seen:
        raise EditConflict
    _refuse_page(issue, page)
    current = issue.articles.get(pk=article.pk)
    current.page, current.order = page, _last_order(issue, page) + 1
    _save(current, by)
    _renumber(list(issue.articles.order_by("page", "order")))
    _keep_colophon_last(current)
    _touch(issue, by)
    audit.record("article_moved", current, by=by, council=current.council, page=page)
    return current


@transaction.atomic
def put_order(issue, places, *, seen, by):
    """All blocks in a new order at once: places is [(primary key, page), …] in reading order.

    Raises EditConflict when a block was moved, added or taken out since `seen`, or when places
    does not name exactly the blocks of this issue: none may be lost by moving.
    """
    current = _open(issue)
    rows = {article.pk: article for article in current.articles.all()}
    named = [pk for pk, _ in places]
    if order_mark(current) != seen or sorted(named) != sorted(rows):
        raise EditConflict
    for pk, page in places:
        _refuse_page(current, page)
        rows[pk].page = page
    _renumber(sorted((rows[pk] for pk in named), key=lambda article: article.page))
    _touch(current, by)
    audit.record("blocks_ordered", current, by=by, n_blocks=len(places))
    return current


@transaction.atomic
def change_pages(issue, n_pages, *, seen, by):
    """2, 4, 6 or 8 pages. 発行元 stays on the last page; any other block must not be lost."""
    current = _open(issue)
    if order_mark(current) != seen:
        raise EditConflict
    rows = list(current.articles.order_by("page", "order"))
    for article in rows:
        was_last = article.page >= current.n_pages_planned
        if article.layout == Article.Layout.COLOPHON and (was_last or article.page > n_pages):
            article.page = n_pages
    if lost := [article for article in rows if article.page > n_pages]:
        raise BlocksInTheWay(lost)
    _renumber(sorted(rows, key=lambda article: article.page))
    _touch(current, by, n_pages_planned=n_pages)
    audit.record("pages_changed", current, by=by, n_pages=n_pages)
    return current
