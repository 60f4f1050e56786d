"""Whoever prints is killed in the middle: the order does not stay "being made" for ever."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from tests import factories as make
from tests.siege.web import ROOT, Visitor, session_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ORDER = "SELECT state, file FROM accounts_paperorder"
WITHIN_SECONDS = 90


class PaperWorker:
    """`manage.py db_worker` beside the server, with its environment."""

    def __init__(self, web):
        bare = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "db_worker", "--interval=0.1"], cwd=ROOT,
            stdin=subprocess.DEVNULL, stdout=web.log, stderr=web.log, start_new_session=True,
            env=bare | {
                "DATABASE_URL": web.url, "MEDIA_ROOT": str(web.media), "DEMO": "true",
                "WORKER": "true", "SECRET_KEY": settings.SECRET_KEY,
                "DJANGO_SETTINGS_MODULE": "tests.siege.server_settings",
            },
        )  # fmt: skip

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def worker_of():
    running = []

    def start(web):
        running.append(PaperWorker(web))
        return running[-1]

    yield start
    for worker in running:
        if worker.process.poll() is None:
            worker.kill()


def until(ask, state):
    """Wait until the order is in that state."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < deadline:
        found = ask(ORDER)[0]
        if found[0] == state:
            return found
        time.sleep(0.02)
    pytest.fail(f"still {found}")


def an_hour_passes(folder):
    """The order was asked for long ago."""
    change = "UPDATE accounts_paperorder SET ordered_at = '2026-01-01 00:00:00+00:00'"
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "siege.sqlite3", timeout=30)) as file:
            file.execute(change)
            file.commit()
    else:
        with connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.assure
@pytest.mark.proves("G7")
def test_order_of_a_killed_worker_can_be_made_again(
    serve, ask, worker_of, coordinator, yawata, tmp_path, figure
):
    for n in range(30):
        make.SocialResourceFactory(council=yawata, name=f"見本サロン{n}")
    visitor = Visitor(None, session_of(coordinator))
    visitor.web = web = serve(WORKER="true")
    words = {"paper": "resources.list", "grouping": "district", "submit_token": uuid4(),
             "councils": [yawata.pk]}  # fmt: skip
    order = visitor.post("/resources/papers/", words).headers["Location"]
    first = worker_of(web)
    until(ask, "printing")
    first.kill()
    assert ask(ORDER)[0] == ("printing", "")
    assert "もう一度" not in visitor.get(order).text  # it might still be on its way
    an_hour_passes(tmp_path)
    assert "もう一度" in visitor.get(order).text
    assert visitor.post(f"{order}again/", {}).status == 302
    worker_of(web)
    _, file = until(ask, "ready")
    assert (web.media / file).read_bytes()[:5] == b"%PDF-"
    figure("G7", "紙を作る働き手が途中で止められた注文", "「もう一度」で出来上がり")
