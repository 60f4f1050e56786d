"""The jobs that a timer starts: which there are, when, and when a late one is a worry."""

import contextlib
import fcntl
import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands

from takasaki_sc.ops.beats import Beat, beat, last

log = logging.getLogger(__name__)
MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 7 * 86400


@dataclass(frozen=True)
class Job:
    """One timer's work.

    every: seconds from one run to the next. at: hours after midnight, for one that runs by day
    or by week (on Sundays). late_after: seconds after which its silence is told.
    """

    command: str
    what: str
    every: int
    late_after: int
    at: float = 0.0


JOBS = (
    Job("publish_due", "予約した広報紙の発行", 5 * MINUTE, 20 * MINUTE),
    Job("send_mailings", "お知らせメール", 10 * MINUTE, HOUR),
    Job("backup", "写しを取る", DAY, 26 * HOUR, at=2),
    Job("clear_papers", "古い紙を消す", DAY, 26 * HOUR, at=3.2),
    Job("clearsessions", "切れたログインを消す", DAY, 26 * HOUR, at=3.4),
    Job("prune_db_task_results", "終わった仕事の記録を消す", DAY, 26 * HOUR, at=3.5),
    Job("verify_backup", "写しを確かめる", WEEK, 8 * DAY, at=4),
    Job("seal_trail", "操作の記録に封をする", 10 * MINUTE, HOUR),
    Job("verify_trail", "操作の記録を確かめる", DAY, 26 * HOUR, at=4.5),
    Job("verify_issues", "発行したPDFを確かめる", WEEK, 8 * DAY, at=5),
    Job("sweep_issue_files", "とちゅうの発行の残りを消す", WEEK, 8 * DAY, at=5.5),
)
BY_COMMAND = {job.command: job for job in JOBS}


class JobIsRunning(Exception):
    """同じ仕事が、まだ動いています。今回は何もしません。"""


class NothingToVerify(Exception):
    """確かめる写しが、まだ1つもありません。"""


def run(job, words=(), **streams):
    """Do a job once, and say so: a beat when it went well, a line in the log either way."""
    started = time.monotonic()
    with _alone(job.command):
        try:
            call_command(job.command, *(words or _usual_words(job)), **streams)
        except BaseException:
            beat(_failed(job), ms=_ms_since(started))
            log.warning("job failed", extra=_facts(job, started, ok=False))
            raise
    beat(job.command, ms=_ms_since(started))
    log.info("job done", extra=_facts(job, started, ok=True))


def _usual_words(job):
    """What the command is told when nobody says more."""
    if job.command == "backup":
        keys = settings.BACKUP_RECIPIENTS_FILE
        sealed_for = ["--recipients-file", keys] if keys else []
        return ["--to", str(settings.BACKUP_DIR), *sealed_for, "--keep", settings.BACKUP_KEEP]
    if job.command == "verify_backup":
        return [str(_newest_copy()), "--identity", settings.BACKUP_IDENTITY_FILE]
    return ["--delete"] if job.command == "sweep_issue_files" else []


def _newest_copy():
    copies = list(Path(settings.BACKUP_DIR).glob("takasaki-sc-*.tar*"))
    if not copies:
        raise NothingToVerify
    return max(copies, key=lambda path: path.stat().st_mtime)


def _failed(job):
    return f"{job.command}.failed"


def _facts(job, started, *, ok):
    return {"job": job.command, "ms": _ms_since(started), "ok": ok}


def _ms_since(started):
    return round(1000 * (time.monotonic() - started))


@contextmanager
def _alone(name):
    """Two of one job never run side by side on one machine; the jobs bear it, the log would not."""
    folder = Path(settings.STATE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JobIsRunning from None
        yield


def last_slot(job, now):
    """The last moment, not after `now`, at which the job was to begin; local time counts."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if job.every < DAY:
        since_midnight = (now - midnight).total_seconds()
        return midnight + timedelta(seconds=since_midnight // job.every * job.every)
    days_back = (midnight.weekday() + 1) % 7 if job.every == WEEK else 0
    slot = midnight - timedelta(days=days_back) + timedelta(hours=job.at)
    return slot if slot <= now else slot - timedelta(seconds=job.every)


def missing_setting(job):
    """The setting without which this installation leaves the job out, or None.

    Without a worker there is no queue to tidy, and a copy is opened only where its key is (the
    city may keep that elsewhere, and verify there).
    """
    wants = {"prune_db_task_results": "WORKER", "verify_backup": "BACKUP_IDENTITY_FILE"}
    name = wants.get(job.command)
    return name if name and not getattr(settings, name) else None


def jobs_here():
    """The jobs of this installation."""
    return [job for job in JOBS if job.command in get_commands() and not missing_setting(job)]


def last_done(job):
    """The last Beat of a job; of copies also one that was made by hand."""
    found = [last(job.command)]
    if job.command == "backup":
        with contextlib.suppress(OSError):
            found.append(Beat((Path(settings.STATE_DIR) / "last_backup.json").stat().st_mtime))
    return max((b for b in found if b), key=lambda b: b.at, default=None)


def due_jobs(now):
    """The jobs not yet tried since their last slot: for `manage.py timers`."""
    return [job for job in jobs_here() if _last_tried(job) < last_slot(job, now).timestamp()]


def _last_tried(job):
    beats = [last(job.command), last(_failed(job))]
    return max((found.at for found in beats if found), default=0.0)


def late_jobs():
    """[(Job, its last Beat or None)] of the jobs that have been silent for too long."""
    seen = [(job, last_done(job)) for job in jobs_here()]
    return [(job, found) for job, found in seen if found is None or found.age > job.late_after]
