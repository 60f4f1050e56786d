"""When something got out: who saw or took away whose data, from the trail (個人情報保護法 68条).

Works on numbers alone. Names are looked up at the moment of reading (`names_of`), for those who
may read the trail, and that look is an entry as well.
"""

from dataclasses import dataclass, field

from django.apps import apps

from accounts.models import AuditEntry, User
from accounts.verb_facts import KINDS

MANY = 100
"""More people than this: a city has to tell the commission, whatever else is true of the leak."""

TAKEN_AWAY = {
    "supporters_exported", "resources_exported", "certificates_made", "names_handed_out",
    "addresses_seen", "subject_read", "incident_exported",
}  # fmt: skip
"""Verbs with which names left the house, or could be copied whole."""


@dataclass
class Seen:
    """One person (or one record about a person) that somebody saw."""

    kind: str
    number: int
    first: object
    last: object
    times: int = 0
    taken: int = 0
    users: set = field(default_factory=set)


@dataclass
class Reader:
    """One user, and whom they saw."""

    number: int | None
    name: str = ""
    entries: int = 0
    taken: int = 0
    people: set = field(default_factory=set)

    @property
    def n_people(self):
        return len(self.people)


@dataclass
class Incident:
    """Everybody who was seen between two moments."""

    since: object
    until: object
    people: list
    readers: list
    n_entries: int
    n_refused: int

    @property
    def n_people(self):
        return len(self.people)

    @property
    def is_many(self):
        return self.n_people > MANY


def incident(since, until, *, user=None, person=None):
    """Who saw whom from `since` to before `until`. user: a number, only what this one saw.

    person: (kind, number), only looks at this one. Two queries and constant memory per person.
    """
    rows = AuditEntry.objects.filter(at__gte=since, at__lt=until)
    if user is not None:
        rows = rows.filter(by=user)
    n_refused = rows.filter(verb="reading_refused").count() if person is None else 0
    people, readers, entries = {}, {}, 0
    for at, by, verb, facts in _looks(rows):
        seen = [one for one in _shown(facts) if person is None or one == person]
        entries += bool(seen)
        for one in seen:
            _note(people, readers, one, (at, by, verb in TAKEN_AWAY))
        if seen:
            readers[by].entries += 1
            readers[by].taken += verb in TAKEN_AWAY
    _name_readers(readers)
    ordered = sorted(people.values(), key=lambda one: (list(KINDS).index(one.kind), one.number))
    by_most = sorted(readers.values(), key=lambda one: (-one.n_people, one.name))
    return Incident(since, until, ordered, by_most, entries, n_refused)


def _looks(rows):
    rows = rows.order_by("at", "pk").values_list("at", "by_id", "verb", "facts")
    return rows.iterator(chunk_size=2_000)


def _shown(facts):
    return [(kind, number) for kind in KINDS for number in facts.get(kind, ())]


def _note(people, readers, one, look):
    at, by, is_taken = look
    seen = people.setdefault(one, Seen(*one, first=at, last=at))
    seen.last, seen.times, seen.taken = at, seen.times + 1, seen.taken + is_taken
    seen.users.add(by)
    readers.setdefault(by, Reader(by)).people.add(one)


def _name_readers(readers):
    names = dict(User.objects.filter(pk__in=readers).values_list("pk", "display_name"))
    for number, reader in readers.items():
        reader.name = names.get(number, "") if number else "（しくみ）"


def names_of(people):
    """{(kind, number): name} as it stands now: one query a kind. Who is gone has none."""
    found = {}
    for kind, (label, name_field) in KINDS.items():
        numbers = [one.number for one in people if one.kind == kind]
        if name_field and numbers:
            rows = apps.get_model(label).objects.filter(pk__in=numbers)
            for number, name in rows.values_list("pk", name_field):
                found[kind, number] = name
    return found


def shown_of(people):
    """What `audit.record(shown=…)` wants to know of these people."""
    shown = {}
    for one in people:
        shown.setdefault(one.kind, []).append(one.number)
    return shown
