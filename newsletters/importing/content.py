"""A whole issue out of a plain dict, such as fixtures/newsletter_19.json holds."""

from dataclasses import dataclass, field
from datetime import date

from councils.models import Council
from newsletters import actions, compose, queries
from newsletters.models import Photo

MONTHS = ("issued_on", "coverage_from", "coverage_until")


class ContentFault(ValueError):
    """The dict names something that is not there; the message says what."""


@dataclass(frozen=True)
class ArticleContent:
    """One article: field values, and those of its steps and pictures."""

    words: dict
    steps: list[dict] = field(default_factory=list)
    photos: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class IssueContent:
    """One issue: field values of the series and of the head, and the articles in order."""

    series: dict
    head: dict
    articles: list[ArticleContent]


def load_issue(content, *, by):
    """Build the issue of a plain dict; its digest is composed from the logged meetings.

    Councils are named by name or alias. Raises ContentFault for a council that is not there,
    actions.NumberTaken when the issue is there already.
    """
    issue = read_content(content)
    digest = compose.compose_digest(issue.head["coverage_from"], issue.head["coverage_until"])
    return actions.load_issue(issue, digest=digest, by=by)


def read_content(content):
    """The IssueContent of a plain dict: months as dates, councils as rows."""
    head = {name: content[name] for name in ("number", "greeting", "request_text")}
    head |= {name: date.fromisoformat(content[name]).replace(day=1) for name in MONTHS}
    return IssueContent(
        content["series"], head, [_article(article) for article in content["articles"]]
    )


def _article(article):
    apart = ("flow_steps", "photos", "council")
    words = {name: value for name, value in article.items() if name not in apart}
    if "council" in article:
        words["council"] = _council(article["council"])
    drawn = {"consent": Photo.Consent.NOT_NEEDED}
    photos = [drawn | photo for photo in article.get("photos", [])]
    return ArticleContent(words, article.get("flow_steps", []), photos)


def _council(name):
    try:
        return queries.council_named(name)
    except Council.DoesNotExist:
        raise ContentFault(f"協議体「{name}」が登録されていません。") from None
