"""How far a point lies outside the outline of the city: a swapped or mistyped position shows."""

import json
from functools import cache
from math import cos, hypot, radians

from django.conf import settings

KM_A_DEGREE = 111.2
FAR_KM = 3
"""The outline is simplified and places just over the border are real: only more is odd."""


@cache
def city_rings():
    """The outer rings of the city's outline as [[(longitude, latitude), …], …]."""
    path = settings.BASE_DIR / "static" / "geo" / "takasaki.geojson"
    features = json.loads(path.read_text("utf-8"))["features"]
    return [
        [tuple(point) for point in polygon[0]]
        for feature in features
        for polygon in feature["geometry"]["coordinates"]
    ]


def is_far_outside(latitude, longitude):
    """Whether a position lies more than FAR_KM outside the city."""
    return km_outside(float(latitude), float(longitude)) > FAR_KM


def km_outside(latitude, longitude):
    """0 inside the city, else about how many kilometres away from its border."""
    if any(_is_inside(longitude, latitude, ring) for ring in city_rings()):
        return 0.0
    return min(
        _km_to_side(longitude, latitude, a, b)
        for ring in city_rings()
        for a, b in zip(ring, ring[1:], strict=False)
    )


def _is_inside(x, y, ring):
    """Even-odd rule: how often a line to the east crosses the ring."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _km_to_side(x, y, a, b):
    wide = KM_A_DEGREE * cos(radians(y))
    ax, ay = (a[0] - x) * wide, (a[1] - y) * KM_A_DEGREE
    bx, by = (b[0] - x) * wide, (b[1] - y) * KM_A_DEGREE
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = max(0, min(1, -(ax * dx + ay * dy) / length)) if length else 0
    return hypot(ax + t * dx, ay + t * dy)
