"""Reading across the room: what each page shows, prefetched in one named place."""

from councils.queries.councils import (
    councils_for_list,
    councils_with_page,
    find_councils,
    members_by_affiliation,
)
from councils.queries.exchange import (
    councils_for_gathering,
    exchange_years,
    exchange_years_with_parties,
    meetings_that_set_themes,
)
from councils.queries.meetings import (
    attendance_of,
    kinds_for,
    latest_meetings,
    meetings_for_gathering,
    meetings_for_list,
    meetings_for_sheet,
    meetings_like,
    meetings_of_sheet,
    meetings_with_minutes,
    meetings_with_series,
    next_number,
    open_action_items,
    planned_meeting,
    previous_meeting,
    read_with_previous,
)
from councils.queries.visions import meetings_to_choose, vision_wall, visions_of

__all__ = [
    "attendance_of",
    "councils_with_page",
    "councils_for_gathering",
    "councils_for_list",
    "exchange_years",
    "exchange_years_with_parties",
    "find_councils",
    "kinds_for",
    "latest_meetings",
    "meetings_for_gathering",
    "meetings_for_list",
    "meetings_for_sheet",
    "meetings_like",
    "meetings_of_sheet",
    "meetings_to_choose",
    "meetings_that_set_themes",
    "meetings_with_minutes",
    "meetings_with_series",
    "members_by_affiliation",
    "next_number",
    "open_action_items",
    "planned_meeting",
    "previous_meeting",
    "read_with_previous",
    "vision_wall",
    "visions_of",
]
