"""What lies on somebody's desk: meetings, 宿題, 提言 and the issue that want something of them."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, F, Min, Q, Window
from django.db.models.functions import RowNumber

from councils.models import ActionItem, Council, Meeting, Proposal
from councils.permissions import HOLDERS, Permission, has_role
from councils.queries.proposals import waiting_since
from newsletters.models import Issue
from newsletters.permissions import NewsletterPermission
from reports.permissions import DeskPermission
from takasaki_sc.lib import wareki

A_MONTH = timedelta(days=31)
SOON = timedelta(days=14)
CALLED_OFF = (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED)
State = Proposal.State


class Sitting(NamedTuple):
    """A meeting that wants something: to come, to be written down, or to be closed."""

    pk: int
    council: int
    council_name: str
    held_on: date
    kind: str
    number: int | None
    place: str
    starts_at: object
    form: str
    is_recorded: bool
    is_closed: bool

    PATHS = (
        "pk", "council_id", "council__name", "held_on", "kind__name", "number", "place",
        "starts_at", "form", Q(recorded_at__isnull=False), Q(closed_at__isnull=False),
    )  # fmt: skip

    @property
    def title(self):
        return f"第{self.number}回 {self.kind}" if self.number else self.kind

    @property
    def hours(self):
        return f"{wareki.format_time(self.starts_at)}〜" if self.starts_at else ""


class SittingCount(NamedTuple):
    """How many meetings of a council want something, and what its month looks like."""

    council: int
    n_missing: int
    oldest: date | None
    n_unclosed: int
    n_month: int
    n_met: int


class Homework(NamedTuple):
    """A 宿題 that nobody has ticked off; behind it how many are open, overdue and due soon."""

    what: str
    due_on: date | None
    meeting: int
    council: int
    n_open: int
    n_overdue: int
    n_soon: int

    def is_soon(self, today):
        return self.due_on is not None and self.due_on <= today + SOON


class Voice(NamedTuple):
    """A 提言 on its way: the day its present wait began, and how many more wait in its state."""

    pk: int
    council: int
    state: str
    text: str
    department: str
    since: date
    n: int

    def n_days(self, today):
        return max((today - self.since).days, 0)


class VoiceCount(NamedTuple):
    """How many 提言 of a council wait in one place, and since when the oldest does."""

    state: str
    department: str
    council: int
    n: int
    since: date

    def n_days(self, today):
        return max((today - self.since).days, 0)


@dataclass
class Desk:
    """What lies on somebody's desk today, for reports/tasks.py to put into words."""

    today: date
    names: dict[int, str]
    own: set[int] = field(default_factory=set)
    may_close: bool = False
    counts: list[SittingCount] = field(default_factory=list)
    sittings: list[Sitting] = field(default_factory=list)
    homework: list[Homework] = field(default_factory=list)
    homework_by_council: dict[int, tuple[int, int]] = field(default_factory=dict)
    voices: list[Voice] = field(default_factory=list)
    voice_counts: list[VoiceCount] = field(default_factory=list)
    unplanned: list[int] = field(default_factory=list)
    issue: Issue | None = None
    is_tier1: bool = False
    is_city: bool = False
    n_met: int = 0

    @property
    def is_programme(self):
        return self.is_tier1 or self.is_city

    @property
    def has_work(self):
        """Does this person have a desk at all? Viewers come to look."""
        return bool(self.own) or self.is_programme

    @cached_property
    def missing(self):
        """Counts of meetings that are over and not written down: one's own; all, for programme
        staff. One a council.
        """
        counts = [count for count in self.counts if count.n_missing]
        return counts if self.is_programme else [c for c in counts if c.council in self.own]

    @property
    def n_missing(self):
        return sum(count.n_missing for count in self.missing)

    @property
    def oldest_missing(self):
        """The day of the oldest of them, or None."""
        return min((count.oldest for count in self.missing), default=None)

    @cached_property
    def unwritten(self):
        """The first of one's own that are over and not written down."""
        over = [s for s in self.sittings if not s.is_recorded and s.held_on <= self.today]
        return [sitting for sitting in over if sitting.council in self.own]

    @cached_property
    def unclosed(self):
        """The first of one's own minutes that are a month old and not closed."""
        return [s for s in self.sittings if s.is_recorded] if self.may_close else []

    @property
    def n_unlisted(self):
        """How many things to do stand behind the first of each kind."""
        own = [count for count in self.counts if count.council in self.own]
        sittings = sum(c.n_missing + (c.n_unclosed if self.may_close else 0) for c in own)
        voices = {voice.state: voice.n for voice in self.voices}
        soon = [item for item in self.homework if item.is_soon(self.today)]
        return (
            sittings - len(self.unwritten) - len(self.unclosed)
            + sum(voices.values()) - len(self.voices)
            + (soon[0].n_soon - len(soon) if soon else 0)
        )  # fmt: skip

    @property
    def n_homework(self):
        if self.is_programme:
            return sum(n for n, _ in self.homework_by_council.values())
        return self.homework[0].n_open if self.homework else 0

    @property
    def n_overdue(self):
        if self.is_programme:
            return sum(n for _, n in self.homework_by_council.values())
        return self.homework[0].n_overdue if self.homework else 0

    @cached_property
    def coming(self):
        """The meetings to come, anywhere."""
        return [s for s in self.sittings if not s.is_recorded and s.held_on >= self.today]


