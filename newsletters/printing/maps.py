"""A sketch map for paper and web: the city's outline and numbered places, no tiles, no network."""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians

from django.conf import settings

WIDTH, HEIGHT = 188, 84
"""Of the picture, in its own units: 1 unit = 1 mm on paper."""
INSET = 26
KM_PER_DEGREE = 111.2
NARROWEST_KM = 5
APART = 6.4
"""Two numbers stand at least so far from each other; a line leads to the real place."""
ROUNDS = 60
BARS_KM = (10, 5, 2, 1)


@dataclass(frozen=True)
class Spot:
    """A numbered place: where it is (x, y) and where its number stands (at_x, at_y)."""

    number: int
    x: float
    y: float
    at_x: float
    at_y: float


@dataclass(frozen=True)
class Window:
    """The part of the world a picture shows: kilometres to its units."""

    left: float
    top: float
    scale: float

    def place(self, point):
        east, north = point
        x, y = (east - self.left) * self.scale, (self.top - north) * self.scale
        return round(x, 2), round(y, 2)


@dataclass(frozen=True)
class SketchMap:
    """Everything the template draws."""

    outline: str
    spots: list[Spot]
    bar_km: int
    bar: float
    inset: str
    frame: tuple

    width, height, inset_size = WIDTH, HEIGHT, INSET
    inner_width, inner_height = WIDTH - 0.6, HEIGHT - 0.6


def sketch_map(points):
    """The SketchMap of [(latitude, longitude), …], numbered from 1; without points the city."""
    places = [_kilometres(lat, lon) for lat, lon in points]
    edge = [point for ring in _rings() for point in ring]
    window = _window(places or edge, WIDTH, HEIGHT, margin=10)
    whole = _window(edge, INSET, INSET, margin=2)
    bar_km = next((km for km in BARS_KM if km * window.scale <= WIDTH / 4), BARS_KM[-1])
    return SketchMap(
        outline=_path(window),
        spots=_spots([window.place(place) for place in places]),
        bar_km=bar_km,
        bar=round(bar_km * window.scale, 2),
        inset=_path(whole),
        frame=_frame(window, whole),
    )


def _kilometres(latitude, longitude):
    """East and north in kilometres; over one city the earth is flat enough."""
    return longitude * KM_PER_DEGREE * cos(radians(36.35)), latitude * KM_PER_DEGREE


@cache
def _rings():
    """The rings of the city's outline, in kilometres (static/geo/)."""
    path = settings.BASE_DIR / "static" / "geo" / "takasaki.geojson"
    shapes = json.loads(path.read_text())["features"][0]["geometry"]["coordinates"]
    return [[_kilometres(lat, lon) for lon, lat in ring] for polygon in shapes for ring in polygon]


def _window(places, width, height, *, margin):
    """All places with a margin, never nearer than NARROWEST_KM across."""
    easts, norths = [east for east, _ in places], [north for _, north in places]
    across = max(max(easts) - min(easts), NARROWEST_KM)
    down = max(max(norths) - min(norths), NARROWEST_KM * height / width)
    scale = min((width - 2 * margin) / across, (height - 2 * margin) / down)
    middle = (max(easts) + min(easts)) / 2, (max(norths) + min(norths)) / 2
    return Window(middle[0] - width / scale / 2, middle[1] + height / scale / 2, scale)


def _path(window):
    """The outline as the `d` of an SVG path."""
    rings = (
        "M" + "L".join(f"{x} {y}" for x, y in map(window.place, ring)) + "Z" for ring in _rings()
    )
    return "".join(rings)


def _frame(window, whole):
    """x, y, width and height of the big picture within the small one, in the small one's units."""
    x, y = whole.place((window.left, window.top))
    wide, high = WIDTH / window.scale * whole.scale, HEIGHT / window.scale * whole.scale
    x, y = max(x, 0), max(y, 0)
    return x, y, round(min(wide, INSET - x), 2), round(min(high, INSET - y), 2)


def _spots(places):
    """Numbers pushed apart where places lie close together, always in the same way."""
    at = [list(place) for place in places]
    for _ in range(ROUNDS):
        for one in range(len(at)):
            for other in range(one + 1, len(at)):
                _push_apart(at[one], at[other], turn=one + other)
    return [
        Spot(number, x, y, round(a, 2), round(b, 2))
        for number, ((x, y), (a, b)) in enumerate(zip(places, at, strict=True), start=1)
    ]


def _push_apart(one, other, *, turn):
    dx, dy = other[0] - one[0], other[1] - one[1]
    far = hypot(dx, dy)
    if far >= APART:
        return
    if far < 0.01:  # the very same spot: any direction will do, but always the same one
        dx, dy, far = (1.0, 0.0, 1.0) if turn % 2 else (0.0, 1.0, 1.0)
    step = (APART - far) / 2 / far
    for number, sign in ((one, -1), (other, 1)):
        number[0] = min(max(number[0] + sign * dx * step, 4), WIDTH - 4)
        number[1] = min(max(number[1] + sign * dy * step, 4), HEIGHT - 4)
