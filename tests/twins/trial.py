"""One twin in a copy of the tree: the defence off, its tests run, the defence on again."""

import os
import re
import subprocess
import sys

PYTEST = (sys.executable, "-m", "pytest", "-q", "--nomigrations", "--no-header")
RED, ALREADY_RED = "red", "外す前から赤いままです"
GREEN, FAILED_TESTS, NO_TESTS = 0, 1, 5
NARROW = ("-n0", "-x")
TOLD = re.compile(r"^(PASSED|FAILED|ERROR) (\S+)", re.MULTILINE)
LONGEST_RUN = 600  # seconds: a defence against hanging, switched off, may hang
OURS = ("DATABASE_URL", "DEMO", "DEBUG", "ASSURE", "ASSURANCE_DIR", "SECRET_KEY")
"""What the tests set by themselves: a twin is tried in the usual suite's surroundings."""


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
    return {FAILED_TESTS: RED, GREEN: "緑のまま", NO_TESTS: "試験がありません"}.get(
        code, f"pytest が {code} で終わりました"
    )


def is_green(tree, tests):
    return run(tree, tests) == GREEN


def doubtful(tree, twins, n_workers):
    """The twins whose tests, all run at once, were not seen to pass with every defence on."""
    plain = [twin for twin in twins if not any(test.startswith("-") for test in twin.tests)]
    every = tuple(dict.fromkeys(test for twin in plain for test in twin.tests))
    said = pytest(tree, ("-n", str(n_workers), "-rpfE", *every), {}, longest=None).stdout
    passed, failed = set(), set()
    for word, name in TOLD.findall(said):
        (passed if word == "PASSED" else failed).add(name)
    return {twin for twin in twins if not _stands(twin, passed) or _stands(twin, failed)}


def _stands(twin, names):
    return any(name.startswith(test) for test in twin.tests for name in names)


def run(tree, tests):
    """pytest's exit code. A test that only `make assure` has is run as it would there."""
    code = _run(tree, tests, {})
    return _run(tree, tests, {"ASSURE": "1"}) if code == NO_TESTS else code


def _run(tree, tests, more):
    """A run that never ends has failed, which is what we wanted to see."""
    try:
        return pytest(tree, (*NARROW, *tests), more, longest=LONGEST_RUN).returncode
    except subprocess.TimeoutExpired:
        return FAILED_TESTS


def pytest(tree, arguments, more, *, longest):
    """How pytest ended in the tree. more: of its environment. Raises TimeoutExpired."""
    env = {name: word for name, word in os.environ.items() if name not in OURS} | more
    return subprocess.run([*PYTEST, *arguments], cwd=tree, env=env, capture_output=True, text=True,
                          timeout=longest, check=False)  # fmt: skip
