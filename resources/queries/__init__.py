"""Reading across the room: what each page shows, prefetched in one named place."""

from resources.queries.directory import (
    batches_for_list,
    districts,
    kinds_in,
    map_points,
    next_days,
    points_of,
    resource_for_page,
    resources_for_cards,
    resources_visible_to,
    rows_for_preview,
    versions_of,
)

__all__ = [
    "batches_for_list",
    "districts",
    "kinds_in",
    "map_points",
    "next_days",
    "points_of",
    "resource_for_page",
    "resources_for_cards",
    "resources_visible_to",
    "rows_for_preview",
    "versions_of",
]
