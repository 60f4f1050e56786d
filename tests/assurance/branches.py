"""How many of the branches in the product the usual suite goes through (coverage.py), browser too.

Told for the whole product, and for the four fields where a branch nobody tried costs most: who may
do what, taking a list in, publishing, erasing.
"""

import json
import os
import sys
from fnmatch import fnmatch
from pathlib import Path

FIELDS = {
    "全体": ("*",),
    "権限": ("*/permissions.py", "*/decorators.py", "accounts/door.py", "accounts/fresh.py",
             "accounts/guarded.py", "accounts/middleware.py"),
    "取り込み": ("resources/importing/*",),
    "発行": ("newsletters/actions/publishing.py", "newsletters/actions/corrections.py"),
    "消去": ("accounts/wiping.py", "accounts/actions/purging.py", "accounts/rights.py",
            "*/personal.py"),
}  # fmt: skip
WANTED = {"全体": "95"}


def keep_branches(report):
    """One figure a field, from what `coverage json` wrote; says which branches were missed."""
    files = json.loads(Path(report).read_text())["files"]
    with _figures().open("w") as kept:
        for field, patterns in FIELDS.items():
            share, missed = _share(files, patterns)
            line = {"goal": "G21", "what": f"通った分岐（{field}）", "value": share, "unit": "%",
                    "wanted": f"{WANTED.get(field, '100')}%", "test": field}  # fmt: skip
            kept.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.write(f"  {field}: {share}%\n")
            if field not in WANTED:
                sys.stdout.writelines(f"    {place}\n" for place in missed)


def _share(files, patterns):
    """(per cent of branches gone through, where one was missed)."""
    chosen = {name: file for name, file in files.items() if any(fnmatch(name, p) for p in patterns)}
    there = sum(file["summary"]["num_branches"] for file in chosen.values())
    gone = sum(file["summary"]["covered_branches"] for file in chosen.values())
    missed = [
        f"{name}:{start}→{end}"
        for name, file in sorted(chosen.items())
        for start, end in file["missing_branches"]
    ]
    return (round(100 * gone / there, 1) if there else 100.0), missed


def _figures():
    path = Path(os.environ.get("ASSURANCE_DIR", "out/assurance/branches")) / "figures.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
