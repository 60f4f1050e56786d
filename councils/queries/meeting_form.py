"""What the meeting form has to show beside its own boxes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, Subquery

from councils.models import ActionItem, CouncilMember, Meeting, MeetingKind, Proposal
from councils.queries.meetings import kinds_for

TERM_ENDS_SOON = timedelta(days=61)


def seats_for_form(members, day, attendances=()):
    """[(立場, [CouncilMember, …])] of those who may be ticked on that day, core members first.

    members: every seat of the council, older terms first. attendances: those ticked already;
    people among them without a seat that day come last, so that saving does not lose them.
    Each seat bears `token`, the value of its tick, and `ends_soon` where the term ends within
    two months.
    """
    sitting, others = {}, {}
    for seat in members:
        (sitting if _sits(seat, day) else others)[seat.person_id] = _as_tick(seat, day)
    gone = [
        others.get(row.person_id) or _without_a_seat(row.person)
        for row in attendances
        if row.person_id not in sitting
    ]
    groups = [
        (affiliation.label, [s for s in sitting.values() if s.affiliation == affiliation])
        for affiliation in CouncilMember.Affiliation
    ]
    groups.append(("この日の名簿にない方", gone))
    return [(label, sorted(seats, key=_core_first)) for label, seats in groups if seats]


def _sits(seat, day):
    return (not seat.from_on or seat.from_on <= day) and (not seat.until_on or day <= seat.until_on)


def _as_tick(seat, day):
    seat.token = str(seat.pk)
    seat.ends_soon = bool(seat.until_on and day <= seat.until_on <= day + TERM_ENDS_SOON)
    return seat


def _without_a_seat(person):
    seat = CouncilMember(person=person)
    seat.token, seat.ends_soon = f"p{person.pk}", False
    return seat


def _core_first(seat):
    return not seat.is_core, seat.person.kana, seat.token


def homework_for_form(council, day, meeting=None):
    """宿題 of earlier meetings: those still open, and those ticked off on this meeting's day."""
    came_before = ActionItem.objects.filter(meeting__council=council, meeting__held_on__lte=day)
    wanted = Q(done_on=None)
    if meeting is not None:
        came_before = came_before.exclude(meeting=meeting)
        if meeting.is_recorded:
            wanted |= Q(done_on=meeting.held_on)
    return (
        came_before.filter(wanted)
        .select_related("person", "meeting")
        .order_by(F("due_on").asc(nulls_last=True), "meeting__held_on", "order")
    )


@dataclass(frozen=True)
class NextNumber:
    """第n回: the n that comes next, and the nearest later meeting that has its number already."""

    n: int = 1
    later_on: date | None = None
    later: int | None = None

    @property
    def doubt(self):
        """Why this n may be out of order; "" where it is not."""
        return self.doubt_of(self.n)

    def doubt_of(self, n):
        """The same of a number that was given: who writes a record late counts on from those
        that were written down in time."""
        if not n or not self.later or self.later > n:
            return ""
        day = f"{self.later_on.month}月{self.later_on.day}日"
        return f"あとの日（{day}）が第{self.later}回です。番号を確かめてください。"


def next_numbers(council, day, meeting=None):
    """{kind pk: NextNumber} for a meeting of that day, asked kind by kind: for every meeting there
    ever was it took longer than the rest of the page.
    """
    held = Meeting.objects.filter(
        council=council, kind=OuterRef("pk"), number__isnull=False
    ).exclude(pk=meeting.pk if meeting else None)  # fmt: skip
    last = held.order_by("-number").values("number")[:1]
    later = held.filter(held_on__gt=day, is_month_only=False).order_by("held_on", "pk")
    near = (Subquery(later.values(name)[:1]) for name in ("held_on", "number"))
    rows = MeetingKind.objects.order_by().values_list("pk", Subquery(last), *near)
    return {kind: NextNumber((n or 0) + 1, *later) for kind, n, *later in rows}


def number_doubt(meeting):
    """Why the 第n回 of a meeting that was just written down may be out of order, or ""."""
    near = next_numbers(meeting.council, meeting.held_on, meeting).get(meeting.kind_id)
    return near.doubt_of(meeting.number) if near else ""


def kinds_for_form(council, day, meeting=None):
    """Kinds of that day, and the kind the record has already even if its era is over."""
    return kinds_for(council, day, meeting.kind_id if meeting else None)


def proposals_to_report(council, meeting=None):
    """Answers from the first tier that the council has not heard yet, or heard at this meeting."""
    wanted = Q(state=Proposal.State.ANSWERED)
    if meeting is not None and meeting.pk:
        wanted |= Q(state=Proposal.State.REPORTED, reported_meeting=meeting)
    return Proposal.objects.filter(wanted, council=council).order_by("answered_on", "pk")


def proposals_to_discuss(meeting=None):
    """提言 of all councils that wait for the first tier, or were talked about at this meeting."""
    wanted = Q(tier1_meeting=None)
    if meeting is not None and meeting.pk:
        wanted |= Q(tier1_meeting=meeting)
    return (
        Proposal.objects.filter(wanted, state=Proposal.State.RAISED)
        .select_related("council")
        .order_by("raised_on", "pk")
    )
