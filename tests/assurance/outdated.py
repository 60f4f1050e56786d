"""Which direct packages have newer versions: asked of the package index, as pip does."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.assurance.marks import ROOT

LONGEST_WAIT = 100  # seconds


def keep_outdated():
    """One figure for the page. Fails where the index does not answer."""
    names = [f"{line['name']} {line['version']}→{line['latest_version']}" for line in _asked()]
    line = {"goal": "G20", "what": "新しい版のある直接の部品", "value": len(names), "unit": "",
            "wanted": "0（発行のとき）", "test": "supply"}  # fmt: skip
    path = Path(os.environ.get("ASSURANCE_DIR", "out/assurance/supply")) / "figures.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n")
    print("  新しい版のある直接の部品:", "、".join(names) or "なし")  # noqa: T201


def _asked():
    command = [sys.executable, "-m", "pip", "list", "--outdated", "--format", "json"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LONGEST_WAIT)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    direct = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    return [line for line in json.loads(told.stdout) if canonicalize_name(line["name"]) in direct]
