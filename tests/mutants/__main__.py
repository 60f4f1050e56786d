"""Put small faults into the sensitive modules, at random, and count how many the tests notice.

    python -m tests.mutants [--each 30] [--seed 1] [--group 権限]
    python -m tests.mutants --again     only what was not noticed before
    python -m tests.mutants --list      the draw, and nothing tried

Writes out/assurance/mutants/: mutants.json (every one drawn, with the test that noticed),
figures.jsonl (for docs/assurance.md). The tests are recorded first, lines-*.json: a quarter of an
hour. Where those files are there already they are taken as they are.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.mutants import trying
from tests.mutants.choosing import likeliest, recorded
from tests.mutants.equivalent import reasons
from tests.mutants.fields import modules_of
from tests.mutants.operators import mutants_of
from tests.twins.__main__ import LEFT_OUT, ROOT, say

WANTED = 85
NOT_RECORDED = ("tests/browser", "tests/siege", "tests/upgrades", "tests/ops_backup", "tests/lib")
"""A mutant is not put where these run: too slow for hundreds of them, or far from the fields."""


def main(arguments):
    asked = read(arguments)
    drawn = draw(asked.each, asked.seed, asked.group)
    if asked.list:
        for field, mutants in drawn.items():
            say("\n".join([field, *(f"  {mutant}" for mutant in mutants)]))
        return 0
    if not any(out().glob("lines-*.json")):
        record(asked.workers)
    before = noticed_before() if asked.again else {}
    outcomes = {}
    with tempfile.TemporaryDirectory() as scratch:
        trees = copies(Path(scratch), asked.workers)
        for field, mutants in drawn.items():
            outcomes[field] = []
            for found in try_all(field, mutants, before, trees):
                outcomes[field].append(found)
                write(outcomes)  # a run that is cut short has seen this much
        outcomes = without_false_alarms(outcomes, trees)
    lines = write(outcomes)
    say("\n".join(f"  {line['test']}: {line['value']}" for line in lines))
    results = [[one.result for one in found] for found in outcomes.values()]
    return 0 if all(share(found)[0] >= WANTED for found in results) else 1


def read(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--group")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments)


def draw(each, seed, group=None):
    """{field: its mutants}: the same for the same sources and the same seed."""
    drawn = {}
    for field, paths in modules_of(ROOT).items():
        every = [m for path in paths for m in mutants_of(path, (ROOT / path).read_bytes())]
        if group in (None, field):
            drawn[field] = random.Random(f"{seed} {field}").sample(every, min(each, len(every)))
    return drawn


def out():
    return Path(os.environ.get("ASSURANCE_DIR", ROOT / "out/assurance/mutants"))


def record(n_workers):
    """Which test goes through which line, in the usual suite without its far corners. A test that
    fails is not taken: it would notice everything."""
    out().mkdir(parents=True, exist_ok=True)
    env = os.environ | {"MUTANT_LINES": str(out().absolute())}
    left_out = [f"--ignore={path}" for path in NOT_RECORDED]
    subprocess.run([sys.executable, "-m", "pytest", "-q", "--nomigrations", "-n", str(n_workers),
                    "--dist", "worksteal", "-m", "not browser", "-p", "tests.mutants.lines",
                    *left_out], cwd=ROOT, env=env, check=False)  # fmt: skip


def copies(scratch, n_workers):
    trees = Queue()
    for n in range(n_workers):
        trees.put(shutil.copytree(ROOT, scratch / f"tree-{n}", ignore=LEFT_OUT))
    return trees


def noticed_before():
    """{key: (result, killer)}."""
    return {tuple(row["key"]): (row["result"], row["killer"]) for row in kept()
            if row["result"] in (trying.NOTICED, trying.TIMED_OUT)}  # fmt: skip


def try_all(field, mutants, before, trees):
    tests, same = recorded(out()), reasons()

    def one(mutant):
        if mutant.key in same:
            return trying.Outcome(mutant, trying.SAME)
        if mutant.key in before:
            return trying.Outcome(mutant, *before[mutant.key])
        tree = trees.get()
        try:
            found = trying.outcome(tree, mutant, likeliest(mutant, tests))
        finally:
            trees.put(tree)
        say(f"{field} {found.result}: {mutant}")
        return found

    with ThreadPoolExecutor(trees.qsize()) as workers:
        yield from workers.map(one, mutants)


def without_false_alarms(outcomes, trees):
    """A killer that also fails on the sound tree has noticed nothing."""
    tree = trees.get()
    alarms = trying.false_alarms(tree, [one for found in outcomes.values() for one in found])
    trees.put(tree)
    return {field: [trying.Outcome(one.mutant, trying.OVERLOOKED) if one.killer in alarms else one
                    for one in found] for field, found in outcomes.items()}  # fmt: skip


def kept():
    """The rows of the last run."""
    path = out() / "mutants.json"
    return json.loads(path.read_text()) if path.exists() else []


def write(outcomes):
    """Keep the outcomes; a field that was not drawn now keeps what it had."""
    same = reasons()
    rows = [row for row in kept() if row["field"] not in outcomes]
    rows += [{"field": field, "key": one.mutant.key, "line": one.mutant.first,
              "result": one.result, "killer": one.killer, "reason": same.get(one.mutant.key, "")}
             for field, found in outcomes.items() for one in found]  # fmt: skip
    out().mkdir(parents=True, exist_ok=True)
    (out() / "mutants.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    lines = [figure(field, [row["result"] for row in rows if row["field"] == field])
             for field in dict.fromkeys(row["field"] for row in rows)]  # fmt: skip
    (out() / "figures.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    )
    return lines


def share(results):
    """(per cent noticed, how many noticed, of how many that are faults)."""
    faults = [result for result in results if result != trying.SAME]
    killed = sum(result != trying.OVERLOOKED for result in faults)
    return (round(100 * killed / len(faults), 1) if faults else 100.0), killed, len(faults)


def figure(field, results):
    """The line for docs/assurance.md."""
    percent, killed, faults = share(results)
    same = f"、同じ意味 {len(results) - faults}" if len(results) > faults else ""
    return {"goal": "G21", "what": f"試しに変えた所で、試験が気づいた割合（{field}）",
            "value": f"{percent}%（{killed}/{faults}{same}）", "unit": "",
            "wanted": f"{WANTED}%", "test": field}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
