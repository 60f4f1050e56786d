"""The fields whose modules get mutants: those of the branches, without the whole product."""

from fnmatch import fnmatch

from tests.assurance.branches import FIELDS, WANTED

APPS = ("takasaki_sc", "accounts", "councils", "resources", "activities", "newsletters", "reports")
"""As in pyproject.toml, where branches are counted."""
LEFT_OUT = ("*/migrations/*", "reports/demo/*")


def modules_of(root):
    """{field: its modules, from the project's root}."""
    every = sorted(
        path.relative_to(root).as_posix() for app in APPS for path in (root / app).rglob("*.py")
    )
    ours = [path for path in every if not any(fnmatch(path, p) for p in LEFT_OUT)]
    return {field: [path for path in ours if any(fnmatch(path, p) for p in patterns)]
            for field, patterns in FIELDS.items() if field not in WANTED}  # fmt: skip
