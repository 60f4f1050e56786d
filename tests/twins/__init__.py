"""Red twins: for every defence, what switches it off, and the tests that must then fail.

Each module here holds TWINS, a list of Twin. `python -m tests.twins [WORDS…]` takes a copy of the
tree, switches one defence off at a time and runs its tests there: they have to go red, and green
again when the defence is back.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Twin:
    """One defence, and how it is switched off.

    defence: what it keeps from happening, in Japanese, for docs/assurance.md.
    path: the file that holds it, from the project's root.
    was, becomes: the text taken out (it stands there exactly once) and what is put instead.
    tests: pytest arguments, as narrow as possible, of which at least one must fail.
    """

    defence: str
    path: str
    was: str
    becomes: str
    tests: tuple[str, ...]
