"""Who sits in a council, who coordinates it, which bodies send people, and until when."""

from datetime import timedelta

from django.db import transaction

from accounts import audit
from councils import search_index
from councils.actions.meetings import EditConflict
from councils.models import Coordinator, Council, CouncilMember, Organisation
from councils.queries import marks
from councils.queries.people import organisation_named, seats_to_renew

ONE_DAY = timedelta(days=1)


@transaction.atomic
def add_member(council, seat, *, by, candidate=None):
    """Somebody takes a seat. seat: an unsaved CouncilMember whose person may be unsaved too.

    candidate: the note about them from when they were only a candidate; it goes, being done.
    """
    _lock(council)
    seat.council = council
    seat.person = _kept(seat.person)
    _save_whole(seat)
    if candidate:
        candidate.delete()
    search_index.refresh_people(council)
    audit.record("member_added", seat, by=by, council=council)
    return seat


@transaction.atomic
def correct_member(seat, words, *, seen, by):
    """Change a seat, and the name where it was mistyped. Raises EditConflict.

    words: {field: value} of the seat; "name" and "kana" are those of the person.
    """
    council = seat.council
    _lock(council)
    standing = CouncilMember.objects.select_related("person").get(pk=seat.pk)
    if seen != marks.seat_mark(standing):
        raise EditConflict
    of_person = {name: words[name] for name in ("name", "kana") if name in words}
    of_seat = {name: value for name, value in words.items() if name not in of_person}
    changed = _put(standing.person, of_person) + _put(standing, of_seat)
    _save_whole(standing.person)
    _save_whole(standing)
    search_index.refresh_people(council)
    audit.record("member_corrected", standing, by=by, council=council, fields=changed)
    return standing


@transaction.atomic
def end_membership(seat, *, until_on, by):
    """The term of a member ends on that day. The seat stays in the council's history."""
    seat.until_on = until_on
    _save_whole(seat)
    search_index.refresh_people(seat.council)
    audit.record("member_ended", seat, by=by, council=seat.council)
    return seat


@transaction.atomic
def renew_terms(council, staying, *, first, last, day, by):
    """A new year of terms in one go: the old seats end the day before `first`, and those whose
    seat is in `staying` get a new one from `first` to `last` (None: open).

    staying: pks of seats. day: those who sat in the council on that day are renewed. Doing it
    twice changes nothing the second time. Returns (how many stay, how many leave).
    """
    _lock(council)
    seats = list(seats_to_renew(council, day))
    there = set(council.members.filter(from_on=first).values_list("person_id", flat=True))
    old = [seat for seat in seats if seat.from_on is None or seat.from_on < first]
    for seat in old:
        if seat.until_on is None or seat.until_on >= first:
            seat.until_on = first - ONE_DAY
            _save_whole(seat)
    kept = [seat for seat in old if seat.pk in staying and seat.person_id not in there]
    for seat in kept:
        _save_whole(_next_term(seat, first, last))
    n_leaving = len([seat for seat in old if seat.pk not in staying])
    search_index.refresh_people(council)
    audit.record(
        "terms_renewed", council, by=by, council=council, n_staying=len(kept), n_leaving=n_leaving
    )
    return len(kept), n_leaving


def _next_term(seat, first, last):
    return CouncilMember(
        council=seat.council,
        person=seat.person,
        affiliation=seat.affiliation,
        office=seat.office,
        is_core=seat.is_core,
        from_on=first,
        until_on=last,
    )


@transaction.atomic
def appoint_coordinator(council, term, *, contractor="", by):
    """Somebody becomes the council's coordinator, by 委嘱, 委託 or as 住民SC.

    term: an unsaved Coordinator whose person may be unsaved. contractor: name of the body that
    was commissioned, or "".
    """
    _lock(council)
    term.council, term.tier = council, council.tier
    term.contractor = _organisation(contractor) if contractor else None
    term.person = _kept(term.person)
    _save_whole(term)
    search_index.refresh_people(council)
    audit.record("coordinator_appointed", term, by=by, council=council, how=str(term.appointment))
    return term


@transaction.atomic
def correct_coordinator(term, words, *, seen, by):
    """A slip in an appointment is put right: days, 委嘱 or 委託, who was commissioned.

    words: {field: value}; "contractor" is a name or "". Raises EditConflict.
    """
    _lock(term.council)
    standing = Coordinator.objects.select_related("council").get(pk=term.pk)
    if seen != marks.term_mark(standing):
        raise EditConflict
    name = words["contractor"]
    changed = _put(standing, words | {"contractor": _organisation(name) if name else None})
    _save_whole(standing)
    search_index.refresh_people(standing.council)
    audit.record(
        "coordinator_corrected", standing, by=by, council=standing.council, fields=changed
    )  # fmt: skip
    return standing


@transaction.atomic
def end_coordinator(term, *, until_on, by):
    """The last day of a coordinator's appointment."""
    term.until_on = until_on
    _save_whole(term)
    search_index.refresh_people(term.council)
    audit.record("coordinator_ended", term, by=by, council=term.council)
    return term


@transaction.atomic
def add_body(council, body, *, name, kind, by):
    """An organisation sends people to the council. body: an unsaved CouncilBody.

    A body already known under this name, however it is spelt, is taken; else `kind` says what
    sort of body the new one is.
    """
    _lock(council)
    body.council, body.organisation = council, _organisation(name, kind)
    _save_whole(body)
    audit.record("body_added", body, by=by, council=council)
    return body


@transaction.atomic
def end_body(body, *, until_on, note, is_dissolved, by):
    """An organisation sends nobody any more; where it was dissolved, it ends altogether."""
    body.until_on, body.note = until_on, note
    _save_whole(body)
    if is_dissolved:
        body.organisation.ended_on = until_on
        body.organisation.save(update_fields=["ended_on"])
    audit.record("body_ended", body, by=by, council=body.council, is_dissolved=is_dissolved)
    return body


def _lock(council):
    Council.objects.select_for_update().get(pk=council.pk)


def _kept(person):
    """A person the form knows only by name is written down now."""
    return person if person.pk else _save_whole(person)


def _organisation(name, kind=Organisation.Kind.OTHER):
    known = organisation_named(name)
    if known:
        return known
    return _save_whole(Organisation(name=name, kind=kind))


def _put(thing, words):
    """Set what differs; returns the names of the fields that changed."""
    changed = [name for name, value in words.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, words[name])
    return changed


def _save_whole(thing):
    """Save what keeps all its promises; else ValidationError with the Japanese reason."""
    thing.full_clean()
    thing.save()
    return thing
