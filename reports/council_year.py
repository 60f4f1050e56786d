"""One council in one fiscal year (年度シート): its numbers, meetings, bodies and own words."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from councils.models import Council, CouncilBody, Meeting
from reports.annual.numbers import beside, numbers_of
from reports.figures import Scope
from reports.models import CouncilNote
from reports.queries import note_of
from takasaki_sc.lib import wareki

WANTED = (
    ("meetings-held", ()),
    ("meetings-unwritten", ()),
    ("meetings-written", ()),
    ("outreach", ()),
    ("consultations", ()),
    ("trainees", ("course",)),
    ("supporters", ()),
    ("activities-living", ("kind",)),
    ("activities-begun", ()),
    ("activity-participants", ()),
    ("proposals-raised", ()),
    ("proposals-answered", ()),
    ("resources-confirmed", ()),
)
SHOWN = ("meetings-held", "outreach", "consultations", "trainees", "supporters",
         "activities-living", "activity-participants", "resources-confirmed")  # fmt: skip


@dataclass(frozen=True)
class CouncilYear:
    """Everything the sheet shows."""

    council: Council
    year: int
    numbers: dict
    meetings: list
    bodies: list[str]
    note: CouncilNote
    today: date

    @property
    def year_name(self):
        return wareki.format_fiscal_year(self.year)

    @property
    def meeting_lines(self):
        """(meeting, how it was held): what nobody wrote down yet was not 「開催」."""
        return [(meeting, self._held(meeting)) for meeting in self.meetings]

    def _held(self, meeting):
        if meeting.is_recorded or meeting.is_cancelled:
            return meeting.get_form_display()
        return "予定" if meeting.held_on >= self.today else "記録がまだ"

    @property
    def tiles(self):
        return [
            self.numbers[key] | {"key": key, "beside": beside(self.numbers, key)} for key in SHOWN
        ]


def council_year(council, year, *, hides_small):
    """The CouncilYear. hides_small: for those who do not work with this council's people."""
    scope = Scope.fiscal_year(year, council=council)
    meetings = Meeting.objects.filter(council=council).in_fiscal_year(year)
    bodies = CouncilBody.objects.filter(council=council).on_day(scope.last)
    return CouncilYear(
        council,
        year,
        numbers_of(scope, WANTED, hides_small=hides_small),
        list(meetings.select_related("kind").order_by("held_on", "pk")),
        [str(body.organisation) for body in bodies.select_related("organisation")],
        note_of(council, year),
        timezone.localdate(),
    )