def lay_desk(user, facts, at_most):
    """Everything the home page and the full list need, in at most eight queries.

    facts: reports.board.BoardFacts, whose councils and pauses are used again.
    at_most: how many things of a kind are read; the others are only counted.
    """
    today = facts.today
    desk = Desk(today, facts.names)
    desk.is_tier1 = user.has_perm(DeskPermission.TIER1_DESK)
    desk.is_city = user.has_perm(DeskPermission.CITY_DESK)
    desk.own = _own_councils(user, facts, desk)
    desk.may_close = user.has_perm(Permission.MEETING_CLOSE)
    desk.counts = _sitting_counts(desk.own, today)
    desk.sittings = _sittings(desk.own, today, at_most)
    if desk.own:
        desk.homework = _homework(desk.own, today, at_most)
    if desk.is_programme:
        desk.homework_by_council = _homework_by_council(today)
        desk.voice_counts = _voice_counts()
    if desk.has_work:
        desk.voices = _voices(desk, at_most)
    _look_at_month(desk, facts)
    if user.has_perm(NewsletterPermission.ISSUE_PUBLISH):
        desk.issue = issue_in_the_making()
    return desk


def _own_councils(user, facts, desk):
    """Councils whose records are this person's to write.

    Programme staff may write everywhere, but it is nobody's daily work: the SC of the first
    tier keeps the first tier's records, the city keeps none.
    """
    if desk.is_city:
        return set()
    roles = HOLDERS[Permission.MEETING_LOG]
    mine = [council for council in facts.councils if has_role(user, roles, council.pk)]
    return {c.pk for c in mine if not desk.is_tier1 or c.tier == Council.Tier.FIRST}


def _is_open(own, today):
    """One's own minutes that are a month old and not closed.

    Minutes taken over from old papers (nobody recorded them here) are nobody's to close.
    """
    return Q(
        recorded_at__isnull=False, recorded_by__isnull=False, closed_at=None,
        held_on__lte=today - A_MONTH, council_id__in=own,
    )  # fmt: skip


def _sitting_counts(own, today):
    """A SittingCount for every council with a meeting that wants something or is of this month."""
    missing = Q(recorded_at=None, held_on__lte=today)
    month, is_open = Q(held_on__range=_month_of(today)), _is_open(own, today)
    is_written = Q(recorded_at__isnull=False)
    rows = (
        Meeting.objects.exclude(form__in=CALLED_OFF)
        .filter(missing | month | is_open)
        .order_by()
        .values_list("council_id")
        .annotate(
            n_missing=Count("pk", filter=missing),
            oldest=Min("held_on", filter=missing),
            n_unclosed=Count("pk", filter=is_open),
            n_month=Count("pk", filter=month),
            n_met=Count("pk", filter=month & is_written & Q(form__in=Meeting.COUNTED_FORMS)),
        )
    )
    return [*map(SittingCount._make, rows)]


