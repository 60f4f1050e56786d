"""The blocks of an issue: write them, move them, take them out."""

from django.db import transaction
from django.db.models import Max

from accounts import audit
from newsletters.actions.saving import EditConflict, _assign, _open, _save, _touch
from newsletters.models import LAST_PAGE, Article, FlowStep
from newsletters.queries.plans import block_mark, order_mark


class NoSuchPage(Exception):
    """その面は、この号にありません。先に面数を増やしてください。"""


@transaction.atomic
def add_article(issue, words, *, steps, by, token=None):
    """A new block at the end of its page. steps: unsaved FlowStep instances in order.

    words: fields of Article, and of the issue for the words of a standing block. The same form
    sent twice (token) gives the block that the first made.
    """
    current = _open(issue)
    sent_before = Article.objects.filter(submit_token=token).first() if token else None
    if sent_before:
        return sent_before
    _refuse_page(current, words["page"])
    own, said = _parted(words)
    order = _last_order(current, words["page"]) + 1
    article = Article(issue=current, order=order, submit_token=token, **own)
    _save(article, by)
    _put_steps(article, steps)
    _keep_colophon_last(article)
    _touch(current, by, **said)
    audit.record("article_added", article, by=by, council=article.council, page=article.page)
    return article


@transaction.atomic
def edit_article(article, words, *, steps, seen, by):
    """Change a block, unless somebody did since `seen` (queries.plans.block_mark).

    steps: None leaves the bubbles as they are. On another page it goes to the end of that page.
    """
    issue = _open(article.issue)
    current = Article.objects.select_related("issue").get(pk=article.pk)
    if block_mark(current) != seen:
        raise EditConflict
    _refuse_page(issue, words["page"])
    own, said = _parted(words)
    has_moved = own["page"] != current.page
    if has_moved:
        current.order = _last_order(issue, own["page"]) + 1
    _assign(current, own)
    _save(current, by)
    if steps is not None:
        _put_steps(current, steps)
    if has_moved:
        _keep_colophon_last(current)
    _touch(issue, by, **said)
    audit.record("article_edited", current, by=by, council=current.council, fields=sorted(words))
    return current


@transaction.atomic
def move_article(article, *, by, up, seen=None):
    """One place up or down; over the edge of a page it goes to the page before or after, and
    past the last planned page nowhere. seen: order_mark of the plan the editor looked at."""
    issue = _open(article.issue)
    if seen is not None and order_mark(issue) != seen:
        raise EditConflict
    rows = list(issue.articles.order_by("page", "order"))
    place = rows.index(article)
    other, page = (place - 1 if up else place + 1), rows[place].page
    if 0 <= other < len(rows) and rows[other].page == page:
        rows[place], rows[other] = rows[other], rows[place]
    else:
        rows[place].page = min(max(page + (-1 if up else 1), 1), issue.n_pages_planned)
    _renumber(rows)
    _touch(issue, by)
    audit.record("article_moved", article, by=by, council=article.council, up=up)
    return article


@transaction.atomic
def remove_article(article, *, by):
    """Take an article out of an issue that is not out; its words stay in the versions."""
    issue = _open(article.issue)
    council, pk_word = article.council, article.pk
    article.flow_steps.all().delete()
    article.photos.all().delete()
    article._history_user = by
    article.delete()
    _touch(issue, by)
    audit.record("article_removed", issue, by=by, council=council, article=pk_word)
    return issue


def _put_standing(issue, *layouts, page):
    """Blocks such as みなさまへ at the end of a page, with their usual headings."""
    for layout in layouts:
        order = _last_order(issue, page) + 1
        Article.objects.create(
            issue=issue, page=page, order=order, layout=layout, title=Article.STANDING[layout]
        )


def _last_order(issue, page):
    return issue.articles.filter(page=page).aggregate(last=Max("order"))["last"] or 0


def _put_steps(article, steps):
    article.flow_steps.all().delete()
    for order, step in enumerate(steps, start=1):
        step.article, step.order = article, order
    FlowStep.objects.bulk_create(steps)


def _renumber(rows):
    """Orders 1, 2, 3 on every page, written in two steps because no two may ever be equal."""
    for order, row in enumerate(rows, start=1):
        Article.objects.filter(pk=row.pk).update(page=row.page, order=1000 + order)
    for page in range(1, LAST_PAGE + 1):
        for order, row in enumerate((row for row in rows if row.page == page), start=1):
            Article.objects.filter(pk=row.pk).update(order=order)


def _refuse_page(issue, page):
    """No block may ever stand on a page the issue does not have: nobody would print it."""
    if not 1 <= page <= issue.n_pages_planned:
        raise NoSuchPage


def _keep_colophon_last(article):
    """発行元 closes its page: whatever comes to the end of that page stands before it."""
    rows = list(article.issue.articles.order_by("page", "order"))
    at = rows.index(article)
    before = rows[at - 1] if at else article
    if before.page == article.page and before.layout == Article.Layout.COLOPHON:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
        _renumber(rows)
        article.refresh_from_db(fields=["order"])


def _parted(words):
    """(the block's own words, those of the issue that it prints)."""
    names = set(Article.ISSUE_WORDS.values())
    said = {name: value for name, value in words.items() if name in names}
    return {name: value for name, value in words.items() if name not in names}, said
