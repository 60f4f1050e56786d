"""manage.py timers: starts the jobs where there is no systemd and no cron (compose)."""

import signal
import subprocess
import sys
import threading

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from takasaki_sc.ops.jobs import due_jobs

SECONDS_BETWEEN_LOOKS = 20


class Command(BaseCommand):
    """Each job in a process of its own, one after the other, until SIGTERM."""

    help = "定期の仕事を、決まった時刻に動かし続けます（systemd の timer の代わり）。"

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="いまの分だけ動かす")

    def handle(self, *, once, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while True:
            for job in due_jobs(timezone.localtime()):
                if stop.is_set():
                    return
                self._start(job)
            if once or stop.wait(SECONDS_BETWEEN_LOOKS):
                return

    def _start(self, job):
        """Whatever becomes of it is in the log and in its beat; the next one runs all the same."""
        subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, "manage.py", "job", job.command], cwd=settings.BASE_DIR, check=False
        )
