"""The suite at another instant: TIME_TRAVEL=2027-03-31T23:59:30+09:00 pytest …

The clock starts at that instant and goes on, so that a run which begins half a minute before the
end of a fiscal year crosses it. `python -m tests.instants` (part of `make assure`) runs the tests
of INSTANT_TESTS at each of INSTANTS and keeps the figure; it ends with 1 where one was red.
"""

import json
import os
import subprocess
import sys
from datetime import datetime

import pytest
import time_machine

from tests.proof import FIGURES

INSTANTS = (
    "2027-03-31T23:59:30+09:00",  # the last half minute of a fiscal year
    "2027-04-01T00:00:30+09:00",  # and the first
    "2028-02-29T12:00:00+09:00",  # a day that most years do not have
    "2026-12-31T23:59:30+09:00",  # the year ends
)
INSTANT_TESTS = ("tests/lib", "tests/councils", "tests/activities", "tests/reports",
                 "tests/newsletters")  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def _at_another_instant():
    """The whole session lives at TIME_TRAVEL, where that is set."""
    instant = os.environ.get("TIME_TRAVEL")
    if not instant:
        yield
        return
    with time_machine.travel(datetime.fromisoformat(instant), tick=True):
        yield


def pytest_report_header():
    """Say it at the top of the run: a red date test is easier to understand."""
    instant = os.environ.get("TIME_TRAVEL")
    return [f"時刻: {instant} から"] if instant else []


def main():
    """Every instant, one after the other."""
    red = [instant for instant in INSTANTS if run_at(instant)]
    line = {"goal": "G12", "what": "ほかの時刻でも緑の試験（4つの時刻）", "wanted": "4", "unit": ""}
    line |= {"value": len(INSTANTS) - len(red), "test": "tests/instants.py"}
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    with FIGURES.open("a") as kept:
        kept.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 1 if red else 0


def run_at(instant):
    """pytest's exit code at one instant."""
    words = ["-q", "-n", os.environ.get("WORKERS", "2"), "-m", "not browser and not slow"]
    done = subprocess.run([sys.executable, "-m", "pytest", *words, *INSTANT_TESTS],
                          env=os.environ | {"TIME_TRAVEL": instant, "ASSURE": ""},
                          check=False)  # fmt: skip
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
