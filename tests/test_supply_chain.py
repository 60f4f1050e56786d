"""What the product is made of: pinned with its marks, allowed, listed, and audited honestly."""

import json
import os
import re
import stat
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from takasaki_sc.ops import licences
from takasaki_sc.ops.parts import carried_parts, runtime_parts
from takasaki_sc.ops.sbom import sbom

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
MOST_DIRECT = 35
LINE = re.compile(r"^([\w.-]+)==([^ ;\\]+)(?: ; ([^\\]+))? \\$")


def pinned(name):
    """{package: (version, marker, its sha256s)} of a file of pinned packages."""
    found, here = {}, None
    for line in (ROOT / name).read_text().splitlines():
        if match := LINE.match(line):
            here = found[canonicalize_name(match[1])] = (match[2], match[3] or "", [])
        elif mark := re.fullmatch(r"    --hash=sha256:([0-9a-f]{64})( \\)?", line):
            here[2].append(mark[1])
        else:
            assert line.lstrip().startswith("#"), line
    return found


RUNTIME, DEV = pinned("requirements.txt"), pinned("requirements-dev.txt")
EXTRA = PROJECT["optional-dependencies"]["dev"]


@pytest.mark.proves("G20")
@pytest.mark.parametrize(
    ("lines", "locked"), [(PROJECT["dependencies"], RUNTIME), (EXTRA, DEV)], ids=["run", "dev"]
)
def test_pinned_versions_are_those_that_the_project_asks_for(lines, locked):
    asked = [Requirement(line) for line in lines]
    wrong = {
        need.name: locked.get(canonicalize_name(need.name), ("missing",))[0]
        for need in asked
        if canonicalize_name(need.name) not in locked
        or not need.specifier.contains(locked[canonicalize_name(need.name)][0], prereleases=True)
    }
    assert wrong == {}, "make lock"


@pytest.mark.proves("G20")
def test_every_package_is_pinned_with_the_marks_of_its_files(figure):
    without = [name for name, (_, _, marks) in (RUNTIME | DEV).items() if not marks]
    assert without == []
    assert {name: RUNTIME[name] for name in RUNTIME} == {name: DEV[name] for name in RUNTIME}
    figure("G20", "版と指紋を固定した部品", f"{len(RUNTIME)}/{len(RUNTIME)}", wanted="すべて")


@pytest.mark.proves("G20")
def test_what_is_installed_is_pinned():
    """An import that nobody asked for would work here and fail in the city's server room."""
    assert [part.name for part in runtime_parts() if part.name not in RUNTIME] == []


def test_no_address_of_an_index_is_in_the_pinned_files():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert re.findall(r"^.*(?:https?://|--index|--find-links|file:).*$", text, re.M) == []


@pytest.mark.proves("G20", "V15.1.2")
def test_there_are_few_direct_packages_and_all_may_be_used(figure):
    python, carried = runtime_parts(), carried_parts()
    n_direct = sum(part.is_direct for part in python)
    assert n_direct == len(PROJECT["dependencies"])
    assert n_direct <= MOST_DIRECT
    every = [*python, *carried]
    assert {p.name: p.licence for p in every if not licences.is_allowed(p.licence)} == {}
    figure("G20", "直接の部品", n_direct, wanted=f"{MOST_DIRECT}以内")
    figure("G20", "使用許諾を確かめた部品", len(every), wanted="すべて")


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("不明", False),
        ("", False),
    ],
)
def test_licence_that_may_not_be_used_is_refused(licence, is_allowed):
    assert licences.is_allowed(licence) is is_allowed


def test_list_of_licences_names_every_part():
    """Versions may have moved on since it was written; the parts may not.

    Parts with a marker come and go with the Python and the machine.
    """
    text = (ROOT / "docs/licences.md").read_text()
    listed = re.findall(r"^\| (\S.*?) \| (\S+) \| (.+) \|$", text, re.M)
    told = {(name, licence) for name, _, licence in listed if name != "部品"}
    parts = {(part.name, part.licence) for part in [*runtime_parts(), *carried_parts()]}
    assert [line for line in parts ^ told if not RUNTIME.get(line[0], ("", ""))[1]] == [], (
        "make sbom"
    )


@pytest.mark.proves("G20", "V15.1.2")
def test_list_of_parts_is_a_whole_cyclonedx_document():
    document = json.loads(json.dumps(sbom(datetime(2026, 12, 1, tzinfo=UTC))))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", document["serialNumber"])
    assert document["metadata"]["timestamp"] == "2026-12-01T00:00:00Z"
    parts = document["components"]
    names = [part["bom-ref"] for part in parts] + [document["metadata"]["component"]["bom-ref"]]
    assert len(names) == len(set(names)) == len(runtime_parts()) + len(carried_parts()) + 1
    for part in parts:
        assert part["purl"] == part["bom-ref"]
        assert part["licenses"][0]["expression"]
        for file in part.get("components", ()):
            assert re.fullmatch(r"[0-9a-f]{64}", file["hashes"][0]["content"])
    assert sorted(line["ref"] for line in document["dependencies"]) == sorted(names)
    assert {to for line in document["dependencies"] for to in line["dependsOn"]} <= set(names)


# --- .ci/audit.sh: a tool that looks at nothing must not look like a clean bill ----------------
def told(names, *, skipped=(), weak=()):
    return {"dependencies": [
        {"name": name, "version": "1", "vulns": [{"id": "CVE-1"}] * (name in weak)}
        if name not in skipped else {"name": name, "skip_reason": "could not be audited"}
        for name in names
    ]}  # fmt: skip


def audited(tmp_path, report, *, ends_with=0, tool="pip-audit"):
    """The exit code of .ci/audit.sh with a pip-audit of ours, and what it said."""
    fake = tmp_path / "pip-audit"
    body = json.dumps(report) if report is not None else ""
    fake.write_text(
        "#!/bin/sh\necho 'No known vulnerabilities found'\n"
        'while [ $# -gt 0 ]; do [ "$1" = --output ] && out=$2; shift; done\n'
        + (f"cat > \"$out\" <<'J'\n{body}\nJ\n" if report is not None else "")
        + f"exit {ends_with}\n"
    )
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    env = os.environ | {"AUDIT": str(tmp_path / tool), "REPORT": str(tmp_path / "report.json")}
    done = subprocess.run(
        [ROOT / ".ci/audit.sh"], env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


EVERY = [name for name, (_, marker, _) in RUNTIME.items() if not marker]
CLEAN, KNOWN, NOT_ASKED = 0, 1, 2


@pytest.mark.proves("G20")
@pytest.mark.parametrize(
    ("report", "ends_with", "code"),
    [
        (told(EVERY), 0, CLEAN),
        (told(EVERY, weak=["django"]), 1, KNOWN),
        (told(EVERY, weak=["django"]), 0, KNOWN),
        (told(EVERY, skipped=EVERY), 0, NOT_ASKED),
        (told(EVERY, skipped=["django"]), 0, NOT_ASKED),
        (told([]), 0, NOT_ASKED),
        (None, 1, NOT_ASKED),
    ],
    ids=["clean", "weak", "weak-but-0", "all-skipped", "one-skipped", "nothing", "no-report"],
)
def test_audit_counts_only_what_was_looked_at(tmp_path, report, ends_with, code):
    assert audited(tmp_path, report, ends_with=ends_with)[0] == code


def test_audit_without_the_tool_is_no_audit(tmp_path):
    code, said = audited(tmp_path, told(EVERY), tool="not-there")
    assert code == NOT_ASKED
    assert "調べられませんでした" in said
