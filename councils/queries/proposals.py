"""提言 on their way: what each page shows, prefetched in one named place."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, Q, When, Window
from django.db.models.functions import Coalesce, RowNumber

from councils.models import Meeting, Proposal

State = Proposal.State
WAITING_STATES = (State.RAISED, State.AT_DEPARTMENT, State.ANSWERED)
SHOWN_AT_A_STATION = 50


@dataclass(frozen=True)
class Station:
    """One place where proposals wait, with those that wait there longest, for how many days,
    and how many they are in all."""

    state: State
    lines: list[tuple[Proposal, int]]
    n: int

    @property
    def label(self):
        return self.state.label


def proposals_for_list():
    """Proposals with what a line of a list shows."""
    return Proposal.objects.select_related("council", "tier1_meeting")


def longest_wait_first(proposals):
    """Those that wait, in the order of their stations; at one station the longest wait first."""
    waiting = [proposal for proposal in proposals if not proposal.is_reported]
    return sorted(waiting, key=lambda p: (WAITING_STATES.index(p.state), p.waiting_since, p.pk))


def days_waited(proposal, today):
    """How many days it has waited at its station; 0 where it waits no more."""
    since = proposal.waiting_since
    return max((today - since).days, 0) if since else 0


def waiting_since():
    """As Proposal.waiting_since says, asked of the database about proposals that wait."""
    sent = Coalesce("sent_on", "tier1_meeting__held_on", "raised_on")
    return Case(
        When(state=State.AT_DEPARTMENT, then=sent),
        When(state=State.ANSWERED, then="answered_on"),
        default="raised_on",
    )


def stations(proposals, today):
    """The three waiting Stations, empty ones too, each with its longest waits. One query.

    proposals: a queryset. Only the lines that are shown are read.
    """
    order = ["since", "pk"]
    lines = (
        proposals.waiting()
        .select_related(None)
        .select_related("council")
        .annotate(
            since=waiting_since(),
            n_here=Window(Count("pk"), partition_by="state"),
            nth=Window(RowNumber(), partition_by="state", order_by=order),
        )
        .filter(nth__lte=SHOWN_AT_A_STATION)
        .order_by(*order)
    )
    places = {state: [] for state in WAITING_STATES}
    for line in lines:
        places[line.state].append((line, max((today - line.since).days, 0)))
    return [
        Station(state, found, found[0][0].n_here if found else 0) for state, found in places.items()
    ]


def proposal_with_track():
    """Proposals with everything the four stations show."""
    return Proposal.objects.select_related(
        "council", "meeting__kind", "meeting__council", "tier1_meeting__kind",
        "tier1_meeting__council", "reported_meeting__kind", "reported_meeting__council",
    )  # fmt: skip


def proposals_of(council):
    """What the card 「届けた声」 of a council shows: the waiting ones, then the newest others."""
    mine = list(Proposal.objects.filter(council=council).select_related("tier1_meeting"))
    return longest_wait_first(mine) + [proposal for proposal in mine if proposal.is_reported]


def departments_known():
    """Names of departments used before, for the list of suggestions."""
    names = Proposal.objects.exclude(department="").order_by("department")
    return list(names.values_list("department", flat=True).distinct())


def meetings_that_may_have_discussed(proposal, today):
    """Sittings of Tier 1 since the proposal was raised, newest first."""
    return _sittings(proposal.raised_on, today).filter(council__tier=1)


def meetings_that_may_have_heard(proposal, today):
    """Sittings of the council that asked since the answer came, newest first."""
    first = proposal.answered_on or proposal.raised_on
    return _sittings(first, today).filter(council=proposal.council)


def recent_sittings(council, today):
    """Sittings of the last year, in which a voice may have come up, newest first."""
    return _sittings(today - timedelta(days=365), today).filter(council=council)


def _sittings(first, last):
    called_off = Q(form__in=[Meeting.Form.CANCELLED, Meeting.Form.POSTPONED])
    return (
        Meeting.objects.filter(held_on__range=(first, last))
        .exclude(called_off)
        .select_related("council", "kind")
        .order_by("-held_on", "-pk")
    )


def outcomes_of(meeting):
    """[(topic, outcome line)] of the minutes that may be read by everybody, in page order."""
    return [
        (item.text, line)
        for item in meeting.agenda_items.all()
        if not item.is_internal
        for line in item.outcome_lines
    ]


def next_sitting(council, today):
    """The meeting on whose agenda an answer stands next, or None where none is planned."""
    return (
        Meeting.objects.filter(council=council, recorded_at=None, held_on__gte=today)
        .exclude(form__in=[Meeting.Form.CANCELLED, Meeting.Form.POSTPONED])
        .select_related("kind")
        .order_by("held_on", "pk")
        .first()
    )
