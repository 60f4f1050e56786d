"""A job that runs wild ends alone, and says why."""

import os
import signal
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from takasaki_sc.lib import limits
from takasaki_sc.lib.limits import LimitExceeded, Refusal, close_nurseries, run_limited
from tests.lib import wild_jobs as jobs

SMALL = {"cpu_seconds": 1, "memory_mb": 300, "wall_seconds": 20}
SECRET = "見本 花子 027-000-0000"


def test_result_comes_back():
    assert run_limited(jobs.add, 1, 2, **SMALL) == 3


def test_dataclass_of_the_function_comes_back():
    assert run_limited(jobs.make_paper, **SMALL) == jobs.Paper(date(2026, 4, 1), ("あ", "い"))


def test_each_job_has_a_process_of_its_own():
    processes = {run_limited(jobs.tell_process, **SMALL) for _ in range(3)} | {os.getpid()}
    assert len(processes) == 4


def test_large_argument_and_answer():
    assert run_limited(jobs.tell_length, bytes(20 * 2**20), **SMALL) == 20 * 2**20
    assert len(run_limited(bytes, 20 * 2**20, **SMALL)) == 20 * 2**20


@pytest.mark.proves("V15.2.2")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("job", "kind", "wall_seconds"),
    [
        (jobs.spin, "cpu", 30),
        (jobs.sleep, "wall", 1),
        (jobs.eat, "memory", 30),
        (jobs.abort, "memory", 30),
    ],
)
def test_wild_job_is_stopped(job, kind, wall_seconds):
    with pytest.raises(LimitExceeded) as stopped:
        run_limited(job, **{**SMALL, "wall_seconds": wall_seconds})
    assert stopped.value.kind == kind


def test_job_that_leaves_without_an_answer_is_a_crash():
    with pytest.raises(LimitExceeded) as stopped:
        run_limited(jobs.leave, **SMALL)
    assert (stopped.value.kind, stopped.value.cause) == ("crash", "exit 3")


def test_error_is_named_but_its_text_stays_behind():
    with pytest.raises(LimitExceeded) as stopped:
        run_limited(jobs.fail, SECRET, **SMALL)
    assert stopped.value.kind == "crash"
    assert stopped.value.cause.startswith("ValueError at wild_jobs.py:")
    assert SECRET not in f"{stopped.value!r} {stopped.value} {stopped.value.cause}"


def test_refusal_comes_back_in_its_own_words():
    with pytest.raises(Refusal, match="この書式は読めません。"):
        run_limited(jobs.refuse, **SMALL)


def test_file_may_not_grow(tmp_path):
    with pytest.raises(LimitExceeded) as stopped:
        run_limited(jobs.write_far_too_much, str(tmp_path / "x"), **SMALL)
    assert stopped.value.cause.startswith("OSError at wild_jobs.py:")
    assert (tmp_path / "x").stat().st_size <= 64 * 2**20


@pytest.mark.proves("V1.5.2")
def test_answer_cannot_call_anything():
    with pytest.raises(LimitExceeded) as stopped:
        run_limited(jobs.answer_with_a_call, **SMALL)
    assert stopped.value.cause == "unexpected answer"


def test_child_knows_no_secrets(monkeypatch):
    close_nurseries()
    monkeypatch.setenv("SECRET_KEY", "geheim")
    known = run_limited(jobs.tell_environment, **SMALL)
    assert "SECRET_KEY" not in known


def test_jobs_from_many_threads():
    answers = []

    def work(number):
        answers.extend(run_limited(jobs.add, number, n, **SMALL) for n in range(3))

    threads = [threading.Thread(target=work, args=(number * 10,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [number * 10 + n for number in range(6) for n in range(3)]


def test_killed_nursery_is_replaced():
    run_limited(jobs.add, 1, 1, **SMALL)
    nursery = limits._nurseries[()].process
    nursery.kill()
    nursery.wait()
    assert run_limited(jobs.add, 1, 1, **SMALL) == 2


def test_forked_worker_gets_a_nursery_of_its_own():
    run_limited(jobs.add, 1, 1, **SMALL)
    ours = limits._nurseries[()].process.pid
    pid = os.fork()
    if pid == 0:
        answer = run_limited(jobs.add, 20, 22, **SMALL)
        os._exit(answer if limits._nurseries[()].process.pid != ours else 1)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 42
    assert limits._nurseries[()].process.pid == ours


def test_job_ends_when_nobody_waits_for_it(tmp_path):
    """The web worker may be killed in the middle of a request."""
    run_limited(jobs.add, 1, 1, **SMALL)
    mark = tmp_path / "pid"
    pid = os.fork()
    if pid == 0:
        run_limited(jobs.sleep_after_telling, str(mark), **SMALL)
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    child = Path(f"/proc/{mark.read_text()}")
    for _ in range(500):
        if not child.exists():
            return
        time.sleep(0.01)
    pytest.fail("the child outlived its caller by 5 s")
