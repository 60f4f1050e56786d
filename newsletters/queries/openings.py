"""Support activities that began in the months an issue reports on, and the article they would make.

One record, many outputs (K4): the bubbles are the way of the activity, the hours and the fee are
those of the activity. A draft is a copy; the editor goes on from there.
"""

from dataclasses import dataclass

from activities.models import SupportActivity
from activities.queries.flow import bubbles_of
from activities.queries.support import activities_with_story
from newsletters.models import Article, FlowStep, Issue
from newsletters.queries.issues import last_day

MOST_STEPS = 6
LONGEST_BUBBLE, LONGEST_SPEAKER = 60, 30


@dataclass(frozen=True)
class Opening:
    """An activity that began, and its article in the issue where there is one."""

    activity: SupportActivity
    article: Article | None


@dataclass(frozen=True)
class Draft:
    """What the article would say: field values, and unsaved bubbles in order."""

    words: dict
    steps: list[FlowStep]
    n_left_out: int


def openings_of(issue):
    """The Openings of an issue's months, oldest first; a council's own letter has its own only."""
    began = activities_with_story().filter(
        started_on__range=(issue.coverage_from, last_day(issue.coverage_until))
    )
    if issue.series.council_id:
        began = began.filter(council=issue.series.council_id)
    articles = {a.activity_id: a for a in issue.articles.all() if a.activity_id}
    rows = began.order_by("started_on", "council__order", "pk")
    return [Opening(activity, articles.get(activity.pk)) for activity in rows]


def issues_for(activity):
    """Issues that are not out and may carry an article on the activity: first those that report
    on the month in which it began."""
    issues = (
        Issue.objects.exclude(state=Issue.State.PUBLISHED)
        .select_related("series")
        .order_by("-issued_on", "series__title", "pk")
    )
    own = [i for i in issues if i.series.council_id in (None, activity.council_id)]
    return sorted(own, key=lambda issue: not _reports_on(issue, activity.started_on))


def _reports_on(issue, day):
    return bool(day) and issue.coverage_from <= day <= last_day(issue.coverage_until)


def draft_of(activity):
    """The Draft of an activity read with activities_with_story()."""
    bubbles = bubbles_of(activity)
    kept = bubbles if len(bubbles) <= MOST_STEPS else [*bubbles[: MOST_STEPS - 1], bubbles[-1]]
    steps = [
        FlowStep(
            text=_cut(bubble.text, LONGEST_BUBBLE),
            speaker=_cut(bubble.speaker, LONGEST_SPEAKER),
            figure=bubble.figure,
            has_arrow=bubble is not kept[-1],
            is_highlight=bubble.is_highlight,
        )
        for bubble in kept
    ]
    words = {
        "layout": Article.Layout.FLOW,
        "colour": Article.Colour.PLUM,
        "council": activity.council,
        "activity": activity,
        "title": _cut(f"{_called(activity)}が始まりました", 80),
        "future": _when_and_how_much(activity),
    }
    return Draft(words, steps, len(bubbles) - len(kept))


def _called(activity):
    """「居場所「さのんち」」; a name that has a kind or marks of its own stands alone."""
    if "「" in activity.name or activity.get_kind_display() in activity.name:
        return activity.name
    return f"{activity.get_kind_display()}「{activity}」"


def _when_and_how_much(activity):
    """「*毎週火曜 10:00〜13:00　参加費 200円*」, in bold as the paper marks it."""
    fee = f"参加費・利用料 {activity.fee_text}" if activity.fee_text else ""
    said = "　".join(filter(None, [activity.schedule_text, activity.place, fee]))
    return f"*{said}*" if said else ""


def _cut(text, most):
    """What is too long for its place ends in 「…」, for the editor to shorten."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
