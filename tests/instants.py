"""The suite at another instant: TIME_TRAVEL=2027-03-31T23:59:30+09:00 pytest …

The clock starts at that instant and goes on, so that a run which begins half a minute before the
end of a fiscal year crosses it. `make assure` runs the tests of INSTANT_TESTS at each of INSTANTS.
"""

import os
from datetime import datetime

import pytest
import time_machine

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
