"""What the last runs gave: docs/assurance.json, kept in the repository beside the page.

A part of `make assure` that is not run again keeps what it gave, with its own day and commit.
"""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from xml.etree import ElementTree

from tests.assurance.marks import ROOT

RECORD = ROOT / "docs/assurance.json"
OUT = ROOT / "out/assurance"
TWINS = OUT / "twins.json"
PARTS = {
    "sqlite": "長い試験（SQLite）",
    "postgres": "長い試験（PostgreSQL）",
    "browser": "ブラウザーの試験",
    "twins": "赤い対",
    "instants": "別の日付での試験",
    "load": "同時に100人",
    "branches": "通った分岐",
    "mutants": "試しに変えた所",
    "orders": "順序を変えた試験",
    "supply": "部品の検査",
}
PASSED, UNABLE = "合格", "動かせません"
NOTHING = {"parts": {}, "figures": [], "tests": {}, "twins": []}


def read():
    return NOTHING | (json.loads(RECORD.read_text()) if RECORD.exists() else {})


def keep(part, result, seconds):
    """Take over what the part left in out/assurance/<part>/, and that it ran. How it counts.

    pytest is content where every test was skipped (no nginx here, say): that proves nothing.
    """
    record, left = read(), OUT / part
    outcomes = _outcomes(left / "report.xml")
    if result == PASSED and (left / "report.xml").exists() and not outcomes:
        result = UNABLE
    record["parts"][part] = _surroundings() | {
        "result": result, "seconds": int(seconds),
        "passed": sum(all(runs) for runs in outcomes.values()),
        "failed": sum(not all(runs) for runs in outcomes.values()),
    }  # fmt: skip
    record["figures"] = [f for f in record["figures"] if f["part"] != part] + _figures(part, left)
    others = {t: runs for t, runs in record["tests"].items() if (runs.pop(part, 0), runs)[1]}
    for test, runs in outcomes.items():
        others.setdefault(test, {})[part] = "passed" if all(runs) else "failed"
    record["tests"] = dict(sorted(others.items()))
    if part == "twins" and TWINS.exists():
        record["twins"] = json.loads(TWINS.read_text())
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return result


def failed_tests(record):
    return {test for test, runs in record["tests"].items() if "failed" in runs.values()}


def _figures(part, left):
    """The last line of each figure: a test that ran twice measured twice."""
    path = left / "figures.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    last = {(line["goal"], line["what"], line["test"]): line for line in lines}
    return [line | {"part": part} for line in last.values()]


def _outcomes(report):
    """{test function: [did it pass, for each of its cases]}; what was skipped is left out."""
    found = {}
    for case in ElementTree.parse(report).iter("testcase") if report.exists() else ():
        kinds = {child.tag for child in case}
        if "skipped" in kinds or not case.get("name"):  # a run that is cut leaves one unnamed
            continue
        name = _node(case.get("classname"), case.get("name").partition("[")[0])
        found.setdefault(name, []).append(not kinds & {"failure", "error"})
    return found


def _node(classname, name):
    """tests.accounts.test_front + test_x → tests/accounts/test_front.py::test_x."""
    words = classname.split(".")
    n = next((n for n, word in enumerate(words) if word.startswith("test_")), len(words) - 1)
    return "::".join(["/".join(words[: n + 1]) + ".py", *words[n + 1 :], name])


def _surroundings():
    """When, of what, and on what kind of machine. Never its name."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "machine": f"{len(os.sched_getaffinity(0))}コア、Python {platform.python_version()}、"
        f"Django {version('django')}",
    }


def _commit():
    told = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"],
                          cwd=ROOT, capture_output=True, text=True, check=False)  # fmt: skip
    return told.stdout.strip() or "不明"
