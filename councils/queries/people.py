"""Who sits in a council, who coordinates it, which bodies send people, and namesakes."""

from dataclasses import dataclass

from django.db.models import F, Q

from councils.models import CouncilMember, Organisation, Person
from takasaki_sc.lib.kana import search_key


def coordinators_of(council):
    """The coordinators of a council, those of today and before, newest first, with their people."""
    return council.coordinators.select_related("person", "contractor").order_by(
        F("from_on").desc(nulls_last=True), "-pk"
    )


def past_members(council, day):
    """Seats whose term ended before that day, latest first."""
    ended = council.members.filter(until_on__lt=day).select_related("person")
    return ended.order_by("-until_on", "person__kana", "pk")


def seats_until(council, day):
    """[seats of that day], [seats whose term ended before it, latest first]. One query."""
    seats = list(council.members.exclude(from_on__gt=day).select_related("person"))
    past = [seat for seat in seats if seat.until_on and seat.until_on < day]
    past.sort(key=lambda seat: (seat.person.kana, seat.pk))
    past.sort(key=lambda seat: seat.until_on, reverse=True)
    return [seat for seat in seats if is_in_force(seat, day)], past


def offices_on(council, day):
    """The 役 that members have on that day; no name leaves the database."""
    return set(council.members.on_day(day).order_by().values_list("office", flat=True))


def coming_members(council, day):
    """Seats whose term begins after that day."""
    return council.members.filter(from_on__gt=day).select_related("person")


def bodies_of(council):
    """構成団体 with their organisation: those that send people today first."""
    return council.bodies.select_related("organisation").order_by(
        "until_on", "organisation__kind", "organisation__name"
    )


def is_in_force(row, day):
    """Does a row with from_on and until_on hold on that day?"""
    return (row.from_on is None or row.from_on <= day) and (
        row.until_on is None or row.until_on >= day
    )


def seats_to_renew(council, day):
    """Seats of people who sit in the council on that day, in the order of the page."""
    return council.members.on_day(day).select_related("person")


@dataclass(frozen=True)
class Namesake:
    """A person with the same folded name, and words by which one may know them."""

    person: Person
    known_as: str


def namesakes(name, visible_councils):
    """People whose name folds to the same key. Where they sit is said only for councils whose
    people the asker may see.

    name: as typed. visible_councils: a queryset of councils.
    """
    wanted = search_key(name)
    rows = Person.objects.values_list("pk", "name")
    same = [pk for pk, other in rows if wanted and search_key(other) == wanted]
    people = Person.objects.filter(pk__in=same).order_by("pk") if same else []
    seats = _seats_of(same, visible_councils) if same else {}
    return [
        Namesake(person, seats.get(person.pk, "ほかのところで登録されている方"))
        for person in people
    ]


def _seats_of(person_ids, visible_councils):
    seats = CouncilMember.objects.filter(
        person__in=person_ids, council__in=visible_councils
    ).select_related("council")
    return {
        seat.person_id: f"{seat.council}・{seat.get_affiliation_display()}"
        for seat in seats.order_by("pk")
    }


def sits_elsewhere(person, council):
    """Is this person known to other councils too, or have they a log-in?"""
    elsewhere = ~Q(council=council)
    return bool(
        person.user_id
        or person.memberships.filter(elsewhere).exists()
        or person.coordinator_terms.filter(elsewhere).exists()
    )


def organisation_named(name):
    """The organisation whose name folds to the same key, or None."""
    wanted = search_key(name)
    return next((o for o in Organisation.objects.all() if search_key(o.name) == wanted), None)
