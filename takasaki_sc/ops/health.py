"""Is the house in order? For `/healthz` (yes or no) and `manage.py health` (what, and since when).

A fault means that this web server must get no visitors: the database does not answer, its tables
are of another release, or files cannot be kept. A warning is for the operator: it would help
nobody to close the doors because a backup is late.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from takasaki_sc.ops import jobs
from takasaki_sc.ops.beats import WORKER, last

FAULT, WARNING, FINE = "fault", "warning", "ok"
LEAST_FREE_BYTES = 200 * 2**20
LEAST_FREE_SHARE = 0.1
WORKER_SILENT_SECONDS = 15 * 60
"""Longer than the longest paper: while it prints one, a worker does not beat."""

_known = {"is_migrated": False}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its name, how it is, and a sentence for the operator."""

    what: str
    state: str
    words: str


def readiness():
    """The Findings that decide whether this server may get visitors."""
    return [database(), media()]


def everything():
    """All Findings, for the operator."""
    return [*readiness(), disk(), *worker(), *late_jobs()]


def is_ready():
    return all(finding.state != FAULT for finding in readiness())


def database():
    """It answers, and its tables are those of this release."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        is_migrated = _is_migrated()
    except (DatabaseError, InterfaceError) as fault:
        return Finding("データベース", FAULT, f"答えません（{type(fault).__name__}）。")
    if not is_migrated:
        return Finding("データベース", FAULT, "表がこの版のものではありません: manage.py migrate")
    return Finding("データベース", FINE, "答えます。表はこの版のものです。")


def _is_migrated():
    """Asked until it is true; what is applied stays applied."""
    if not _known["is_migrated"]:
        executor = MigrationExecutor(connection)
        leaves = executor.loader.graph.leaf_nodes()
        _known["is_migrated"] = not executor.migration_plan(leaves)
    return _known["is_migrated"]


def media():
    """Papers and photographs can be kept."""
    folder = media_folder()
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding("ファイルの置き場", FAULT, "書き込めません: MEDIA_ROOT の持ち主と許可")
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        return Finding("ファイルの置き場", FAULT, "空きが 200MB より少なくなりました。")
    return Finding("ファイルの置き場", FINE, "書き込めます。")


def disk():
    """A warning long before the disk is full."""
    usage = shutil.disk_usage(media_folder())
    share = usage.free / max(usage.total, 1)
    words = f"空き {usage.free / 2**30:.1f}GB（{share:.0%}）"
    return Finding("ディスク", WARNING if share < LEAST_FREE_SHARE else FINE, words)


def worker():
    """Whether somebody makes the papers; nothing where papers are made at once."""
    if not settings.WORKER:
        return []
    beat = last(WORKER)
    if beat is None:
        return [Finding("裏で紙を作る係", WARNING, "動いたあとがありません: manage.py worker")]
    state = WARNING if beat.age > WORKER_SILENT_SECONDS else FINE
    return [Finding("裏で紙を作る係", state, f"{_ago(beat)}に見ました。")]


def late_jobs():
    """The timers' jobs that have been silent for too long."""
    return [
        Finding(job.what, WARNING, f"{_since(beat)}: manage.py job {job.command}")
        for job, beat in jobs.late_jobs()
    ]


def _since(beat):
    return f"{_ago(beat)}に終わったきりです" if beat else "まだ一度も終わっていません"


def _ago(beat):
    hours, seconds = divmod(round(beat.age), 3600)
    return f"{hours}時間{seconds // 60}分前" if hours else f"{seconds // 60}分前"


def media_folder():
    """MEDIA_ROOT, or what will hold it: Django makes it when the first file comes."""
    folder = Path(settings.MEDIA_ROOT).absolute()
    return next(path for path in (folder, *folder.parents) if path.exists())
