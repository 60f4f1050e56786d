"""One mutant in a copy of the tree: put in, its tests run, taken out again."""

import re
import subprocess
from dataclasses import dataclass

from tests.twins.trial import FAILED_TESTS, GREEN, NARROW, pytest

LONGEST = 90  # seconds: a mutant that runs for ever has been noticed
NOTICED, OVERLOOKED, TIMED_OUT, SAME = "noticed", "overlooked", "timed out", "equivalent"
NOT_FOUND = 4  # pytest's: the command line names what is not there
KILLER = re.compile(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """killer: the test that failed, "" where the mutant kept pytest from running any."""

    mutant: object
    result: str
    killer: str = ""

    @property
    def is_killed(self):
        return self.result in (NOTICED, TIMED_OUT)


def outcome(tree, mutant, tests):
    path = tree / mutant.path
    source = path.read_bytes()
    path.write_bytes(mutant.put_into(source))
    try:
        return Outcome(mutant, *_tried(tree, tests)) if tests else Outcome(mutant, OVERLOOKED)
    except subprocess.TimeoutExpired:
        return Outcome(mutant, TIMED_OUT)
    finally:
        path.write_bytes(source)


def _tried(tree, tests):
    """(result, killer). What pytest cannot find by its parameters is asked for without them."""
    told = pytest(tree, (*NARROW, "-rfE", *tests), {}, longest=LONGEST)
    if told.returncode == NOT_FOUND and "not found:" in told.stderr + told.stdout:
        functions = tuple(dict.fromkeys(test.partition("[")[0] for test in tests))
        told = pytest(tree, (*NARROW, "-rfE", *functions), {}, longest=LONGEST)
    if told.returncode == GREEN:
        return OVERLOOKED, ""
    killer = KILLER.search(told.stdout) if told.returncode == FAILED_TESTS else None
    return NOTICED, killer[1] if killer else ""


def false_alarms(tree, outcomes):
    """The killers that fail without any mutant: what they said of one is worth nothing."""
    killers = sorted({one.killer for one in outcomes if "::" in one.killer})
    told = pytest(tree, ("-n0", "-rfE", *killers), {}, longest=None) if killers else None
    return set(KILLER.findall(told.stdout)) if told else set()
