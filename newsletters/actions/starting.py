"""A new issue begun from an older one: its blocks are copied, never its history."""

from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from newsletters.actions.articles import _put_standing, _put_steps
from newsletters.actions.issues import NumberTaken
from newsletters.actions.saving import _save
from newsletters.models import Article, FlowStep, Issue, Photo
from newsletters.queries.series import copied_words, may_be_copied

Layout = Article.Layout
STEP_WORDS = ("text", "speaker", "figure", "has_arrow", "is_highlight")
PHOTO_WORDS = (
    "order", "picture", "image", "drawing", "width", "height", "caption", "arrow", "credit",
    "alt", "consent", "focus_x", "focus_y",
)  # fmt: skip


@dataclass(frozen=True)
class Start:
    """What a new issue begins with. source: a whole issue to copy the blocks of, or None."""

    source: Issue | None = None
    greeting: str = ""
    request_text: str = ""

    @classmethod
    def from_words_of(cls, issue):
        """Empty pages, with みなさまへ and お願い as this issue said them."""
        return cls(None, issue.greeting, issue.request_text) if issue else cls()


@transaction.atomic
def start_issue(series, plan, *, digest, by, start=None):
    """Begin the next issue of a queries.NextIssue, with the blocks of an older one or without.

    Pictures come along only while the people in them agree. The same form sent twice finds the
    number taken.
    """
    if series.issues.filter(number=plan.number).exists():
        raise NumberTaken
    start = start or Start.from_words_of(plan.previous)
    source = start.source
    issue = Issue(
        series=series,
        number=plan.number,
        issued_on=plan.issued_on.replace(day=1),
        coverage_from=plan.coverage_from.replace(day=1),
        coverage_until=plan.coverage_until.replace(day=1),
        greeting=start.greeting,
        request_text=start.request_text,
        digest=digest,
        n_pages_planned=source.n_pages_planned if source else series.n_pages,
        copied_from=source,
    )
    _save(issue, by)
    if source:
        _copy_blocks(source, issue, by)
    else:
        _put_frame(issue)
    audit.record("issue_started", issue, by=by, number=issue.number)
    return issue


def _put_frame(issue):
    """The standing blocks."""
    _put_standing(issue, Layout.GREETING, Layout.DIGEST, Layout.REQUEST, page=1)
    _put_standing(issue, Layout.COLOPHON, page=issue.n_pages_planned)


def _copy_blocks(source, issue, by):
    for old in source.articles.all():
        article = Article(issue=issue, **copied_words(old))
        _save(article, by)
        _put_steps(article, [_copied(FlowStep, step, STEP_WORDS) for step in old.flow_steps.all()])
        for photo in old.photos.all():
            if may_be_copied(photo):
                fresh = _copied(Photo, photo, PHOTO_WORDS)
                fresh.article = article
                fresh.save()


def _copied(model, old, names):
    return model(**{name: getattr(old, name) for name in names})
