"""What lies on somebody's desk: meetings, 宿題, 提言 and the issue that want something of them."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, F, Q, Window

from councils.models import ActionItem, Council, Meeting, Proposal
from councils.permissions import HOLDERS, Permission, has_role
from newsletters.models import Issue
from newsletters.permissions import NewsletterPermission
from reports.permissions import DeskPermission
from takasaki_sc.lib import wareki

A_MONTH = timedelta(days=31)
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


class Homework(NamedTuple):
    """A 宿題 that nobody has ticked off."""

    what: str
    due_on: date | None
    meeting: int
    council: int
    n_open: int
    n_overdue: int


class Voice(NamedTuple):
    """A 提言 on its way, with the days its present wait may have begun."""

    pk: int
    council: int
    state: str
    text: str
    department: str
    raised_on: date
    discussed_on: date | None
    sent_on: date | None
    answered_on: date | None

    def n_days(self, today):
        """As Proposal.waiting_since says."""
        since = {
            State.RAISED: self.raised_on,
            State.AT_DEPARTMENT: self.sent_on or self.discussed_on or self.raised_on,
            State.ANSWERED: self.answered_on,
        }[self.state]
        return max((today - since).days, 0)


@dataclass
class Desk:
    """What lies on somebody's desk today, for reports/tasks.py to put into words."""

    today: date
    names: dict[int, str]
    own: set[int] = field(default_factory=set)
    may_close: bool = False
    sittings: list[Sitting] = field(default_factory=list)
    homework: list[Homework] = field(default_factory=list)
    homework_by_council: dict[int, tuple[int, int]] = field(default_factory=dict)
    voices: list[Voice] = field(default_factory=list)
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
        """Meetings that are over and not written down: one's own; all, for programme staff."""
        over = [s for s in self.sittings if not s.is_recorded and s.held_on <= self.today]
        return over if self.is_programme else [s for s in over if s.council in self.own]

    @cached_property
    def unclosed(self):
        """One's own minutes, a month old and not closed."""
        ends = self.today - A_MONTH
        return [
            s for s in self.sittings
            if s.is_recorded and not s.is_closed and s.held_on <= ends and s.council in self.own
        ] if self.may_close else []  # fmt: skip

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


def lay_desk(user, facts):
    """Everything the home page and the full list need, in at most six queries.

    facts: reports.board.BoardFacts, whose councils and pauses are used again.
    """
    today = facts.today
    desk = Desk(today, facts.names)
    desk.is_tier1 = user.has_perm(DeskPermission.TIER1_DESK)
    desk.is_city = user.has_perm(DeskPermission.CITY_DESK)
    desk.own = _own_councils(user, facts, desk)
    desk.may_close = user.has_perm(Permission.MEETING_CLOSE)
    desk.sittings = _sittings(desk.own, today)
    if desk.own:
        desk.homework = _homework(desk.own, today)
    if desk.is_programme:
        desk.homework_by_council = _homework_by_council(today)
    if desk.has_work:
        desk.voices = _voices(desk)
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


def _sittings(own, today):
    """Not written down yet; of this month; or one's own, written down but open for a month.

    Minutes taken over from old papers (nobody recorded them here) are nobody's to close.
    """
    is_open = Q(recorded_by__isnull=False, closed_at=None, held_on__lte=today - A_MONTH)
    rows = (
        Meeting.objects.exclude(form__in=CALLED_OFF)
        .filter(
            Q(recorded_at=None)
            | Q(held_on__range=_month_of(today))
            | is_open & Q(council_id__in=own)
        )
        .order_by("held_on", "starts_at", "pk")
        .values_list(*Sitting.PATHS)
    )
    return [*map(Sitting._make, rows)]


def _month_of(day):
    """Its first and last day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _homework(own, today):
    """The first lines by due day, each with how many are open and overdue in all."""
    overdue = Count("pk", filter=Q(due_on__lt=today))
    rows = (
        ActionItem.objects.open()
        .filter(meeting__council_id__in=own)
        .annotate(n_open=Window(Count("pk")), n_overdue=Window(overdue))
        .order_by(F("due_on").asc(nulls_last=True), "pk")
        .values_list("what", "due_on", "meeting_id", "meeting__council_id", "n_open", "n_overdue")
    )
    return [Homework(*row) for row in rows[:100]]


def _homework_by_council(today):
    overdue = Count("pk", filter=Q(due_on__lt=today))
    rows = (
        ActionItem.objects.open()
        .order_by()
        .values_list("meeting__council_id")
        .annotate(n=Count("pk"), n_overdue=overdue)
    )
    return {council: (n, n_overdue) for council, n, n_overdue in rows}


def _voices(desk):
    waiting = Proposal.objects.waiting()
    if not desk.is_programme:
        waiting = waiting.filter(council_id__in=desk.own, state=State.ANSWERED)
    rows = waiting.order_by("raised_on", "pk").values_list(
        "pk", "council_id", "state", "text", "department", "raised_on", "tier1_meeting__held_on",
        "sent_on", "answered_on",
    )  # fmt: skip
    return [Voice(*row) for row in rows]


def _look_at_month(desk, facts):
    """Who has met this month, and who has nothing on the calendar and does not rest."""
    today = desk.today
    first, last = _month_of(today)
    this_month = [s for s in desk.sittings if first <= s.held_on <= last]
    has_something = {sitting.council for sitting in this_month}
    met = {s.council for s in this_month if _is_held(s, today)}
    resting = facts.resting_on(today)
    tier2 = [council.pk for council in facts.tier2()]
    desk.n_met = len(met.intersection(tier2))
    desk.unplanned = [pk for pk in tier2 if pk not in has_something and pk not in resting]


def _is_held(sitting, today):
    is_over = sitting.is_recorded or sitting.held_on < today
    return is_over and sitting.form in Meeting.COUNTED_FORMS


def issue_in_the_making():
    """The newsletter issue that staff work on now: the first not published yet, or None."""
    return Issue.objects.exclude(state=Issue.State.PUBLISHED).order_by("issued_on", "pk").first()
