"""What the product is made of: the Python packages it runs on, and files of others it carries.

Read from what is really installed, starting at the direct dependencies of pyproject.toml.
"""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

UNKNOWN = "不明"
TOLD_ELSEWHERE = {
    "pyrage": "MIT",  # in the LICENSE file of its source
}
"""Packages whose own papers do not name their licence."""

CHOSEN = {
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "pyphen": "LGPL-2.1-or-later",  # of three that one may choose from
    "qrcode": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "django-import-export": "BSD-2-Clause",
}
"""Packages that name several licences, or name theirs in a sentence."""

SPDX = {
    "BSD License": "BSD-3-Clause", "MIT License": "MIT", "MIT": "MIT",
    "Apache Software License": "Apache-2.0", "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One thing from somebody else. needs: names of the parts it asks for itself."""

    name: str
    version: str
    licence: str
    is_direct: bool = False
    needs: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    @property
    def key(self):
        """Its package address (purl), the same in every list."""
        kind = "generic" if self.files else "pypi"
        return f"pkg:{kind}/{self.name.replace(' ', '-').lower()}@{self.version}"


def direct_requirements():
    """The requirements that pyproject.toml names."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return [Requirement(line) for line in project["dependencies"]]


def runtime_parts():
    """Every installed package that the direct ones lead to, by name."""
    direct = direct_requirements()
    found, todo = {}, [(r.name, frozenset(r.extras)) for r in direct]
    names = {canonicalize_name(requirement.name) for requirement in direct}
    seen = set()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        needs = _needs(name, extras)
        todo += [(need.name, frozenset(need.extras)) for need in needs]
        _note(found, name, needs, is_direct=canonicalize_name(name) in names)
    return [found[name] for name in sorted(found)]


def _needs(name, extras):
    """The requirements that hold on this machine and are installed."""
    asked = [Requirement(line) for line in distribution(name).requires or ()]
    wanted = [n for n in asked if n.marker is None or any(
        n.marker.evaluate({"extra": extra}) for extra in (extras or {""}) | {""})]  # fmt: skip
    return [need for need in wanted if _is_installed(need.name)]


def _is_installed(name):
    try:
        return bool(distribution(name))
    except PackageNotFoundError:
        return False


def _note(found, name, needs, *, is_direct):
    name = canonicalize_name(name)
    papers = distribution(name).metadata
    before = found[name].needs if name in found else ()
    found[name] = Part(
        name=name,
        version=papers["Version"],
        licence=licence_of(name, papers),
        is_direct=is_direct,
        needs=tuple(sorted({*before, *(canonicalize_name(need.name) for need in needs)})),
    )


def licence_of(name, papers):
    """The licence as SPDX names it, from a package's own papers."""
    if name in TOLD_ELSEWHERE:
        return TOLD_ELSEWHERE[name]
    if name in CHOSEN:
        return CHOSEN[name]
    if expression := papers.get("License-Expression"):
        return expression
    said = (papers.get("License") or "").strip()
    if re.fullmatch(r"[\w.+-]+( (AND|OR) [\w.+-]+)*", said):
        return SPDX.get(said, said)
    kinds = [line.rsplit(" :: ", 1)[1] for line in papers.get_all("Classifier") or ()
             if line.startswith("License ::")]  # fmt: skip
    return SPDX.get(said) or SPDX.get((kinds or [""])[0], UNKNOWN)


def carried_parts():
    """Scripts, styles and fonts of others that lie in static/, with the marks of their files."""
    static = settings.BASE_DIR / "static"
    vendored = json.loads((static / "vendor/vendor.json").read_text())
    fonts = json.loads((static / "fonts/fonts.json").read_text())
    return [
        *(Part(v["name"], v["version"], v["licence"], True, files=tuple(sorted(v["files"].items())))
          for v in vendored),
        *(Part(f["family"], f["source"]["version"], f["licence"], True,
               files=((f["file"], _mark(static / "fonts" / f["file"])),))
          for f in fonts if "file" in f),
    ]  # fmt: skip


def _mark(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
