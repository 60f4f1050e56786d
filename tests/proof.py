"""What the tests prove, said on the tests themselves, and the figures they measured.

    @pytest.mark.proves("G4", "V2.3.3")     an aim of docs/assurance.md, an item of ASVS 5.0
    @pytest.mark.assure                     a long proof: only `make assure` runs it

`docs/assurance.md` is written from these marks (tests/assurance/): a test that goes away takes
its line with it.
"""

import json
import os
from pathlib import Path

import pytest

ASSURE = os.environ.get("ASSURE") == "1"
FIGURES = Path(os.environ.get("ASSURANCE_DIR", "out/assurance")) / "figures.jsonl"


def budget(short, long):
    """How many tries a test makes: `short` in the usual suite, `long` under `make assure`."""
    return long if ASSURE else short


@pytest.fixture
def figure(request):
    """Keep a measured figure for docs/assurance.md: figure("G4", "止めた所", 94, wanted="94").

    goal: G1 to G24. what: Japanese words of the table. value: a number or short words.
    wanted: the figure of the aim, in words, where there is one. Kept under `make assure` only.
    """

    def keep(goal, what, value, *, wanted="", unit=""):
        if not ASSURE:
            return
        FIGURES.parent.mkdir(parents=True, exist_ok=True)
        line = {"goal": goal, "what": what, "value": value, "wanted": wanted, "unit": unit}
        with FIGURES.open("a") as kept:  # one short line at once: workers may write side by side
            kept.write(json.dumps(line | {"test": request.node.nodeid}, ensure_ascii=False) + "\n")

    return keep


def pytest_collection_modifyitems(config, items):
    """Long proofs are left out of the usual suite, and their marks checked in every run.

    Under `make assure` the sieges come first: a child is forked quickly from a process that is
    still small, and at the end there are short tests to share out, not one of minutes.
    """
    if ASSURE:
        items.sort(key=lambda item: not item.nodeid.startswith("tests/siege/"))
        return
    long = [item for item in items if item.get_closest_marker("assure")]
    if long:
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)
