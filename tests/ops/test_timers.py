"""`manage.py timers`: starts what is due, each in a process of its own, and ends when told to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.core.management import call_command

from takasaki_sc.ops import beats, jobs

pytestmark = pytest.mark.slow


@pytest.fixture
def machine(settings, tmp_path, monkeypatch):
    """What is started has a place for its beats, and a database without tables."""
    settings.STATE_DIR = tmp_path / "state"
    monkeypatch.setenv("STATE_DIR", str(settings.STATE_DIR))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'machine.sqlite3'}")
    return [sys.executable, "manage.py"]


def all_done_but(*names):
    for job in jobs.JOBS:
        if job.command not in names:
            beats.beat(job.command)


def test_what_is_due_is_started_and_whatever_fails_stops_nothing(machine):
    all_done_but("publish_due", "clear_papers")
    call_command("timers", once=True)
    for name in ("publish_due", "clear_papers"):  # there is no table they could ask
        assert beats.last(f"{name}.failed").age < 60
        assert beats.last(name) is None


def test_it_waits_for_the_next_moment_and_ends_when_told_to(machine):
    all_done_but()
    timers = subprocess.Popen([*machine, "timers"], cwd=ours.BASE_DIR, env=os.environ)
    with pytest.raises(subprocess.TimeoutExpired):
        timers.wait(timeout=8)
    assert waits(timers.pid)
    timers.send_signal(signal.SIGTERM)
    assert timers.wait(timeout=30) == 0


def waits(pid):
    """Is it asleep, not at work?"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"
