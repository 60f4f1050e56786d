"""Which tests can notice a mutant: those that went through its line, then those nearest to it.

A run of all of them would be more than is needed, and the share can only come out lower with
fewer tests: never too good.
"""

import json
from collections import defaultdict
from fnmatch import fnmatch

SECONDS = 30  # of tests for one mutant, as measured when they were recorded
ON_IMPORT = {
    "accounts/rights.py": ("tests/test_migrations.py",),
    "*/personal.py": ("tests/accounts/test_personal.py", "tests/accounts/test_retention.py"),
    "*/permissions.py": ("tests/test_words_of_rights.py", "tests/test_doors.py"),
    "*/decorators.py": ("tests/test_doors.py::test_every_page",),
    "*/own_columns.py": ("tests/resources/test_own_oddities.py",),
    "*": (),
}
"""What looks at the tables that a module fills while it is imported, and at what stands around a
view: no test goes through those lines."""
MOST = 120  # so that they are collected quickly


def recorded(folder):
    """{test: its lines, as {path: {line…}}, and its seconds}: what tests.mutants.lines left.

    A later file has the word: a test that was recorded again has changed.
    """
    told = {}
    for path in sorted(folder.glob("lines-*.json"), key=lambda path: path.stat().st_mtime):
        told |= json.loads(path.read_text())
    return {test: (_by_path(one["lines"]), one["seconds"]) for test, one in told.items()}


def _by_path(lines):
    found = defaultdict(set)
    for line in lines:
        path, _, number = line.rpartition(":")
        found[path].add(int(number))
    return found


def likeliest(mutant, tests):
    """The tests for it, the likeliest first, within the seconds. tests: as recorded() gives."""
    here = {test: lines[mutant.path] for test, (lines, _) in tests.items() if mutant.path in lines}
    lines = set(range(mutant.first, mutant.last + 1)) if mutant.is_late else set()
    around = set(range(mutant.body[0], mutant.body[1] + 1))
    about = {test: (len(seen & around), len(seen) / sum(map(len, tests[test][0].values())))
             for test, seen in here.items()}  # fmt: skip
    tables = next(files for pattern, files in ON_IMPORT.items() if fnmatch(mutant.path, pattern))
    is_on_import = not mutant.is_late or not mutant.becomes
    nearest = [
        *({test for test in tests if test.startswith(file) and is_on_import}
          for file in tables),
        {test for test, seen in here.items() if seen & lines},
        {test for test, seen in here.items() if seen & around},
        set(here),
    ]  # fmt: skip
    chosen, spent = {}, 0.0
    for test in (test for near in nearest for test in _in_turn(near, tests, about)):
        seconds = tests[test][1]
        if test not in chosen and spent + seconds <= SECONDS and len(chosen) < MOST:
            chosen[test] = None
            spent += seconds
    return tuple(chosen)


def _in_turn(names, tests, about):
    """One of each test module, then the next of each: they differ most. First those that go
    through most of the function, and through little else than its module: they are about it."""
    by_module = defaultdict(list)
    order = {name: (*about.get(name, (0, 0)), -tests[name][1]) for name in sorted(names)}
    for name in sorted(order, key=order.get, reverse=True):
        by_module[name.partition("::")[0]].append(name)
    return [names[n] for n in range(max(map(len, by_module.values()), default=0))
            for names in by_module.values() if n < len(names)]  # fmt: skip
