"""Events of the programme: the list, one with all its parts, who spoke, who wants to join in."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from activities.models import Event, EventPart, IntentAnswer
from councils.models import Meeting, Person, ProgrammePart
from takasaki_sc.lib import wareki
from takasaki_sc.lib.counts import Count, CountKind, add_counts
from takasaki_sc.lib.seen import mark_of
from takasaki_sc.lib.small_cells import HIDDEN, LEGEND, hide_small_line

Choice = IntentAnswer.Choice
SIX_TENTHS = 60
N_MEETINGS = 60
HEAD = (
    "kind", "title", "theme", "council_id", "meeting_id", "from_on", "until_on", "starts_at",
    "ends_at", "place", "method", "lecturer", "story", "fee_text", "how_to_apply",
    "participants_text", "n_attended", "n_attended_kind", "source", "is_public",
)  # fmt: skip
PART = ("section", "kind", "title", "council_id", "person_id", "speaker", "story")
AUDIENCE = ("label", "n_invited", "n_attended", "n_attended_kind")


def events_with_all():
    """Events with everything their page, their form and their papers say."""
    return Event.objects.select_related("council", "meeting__kind").prefetch_related(
        Prefetch("parts", EventPart.objects.select_related("council", "person")),
        "audiences",
        "intents",
        "hosts",
        "activities",
    )


def events_of_year(year, *, kind="", council=None):
    """The events begun in a fiscal year, newest first; of one kind or one council if asked."""
    rows = Event.objects.between(*wareki.fiscal_year_bounds(year)).select_related("council")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(council=council) if council else rows
    return rows.prefetch_related("audiences").order_by("-from_on", "-pk")


def event_years(this_year):
    """The fiscal years one may look at: from the first event's to this one, newest first."""
    first = Event.objects.order_by("from_on").values_list("from_on", flat=True).first()
    begin = min(wareki.fiscal_year(first), this_year) if first else this_year
    return [(year, wareki.format_fiscal_year(year)) for year in range(this_year, begin - 1, -1)]


def mark_of_event(event):
    """What a form keeps of the event it was opened on (lib/seen.py)."""
    return mark_of(
        *(getattr(event, name) for name in HEAD),
        sorted(str(host) for host in event.hosts.all()),
        sorted(activity.pk for activity in event.activities.all()),
        [[getattr(part, name) for name in PART] for part in event.parts.all()],
        [[getattr(row, name) for name in AUDIENCE] for row in event.audiences.all()],
    )


def meetings_to_link(councils, standing=None):
    """Meetings of many that no event is linked with yet, newest first."""
    free = Q(event=None, kind__is_regular=False, council__in=councils)
    rows = Meeting.objects.filter(free).order_by("-held_on").values_list("pk", flat=True)
    pks = [*rows[:N_MEETINGS], *([standing.meeting_id] if standing else [])]
    return Meeting.objects.filter(pk__in=pks).select_related("kind", "council").order_by("-held_on")


def people_to_speak(council_ids=None):
    """Whom a programme may name: members and supporters of these councils, and who spoke there.

    None for the whole city: all supporters, coordinators, and everybody who spoke before.
    """
    known = Q(talks__isnull=False) | Q(supporter__isnull=False) | Q(coordinator_terms__isnull=False)
    if council_ids is not None:
        known = (
            Q(memberships__council__in=council_ids)
            | Q(supporter__council__in=council_ids)
            | Q(talks__event__council__in=council_ids)
        )
    return Person.objects.filter(known).distinct().order_by("kana", "name", "pk")


@dataclass(frozen=True)
class IntentShare:
    """How many gave one answer, and what part of all that is, as it may be printed.

    「12人」 and 「30%」; 「3人未満」 or 「―」 and nothing, where the number is held back.
    """

    label: str
    text: str
    percent: str


@dataclass(frozen=True)
class Intents:
    """What the people of a study session said about joining in (A6)."""

    shares: list[IntentShare]
    n: int | None
    """How many answered; None where it would give away a number that is held back."""
    willing_percent: int | None
    """None where any number is held back."""
    legend: str = LEGEND

    @property
    def is_six_tenths(self):
        """Six in ten or more want to take part, or to help if somebody begins."""
        return self.willing_percent is not None and self.willing_percent >= SIX_TENTHS


