"""The six-part profile of a council as its page shows it (E6)."""

from dataclasses import dataclass

from councils.models import ProfilePart
from takasaki_sc.lib import wareki


@dataclass(frozen=True)
class Profile:
    """The parts that say something, in their fixed order.

    note: as-of and source where all parts share them, so that they are said once; else "", and
    each part says its own.
    """

    parts: list[ProfilePart]
    note: str


def profile_of(council):
    """The Profile of a council. Walks council.profile, so prefetch it."""
    order = ProfilePart.Part.values
    parts = sorted(
        (part for part in council.profile.all() if part.lines), key=lambda p: order.index(p.part)
    )
    notes = {note_of(part) for part in parts}
    return Profile(parts, notes.pop() if len(notes) == 1 else "")


def note_of(part):
    """「平成30年1月22日時点　高崎市発表資料」, or "" where neither is known."""
    day = f"{wareki.format_date(part.as_of)}時点" if part.as_of else ""
    return "　".join(filter(None, (day, part.source)))
