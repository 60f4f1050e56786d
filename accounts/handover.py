"""What somebody may still hold when they leave: each room says what, and how it is handed over.

The rooms declare their duties (see takasaki_sc/leaving.py); the page for leaving lists them.
"""

from collections.abc import Callable
from dataclasses import dataclass

DUTIES = []


@dataclass(frozen=True)
class Held:
    """One thing that somebody holds: what to call it, and the page where it is."""

    words: str
    url: str


@dataclass(frozen=True)
class Duty:
    """One kind of thing that people hold.

    name: its Japanese name. find(user): the things, as Held. hand(user, to, *, by): gives them
    all to somebody else and returns how many; None where a person has to decide on the page.
    todo: what happens, or what to do, in Japanese.
    """

    name: str
    find: Callable
    todo: str
    hand: Callable | None = None


def declare(*duties):
    """These kinds of things are looked for when somebody leaves."""
    DUTIES.extend(duty for duty in duties if duty not in DUTIES)


def held_by(user):
    """[(Duty, [Held, …])] for what the user holds now; kinds of which there is nothing left out."""
    found = [(duty, list(duty.find(user))) for duty in DUTIES]
    return [(duty, things) for duty, things in found if things]
