"""What goes on the trail without anything else being written, and what leaves it."""

from django.db import transaction

from accounts import audit, trail


@transaction.atomic
def note_reading(verb, shown, *, by, council=None):
    """Somebody read a page about people. shown: {kind: numbers of those on it}."""
    n_names = sum(len(set(numbers)) for numbers in shown.values())
    return audit.record(verb, by=by, council=council, shown=shown, n_names=n_names)


@transaction.atomic
def note_refusal(page, target=None, *, by):
    """Somebody was refused at the door of a page about people. page: its name in the addresses."""
    return audit.record("reading_refused", target, by=by, page=page[: audit.LONGEST_WORD])


@transaction.atomic
def purge_trail(until_on, *, by=None):
    """Old entries go; that they went stays on the trail. Returns how many."""
    n_entries = trail.purge(until_on)
    if n_entries:
        audit.record("trail_purged", by=by, n_entries=n_entries)
    return n_entries


@transaction.atomic
def export_incident(shown, *, n_people, by=None):
    """The report of an incident left the house. shown: {kind: numbers}, empty without names."""
    return audit.record("incident_exported", by=by, shown=shown, n_people=n_people)
