"""Switch every defence off once and see its tests go red.

    python -m tests.twins [WORDS…]     those whose defence or file holds one of the words
    python -m tests.twins --all        also those whose file and tests are as when they were seen

Writes out/assurance/twins.json, one line a twin with its day. A twin counts as red only where
its tests are green with the defence on. Ends with 1 where a defence has no test that notices.
"""

import argparse
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue

from tests.twins import all_twins, seen
from tests.twins.trial import ALREADY_RED, RED, doubtful, is_green, outcome

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".local", "out", "media", "images", "decisions", "__pycache__", "db*"
)


def main(arguments):
    asked = read(arguments)
    twins = all_twins(asked.words)
    known = {} if asked.all else seen.still_valid(ROOT, twins)
    todo = [twin for twin in twins if twin not in known]
    with tempfile.TemporaryDirectory() as scratch:
        told = known | try_all(todo, Path(scratch), asked.workers)
    seen.write(ROOT, told, is_whole=not asked.words)
    red = sum(line["result"] == RED for line in told.values())
    say(f"{red}/{len(twins)} が赤（うち {len(known)} は前に見たまま）")
    return 0 if twins and red == len(twins) else 1


def read(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.twins")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments)


def try_all(twins, scratch, n_workers):
    """{twin: line} of every one, each worker with a tree of its own."""
    trees = Queue()
    for n in range(min(n_workers, max(len(twins), 1))):
        trees.put(shutil.copytree(ROOT, scratch / f"tree-{n}", ignore=LEFT_OUT))
    faulty = before(twins, trees, n_workers) if twins else set()
    told = {}
    with ThreadPoolExecutor(trees.qsize()) as workers:
        for line in workers.map(lambda twin: one(twin, trees, twin in faulty), twins):
            told[twins[len(told)]] = line
            seen.write(ROOT, told, is_whole=False)  # a run that is cut short has seen this much
    return told


def before(twins, trees, n_workers):
    """The twins whose tests fail with every defence on: those in doubt are tried one by one."""
    tree = trees.get()
    try:
        return {twin for twin in doubtful(tree, twins, n_workers) if not is_green(tree, twin.tests)}
    finally:
        trees.put(tree)


def one(twin, trees, was_red):
    tree = trees.get()
    try:
        result = ALREADY_RED if was_red else outcome(tree, twin)
    finally:
        trees.put(tree)
    say(f"{result}: {twin.defence}")
    return seen.line(ROOT, twin, result, datetime.now(UTC).date())


def say(words):
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
