"""Looking for things: which rows a person may find, and how a found row is shown."""

from dataclasses import dataclass

from django.db.models import Case, Q, Value, When

from councils.models import SearchEntry
from councils.permissions import HOLDERS, Permission, grants_of
from takasaki_sc.lib import marking
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.kana import search_key

Kind, Reach = SearchEntry.Kind, SearchEntry.Reach
LONGEST_QUESTION = 200
MOST_WORDS = 8
ADDRESSES = {  # kind: page, where in it, and which number of the row opens it
    Kind.COUNCIL: ("councils:council-detail", "", "target_id"),
    Kind.MEETING: ("councils:meeting-detail", "", "target_id"),
    Kind.AGENDA: ("councils:meeting-detail", "#agenda-h", "target_id"),
    Kind.DECISION: ("councils:meeting-detail", "#decided-h", "target_id"),
    Kind.HOMEWORK: ("councils:meeting-detail", "#todo-h", "target_id"),
    Kind.PERSON: ("councils:council-detail", "#members-h", "council_id"),
    Kind.VISION: ("councils:council-visions", "", "council_id"),
    Kind.PROPOSAL: ("councils:proposal-detail", "", "target_id"),
}


@dataclass(frozen=True)
class Question:
    """What somebody typed: the words as typed, and their folded keys."""

    words: tuple[str, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, typed):
        """At most eight words of what was typed; a word of signs only (%, ☆) is none."""
        words = typed[:LONGEST_QUESTION].split()[:MOST_WORDS]
        keyed = {search_key(word): word for word in words}
        keyed.pop("", None)
        return cls(tuple(keyed.values()), tuple(keyed))


@dataclass(frozen=True)
class Hit:
    """One found thing as the page shows it: title and excerpt are safe HTML with <mark>."""

    entry: SearchEntry
    title: str
    excerpt: str
    address: str


def entries_visible_to(user):
    """The rows a person may find: open ones, and those of councils where they may see more."""
    return SearchEntry.objects.filter(
        Q(reach=Reach.OPEN)
        | _within(user, Reach.INTERNAL, Permission.INTERNAL_VIEW)
        | _within(user, Reach.PEOPLE, Permission.PEOPLE_VIEW)
    )


def _within(user, reach, permission):
    """Rows of this reach where the user holds the permission, as has_role() would say."""
    roles = HOLDERS[permission]
    granted = [council_id for role, council_id in grants_of(user) if role in roles]
    if None in granted:
        return Q(reach=reach)
    return Q(reach=reach, council_id__in=granted)


def in_reading_order(entries):
    """Councils first, then the newest; what has no day comes last."""
    first = Case(When(kind=Kind.COUNCIL, then=Value(0)), default=Value(1))
    undated = Case(When(happened_on=None, then=Value(1)), default=Value(0))
    return entries.select_related("council").order_by(first, undated, "-happened_on", "pk")


def meetings_holding(meetings, typed):
    """Meetings with every word somewhere in what anybody with a role may read of them."""
    about = (Kind.MEETING, Kind.AGENDA, Kind.DECISION, Kind.HOMEWORK)
    rows = SearchEntry.objects.filter(kind__in=about, reach=Reach.OPEN)
    question = Question.of(typed)
    if not question.keys:
        return meetings.none()
    for key in question.keys:
        meetings = meetings.filter(pk__in=rows.holding([key]).values("target_id"))
    return meetings


def hits_of(entries, question):
    """The rows of one page, ready to be shown."""
    return [
        Hit(
            entry=entry,
            title=marking.marked(entry.title, question.words),
            excerpt=marking.excerpt(entry.text, question.words),
            address=_address_of(entry),
        )
        for entry in entries
    ]


def _address_of(entry):
    """Where the thing can be read; "" for the people of the whole city, who have no page."""
    page, part, number = ADDRESSES[entry.kind]
    pk = getattr(entry, number)
    return address_of(page, pk) + part if pk else ""
