"""Keeping the search index: called by actions in their own transaction, like accounts/audit.py.

What a row says is decided in queries/search_entries.py; here it is only written. Rows are
derived and may be thrown away: `manage.py reindex_search` makes every one of them anew.
"""

from collections import Counter
from itertools import chain, islice

from django.db import transaction
from django.db.models import Prefetch

from councils.models import (
    AgendaItem,
    Coordinator,
    Council,
    CouncilMember,
    Meeting,
    MeetingParty,
    Proposal,
    SearchEntry,
    Vision,
)
from councils.queries import search_entries as build

BATCH = 500


def refresh_meeting(meeting):
    """After anything of a meeting or its minutes was written."""
    _renew(build.key_of_meeting(meeting), _entries_of_meetings(pk=meeting.pk))


def refresh_people(council):
    """After a seat or a coordinator's term changed. council None: those of the whole city."""
    _renew(build.key_of_people(council), _people_of(council and _councils().get(pk=council.pk)))


def refresh_vision(vision):
    """After a vision was written or corrected."""
    _renew(build.key_of_vision(vision), _entries_of_visions(pk=vision.pk))


def refresh_proposal(proposal):
    """After a proposal took a step."""
    _renew(build.key_of_proposal(proposal), _entries_of_proposals(pk=proposal.pk))


def refresh_council(council):
    """After a council's own facts changed: everything of it can be found by its names."""
    rows = SearchEntry.objects.filter(council=council)
    list(rows.select_for_update().values_list("pk"))
    rows.delete()
    _write(chain(_of_councils(pk=council.pk), _of_its_records(council=council)))


@transaction.atomic
def rebuild():
    """Make the whole index anew. Returns {kind: how many rows}."""
    SearchEntry.objects.all().delete()
    city = _people_of(None)
    return _write(chain(_of_councils(), city, _of_its_records()))


def _renew(source_key, entries):
    """The rows of one record become these.

    The old rows are locked before the record is read: of two who write at once, the second
    waits, and then reads and replaces what the first left.
    """
    rows = SearchEntry.objects.filter(source_key=source_key)
    list(rows.select_for_update().values_list("pk"))
    rows.delete()
    _write(entries)


def _write(entries):
    """Save in batches, so that a rebuild never holds the whole index in memory."""
    entries, n_of = iter(entries), Counter()
    while batch := list(islice(entries, BATCH)):
        SearchEntry.objects.bulk_create(batch)
        n_of.update(entry.kind for entry in batch)
    return n_of


# What stands in the database, one record after the other -------------------------------------


def _councils():
    return Council.objects.prefetch_related("aliases", "centres", "neighbourhoods")


def _of_councils(**only):
    """Councils with their people."""
    for council in _councils().filter(**only):
        yield from build.entries_of_council(council)
        yield from _people_of(council)


def _people_of(council):
    members = CouncilMember.objects.filter(council=council).select_related("person")
    terms = Coordinator.objects.filter(council=council).select_related("person", "contractor")
    yield from build.entries_of_people(council, members if council else (), terms)


def _of_its_records(**only):
    """Meetings, visions and proposals: whatever names its council in the same word."""
    yield from _entries_of_meetings(**only)
    yield from _entries_of_visions(**only)
    yield from _entries_of_proposals(**only)


def _entries_of_meetings(**only):
    meetings = Meeting.objects.filter(**only).select_related("council", "kind")
    walked = meetings.prefetch_related(
        "council__aliases",
        Prefetch("agenda_items", AgendaItem.objects.select_related("about_council")),
        "decisions",
        "action_items",
        "amendments",
        "programme",
        Prefetch("parties", MeetingParty.objects.select_related("council")),
    )
    for meeting in walked.iterator(chunk_size=BATCH):
        yield from build.entries_of_meeting(meeting)


def _entries_of_visions(**only):
    visions = Vision.objects.filter(**only).select_related("council")
    for vision in visions.prefetch_related("council__aliases"):
        yield from build.entries_of_vision(vision)


def _entries_of_proposals(**only):
    proposals = Proposal.objects.filter(**only).select_related("council")
    for proposal in proposals.prefetch_related("council__aliases"):
        yield from build.entries_of_proposal(proposal)
