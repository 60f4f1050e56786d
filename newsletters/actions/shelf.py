"""Putting a published issue on the shelf: its cover, and the words it is found by."""

from functools import partial

from django.db import transaction

from accounts import audit
from newsletters.actions.saving import _keep_bytes
from newsletters.models import Issue
from newsletters.queries.archive import search_text_of
from newsletters.queries.issues import whole_issues
from takasaki_sc.lib.covers import NoCover, cover_of


@transaction.atomic
def shelve_issue(issue, cover, *, by):
    """Keep the cover and the searchable words of an issue that is out.

    cover: PNG bytes, or b"" where none could be drawn (the shelf shows a coloured card then).
    The issue itself stays as it was published: neither a version nor a state changes.
    """
    whole = whole_issues().published().get(pk=issue.pk)
    words = {"search_text": search_text_of(whole)}
    if cover:
        words["cover"] = _keep_bytes("covers", cover, ".png")
    Issue.objects.filter(pk=issue.pk).update(**words)
    audit.record("issue_shelved", whole, by=by, number=whole.number, has_cover=bool(cover))
    return whole


def _shelve_after_commit(issue, content, by):
    """Once the issue is out for good, draw its cover from these bytes and shelve it.

    Whatever goes wrong here, the issue is out: `manage.py shelve_issues` does it again.
    """
    transaction.on_commit(partial(_shelve, issue, content, by), robust=True)


def _shelve(issue, content, by):
    try:
        cover = cover_of(content)
    except NoCover:
        cover = b""
    return shelve_issue(issue, cover, by=by)
