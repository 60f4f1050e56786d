"""Files that others wrote are exactly the ones we say, each with its licence."""

import hashlib
import json
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
PARTS = json.loads((VENDOR / "vendor.json").read_text())


@pytest.mark.proves("G20", "V15.1.2")
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["name"])
def test_vendored_files_have_the_recorded_hash(part):
    found = {
        name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in part["files"]
    }
    assert found == part["files"]
    assert part["licence"]
    assert any("LICENSE" in name for name in part["files"])


def test_no_vendored_file_is_unlisted():
    listed = {name for part in PARTS for name in part["files"]}
    there = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    assert there - listed == {"vendor.json"}


def test_no_vendored_script_points_to_a_source_map():
    """collectstatic stops at a map that is not there."""
    assert [p for p in VENDOR.rglob("*.js") if "sourceMappingURL" in p.read_text()] == []
