"""Mutants that are no fault: nothing anybody can see or keep differs. Each with its reason.

Told by hand, and only where the reason is a proof. They are shown in the count, and not in the
share.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Equivalent:
    """path, function, was, becomes, nth: as Mutant.key has them."""

    path: str
    function: str
    was: str
    becomes: str
    reason: str
    nth: int = 1

    @property
    def key(self):
        return self.path, self.function, self.was, self.becomes, self.nth


EQUIVALENT = [
    Equivalent(
        "resources/importing/survey.py",
        "",
        "120",
        "(119)",
        "LONGEST['words'] is read by nobody: _long() is asked for 'question' and 'option' alone.",
        nth=2,
    ),
]


def reasons():
    return {one.key: one.reason for one in EQUIVALENT}