def intents_of(event, *, hides_small=False):
    """The Intents of an event, or None where nobody was asked. event: from events_with_all().

    hides_small: no number points at a few people, nor can it be reckoned (G5), for those who
    only read.
    """
    counts = {row.choice: row.n_people for row in event.intents.all()}
    n = sum(counts.values())
    if not n:
        return None
    numbers = [counts.get(choice, 0) for choice in Choice]
    hidden, hides_sum = hide_small_line(numbers) if hides_small else (set(), False)
    shares = [
        IntentShare(choice.label, HIDDEN, "")
        if place in hidden
        else IntentShare(choice.label, f"{number:,}人", f"{_percent(number, n)}%")
        for place, (choice, number) in enumerate(zip(Choice, numbers, strict=True))
    ]
    if hidden:
        return Intents(shares, None if hides_sum else n, None)
    willing = counts.get(Choice.ACTIVE, 0) + counts.get(Choice.TOGETHER, 0)
    # floor, not round: 59.6 % is not six in ten
    return Intents(shares, n, 100 * willing // n)


def _percent(part, whole):
    return round(100 * part / whole)


@dataclass(frozen=True)
class AudienceCount:
    """How many of one class of people were invited, and came, over several events (J10)."""

    label: str
    n_events: int
    n_invited: int
    came: str


def audience_counts(events):
    """One AudienceCount a class of people, in the order in which the classes first appear."""
    rows = [row for event in events if not event.is_cancelled for row in event.audiences.all()]
    n_events = Counter(row.label for row in rows)
    found = []
    for label in n_events:
        own = [row for row in rows if row.label == label]
        came = _came([row for row in own if row.n_attended is not None])
        found.append(
            AudienceCount(label, n_events[label], sum(row.n_invited or 0 for row in own), came)
        )
    return found


def _came(rows):
    """One event's number as it is; of several 延べ, for the same people may come again."""
    if len(rows) < 2:
        return rows[0].attended_words if rows else ""
    kinds = [CountKind(row.n_attended_kind) for row in rows]
    if any(kind.is_average for kind in kinds):
        return ""  # an average cannot be added
    counts = (Count(row.n_attended, kind) for row, kind in zip(rows, kinds, strict=True))
    return str(add_counts(count.as_cumulative() for count in counts))


@dataclass(frozen=True)
class Talk:
    """One time somebody spoke: when, where, about what."""

    on: date
    title: str
    occasion: str
    url: str
    council: str


@dataclass(frozen=True)
class Speaker:
    """Somebody who told others what they do (語り手), with all their talks (I7)."""

    name: str
    talks: list[Talk]

    @property
    def last_on(self):
        return self.talks[0].on


def speakers(council_ids=None):
    """Everybody who spoke at events and meetings of many, by the newest talk.

    council_ids: only talks of these councils, and those given at their events; None for all.
    """
    found = {}
    for name, talk in sorted(
        [*_event_talks(council_ids), *_meeting_talks(council_ids)], key=_newest
    ):
        found.setdefault(name, []).append(talk)
    return [Speaker(name, talks) for name, talks in found.items()]


def _newest(pair):
    return (-pair[1].on.toordinal(), pair[0], pair[1].title)


def _event_talks(council_ids):
    spoken = ~Q(speaker="") | Q(person__isnull=False)
    parts = EventPart.objects.filter(spoken, event__cancelled_on=None)
    if council_ids is not None:
        own = Q(council__in=council_ids) | Q(event__council__in=council_ids)
        parts = parts.filter(own)
    for part in parts.select_related("event", "council", "person").order_by("pk"):
        name = str(part.person) if part.person_id else part.speaker
        event = part.event
        url = event.get_absolute_url()
        yield name, Talk(event.from_on, part.title, str(event), url, str(part.council or ""))


def _meeting_talks(council_ids):
    parts = ProgrammePart.objects.exclude(speaker="")
    if council_ids is not None:
        own = Q(council__in=council_ids) | Q(meeting__council__in=council_ids)
        parts = parts.filter(own)
    parts = parts.select_related("meeting__kind", "meeting__council", "council")
    for part in parts.order_by("pk"):
        meeting = part.meeting
        url, council = meeting.get_absolute_url(), str(part.council or "")
        yield part.speaker, Talk(meeting.held_on, part.title, meeting.title, url, council)
