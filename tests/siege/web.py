"""The product as it is deployed: a real gunicorn of two workers with sixteen threads each.

It works on the database of the test: on PostgreSQL the very one, on SQLite a copy in a file,
because a database in memory has no door for another process.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

ROOT = Path(__file__).parents[2]
WORKERS, THREADS = 2, 16
CSRF = "c" * 32
STARTS_WITHIN = 60
COLD, WARM = ("takasaki_sc.wsgi",), ("tests.siege.warm", "--preload")
PROBE = "/accounts/login/"  # /healthz asks for the migrations, which a quick run leaves out


def database_url(folder):
    """Where a server finds what the test has written; on SQLite a copy is made for it."""
    if connection.vendor == "sqlite":
        copy = folder / "siege.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return f"sqlite:///{copy}"
    words = connection.settings_dict
    host, port = words["HOST"] or "localhost", words["PORT"] or 5432
    secret = f":{quote(words['PASSWORD'], safe='')}" if words["PASSWORD"] else ""
    return f"postgres://{words['USER']}{secret}@{quote(host, safe='')}:{port}/{words['NAME']}"


def session_of(user):
    """The cookie of somebody signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Web:
    """A running server. `limits` runs in the child before it becomes gunicorn (RLIMIT_FSIZE).

    is_warm: a worker that is killed again and again is there again at once.
    """

    def __init__(self, url, folder, *, workers=WORKERS, limits=None, is_warm=False, **environment):
        self.url, self.folder = url, folder
        self.media = folder / "media"
        self.media.mkdir(exist_ok=True)
        self.port = _free_port()
        self.log = (folder / "gunicorn.log").open("ab")
        bare = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", *(WARM if is_warm else COLD),
                "--no-control-socket",
                f"--bind=127.0.0.1:{self.port}", f"--workers={workers}", f"--threads={THREADS}",
                "--worker-class=gthread", "--timeout=60", "--graceful-timeout=2",
            ],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            start_new_session=True, preexec_fn=limits,
            env=bare | {
                "DATABASE_URL": url, "MEDIA_ROOT": str(self.media), "DEMO": "true",
                "SECRET_KEY": settings.SECRET_KEY,
                "DJANGO_SETTINGS_MODULE": "tests.siege.server_settings",
            } | environment,
        )  # fmt: skip
        try:
            self._wait()
        except BaseException:  # nobody holds it yet, so nobody else would end it
            self.close()
            raise

    def _wait(self):
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            try:
                if Visitor(self, None).get(PROBE).status == 200:
                    return
            except OSError:
                time.sleep(0.05)
            assert self.process.poll() is None, self.said()
        raise AssertionError(self.said())

    def said(self):
        self.log.flush()
        return (self.folder / "gunicorn.log").read_text(errors="replace")

    def workers(self):
        """The process ids of the workers, as they are now."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return {int(pid) for pid in Path(children).read_text().split()}

    def close(self):
        """End it and everything it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answer:
    """What came back: status, headers, text."""

    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode(errors="replace")


class Visitor:
    """A browser with one cookie of a session; every request is a connection of its own."""

    def __init__(self, web, session, *, timeout=90):
        self.web, self.timeout = web, timeout
        self.cookies = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, words, files=()):
        """files: [(field, name, bytes)]."""
        words = {"csrfmiddlewaretoken": CSRF, **words}
        if not files:
            body = urlencode(words, doseq=True).encode()
            return self._ask("POST", path, body, "application/x-www-form-urlencoded")
        body, kind = _multipart(words, files)
        return self._ask("POST", path, body, kind)

    def _ask(self, method, path, body=None, kind=None):
        wire = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=self.timeout)
        headers = {"Cookie": self.cookies, "Connection": "close"}
        with closing(wire):
            wire.request(method, path, body, headers | ({"Content-Type": kind} if kind else {}))
            return Answer(wire.getresponse())


def path_of(address):
    """The path of a Location header."""
    return urlsplit(address).path


def _multipart(words, files):
    edge = b"----siege" + os.urandom(12).hex().encode()
    parts = []
    for name, value in words.items():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            head = f'Content-Disposition: form-data; name="{name}"\r\n\r\n'
            parts.append(head.encode() + str(one).encode())
    for field, name, content in files:
        head = (
            f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        parts.append(head.encode() + content)
    body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts)
    return body + b"--" + edge + b"--\r\n", f"multipart/form-data; boundary={edge.decode()}"
