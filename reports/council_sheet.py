"""The one-page council sheet (E7): what it says, gathered from every room, before it is cut to fit.

Nothing here is ever lost without a word: what does not fit is counted (「ほか 3件」), and a long
line that is shortened ends in 「…」.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from activities.queries import living_activities
from councils import queries
from councils.models import Council, CouncilMember, Meeting, ProfilePart
from councils.queries.figures import DayOfFigures, figures_by_day
from councils.queries.people import coordinators_of, is_in_force
from councils.queries.stages import Track, stage_track
from councils.queries.strengths import MeetingYear, meeting_year
from resources.models import SocialResource
from takasaki_sc.lib import wareki

N_MEETINGS = 3
PROMINENT = ("人口", "世帯数", "高齢者人口", "高齢化率")


@dataclass(frozen=True)
class Sheet:
    """Everything the sheet could say about a council on one day."""

    council: Council
    today: date
    is_inside: bool
    track: Track
    year: MeetingYear
    figures: DayOfFigures | None
    coordinators: list[str]
    members: list[str]
    parts: list[tuple[str, list[str]]]
    topics: list[str]
    decisions: list[str]
    resources: Counter
    activities: list[str]

    @property
    def vision(self):
        """The vision of today, or None."""
        return next(iter(self.council.visions.all()), None)

    @property
    def figure_words(self):
        """「人口 14,212人、高齢化率 29.86%」 of the newest day; doubtful ones carry a （？）."""
        if not self.figures:
            return ""
        shown = [f for f in self.figures.figures if f.label in PROMINENT] or self.figures.figures
        said = [f"{f.label} {f.printed}{'（？）' if f.is_doubtful else ''}" for f in shown[:5]]
        rate = self.figures.rate
        if rate and (rate.printed is None or rate.differs):
            said.append(f"高齢化率（計算） {rate.words}")
        return "、".join(said)

    @property
    def figure_source(self):
        """「平成29年7月3日時点、出典：…」, where there are figures."""
        return f"{self.figures.as_of_words}時点、出典：{'、'.join(self.figures.sources)}"


def council_sheet(pk, today, *, inside):
    """The Sheet of a council. inside: names and items marked 内部だけ too; else to hand out."""
    council = queries.councils_with_page().get(pk=pk)
    meetings = _recorded(council)
    return Sheet(
        council=council,
        today=today,
        is_inside=inside,
        track=stage_track(council, council.stages.all()),
        year=meeting_year(council, today),
        figures=next(iter(figures_by_day(council.area)), None),
        coordinators=_coordinators(council, today, inside=inside),
        members=_members(council, today) if inside else [],
        parts=_parts(council),
        topics=_lines(meetings, "agenda_items", inside=inside),
        decisions=_lines(meetings, "decisions", inside=inside),
        resources=_resources(council, inside=inside),
        activities=_activities(council, today),
    )


def _recorded(council):
    """The last recorded meetings with what was said, newest first."""
    meetings = Meeting.objects.recorded().filter(council=council)
    newest = meetings.order_by("-held_on", "-pk")[:N_MEETINGS]
    return list(newest.prefetch_related("agenda_items", "decisions"))


def _lines(meetings, what, *, inside):
    """「見守りの進め方（10月20日）」 of all those meetings, newest first."""
    return [
        f"{line.text}（{_day(meeting)}）"
        for meeting in meetings
        for line in getattr(meeting, what).all()
        if inside or not line.is_internal
    ]


def _day(meeting):
    if meeting.is_month_only:
        return wareki.format_month(meeting.held_on)
    return wareki.format_short(meeting.held_on)


def _coordinators(council, today, *, inside):
    said = []
    for term in coordinators_of(council):
        if is_in_force(term, today):
            who = str(term.person) if inside else f"{term.get_tier_display()}SC"
            since = f"、{wareki.format_month(term.from_on)}〜" if term.from_on else ""
            by = f" {term.contractor}" if term.contractor else ""
            said.append(f"{who}（{term.get_appointment_display()}{by}{since}）")
    return said


def _members(council, today):
    """「見本 花子（会長）」, those with an office first."""
    seats = council.members.on_day(today).select_related("person")
    order = list(CouncilMember.Affiliation.values)
    ranked = sorted(seats, key=lambda s: (not s.office, not s.is_core, order.index(s.affiliation)))
    return [f"{s.person}（{s.office}）" if s.office else str(s.person) for s in ranked]


def _parts(council):
    standing = {row.part: row.lines for row in council.profile.all()}
    return [(part.label, standing.get(part.value, [])) for part in ProfilePart.Part]


def _resources(council, *, inside):
    """{kind: how many} of what is going on today."""
    resources = SocialResource.objects.filter(council=council, status=SocialResource.Status.ACTIVE)
    if not inside:
        resources = resources.filter(is_public=True)
    return Counter(resources.order_by().values_list("kind", flat=True))


def _activities(council, today):
    return [
        f"{activity}（{'お休み中' if activity.is_paused else activity.get_kind_display()}）"
        for activity in living_activities(council, today)
    ]
