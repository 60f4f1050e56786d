"""One small fault in one module, and how it reads."""

from collections import Counter
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Mutant:
    """path: from the project's root. start, end: bytes of the source that `becomes` replaces.

    function: where it stands ("" at the top of the module). first, last: its lines; body: those
    of the function around it. is_late: runs when the function is called, not on import. nth: of
    those in its module that read the same.
    """

    path: str
    function: str
    was: str
    becomes: str
    start: int
    end: int
    first: int
    last: int
    body: tuple[int, int]
    is_late: bool
    nth: int = 1

    @property
    def key(self):
        """Still the same when its lines moved."""
        return self.path, self.function, _short(self.was), _short(self.becomes), self.nth

    def __str__(self):
        where = f"{self.path}:{self.first} {self.function}".strip()
        return f"{where}: {_short(self.was)} → {_short(self.becomes) or '（なし）'}"

    def put_into(self, source):
        """The source, as bytes, with the fault in it."""
        return source[: self.start] + self.becomes.encode() + source[self.end :]


def numbered(mutants):
    """Those that read the same, told apart by their number."""
    met, found = Counter(), []
    for mutant in mutants:
        met[mutant.key] += 1
        found.append(replace(mutant, nth=met[mutant.key]))
    return found


def _short(words):
    return " ".join(words.split())
