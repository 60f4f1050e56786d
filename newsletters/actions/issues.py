"""An issue as a whole: begin it, change its head, load it."""

from django.db import transaction

from accounts import audit
from newsletters import queries
from newsletters.actions.articles import _last_order, _put_standing, _put_steps
from newsletters.actions.saving import EditConflict, _open, _save, _touch
from newsletters.models import Article, FlowStep, Issue, Photo, Series

Layout = Article.Layout


class NumberTaken(Exception):
    """この号数は、すでに使われています。"""


@transaction.atomic
def edit_issue(issue, words, *, seen, by):
    """Change number, months, greeting, request and digest words of an issue that is not out.

    words: field values. seen: queries.fingerprint() of the issue the editor started from.
    """
    current = _open(issue)
    if queries.fingerprint(current) != seen:
        raise EditConflict
    taken = current.series.issues.filter(number=words["number"]).exclude(pk=current.pk)
    if taken.exists():
        raise NumberTaken
    _touch(current, by, **words)
    audit.record("issue_edited", current, by=by, fields=sorted(words))
    return current


@transaction.atomic
def put_digest(issue, digest, *, by):
    """The digest becomes these blocks (compose.compose_digest), the editor's words go."""
    current = _touch(_open(issue), by, digest=digest)
    audit.record("digest_composed", current, by=by, n_months=len(digest))
    return current


@transaction.atomic
def merge_digest(issue, digest, *, seen, by):
    """Some lines of the digest become those of the minutes, unless the issue changed meanwhile."""
    current = _open(issue)
    if queries.fingerprint(current) != seen:
        raise EditConflict
    _touch(current, by, digest=digest)
    audit.record("digest_composed", current, by=by, n_months=len(digest))
    return current


@transaction.atomic
def load_issue(content, *, digest, by):
    """Build a whole issue from importing.content.IssueContent, its series too if it is new."""
    series, _ = Series.objects.get_or_create(slug=content.series["slug"], defaults=content.series)
    if series.issues.filter(number=content.head["number"]).exists():
        raise NumberTaken
    issue = Issue(series=series, digest=digest, **content.head)
    _save(issue, by)
    _put_standing(issue, Layout.GREETING, Layout.DIGEST, page=1)
    for parts in content.articles:
        article = Article(
            issue=issue, order=_last_order(issue, parts.words["page"]) + 1, **parts.words
        )
        _save(article, by)
        _put_steps(article, [FlowStep(**step) for step in parts.steps])
        for order, photo in enumerate(parts.photos, start=1):
            Photo.objects.create(article=article, order=order, **photo)
    _put_standing(issue, Layout.REQUEST, page=1)
    _put_standing(issue, Layout.COLOPHON, page=issue.n_pages_planned)
    audit.record("issue_loaded", issue, by=by, number=issue.number)
    return issue
