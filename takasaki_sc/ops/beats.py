"""Beats: small files that say when a job of the house last did its work.

They lie in STATE_DIR, not in the database: whoever asks how things are can read them while the
database is away, and a copy of the database carries none of them.
"""

import contextlib
import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

WORKER = "worker"


@dataclass(frozen=True)
class Beat:
    """When something was last done, and how many milliseconds it took."""

    at: float
    ms: int = 0

    @property
    def age(self):
        """Seconds since then."""
        return max(0.0, time.time() - self.at)


def beat(name, *, ms=0):
    """Say that `name` has just done its work. A full disk is no reason to fail the work."""
    folder = Path(settings.STATE_DIR)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, scratch = tempfile.mkstemp(dir=folder, prefix=".beat-")
        with os.fdopen(descriptor, "w") as file:
            json.dump({"at": time.time(), "ms": ms}, file)
        Path(scratch).replace(folder / f"{name}.json")


def last(name):
    """The last Beat of `name`, or None."""
    try:
        kept = json.loads((Path(settings.STATE_DIR) / f"{name}.json").read_text())
        return Beat(at=float(kept["at"]), ms=int(kept["ms"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
