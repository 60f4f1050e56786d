"""What is known about one meeting of the demo world before it is written to the database."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from accounts.models import User
from councils.models import AgendaItem, Council, Meeting, MeetingKind, MeetingParty

CLOSED_AFTER = timedelta(days=45)


@dataclass(frozen=True)
class Line:
    """One agenda item with what came of it: a decision and a 宿題, or "" for none."""

    text: str
    kind: str = AgendaItem.Kind.TOPIC
    discussion: str = ""
    outcome: str = ""
    decision: str = ""
    homework: str = ""
    place_of_origin: str = ""
    about: Council | None = None


@dataclass
class Sitting:
    """A meeting, not saved yet, with its minutes: a planned one has no lines and no keeper."""

    meeting: Meeting
    lines: list[Line] = field(default_factory=list)
    parties: list[MeetingParty] = field(default_factory=list)
    is_numbered: bool = True
    zeal: float = 0.8


@dataclass
class Scene:
    """What all builders share: chance, today, kinds of meeting, who writes the records."""

    rng: Random
    today: datetime.date
    kinds: dict[tuple[int, str], MeetingKind]
    coordinators: dict[int, User]
    tier1_user: User

    @property
    def now(self):
        return timezone.now()

    def keeper_of(self, council):
        """Who writes the council's records: its coordinator, else the one of the first tier."""
        return self.coordinators.get(council.pk, self.tier1_user)

    def record(self, meeting):
        """Mark the meeting as written down a few days later, and as closed when long ago."""
        keeper = self.keeper_of(meeting.council)
        meeting.recorded_at = self._after(meeting.held_on, self.rng.randint(0, 6))
        meeting.recorded_by = keeper
        if self.today - meeting.held_on > CLOSED_AFTER and self.rng.random() < 0.85:
            meeting.closed_at = meeting.recorded_at + timedelta(days=7)
            meeting.closed_by = keeper
        meeting._history_user, meeting._history_date = keeper, meeting.recorded_at
        return meeting

    def _after(self, day, n_days):
        """Five in the afternoon n days later, but never in the future."""
        moment = datetime.combine(day + timedelta(days=n_days), time(17))
        return min(timezone.make_aware(moment), self.now)
