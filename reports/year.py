"""年度の締めと始まり: what of a year still wants something before the next one begins."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef

from councils.models import (
    ActionItem,
    Coordinator,
    Council,
    CouncilMember,
    Meeting,
    Proposal,
)
from councils.queries.proposals import longest_wait_first
from takasaki_sc.lib.wareki import fiscal_year, fiscal_year_bounds

CALLED_OFF = (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED)
EARLIEST_MONTH = 2
"""From February on the year that runs is the one to be finished; before that, the last one."""


def year_to_turn(today):
    """The 年度 whose end is at hand or just behind."""
    year = fiscal_year(today)
    return year if EARLIEST_MONTH <= today.month < 4 else year - 1


@dataclass(frozen=True)
class Ending:
    """A council and the people of it whose term ends with the year."""

    council: Council
    names: list[str]


@dataclass(frozen=True)
class Turn:
    """Everything the page of one year's end shows. Each part is asked once.

    year: the 年度 that ends, by the year of its April. today: a date.
    """

    year: int
    today: date

    @property
    def last_day(self):
        return fiscal_year_bounds(self.year)[1]

    @property
    def next_first_day(self):
        return fiscal_year_bounds(self.year + 1)[0]

    @property
    def has_next(self):
        """Whether the year after it has a page too."""
        return self.year <= year_to_turn(self.today)

    @cached_property
    def unwritten(self):
        """Meetings whose day is past and whose minutes nobody wrote, oldest first."""
        return list(
            self._meetings.filter(recorded_at=None, held_on__lt=self.today)
            .exclude(form__in=CALLED_OFF)
            .order_by("held_on", "pk")
        )

    @cached_property
    def unclosed(self):
        """Meetings with minutes that are not fixed yet, oldest first."""
        return list(
            self._meetings.filter(recorded_at__isnull=False, closed_at=None)
            .order_by("held_on", "pk")
        )  # fmt: skip

    @cached_property
    def ending_terms(self):
        """Endings: members whose term ends with the year and who have no next one."""
        seats = CouncilMember.objects.filter(until_on=self.last_day).select_related("person")
        return _by_council(seats.filter(~Exists(_next_term(CouncilMember, self.last_day))))

    @cached_property
    def ending_coordinators(self):
        """Endings: coordinators whose appointment ends with the year, without another."""
        terms = Coordinator.objects.filter(until_on=self.last_day).select_related("person")
        return _by_council(terms.exclude(council=None))

    @cached_property
    def without_coordinator(self):
        """Councils that nobody is appointed for when the next year begins."""
        appointed = Coordinator.objects.on_day(self.next_first_day)
        held = appointed.filter(council=OuterRef("pk"))
        return list(Council.objects.tier2().filter(~Exists(held)).in_board_order())

    @cached_property
    def homework(self):
        """Open 宿題 from meetings of the year or before, the oldest due day first."""
        items = ActionItem.objects.open().filter(meeting__held_on__lte=self.last_day)
        items = items.select_related("meeting__council", "person")
        return sorted(items, key=lambda item: (item.due_on or date.max, item.pk))

    @cached_property
    def overdue(self):
        """Those of them whose day will be past when the next year begins."""
        return [item for item in self.homework if item.due_on and item.due_on < self.next_first_day]

    @cached_property
    def proposals(self):
        """Proposals on their way, the longest wait first."""
        waiting = Proposal.objects.filter(raised_on__lte=self.last_day)
        waiting = waiting.exclude(state=Proposal.State.REPORTED)
        return longest_wait_first(waiting.select_related("council", "tier1_meeting"))

    @cached_property
    def unplanned(self):
        """Councils with no meeting planned in the next year."""
        first, last = fiscal_year_bounds(self.year + 1)
        planned = Meeting.objects.filter(council=OuterRef("pk"), held_on__range=(first, last))
        return list(Council.objects.tier2().filter(~Exists(planned)).in_board_order())

    @property
    def counts(self):
        """{key: how many} of each part, for the record of the day the year is closed."""
        return {
            "unwritten": len(self.unwritten),
            "unclosed": len(self.unclosed),
            "ending_terms": sum(len(ending.names) for ending in self.ending_terms),
            "without_coordinator": len(self.without_coordinator),
            "homework": len(self.homework),
            "proposals": len(self.proposals),
        }

    @property
    def _meetings(self):
        return Meeting.objects.in_fiscal_year(self.year).select_related("council", "kind")


def _next_term(model, last_day):
    """A later or open row of the same person in the same council."""
    return model.objects.filter(
        council=OuterRef("council"), person=OuterRef("person"), from_on__gt=last_day
    )


def _by_council(rows):
    """Endings in board order. rows: of people with council and person."""
    names = {}
    for row in rows.select_related("council").order_by("council__tier", "council__order", "pk"):
        names.setdefault(row.council, []).append(str(row.person))
    return [Ending(council, people) for council, people in names.items()]
