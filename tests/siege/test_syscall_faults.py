"""The operating system itself says no (strace): nothing by halves, and the file stays sound."""

import os
import shutil
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from resources.importing import batches
from tests.proof import budget
from tests.resources.lists import csv, previewed
from tests.siege.dying import Grave
from tests.siege.test_random_kills import COUNTS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
    pytest.mark.django_db(transaction=True),
]
FAULTS = (("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("ftruncate", "EIO"))


@pytest.fixture
def strace():
    if connection.vendor != "sqlite":
        pytest.skip("the writes of PostgreSQL are its own")
    found = shutil.which("strace")
    works = found and not subprocess.run(
        [found, "-e", "trace=pwrite64", "true"], capture_output=True, check=False
    ).returncode  # fmt: skip
    if not works:
        pytest.skip("strace is needed, and the right to use it")
    return found


def injured(strace, log, call, error, when):
    """What runs in the child before its action: strace has taken hold of it."""

    def take_hold():
        watcher = subprocess.Popen(
            [strace, "-f", "-p", str(os.getpid()), "-o", str(log), "-e", f"trace={call}",
             "-e", f"inject={call}:error={error}:when={when}+"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 20
        while "TracerPid:\t0" in Path("/proc/self/status").read_text() and time.monotonic() < until:
            time.sleep(0.01)
        return watcher

    return take_hold


@pytest.mark.proves("G7")
def test_a_disk_that_fails_leaves_all_or_nothing(tmp_path, strace, city, figure):
    batch = previewed(csv(*(f"{i},見本の会{i},高崎市見本町{i}-1,,," for i in range(1, 41))), city)
    grave = Grave(tmp_path, None)
    apply = partial(batches.apply_batch, batch, by=city)
    before = grave.rows(COUNTS)
    assert grave.run(apply) == 0
    after, halves, felt = grave.rows(COUNTS), [], 0
    points = [(call, error, when) for call, error in FAULTS for when in budget((1, 3), range(1, 7))]
    for number, (call, error, when) in enumerate(points):
        grave.renew()
        log = tmp_path / f"strace{number}"
        take_hold = injured(strace, log, call, error, when)
        grave.run(lambda take_hold=take_hold: (take_hold(), apply()))
        felt += "INJECTED" in (log.read_text(errors="replace") if log.exists() else "")
        found = grave.rows(COUNTS)
        if found not in (before, after):
            halves.append((call, error, when, found))
    assert halves == []
    assert felt > len(points) // 4  # not every call is made so often
    figure("G7", "システムコールの失敗を入れた回数", felt, wanted="20")
    figure("G7", "そのあとの途中の取り込み", len(halves), wanted="0")
