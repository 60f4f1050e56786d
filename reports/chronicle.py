"""事業のあゆみ (E12): what happened in the programme year by year, gathered from the records.

Only what may be told to anybody: milestones written down by hand, which councils began, what was
held for the whole city, which activities and newsletters began, which visions were decided. No
names of people.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from activities.models import Event, SupportActivity
from councils.models import Council, Meeting, Vision, worded
from newsletters.models import Issue
from reports.models import Milestone
from takasaki_sc.lib import wareki
from takasaki_sc.lib.seen import mark_of


@dataclass(frozen=True)
class Step:
    """One line: when (""  where only the year is known), what sort of thing, what happened."""

    day: date
    when: str
    sort: str
    text: str
    milestone: int | None = None


@dataclass(frozen=True)
class Year:
    """One fiscal year of the chronicle, in the order of its days."""

    year: int
    steps: list[Step]

    @property
    def name(self):
        return wareki.format_fiscal_year(self.year)


def chronicle(today):
    """[Year] oldest first, up to today. Seven queries, whatever the volume."""
    years = defaultdict(list)
    for gather in (_milestones, _begun, _exchanges, _events, _activities, _issues, _visions):
        for step in gather(today):
            years[wareki.fiscal_year(step.day)].append(step)
    return [
        Year(year, sorted(years[year], key=lambda step: (step.day, step.sort, step.text)))
        for year in sorted(years)
    ]


def _milestones(today):
    for row in Milestone.objects.filter(on__lte=today):
        yield Step(row.on, row.when_text, "事業", row.text, row.pk)


def _begun(today):
    """Councils by the label of their start, one line a cohort."""
    cohorts = defaultdict(list)
    for council in Council.objects.tier2().in_board_order():
        if council.cohort_year:
            cohorts[council.cohort_year, council.cohort_label].append(council.name)
    for (year, label), names in cohorts.items():
        words = f"{label}に" if label else ""
        text = worded(f"{words}{len(names)}の{{tier2}}協議体が取組みを始める：{'、'.join(names)}")
        if date(year, 4, 1) <= today:
            yield Step(date(year, 4, 1), "", "協議体", text)


def _exchanges(today):
    rows = Meeting.objects.counted().filter(kind__is_exchange=True, held_on__lte=today)
    for meeting in rows.select_related("kind"):
        theme = f"「{meeting.theme}」" if meeting.theme else ""
        yield Step(meeting.held_on, meeting.day_words, "集まり", f"{meeting.title}{theme}")


def _events(today):
    for event in Event.objects.held().filter(council=None, from_on__lte=today):
        words = f"{event.title}（{event.theme}）" if event.theme else event.title
        day = wareki.format_date(event.from_on)
        yield Step(event.from_on, day, event.get_kind_display(), words)


def _activities(today):
    rows = SupportActivity.objects.filter(started_on__lte=today).select_related("council")
    for activity in rows:
        day = wareki.format_month(activity.started_on)
        words = f"{activity.council}で{activity.name}が始まる"
        yield Step(activity.started_on, day, "支え合い活動", words)


def _issues(today):
    """The first number of every newsletter that we hold."""
    seen = set()
    rows = Issue.objects.filter(state=Issue.State.PUBLISHED, issued_on__lte=today)
    for issue in rows.select_related("series").order_by("issued_on", "pk"):
        if issue.series_id not in seen:
            seen.add(issue.series_id)
            day = wareki.format_month(issue.issued_on)
            words = f"{issue.series.title} 第{issue.number}号を発行"
            yield Step(issue.issued_on, day, "広報紙", words)


def _visions(today):
    rows = Vision.objects.filter(decided_on__lte=today).select_related("council")
    for vision in rows:
        day = wareki.format_date(vision.decided_on)
        words = f"{vision.council}が目指す地域像「{vision.main_line}」を決める"
        yield Step(vision.decided_on, day, "地域像", words)


def mark_of_milestone(milestone):
    """The mark of what the edit page of a milestone shows."""
    return mark_of(milestone.on, milestone.when_text, milestone.text, milestone.source)
