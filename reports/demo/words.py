"""The word banks of fixtures/demo, and what gives every council a voice of its own."""

import json
from dataclasses import dataclass
from datetime import time
from functools import cache
from random import Random

from django.conf import settings

from takasaki_sc.lib import wareki

SEED = 19
STARTS = (time(10), time(13, 30), time(14), time(18, 30), time(19))


@cache
def bank(name):
    """What fixtures/demo/<name>.json holds."""
    return json.loads((settings.BASE_DIR / "fixtures" / "demo" / f"{name}.json").read_text("utf-8"))


@dataclass(frozen=True)
class Topic:
    """One thing a council can talk about, and what came of it."""

    text: str
    discussion: str
    outcome: str
    decision: str
    homework: str


@dataclass(frozen=True)
class Voice:
    """How one council meets and what it talks about first.

    week and weekday: 第2 (week=2) 火曜 (weekday=1). tracks: two rows of topics that run side by
    side; no topic comes twice. zeal: how likely a member is to come.
    """

    hall: str
    week: int
    weekday: int
    starts_at: time
    is_numbered: bool
    tracks: tuple[tuple[Topic, ...], tuple[Topic, ...]]
    first_number: int
    zeal: float

    @property
    def ends_at(self):
        """An hour and a half later."""
        hours, minutes = divmod(self.starts_at.hour * 60 + self.starts_at.minute + 90, 60)
        return time(hours, minutes)

    @property
    def schedule_text(self):
        """「毎月第2火曜 13:30〜15:00」"""
        hours = wareki.format_time_range(self.starts_at, self.ends_at)
        return f"毎月第{self.week}{wareki.WEEKDAYS[self.weekday]}曜 {hours}"


def voices(councils):
    """{council pk: Voice}; councils in a fixed order give the same voices every time."""
    rng = Random(SEED)
    towns = [head + tail for head in bank("words")["town_heads"]
             for tail in bank("words")["town_tails"]]  # fmt: skip
    rng.shuffle(towns)
    return {
        council.pk: _voice(rng, _themes(rng, n), towns[n * 3 : n * 3 + 3])
        for n, council in enumerate(councils)
    }


def _themes(rng, n):
    """Two rows of themes for the nth council: no two councils begin with the same pair."""
    themes = bank("topics")
    lead = themes[n % len(themes)]
    partner = themes[(n + 1 + n // len(themes)) % len(themes)]
    others = [theme for theme in themes if theme not in (lead, partner)]
    rng.shuffle(others)
    half = len(others) // 2
    return [lead, *others[:half]], [partner, *others[half:]]


def _voice(rng, themes, towns):
    hall = rng.choice(bank("words")["halls"])
    return Voice(
        hall=hall,
        week=rng.randint(1, 4),
        weekday=rng.randint(0, 4),
        starts_at=rng.choice(STARTS),
        is_numbered=rng.random() < 0.6,
        tracks=tuple(_track(row, hall, towns) for row in themes),
        first_number=rng.randint(58, 96),
        zeal=rng.uniform(0.62, 0.92),
    )


def _track(themes, hall, towns):
    """Topics of the themes one after the other; within a theme the story goes on."""
    return tuple(
        Topic(**{key: text.format(hall=hall, town=towns[n % len(towns)])
                 for key, text in topic.items()})
        for n, theme in enumerate(themes) for topic in theme["topics"]
    )  # fmt: skip
