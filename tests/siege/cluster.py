"""A PostgreSQL of a test's own, to be stopped in three ways: never the one of the suite.

Nothing is written through to the disk (fsync off): a killed server loses nothing by that, only a
power cut would. What a commit has promised still stands in the log before the answer goes out.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

WAYS = ("fast", "immediate", "kill")
CONF = """listen_addresses = ''
unix_socket_directories = '{home}'
fsync = off
full_page_writes = off
max_connections = 100
"""


def programs():
    """The folder with initdb and pg_ctl, the newest; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    linked = shutil.which("pg_ctl")
    beside = Path(linked).resolve().parent / "initdb" if linked else None
    return beside.parent if beside and beside.exists() else found[0].parent if found else None


class Cluster:
    """Made, filled with what the test's own database holds, and taken away."""

    def __init__(self):
        self.bin = programs()
        # A socket's path may have 107 letters: a test's own folder is often too deep.
        self.home = Path(tempfile.mkdtemp(prefix="takasaki-siege."))
        if os.geteuid() == 0:
            os.chown(self.home, pwd.getpwnam(_user()).pw_uid, -1)
        self._run("initdb", "-D", "data", "-U", "takasaki", "--auth=trust", "--encoding=UTF8",
                  "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        with (self.home / "data/postgresql.conf").open("a") as conf:
            conf.write(CONF.format(home=self.home))
        self.start()
        self._fill()

    @property
    def url(self):
        return f"postgres://takasaki@{quote(str(self.home), safe='')}:5432/postgres"

    def start(self):
        """After a kill the orphans of the old server hold the door for some moments."""
        until = time.monotonic() + 30
        while True:
            try:
                self._run("pg_ctl", "-D", "data", "-l", "server.log", "-w", "-t", "60", "start")
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return

    def stop(self, way):
        """fast: clients are sent away; immediate: as a power button; kill: its process dies."""
        if way == "kill":
            pid = int((self.home / "data/postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
        else:
            self._run("pg_ctl", "-D", "data", "-m", way, "-w", "stop")

    def rows(self, sql, values=()):
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as wire:
            return wire.execute(sql, values).fetchall()

    def _fill(self):
        words = connection.settings_dict
        dump = subprocess.run(
            [self.bin / "pg_dump", "-h", words["HOST"], "-p", str(words["PORT"] or 5432),
             "-U", words["USER"], "--no-owner", words["NAME"]],
            check=True, capture_output=True, env=os.environ | {"PGPASSWORD": words["PASSWORD"]},
        ).stdout  # fmt: skip
        subprocess.run(
            [self.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self.home),
             "-U", "takasaki", "postgres"],
            input=dump, check=True, capture_output=True,
        )  # fmt: skip

    def _run(self, name, *words):
        as_server = ["runuser", "-u", _user(), "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*as_server, self.bin / name, *words], cwd=self.home, check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def close(self):
        with suppress(subprocess.CalledProcessError):
            self.stop("immediate")
        shutil.rmtree(self.home, ignore_errors=True)


def _user():
    """PostgreSQL refuses to run as root; root lends it an account without rights."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
