"""The one who makes papers beside the web, told in words what is amiss."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.siege.web import ROOT

pytestmark = pytest.mark.slow
NOBODY_LISTENS = "postgres://nobody@127.0.0.1:9/none"


def work(**surroundings):
    return subprocess.run(
        [sys.executable, "manage.py", "worker", "--no-startup-delay"], cwd=ROOT, check=False,
        capture_output=True, text=True, timeout=120,
        env=os.environ | {"SECRET_KEY": settings.SECRET_KEY, "DEMO": "true"} | surroundings,
    )  # fmt: skip


def test_without_a_database_it_ends_with_a_sentence():
    done = work(DATABASE_URL=NOBODY_LISTENS, WORKER="true")
    assert done.returncode == 1
    assert "データベースにつながらないので、終わります" in done.stderr
    assert "Traceback" not in done.stderr


def test_fault_of_our_own_keeps_its_trace(tmp_path):
    """A database without tables does not come right by waiting."""
    done = work(DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3", WORKER="true")
    assert done.returncode == 1
    assert "no such table" in done.stderr


def test_where_papers_are_made_at_once_it_does_not_start():
    done = work(DATABASE_URL="sqlite://:memory:", WORKER="false")
    assert done.returncode == 1
    assert "WORKER=true" in done.stderr