def _sittings(own, today, at_most):
    """The first of each: one's own not written down, those to come anywhere, one's own to close."""
    wanted = Q(recorded_at=None) & (Q(held_on__gte=today) | Q(council_id__in=own))
    sort = [Q(recorded_at=None), Q(held_on__gte=today)]
    order = ["held_on", "starts_at", "pk"]
    rows = (
        Meeting.objects.exclude(form__in=CALLED_OFF)
        .filter(wanted | _is_open(own, today))
        .annotate(nth=Window(RowNumber(), partition_by=sort, order_by=order))
        .filter(nth__lte=at_most)
        .order_by(*order)
        .values_list(*Sitting.PATHS)
    )
    return [*map(Sitting._make, rows)]


def _month_of(day):
    """Its first and last day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _homework(own, today, at_most):
    """The first lines by due day, each with how many there are in all."""
    overdue = Count("pk", filter=Q(due_on__lt=today))
    soon = Count("pk", filter=Q(due_on__lte=today + SOON))
    rows = (
        ActionItem.objects.open()
        .filter(meeting__council_id__in=own)
        .annotate(n_open=Window(Count("pk")), n_overdue=Window(overdue), n_soon=Window(soon))
        .order_by(F("due_on").asc(nulls_last=True), "pk")
        .values_list(
            "what", "due_on", "meeting_id", "meeting__council_id", "n_open", "n_overdue", "n_soon"
        )
    )
    return [Homework(*row) for row in rows[:at_most]]


def _homework_by_council(today):
    overdue = Count("pk", filter=Q(due_on__lt=today))
    rows = (
        ActionItem.objects.open()
        .order_by()
        .values_list("meeting__council_id")
        .annotate(n=Count("pk"), n_overdue=overdue)
    )
    return {council: (n, n_overdue) for council, n, n_overdue in rows}


def _voice_counts():
    rows = (
        Proposal.objects.waiting()
        .order_by()
        .values_list("state", "department", "council_id")
        .annotate(n=Count("pk"), since=Min(waiting_since()))
    )
    return [*map(VoiceCount._make, rows)]


def _voices(desk, at_most):
    """The first that this person has to do with, in each state, oldest first."""
    wanted = Q(state=State.ANSWERED, council_id__in=desk.own)
    if desk.is_tier1:
        wanted |= Q(state=State.RAISED)
    if desk.is_city:
        wanted |= Q(state=State.AT_DEPARTMENT)
    order = ["raised_on", "pk"]
    rows = (
        Proposal.objects.filter(wanted)
        .annotate(
            since=waiting_since(),
            n=Window(Count("pk"), partition_by="state"),
            nth=Window(RowNumber(), partition_by="state", order_by=order),
        )
        .filter(nth__lte=at_most)
        .order_by(*order)
        .values_list("pk", "council_id", "state", "text", "department", "since", "n")
    )
    return [*map(Voice._make, rows)]


def _look_at_month(desk, facts):
    """Who has met this month, and who has nothing on the calendar and does not rest."""
    has_something = {count.council for count in desk.counts if count.n_month}
    met = {count.council for count in desk.counts if count.n_met}
    resting = facts.resting_on(desk.today)
    tier2 = [council.pk for council in facts.tier2()]
    desk.n_met = len(met.intersection(tier2))
    desk.unplanned = [pk for pk in tier2 if pk not in has_something and pk not in resting]


def issue_in_the_making():
    """The newsletter issue that staff work on now: the first not published yet, or None."""
    return Issue.objects.exclude(state=Issue.State.PUBLISHED).order_by("issued_on", "pk").first()
