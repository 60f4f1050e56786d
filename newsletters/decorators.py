"""Load, permit, hand over: the doors of the studio pages."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from newsletters import queries
from newsletters.models import Article, Issue, Photo


def issue_page(permission):
    """The studio page of one issue: URL word `pk`. Everything its pages walk is prefetched."""
    return object_page(permission, lambda pk: get_object_or_404(queries.whole_issues(), pk=pk))


@dataclass(frozen=True)
class IssuePart:
    """What an address names of an issue: one of its pages (number) or papers (variant)."""

    issue: Issue
    part: int | str
    council_id = None  # like the issue's own: only a city-wide role opens it


def issue_part_page(permission, word):
    """The studio page of a part of an issue: URL words `pk` and the one named here."""

    def load(pk, **words):
        return IssuePart(get_object_or_404(queries.whole_issues(), pk=pk), words[word])

    return object_page(permission, load)


def article_page(permission):
    """The studio page of one article: URL word `pk`."""
    articles = Article.objects.select_related("issue__series", "council").prefetch_related(
        "flow_steps", "photos"
    )
    return object_page(permission, lambda pk: get_object_or_404(articles.all(), pk=pk))


def photo_page(permission):
    """The studio page of one picture: URL word `pk`."""
    return object_page(permission, _photo)


def _photo(pk):
    photo = get_object_or_404(Photo.objects.select_related("article__issue__series"), pk=pk)
    photo.council_id = photo.article.council_id  # the permission is that of its article
    return photo
