"""The series of the newsletter, and what their next issue may start from."""

from dataclasses import dataclass

from django.db.models import Count, Max

from councils.permissions import councils_where, has_role
from newsletters.models import Article, Issue, Series
from newsletters.permissions import HOLDERS, NewsletterPermission
from newsletters.queries.issues import add_months, whole_issues

EDIT = NewsletterPermission.ISSUE_EDIT


def series_open_to(user):
    """The series this user writes: all of them, or the letters of their own councils."""
    if has_role(user, HOLDERS[EDIT], None):
        return Series.objects.all()
    return Series.objects.filter(council__in=councils_where(user, EDIT, HOLDERS))


def series_for_studio(series=None):
    """These series (all) with n_issues and newest number, those that go on first."""
    series = Series.objects.all() if series is None else series
    return (
        series.select_related("council")
        .annotate(n_issues=Count("issues"), last_number=Max("issues__number"))
        .order_by("-is_active", "title", "pk")
    )


def active_series(user):
    """The series that get new issues from this user."""
    series = series_open_to(user).select_related("council")
    return series.filter(is_active=True).order_by("title", "pk")


@dataclass(frozen=True)
class Starts:
    """The issues a new one may be copied from; either may be missing."""

    last: Issue | None
    year_ago: Issue | None

    def of(self, word):
        """The issue that 「last」 or 「year_ago」 means; None for 「empty」."""
        return getattr(self, word, None)


def starts_for(plan, series):
    """What the issue of this NextIssue may start from: the last one, and the same month's of
    the year before (C3). Between two months the later one within a rhythm counts."""
    month = add_months(plan.issued_on, -12)
    near = (add_months(month, 1 - series.months_per_issue), month)
    year_ago = series.issues.filter(issued_on__range=near).order_by("-issued_on", "-number")
    return Starts(last=plan.previous, year_ago=year_ago.first())


def whole_issue(issue):
    """The issue with all its blocks, bubbles and pictures, ready to be copied."""
    return whole_issues().prefetch_related("articles__photos__picture__consents").get(pk=issue.pk)


def copied_words(article):
    """What a block of an older issue gives a new one. Days of a calendar are over by now."""
    left = ("id", "issue", "submit_token")
    words = {
        field.name: getattr(article, field.name)
        for field in Article._meta.concrete_fields
        if field.name not in left
    }
    if article.layout == Article.Layout.CALENDAR:
        words |= {"table": {}, "options": {}}
    return words


def may_be_copied(photo):
    """Only a picture whose people still agree goes on into another issue."""
    if not photo.may_be_shown:
        return False
    consents = photo.picture.consents.all() if photo.picture else ()
    return not any(consent.withdrawn_on for consent in consents)


def n_photos_left_out(issue):
    """How many pictures of a whole issue cannot be copied."""
    photos = [photo for article in issue.articles.all() for photo in article.photos.all()]
    return sum(not may_be_copied(photo) for photo in photos)
