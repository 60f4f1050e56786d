"""The way of an activity as speech bubbles: on its page, and in the newsletter (C13, C16)."""

from dataclasses import dataclass

from activities.models import ActivityStep

Kind = ActivityStep.Kind

FIGURES = {
    Kind.VOICE: "neighbours",
    Kind.NEED: "elders",
    Kind.MEETING: "group",
    Kind.VISIT: "walkers",
    Kind.PARTNER: "staff",
    Kind.OPENING: "house",
    Kind.OTHER: "heart",
}
"""Codes of the newsletter's small drawings (its room lies to the right and cannot be asked)."""

SPEAKERS = {
    Kind.VOICE: "地域の声",
    Kind.NEED: "協議体",
    Kind.MEETING: "協議体",
    Kind.VISIT: "見学",
    Kind.PARTNER: "協力者",
}


@dataclass(frozen=True)
class Bubble:
    """One speech bubble: the step it tells of, who says it, and how it is drawn."""

    step: ActivityStep
    text: str
    speaker: str
    figure: str
    has_arrow: bool
    is_highlight: bool


def bubbles_of(activity):
    """The Bubbles of an activity read with queries.support.activities_with_story()."""
    steps = list(activity.steps.all())
    return [
        Bubble(
            step=step,
            text=step.text,
            speaker=_speaker(step, activity),
            figure=FIGURES[step.kind],
            has_arrow=step is not steps[-1],
            is_highlight=step.kind == Kind.OPENING,
        )
        for step in steps
    ]


def _speaker(step, activity):
    if step.kind == Kind.OPENING:
        return activity.name
    if step.kind == Kind.PARTNER and step.partner:
        return step.partner.name
    if step.kind == Kind.VISIT and step.visit:
        return step.visit.other_name or step.visit.visited.name
    return SPEAKERS.get(step.kind, "")
