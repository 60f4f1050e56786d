"""The timers' jobs: when they are due, what is kept of a run, and that two never run at once."""

import fcntl
import os
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command, get_commands
from django_tasks_db.management.commands import db_worker

from takasaki_sc.management.commands import worker
from takasaki_sc.ops import beats, jobs

JAPAN = ZoneInfo("Asia/Tokyo")


@pytest.fixture(autouse=True)
def state(settings, tmp_path):
    settings.STATE_DIR = tmp_path / "state"
    settings.BACKUP_DIR = tmp_path / "copies"
    settings.BACKUP_DIR.mkdir()
    return settings.STATE_DIR


def run(name):
    out = StringIO()
    call_command("job", name, stdout=out, stderr=out)
    return out.getvalue()


def test_job_that_went_well_leaves_a_beat(db):
    run("publish_due")
    assert beats.last("publish_due").age < 5
    assert beats.last("publish_due.failed") is None


def test_job_without_its_setting_is_left_out_and_no_fault(db, settings):
    settings.BACKUP_IDENTITY_FILE, settings.WORKER = "", False
    assert run("verify_backup") == "BACKUP_IDENTITY_FILE がないので、ここでは行いません。\n"
    assert run("prune_db_task_results") == "WORKER がないので、ここでは行いません。\n"
    assert [beats.last(name) for name in ("verify_backup", "verify_backup.failed")] == [None, None]


def test_job_that_failed_is_told_apart(db, settings):
    settings.BACKUP_IDENTITY_FILE = "/k"
    with pytest.raises(CommandError, match="確かめる写しが、まだ1つもありません"):
        run("verify_backup")
    assert beats.last("verify_backup") is None
    assert beats.last("verify_backup.failed").age < 5


def test_job_does_not_start_beside_itself(db, state):
    state.mkdir(parents=True)
    with (state / "publish_due.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert run("publish_due").strip() == jobs.JobIsRunning.__doc__
    assert beats.last("publish_due") is None


def test_newest_copy_is_the_one_to_verify(settings):
    settings.BACKUP_IDENTITY_FILE = "/k"
    for age, name in enumerate(("other", "takasaki-sc-2.tar.age", "takasaki-sc-1.tar.age")):
        (settings.BACKUP_DIR / name).write_text("x")
        os.utime(settings.BACKUP_DIR / name, (9000 - age, 9000 - age))
    newest = str(settings.BACKUP_DIR / "takasaki-sc-2.tar.age")
    words = jobs._usual_words(jobs.BY_COMMAND["verify_backup"])
    assert words == [newest, "--identity", "/k"]


@pytest.mark.parametrize(
    ("name", "now", "slot"),
    [
        ("publish_due", (2026, 11, 30, 9, 7, 30), (2026, 11, 30, 9, 5)),
        ("send_mailings", (2026, 11, 30, 0, 0, 0), (2026, 11, 30, 0, 0)),
        ("backup", (2026, 11, 30, 1, 59), (2026, 11, 29, 2, 0)),
        ("backup", (2026, 11, 30, 2, 0), (2026, 11, 30, 2, 0)),
        ("verify_backup", (2026, 11, 30, 12, 0), (2026, 11, 29, 4, 0)),
        ("verify_backup", (2026, 11, 29, 3, 59), (2026, 11, 22, 4, 0)),
        ("sweep_issue_files", (2026, 11, 29, 5, 30), (2026, 11, 29, 5, 30)),
    ],
)
def test_slot_of_a_job(name, now, slot):
    now, slot = datetime(*now, tzinfo=JAPAN), datetime(*slot, tzinfo=JAPAN)
    assert jobs.last_slot(jobs.BY_COMMAND[name], now) == slot


def test_job_is_due_until_it_was_tried_well_or_not():
    now = datetime.now(JAPAN)
    assert jobs.BY_COMMAND["clear_papers"] in jobs.due_jobs(now)
    beats.beat("clear_papers.failed")
    assert jobs.BY_COMMAND["clear_papers"] not in jobs.due_jobs(now)


def test_copy_made_by_hand_counts_too(state):
    assert jobs.last_done(jobs.BY_COMMAND["backup"]) is None
    state.mkdir(parents=True)
    (state / "last_backup.json").write_text("{}")
    assert jobs.last_done(jobs.BY_COMMAND["backup"]).age < 5


def test_jobs_follow_what_is_installed_and_set(settings):
    def names():
        return {job.command for job in jobs.jobs_here()}

    assert not {"prune_db_task_results", "verify_backup"} & names()
    settings.WORKER = True
    assert "prune_db_task_results" in names()
    assert names() <= set(get_commands())


def test_every_job_is_a_command_and_has_room_to_be_late():
    for job in jobs.JOBS:
        assert job.late_after > job.every


def test_worker_beats_as_it_looks_for_work():
    beating = worker.BeatingWorker(
        queue_names=["default"], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="w", excluded_queue_names=[],
    )  # fmt: skip
    assert beats.last(beats.WORKER) is None
    assert beating.running
    assert beats.last(beats.WORKER).age < 5
    assert issubclass(worker.BeatingWorker, db_worker.Worker)


def test_worker_asks_for_its_setting_first(db):
    with pytest.raises(CommandError, match="WORKER=true"):
        worker.Command().handle()
