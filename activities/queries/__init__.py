"""Reading across the room: what each page shows, prefetched in one named place."""

from activities.queries.roadmaps import (
    activities_for_choice,
    carriable_steps,
    counted,
    mark_of_step,
    roadmap_of,
    steps_with_links,
    vision_shown,
)
from activities.queries.support import activities_with_story, living_activities

__all__ = [
    "activities_for_choice",
    "activities_with_story",
    "carriable_steps",
    "counted",
    "living_activities",
    "mark_of_step",
    "roadmap_of",
    "steps_with_links",
    "vision_shown",
]
