"""A pytest plugin: which lines of the sensitive modules each test goes through, and how long.

`-p tests.mutants.lines` with MUTANT_LINES set to a folder. Not coverage.py: its contexts cost the
suite four times its length, and all we ask of a line is whether a test came by.
"""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.mutants.fields import modules_of

MONITOR = sys.monitoring
TOOL = MONITOR.OPTIMIZER_ID  # the numbers of coverage.py and of debuggers stay free
ROOT = Path(__file__).resolve().parents[2]
WATCHED = {str(ROOT / path): path for paths in modules_of(ROOT).values() for path in paths}
EVERY = 50
seen, told = set(), {}


def _line(code, number):
    path = WATCHED.get(code.co_filename)
    if path is not None:
        seen.add(f"{path}:{number}")
    return MONITOR.DISABLE  # this line again only after the next restart_events()


def pytest_configure():
    MONITOR.use_tool_id(TOOL, "mutants")
    MONITOR.register_callback(TOOL, MONITOR.events.LINE, _line)
    MONITOR.set_events(TOOL, MONITOR.events.LINE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """From the first fixture to the last: a fixture of the test is part of it."""
    seen.clear()
    MONITOR.restart_events()
    told[item.nodeid] = {"lines": [], "seconds": 0.0, "passed": True}
    outcome = yield
    told[item.nodeid]["lines"] = sorted(seen)
    return outcome


def pytest_runtest_logreport(report):
    """Also called in the controller of xdist, where no test ran: it has nothing to add."""
    if report.nodeid in told:
        told[report.nodeid]["seconds"] += report.duration
        told[report.nodeid]["passed"] &= report.passed


def pytest_runtest_logfinish():
    if len(told) % EVERY == 0:  # a run that is cut short has seen this much
        _write()


def pytest_sessionfinish():
    _write()


def _write():
    if told:
        path = Path(os.environ["MUTANT_LINES"]) / f"lines-{os.getpid()}.json"
        path.write_text(json.dumps({test: t for test, t in told.items() if t["passed"]}))
