"""What was seen of each twin, and when: out/assurance/twins.json.

A twin need not be tried again while its file, its tests and itself are as they were.
"""

import hashlib
import json
import os
from pathlib import Path

from tests.twins.trial import RED


def written_to(root):
    return Path(os.environ.get("ASSURANCE_DIR", root / "out/assurance")) / "twins.json"


def mark(root, twin):
    """sha256 over everything that decides how the trial of a twin goes, as far as we look."""
    files = dict.fromkeys([twin.path, *(test.partition("::")[0] for test in twin.tests)])
    parts = [path.read_bytes() for path in map(root.joinpath, files) if path.is_file()]
    said = [twin.was, twin.becomes, *twin.tests]
    return hashlib.sha256(b"\0".join([*parts, *(word.encode() for word in said)])).hexdigest()


def line(root, twin, result, day):
    return {"defence": twin.defence, "path": twin.path, "tests": list(twin.tests),
            "result": result, "day": day.isoformat(), "mark": mark(root, twin)}  # fmt: skip


def kept(root):
    """What was seen: in the repository's record, and since then on this machine."""
    record, path = root / "docs/assurance.json", written_to(root)
    before = json.loads(record.read_text()).get("twins", []) if record.exists() else []
    return [*before, *(json.loads(path.read_text()) if path.exists() else [])]


def still_valid(root, twins):
    """{twin: line} of those seen red before, with everything as it was."""
    by_mark = {row.get("mark"): row for row in kept(root) if row["result"] == RED}
    return {twin: by_mark[mark(root, twin)] for twin in twins if mark(root, twin) in by_mark}


def write(root, told, *, is_whole):
    """Keep the lines. After a run over some of the twins the others keep what was seen of them."""
    names = {key(row) for row in told.values()}
    before = [] if is_whole else kept(root)
    others = {key(row): row for row in before if key(row) not in names}
    rows = sorted([*others.values(), *told.values()], key=key)
    path = written_to(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def key(row):
    """How a line finds its twin, and the other way round."""
    return row["path"], row["defence"]
