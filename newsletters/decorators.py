"""Load, permit, hand over: the doors of the studio pages."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from activities.queries.support import activities_with_story
from newsletters import queries
from newsletters.models import (
    Article,
    Correction,
    Issue,
    PictureConsent,
    Recipient,
    Remark,
    Series,
)
from newsletters.queries import pictures


def issue_page(permission):
    """The studio page of one issue: URL word `pk`. Everything its pages walk is prefetched."""
    return object_page(permission, lambda pk: get_object_or_404(queries.whole_issues(), pk=pk))


@dataclass(frozen=True)
class IssuePart:
    """What an address names of an issue: one of its pages (number) or papers (variant)."""

    issue: Issue
    part: int | str

    @property
    def council_id(self):
        """That of the issue."""
        return self.issue.council_id


def issue_part_page(permission, word):
    """The studio page of a part of an issue: URL words `pk` and the one named here."""

    def load(pk, **words):
        return IssuePart(get_object_or_404(queries.whole_issues(), pk=pk), words[word])

    return object_page(permission, load)


def article_page(permission):
    """The studio page of one article: URL word `pk`. Its open remarks come along.

    The permission is that of its issue: whom an article is about does not make it theirs.
    """
    open_remarks = Remark.objects.filter(settled_at=None).select_related("by")
    articles = Article.objects.select_related("issue__series", "council").prefetch_related(
        "flow_steps",
        Prefetch("photos", queries.pictured()),
        Prefetch("remarks", open_remarks, to_attr="open_remarks"),
    )
    return object_page(
        permission,
        lambda pk: get_object_or_404(articles.all(), pk=pk),
        asked=lambda article: article.issue,
    )


def photo_page(permission):
    """The studio page of one picture: URL word `pk`. The permission is that of its issue."""
    photos = queries.pictured().select_related("article__issue__series", "picture")
    return object_page(
        permission,
        lambda pk: get_object_or_404(photos.all(), pk=pk),
        asked=lambda photo: photo.article.issue,
    )


def series_page(permission):
    """The staff page of one series: URL word `pk`."""
    series = Series.objects.select_related("council")
    return object_page(permission, lambda pk: get_object_or_404(series.all(), pk=pk))


def place_page(permission):
    """The staff page of a place that gets printed copies: URL word `pk`."""
    return object_page(permission, _place)


def _place(pk):
    place = get_object_or_404(Recipient.objects.select_related("series"), pk=pk)
    place.council_id = place.series.council_id  # the permission is that of its series
    return place


def plain_issue_page(permission):
    """A staff page about an issue that needs none of its articles: URL word `pk`."""
    issues = Issue.objects.select_related("series")
    return object_page(permission, lambda pk: get_object_or_404(issues.all(), pk=pk))


def picture_page(permission):
    """The page of one photograph of the register: URL word `pk`."""
    return object_page(permission, lambda pk: get_object_or_404(pictures.whole_pictures(), pk=pk))


def consent_page(permission):
    """What is done about one consent: URL word `pk`."""
    return object_page(permission, _consent)


def _consent(pk):
    consents = PictureConsent.objects.select_related("picture", "person")
    consent = get_object_or_404(consents, pk=pk)
    consent.council_id = consent.picture.council_id
    return consent


def remark_page(permission):
    """What is done to one remark: URL word `pk`. The permission is that of its issue."""
    return object_page(permission, lambda pk: _part_of_issue(Remark, pk))


def correction_page(permission):
    """What is done to one correction: URL word `pk`. The permission is that of its issue."""
    return object_page(permission, lambda pk: _part_of_issue(Correction, pk))


def _part_of_issue(model, pk):
    part = get_object_or_404(model.objects.select_related("issue__series"), pk=pk)
    part.council_id = part.issue.council_id
    return part


def activity_page(permission):
    """A studio page about a support activity, with its way: URL word `pk`."""
    return object_page(permission, lambda pk: get_object_or_404(activities_with_story(), pk=pk))
