"""The suite in another order: SHUFFLE=7 pytest …

Modules come in an order drawn from that seed, and so do the tests within each. `python -m
tests.orders` (`.ci/assure.sh orders`) runs the whole usual suite but the browser ORDERS times, each
time from another seed, and keeps how often it was green; it ends with 1 where it was red once.
"""

import json
import os
import random
import subprocess
import sys
import tempfile

import pytest

from tests.proof import FIGURES

WANTED = 20
FIRST_SEED = 20261130
"""Seeds count up from here: whoever has a red one runs it again with SHUFFLE."""


def pytest_report_header():
    """Say it at the top of the run: only with its seed can a red one be run again."""
    seed = os.environ.get("SHUFFLE")
    return [f"順序: SHUFFLE={seed}"] if seed else []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Before pytest-django puts the tests with real commits behind the others."""
    seed = os.environ.get("SHUFFLE")
    if seed:
        items[:] = shuffled(items, lambda item: item.path, seed)


def shuffled(items, module_of, seed):
    """The same items, module by module; equal seeds give equal orders on every worker."""
    lots = random.Random(seed)
    modules = {}
    for item in items:
        modules.setdefault(module_of(item), []).append(item)
    groups = list(modules.values())
    lots.shuffle(groups)
    for group in groups:
        lots.shuffle(group)
    return [item for group in groups for item in group]


def main():
    """As many orders as ORDERS says, one after the other. A run that is cut has kept so many."""
    n_orders = int(os.environ.get("ORDERS", WANTED))
    red = []
    for n, seed in enumerate(range(FIRST_SEED, FIRST_SEED + n_orders), start=1):
        if run_in_order(seed):
            red.append(seed)
            sys.stdout.write(f"✖ SHUFFLE={seed}\n")
        keep(n, len(red))
    return 1 if red else 0


def keep(n_orders, n_red):
    lines = (
        ("順序を変えて、全試験（ブラウザーのほか）を続けて動かした回数", n_orders, f"{WANTED}"),
        ("そのうち、通らない試験があった回数", n_red, "0"),
    )
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    with FIGURES.open("w") as kept:
        for what, value, wanted in lines:
            line = {"goal": "G21", "what": what, "value": value, "unit": "", "wanted": wanted}
            kept.write(json.dumps(line | {"test": "tests/orders.py"}, ensure_ascii=False) + "\n")


def run_in_order(seed):
    """pytest's exit code in one order. What its tests measure is kept by other parts."""
    words = ["-q", "-n", os.environ.get("WORKERS", "2"), "-m", "not browser"]
    with tempfile.TemporaryDirectory() as aside:
        told = {"SHUFFLE": str(seed), "ASSURE": "", "ASSURANCE_DIR": aside}
        command = [sys.executable, "-m", "pytest", *words]
        return subprocess.run(command, env=os.environ | told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
