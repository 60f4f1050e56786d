"""A hundred people with time to think, before nginx, gunicorn 2 x 16 and PostgreSQL (aim G13).

    python -m bench.load [--seconds 60] [--visitors 100] [--no-papers] [--json]

Starts everything by itself (a PostgreSQL of its own, unless DATABASE_URL names one that holds the
demo world), and takes it down again. Figures are of this machine: the aim is for 2 quiet cores.
60 of 100 are residents, 30 coordinators (every fifth step a saved record), 10 staff of the city.
Meanwhile one person keeps opening papers, which are printed for each.
"""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AIM = {"p95": 0.3, "p99": 0.8, "slowest": 3.0}
POSTGRES = ". .ci/lib.sh; . .ci/postgres.sh; trap stop_postgres EXIT; start_postgres; " \
    'echo "$POSTGRES_URL"; read -r _ || true'  # fmt: skip


class House:
    """The servers of one run, in a folder of their own."""

    def __init__(self, folder):
        self.folder, self.running, self.pids = Path(folder), ExitStack(), {}
        for name in ("media", "state", "nginx"):
            (self.folder / name).mkdir()

    def open(self):
        """Start everything; returns the port of nginx."""
        os.environ.update(self._settings(os.environ.get("DATABASE_URL") or self._postgres()))
        os.environ.pop("DEMO", None)
        self._manage("migrate", "-v0", "--skip-checks")
        self._manage("demo", "--skip-checks", DEMO="true")
        self._manage("collectstatic", "--noinput", "-v0", "--skip-checks")
        self._start("web", "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "takasaki_sc.wsgi")
        self._start("worker", "manage.py", "worker")
        self._wait_for_web()
        from tests.ops.nginx import Nginx  # noqa: PLC0415 - after the settings are there

        nginx = Nginx(self.folder / "nginx", f"unix:{self.folder}/web.sock", self.folder / "media")
        self.running.enter_context(nginx)
        return nginx.port

    def _settings(self, database):
        return {
            "DATABASE_URL": database, "SECRET_KEY": secrets.token_urlsafe(64), "HTTPS": "false",
            "ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": "http://127.0.0.1", "BEHIND_PROXY": "true",
            "MEDIA_ACCEL": "true", "MEDIA_ROOT": f"{self.folder}/media", "WORKER": "true",
            "STATE_DIR": f"{self.folder}/state", "STATIC_ROOT": f"{self.folder}/static",
            "BIND": f"unix:{self.folder}/web.sock",
            "FIGURES_DIR": f"{self.folder}/figures",
            "DJANGO_SETTINGS_MODULE": "takasaki_sc.settings",
        }  # fmt: skip

    def _postgres(self):
        server = subprocess.Popen(
            ["bash", "-c", POSTGRES], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        self.running.callback(server.wait, 60)
        self.running.callback(server.stdin.close)
        return server.stdout.readline().strip()

    def _manage(self, *words, **changes):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True,
                       env=os.environ | changes, stdout=subprocess.DEVNULL)  # fmt: skip

    def _start(self, name, *words):
        log = self.running.enter_context((self.folder / f"{name}.log").open("w"))
        server = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=log, stderr=log)
        self.pids[name] = server.pid
        self.running.callback(server.wait, 60)
        self.running.callback(server.terminate)

    def _wait_for_web(self):
        for _ in range(600):
            if (self.folder / "web.sock").exists():
                return
            time.sleep(0.1)
        sys.exit((self.folder / "web.log").read_text())

    def web_cpu(self):
        """CPU seconds that the web workers themselves have used; papers' children are not in it."""
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                words = path.read_text().rpartition(")")[2].split()
                if int(words[1]) == self.pids["web"]:
                    ticks += int(words[11]) + int(words[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.running.close()


def session_of(user):
    """A cookie as after signing in: passwords are slow on purpose and not what is measured."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from allauth.mfa.totp.internal.auth import (  # noqa: PLC0415 - after the settings are there
        TOTP,
        generate_totp_secret,
    )
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    if not Authenticator.objects.filter(user=user).exists():  # or every page leads to the setup
        TOTP.activate(user, generate_totp_secret())
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(user)
    token = f"{settings.CSRF_COOKIE_NAME}={secrets.token_hex(16)}"
    return f"{name}={client.cookies[name].value}; {token}"


def people(n, with_papers):
    """n Visitors, and one who opens papers."""
    from bench import walks  # noqa: PLC0415 - after the settings are there

    n_staff, n_coordinators = n // 10, 3 * n // 10
    sessions = {name: session_of(user) for name, user in walks.users().items()}
    visitors = [
        *walks.residents(n - n_staff - n_coordinators),
        *walks.coordinators(n_coordinators, sessions),
        *walks.staff(n_staff, sessions),
    ]
    for number, visitor in enumerate(visitors):
        visitor.seed = number
    return visitors, walks.papers(sessions) if with_papers else []


async def walk(visitors, port, seconds):
    until = time.monotonic() + seconds
    await asyncio.gather(*(visitor.walk(port, until) for visitor in visitors))


def figures_of(taken):
    """How many, how many failed, and how long they took; papers are told apart."""
    seconds = sorted(t.seconds for t in taken) or [0.0]
    at = lambda share: seconds[min(len(seconds) - 1, int(share * len(seconds)))]  # noqa: E731
    return {
        "requests": len(taken), "errors": sum(t.has_failed for t in taken),
        "p50": round(at(0.5), 3), "p95": round(at(0.95), 3), "p99": round(at(0.99), 3),
        "slowest": round(seconds[-1], 3),
    }  # fmt: skip


def report(visitors, printing, seconds):
    taken = [t for visitor in visitors for t in visitor.taken]
    kinds = sorted({t.kind for t in taken})
    found = {"all": figures_of(taken), "per_second": round(len(taken) / seconds, 1)}
    found["kinds"] = {kind: figures_of([t for t in taken if t.kind == kind]) for kind in kinds}
    found["papers"] = figures_of([t for visitor in printing for t in visitor.taken])
    everything = taken + [t for visitor in printing for t in visitor.taken]
    found["faults"] = sorted({f"{t.status} {t.path}" for t in everything
                              if t.has_failed})[:10]  # fmt: skip
    slow = sorted(taken, key=lambda t: -t.seconds)[:10]
    found["slow"] = [f"{t.seconds:.2f} {t.kind} {t.path}" for t in slow]
    return found


def as_words(found):
    yield "| | 件 | 失敗 | p50 ms | p95 ms | p99 ms | いちばん遅い ms |"
    yield "|---|---|---|---|---|---|---|"
    rows = {"すべて": found["all"], **found["kinds"], "（印刷）": found["papers"]}
    for name, f in rows.items():
        times = " | ".join(f"{1000 * f[key]:.0f}" for key in ("p50", "p95", "p99", "slowest"))
        yield f"| {name} | {f['requests']} | {f['errors']} | {times} |"
    yield f"\n毎秒 {found['per_second']} 件、1件に CPU {found['cpu_ms']} ms（ウェブの分）"
    yield from (f"失敗: {fault}" for fault in found["faults"])
    yield from (f"遅い: {line}" for line in found["slow"])


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--seconds", type=int, default=60)
    wanted.add_argument("--visitors", type=int, default=100)
    wanted.add_argument("--no-papers", action="store_true")
    wanted.add_argument("--json", action="store_true")
    options = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="sc-load-") as folder:
        house = House(folder)
        try:
            found = _measure(house, options)
        finally:
            house.close()
    print(json.dumps(found, ensure_ascii=False) if options.json else "\n".join(as_words(found)))
    total = found["all"]
    is_slow = any(total[key] > limit for key, limit in AIM.items())
    sys.exit(2 if total["errors"] or found["papers"]["errors"] else 1 if is_slow else 0)


def _measure(house, options):
    port = house.open()
    import django  # noqa: PLC0415 - after the settings are there

    django.setup()
    visitors, printing = people(options.visitors, not options.no_papers)
    warm, _ = people(10, with_papers=False)
    asyncio.run(walk([*warm, *printing], port, 8))
    for visitor in printing:
        visitor.taken.clear()
    before = house.web_cpu()
    asyncio.run(walk([*visitors, *printing], port, options.seconds))
    found = report(visitors, printing, options.seconds)
    n = found["all"]["requests"] + found["papers"]["requests"]
    return found | {"cpu_ms": round(1000 * (house.web_cpu() - before) / max(n, 1), 1)}


if __name__ == "__main__":
    main()
