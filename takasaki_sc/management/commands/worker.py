"""manage.py worker: db_worker, with a heart-beat that others can see."""

import time

from django.conf import settings
from django.core.management.base import CommandError
from django_tasks_db.management.commands import db_worker

from takasaki_sc.errors import DATABASE_AWAY, is_database_away
from takasaki_sc.ops.beats import WORKER, beat

SECONDS_BETWEEN_BEATS = 10
AWAY = "データベースにつながらないので、終わります。つながったら、もう一度動かしてください。"
"""systemd and the containers start it again by themselves."""


class BeatingWorker(db_worker.Worker):
    """Beats each time it looks for work: a worker that hangs falls silent."""

    last_beat = float("-inf")

    @property
    def running(self):
        """Asked once a turn of the loop, which is why the beat is here."""
        if time.monotonic() - self.last_beat >= SECONDS_BETWEEN_BEATS:
            self.last_beat = time.monotonic()
            beat(WORKER)
        return self.goes_on

    @running.setter
    def running(self, goes_on):
        self.goes_on = goes_on


class Command(db_worker.Command):
    help = "裏で作る紙を、順番に作り続けます（WORKER=true のとき）。"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        if not settings.WORKER:  # a default of theirs would be refused before handle() says why
            parser.set_defaults(backend_name=None)

    def handle(self, **options):
        if not settings.WORKER:
            raise CommandError("WORKER=true を設定してから動かしてください（docs/operating.md）。")
        db_worker.Worker = BeatingWorker  # the command has no other way to be told
        try:
            super().handle(**options)
        except DATABASE_AWAY as fault:
            if not is_database_away(fault):
                raise
            raise CommandError(AWAY) from fault
