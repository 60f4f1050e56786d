"""Red twins: for every defence, what switches it off, and the tests that must then fail.

Each module here with TWINS, a list of Twin, is read. `python -m tests.twins [WORDS…]` takes a
copy of the tree, switches one defence off at a time and runs its tests there: they have to go
red, and to be green while the defence is there.
"""

import pkgutil
from dataclasses import dataclass
from importlib import import_module


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


def all_twins(words=()):
    """Every Twin of the modules here whose defence or path holds one of the words."""
    modules = [import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)
               if m.name != "__main__"]  # fmt: skip
    found = [twin for module in modules for twin in getattr(module, "TWINS", ())]
    return [t for t in found if not words or any(w in t.defence + t.path for w in words)]
