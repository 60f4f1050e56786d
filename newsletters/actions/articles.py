"""The blocks of an issue: write them, move them, take them out."""

from django.db import transaction
from django.db.models import Max

from accounts import audit
from newsletters import queries
from newsletters.actions.saving import EditConflict, _assign, _open, _save, _touch
from newsletters.models import LAST_PAGE, Article, FlowStep


@transaction.atomic
def add_article(issue, words, *, steps, by):
    """A new article at the end of its page. steps: unsaved FlowStep instances in order."""
    current = _open(issue)
    order = _last_order(current, words["page"]) + 1
    article = Article(issue=current, order=order, **words)
    _save(article, by)
    _put_steps(article, steps)
    _touch(current, by)
    audit.record("article_added", article, by=by, council=article.council, page=article.page)
    return article


@transaction.atomic
def edit_article(article, words, *, steps, seen, by):
    """Change an article; on another page it goes to the end of that page."""
    issue = _open(article.issue)
    current = Article.objects.get(pk=article.pk)
    if queries.fingerprint(current) != seen:
        raise EditConflict
    if words["page"] != current.page:
        current.order = _last_order(issue, words["page"]) + 1
    _assign(current, words)
    _save(current, by)
    _put_steps(current, steps)
    _touch(issue, by)
    audit.record("article_edited", current, by=by, council=current.council, fields=sorted(words))
    return current


@transaction.atomic
def move_article(article, *, by, up):
    """One place up or down; over the edge of a page it goes to the page before or after."""
    issue = _open(article.issue)
    rows = list(issue.articles.order_by("page", "order"))
    place = rows.index(article)
    other, page = (place - 1 if up else place + 1), rows[place].page
    if 0 <= other < len(rows) and rows[other].page == page:
        rows[place], rows[other] = rows[other], rows[place]
    else:
        rows[place].page = min(max(page + (-1 if up else 1), 1), LAST_PAGE)
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
