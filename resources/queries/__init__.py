"""Reading across the room: what each page shows, prefetched in one named place."""

from resources.queries.directory import (
    batches_for_list,
    districts,
    map_points,
    next_days,
    points_of,
    resource_for_page,
    resources_for_cards,
    resources_visible_to,
    rows_for_preview,
)

__all__ = [
    "batches_for_list",
    "districts",
    "map_points",
    "next_days",
    "points_of",
    "resource_for_page",
    "resources_for_cards",
    "resources_visible_to",
    "rows_for_preview",
]
