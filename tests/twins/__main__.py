"""Switch every defence off once and see its tests go red: python -m tests.twins [WORDS…].

Writes out/assurance/twins.json. Ends with 1 where a defence has no test that notices.
"""

import json
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests import twins

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".local", "out", "media", "__pycache__", "db*")
PYTEST = (sys.executable, "-m", "pytest", "-n0", "-q", "-x", "--nomigrations", "--no-header")
RESULT = Path(os.environ.get("ASSURANCE_DIR", ROOT / "out/assurance")) / "twins.json"
RED, FAILED_TESTS, NO_TESTS = "red", 1, 5
LONGEST_RUN = 600  # seconds: a defence against hanging, switched off, may hang


def all_twins(words=()):
    """Every Twin of the modules beside this one whose defence or path holds one of the words."""
    modules = [import_module(f"tests.twins.{m.name}") for m in pkgutil.iter_modules(twins.__path__)
               if m.name != "__main__"]  # fmt: skip
    found = [twin for module in modules for twin in module.TWINS]
    return [t for t in found if not words or any(w in t.defence + t.path for w in words)]


def outcome(tree, twin):
    """ "red" as it should be, or in words what was wrong."""
    path = tree / twin.path
    source = path.read_text()
    if source.count(twin.was) != 1:
        return f"外す文が {source.count(twin.was)} か所にあります"
    path.write_text(source.replace(twin.was, twin.becomes))
    try:
        code = run(tree, twin.tests)
    finally:
        path.write_text(source)
    return {FAILED_TESTS: RED, 0: "緑のまま", NO_TESTS: "試験がありません"}.get(
        code, f"pytest が {code} で終わりました"
    )


def run(tree, tests):
    """pytest's exit code; a run that never ends has failed, which is what we wanted to see."""
    try:
        return subprocess.run([*PYTEST, *tests], cwd=tree, capture_output=True,
                              timeout=LONGEST_RUN, check=False).returncode  # fmt: skip
    except subprocess.TimeoutExpired:
        return FAILED_TESTS


def main(words):
    chosen, told = all_twins(words), []
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
        for n, twin in enumerate(chosen, 1):
            result = outcome(tree, twin)
            told.append({"defence": twin.defence, "path": twin.path, "result": result})
            print(f"{n}/{len(chosen)} {result}: {twin.defence}", flush=True)  # noqa: T201
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if told and all(line["result"] == RED for line in told) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
