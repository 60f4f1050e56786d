"""A map without tiles: the outline of the city, names of towns, and numbered marks, as SVG shapes.

All lengths are millimetres on the paper; north is up. Positions are as good as the directory
knows them, often only the town.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians

from django.conf import settings

KM_PER_DEGREE = 111.2
MARK = 2.9  # radius of a numbered mark
LEAST_KM = 1.6  # a map of one street says nothing
MOST_MARKS = 60  # more numbers than that hide each other: dots
TOWN_LETTER = 3.2
CREDIT = "市の形：国土数値情報（N03）を加工　町の位置：Geolonia 住所データ（CC BY 4.0）"


@dataclass
class Mark:
    """A numbered mark at x, y; its true place is at home_x, home_y where it had to give way."""

    number: int
    x: float
    y: float
    home_x: float
    home_y: float

    @property
    def has_moved(self):
        return hypot(self.x - self.home_x, self.y - self.home_y) > MARK


@dataclass(frozen=True)
class TownName:
    """The name of a town, where there is room for it."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class PaperMap:
    """What the template draws. rings: the points attributes of the city's outline."""

    width: float
    height: float
    rings: tuple[str, ...]
    marks: tuple[Mark, ...]
    towns: tuple[TownName, ...]
    bar: float  # length of the scale bar
    bar_words: str

    @property
    def has_numbers(self):
        return len(self.marks) <= MOST_MARKS

    @property
    def bar_end(self):
        return self.bar + 4

    @property
    def foot(self):
        return self.height - 4

    @property
    def north(self):
        return self.width - 5


class _Frame:
    """From degrees to millimetres, so that the given places fit into the frame."""

    def __init__(self, places, width, height):
        lats, lngs = [lat for lat, _ in places], [lng for _, lng in places]
        self.lat, self.lng = (max(lats) + min(lats)) / 2, (max(lngs) + min(lngs)) / 2
        self.km_east = KM_PER_DEGREE * cos(radians(self.lat))
        east = max((max(lngs) - min(lngs)) * self.km_east, LEAST_KM)
        north = max((max(lats) - min(lats)) * KM_PER_DEGREE, LEAST_KM)
        self.width, self.height = width, height
        margin = 4 * MARK
        self.mm_per_km = min((width - margin) / east, (height - margin) / north)

    def place(self, lat, lng):
        x = self.width / 2 + (lng - self.lng) * self.km_east * self.mm_per_km
        y = self.height / 2 - (lat - self.lat) * KM_PER_DEGREE * self.mm_per_km
        return round(x, 2), round(y, 2)

    def holds(self, x, y, margin=0):
        return margin < x < self.width - margin and margin < y < self.height - margin


def map_of_places(numbered, width, height):
    """The map of numbered places [(number, lat, lng)], zoomed to them; None without any."""
    if not numbered:
        return None
    frame = _Frame([(lat, lng) for _, lat, lng in numbered], width, height)
    marks = [_mark(number, *frame.place(lat, lng)) for number, lat, lng in numbered]
    if len(marks) <= MOST_MARKS:
        _spread(marks, frame)
    return _draw(frame, marks, _town_names(frame, marks))


def map_of_city(numbered, width, height):
    """The whole city with numbered places, one a district."""
    edge = [(lat, lng) for ring in _outline() for lng, lat in ring]
    frame = _Frame(edge, width, height)
    marks = [_mark(number, *frame.place(lat, lng)) for number, lat, lng in numbered]
    _spread(marks, frame)
    return _draw(frame, marks, ())


def _mark(number, x, y):
    return Mark(number, x, y, x, y)


def _draw(frame, marks, towns):
    rings = tuple(
        " ".join("{},{}".format(*frame.place(lat, lng)) for lng, lat in ring) for ring in _outline()
    )
    km = next(km for km in (10, 5, 2, 1, 0.5, 0.2, 0) if km * frame.mm_per_km < frame.width / 3)
    words = f"{km}km" if km >= 1 else f"{round(km * 1000)}m"
    bar = round(km * frame.mm_per_km, 1)
    return PaperMap(frame.width, frame.height, rings, tuple(marks), tuple(towns), bar, words)


def _spread(marks, frame, rounds=60):
    """Push marks apart until none hides another, or patience ends."""
    for _ in range(rounds):
        moved = False
        for n, one in enumerate(marks):
            for other in marks[n + 1 :]:
                moved |= _push_apart(one, other)
        for mark in marks:
            mark.x = min(max(mark.x, MARK + 0.5), frame.width - MARK - 0.5)
            mark.y = min(max(mark.y, MARK + 0.5), frame.height - MARK - 0.5)
        if not moved:
            return


def _push_apart(one, other):
    apart = 2 * MARK + 0.3
    dx, dy = other.x - one.x, other.y - one.y
    distance = hypot(dx, dy)
    if distance >= apart:
        return False
    if distance < 0.01:  # one spot: part them along a turn that depends on their numbers
        dx, dy, distance = cos(other.number), cos(other.number + 1.6), 1.0
    step = (apart - min(distance, apart)) / 2 + 0.05
    one.x -= round(dx / distance * step, 2)
    one.y -= round(dy / distance * step, 2)
    other.x += round(dx / distance * step, 2)
    other.y += round(dy / distance * step, 2)
    return True


def _town_names(frame, marks):
    """Names of towns inside the frame that hide neither a mark nor each other."""
    taken = [(mark.x, mark.y, MARK, MARK) for mark in marks]
    for town, lat, lng in _towns():
        x, y = frame.place(lat, lng)
        half = len(town) * TOWN_LETTER / 2
        box = (x, y, half + 0.6, TOWN_LETTER / 2 + 0.6)
        fits = half < x < frame.width - half and frame.holds(x, y, TOWN_LETTER)
        if fits and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield TownName(town, x, round(y + TOWN_LETTER / 3, 2))


def _overlap(one, other):
    return abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < one[3] + other[3]


@cache
def _outline():
    """Rings of (lng, lat) of the city."""
    path = settings.BASE_DIR / "static" / "geo" / "takasaki.geojson"
    (city,) = json.loads(path.read_text("utf-8"))["features"]
    return tuple(
        tuple(map(tuple, ring)) for shape in city["geometry"]["coordinates"] for ring in shape
    )


@cache
def _towns():
    """(name, lat, lng) of every town of the city."""
    path = settings.BASE_DIR / "fixtures" / "takasaki" / "towns.json"
    towns = (row["fields"] for row in json.loads(path.read_text("utf-8")))
    return tuple(
        (town["name"], float(town["latitude"]), float(town["longitude"]))
        for town in towns
        if not town["koaza"]
    )
