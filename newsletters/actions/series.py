"""The series of the newsletter: begin one, change its head."""

from django.db import transaction

from accounts import audit
from newsletters import queries
from newsletters.actions.saving import EditConflict, _assign
from newsletters.models import Series


class SlugTaken(Exception):
    """この英字の名前は、ほかの広報紙が使っています。"""


@transaction.atomic
def add_series(words, *, by):
    """A new series without an issue. The slug is its name in files, so the same form sent twice
    finds its own name taken."""
    if Series.objects.filter(slug=words["slug"]).exists():
        raise SlugTaken
    series = Series.objects.create(**words)
    audit.record("series_added", series, by=by, council=series.council)
    return series


@transaction.atomic
def edit_series(series, words, *, seen, by):
    """Change a series: issues that are out keep their PDF; the next print has the new head."""
    current = Series.objects.select_for_update().get(pk=series.pk)
    if queries.fingerprint(current) != seen:
        raise EditConflict
    if Series.objects.filter(slug=words["slug"]).exclude(pk=current.pk).exists():
        raise SlugTaken
    _assign(current, words)
    current.save()
    audit.record("series_edited", current, by=by, council=current.council, fields=sorted(words))
    return current
