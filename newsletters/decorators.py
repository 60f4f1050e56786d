"""Load, permit, hand over: the doors of the studio pages."""

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from newsletters import queries
from newsletters.models import Article, Photo, Series


def issue_page(permission):
    """The studio page of one issue: URL word `pk`. Everything its pages walk is prefetched."""
    return object_page(permission, lambda pk: get_object_or_404(queries.whole_issues(), pk=pk))


def article_page(permission):
    """The studio page of one article: URL word `pk`."""
    articles = Article.objects.select_related("issue__series", "council").prefetch_related(
        "flow_steps", "photos"
    )
    return object_page(permission, lambda pk: get_object_or_404(articles.all(), pk=pk))


def series_page(permission):
    """The studio page of one series: URL word `pk`."""
    series = Series.objects.select_related("council")
    return object_page(permission, lambda pk: get_object_or_404(series, pk=pk))


def photo_page(permission):
    """The studio page of one picture: URL word `pk`."""
    return object_page(permission, _photo)


def _photo(pk):
    photo = get_object_or_404(Photo.objects.select_related("article__issue__series"), pk=pk)
    photo.council_id = photo.article.council_id  # the permission is that of its article
    return photo
