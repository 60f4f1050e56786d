"""The files of deploy/ fit the program and each other, and keep the promises they make."""

import http.client
import json
import os
import re
import runpy
import secrets
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from configparser import RawConfigParser
from contextlib import closing
from pathlib import Path

import pytest

from takasaki_sc.ops import metrics
from takasaki_sc.ops.jobs import JOBS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
WALLS = {
    "ProtectSystem": "strict", "PrivateTmp": "true", "NoNewPrivileges": "true",
    "CapabilityBoundingSet": "", "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
    "ProtectHome": "true", "PrivateDevices": "true", "SystemCallFilter": "@system-service",
    "User": "takasaki-sc", "UMask": "0027",
}  # fmt: skip


def test_images_and_the_record_of_changes_name_the_version_there_is():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    said = [
        re.search(r"\$\{VERSION:-([\d.]+)\}", (DEPLOY / "compose.yaml").read_text())[1],
        re.search(r"-t takasaki-sc:([\d.]+)", (DEPLOY / "Dockerfile").read_text())[1],
        re.search(r"^## ([\d.]+)（", (ROOT / "CHANGELOG.md").read_text(), re.M)[1],
    ]
    assert said == [version] * 3


def unit(path):
    parser = RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read_string(path.read_text())
    return parser


@pytest.mark.proves("V13.2.2")
@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_service_has_its_walls_and_its_limits(path):
    service = dict(unit(path)["Service"])
    assert {name: service.get(name) for name in WALLS} == WALLS
    assert service["MemoryMax"].endswith("G")
    assert int(service["TasksMax"]) <= 256


def test_every_job_has_its_timer_at_the_same_time():
    names = {path.stem.partition("@")[2]: unit(path)["Timer"]["OnCalendar"] for path in TIMERS}
    assert set(names) == {job.command for job in JOBS}
    for job in JOBS:
        if job.every >= 86400:
            clock = f"{int(job.at):02}:"
            assert clock in names[job.command], job.command
            assert ("Sun" in names[job.command]) == (job.every == 7 * 86400)
        else:
            assert names[job.command].endswith(f"/{job.every // 60}"), job.command


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_units(tmp_path):
    for path in [*SERVICES, *TIMERS]:
        text = re.sub(r"/srv/takasaki-sc/\.venv/bin/\w+", "/bin/true", path.read_text())
        (tmp_path / path.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", *tmp_path.glob("*.service"), *tmp_path.glob("*.timer")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "takasaki-sc" in line]
    assert ours == []


def test_gunicorn_has_two_processes_of_sixteen_threads(monkeypatch):
    for name in ("WEB_WORKERS", "WEB_THREADS", "BIND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "x")  # put back afterwards
    monkeypatch.setenv("STATEMENT_SECONDS", "1")
    conf = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    assert (conf["workers"], conf["threads"], conf["worker_class"]) == (2, 16, "gthread")
    assert conf["accesslog"] is None
    assert conf["max_requests_jitter"] > 0
    assert conf["control_socket_disable"]


def example_names():
    lines = (DEPLOY / "env.example").read_text().splitlines()
    return {line.split("=")[0] for line in lines if line and not line.startswith("#")}


def test_every_name_of_the_example_is_read_by_the_program_and_explained():
    sources = (ROOT / "takasaki_sc/settings.py", DEPLOY / "gunicorn.conf.py")
    read = "\n".join(path.read_text() for path in sources)
    told = (ROOT / "docs/operating.md").read_text()
    for name in example_names() - {"LANG"}:
        assert f'"{name.removesuffix("_FILE")}"' in read or f'"{name}"' in read, name
        assert f"`{name.removesuffix('_FILE')}" in told or f"`{name}`" in told, name


def test_containers_are_pinned_and_hold_no_secret():
    compose = (DEPLOY / "compose.yaml").read_text()
    images = re.findall(r"^ +image: (\S+)", compose, re.M)
    images += re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(), re.M)
    assert len(images) == 5
    assert [image for image in images if not re.search(r":.*\d+\.\d+", image)] == []
    assert re.findall(r"(?i)(?:password|secret_key|token): (?!/run/secrets|\{)\S+", compose) == []
    assert compose.count("no-new-privileges:true") == 3
    assert "USER 10001:10001" in (DEPLOY / "Dockerfile").read_text()


def blocks():
    """compose.yaml by service; "x-app" is what web, worker, timers, setup and backup share."""
    text = (DEPLOY / "compose.yaml").read_text()
    services = text.partition("\nservices:\n")[2].partition("\nnetworks:\n")[0]
    found = dict(re.findall(r"(?ms)^  (\w+):\n(.*?)(?=^  \w+:\n|\Z)", services))
    return found | {"x-app": re.search(r"(?ms)^x-app:.*?(?=^services:)", text)[0]}


def test_no_container_is_root_or_may_write_into_itself():
    for name, text in blocks().items():
        if "<<: *app" in text:
            assert "read_only: false" not in text, name
            continue
        assert re.search(r"^ {2,4}read_only: true$", text, re.M), name
        assert "cap_drop: [ALL]" in text, name
        assert "cap_add" not in text, name
        assert name == "x-app" or re.search(r'^    user: "[1-9]', text, re.M), name


def test_compose_takes_the_limits_of_a_service():
    """2.26 refuses pids_limit (of x-app) beside deploy.resources.limits: nothing would start."""
    for name, text in blocks().items():
        assert "resources:" not in text, name
    for name in ("web", "worker", "timers"):
        assert "mem_limit:" in blocks()[name]


def test_ports_name_their_address():
    """Docker hands IPv6 on itself, and every visitor would have its address."""
    ports = re.search(r"ports: (\[.*\])", blocks()["nginx"])[1]
    assert [port.rpartition(":")[0] for port in json.loads(ports)] == [
        "0.0.0.0:80", "0.0.0.0:443", "127.0.0.1:9180"
    ]  # fmt: skip
    assert sum("ports:" in text for text in blocks().values()) == 1


def test_nginx_stays_and_asks_again_where_the_web_containers_are():
    assert not re.search(r"^    depends_on:", blocks()["nginx"], re.M)
    text = (DEPLOY / "nginx/compose.conf").read_text()
    assert "resolver 127.0.0.11 valid=" in text
    assert re.search(r"upstream takasaki_sc \{\s+zone \w+ \w+;\s+server web:8000 resolve\b", text)


def test_copy_can_be_put_back_beside_the_stored_files():
    """MEDIA_ROOT changes its name then, which a mount of its own cannot; the others see it so."""
    app = blocks()["x-app"]
    media = Path(re.search(r"MEDIA_ROOT: (\S+)", app)[1])
    mounts = [text for text in blocks().values() if re.search(r"\bmedia\b.*var/lib", text)]
    assert len(mounts) == 4
    there = rf"- media:{media.parent}$|source: media, target: {media.parent},"
    for text in mounts:
        assert re.search(there, text, re.M)
    made = (DEPLOY / "Dockerfile").read_text()
    assert f" {media.parent} {media} " in made  # both, else the first belongs to root


def test_what_the_operator_makes_goes_neither_into_git_nor_into_the_image():
    theirs = {"deploy/.env", "deploy/compose.env", "deploy/compose.nginx.conf"}
    assert theirs | {"deploy/secrets"} <= set((ROOT / ".dockerignore").read_text().splitlines())
    kept = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()}
    assert theirs | {"deploy/secrets"} <= kept
    read = set(re.findall(r"\./([\w.]+)", (DEPLOY / "compose.yaml").read_text()))
    assert read - {"nginx", "pages"} == {"compose.nginx.conf", "secrets"}


def test_image_is_built_with_nothing_but_its_base():
    """A `# syntax=` line fetches one thing more, of no fixed version, at every build."""
    assert "syntax=" not in (DEPLOY / "Dockerfile").read_text()


@pytest.mark.django_db
def test_alerts_ask_for_figures_that_are_there(settings):
    settings.WORKER = True
    told = metrics.page().decode()
    asked = set(re.findall(r"takasaki_sc_\w+", (DEPLOY / "alerts.yml").read_text()))
    families = set(re.findall(r"^# TYPE (\S+)", told, re.M))
    missing = {name for name in asked if name.removesuffix("_bucket") not in families}
    assert missing == set()


@pytest.fixture
def gunicorn(tmp_path):
    """The real server with its real settings, before a database without tables."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    settings = {
        "SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": "sc.example.jp",
        "SITE_URL": "https://sc.example.jp", "BEHIND_PROXY": "true", "METRICS_TOKEN": "t" * 32,
        "DATABASE_URL": f"sqlite:///{tmp_path}/db", "MEDIA_ROOT": str(tmp_path),
        "STATE_DIR": str(tmp_path / "state"), "FIGURES_DIR": str(tmp_path / "figures"),
        "BIND": f"127.0.0.1:{port}",
    }  # fmt: skip
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py",
             "takasaki_sc.wsgi"], cwd=ROOT, env=kept | settings, stderr=written, stdout=written,
        )  # fmt: skip
        yield port, log
        server.terminate()
        server.wait(40)


def ask(port, path, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Host": "sc.example.jp"} | headers)
        with connection.getresponse() as answer:
            return answer.status, answer.read().decode()


def ask_when_up(port, path):
    for _ in range(300):
        try:
            return ask(port, path)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(path)


@pytest.mark.slow
@pytest.mark.proves("V16.4.1", "V13.4.2")
def test_real_server_tells_its_health_its_figures_and_one_line_a_request(gunicorn):
    port, log = gunicorn
    assert ask_when_up(port, "/healthz/alive") == (200, "ok")
    assert ask(port, "/healthz") == (503, "unavailable")
    for _ in range(20):
        assert ask(port, "/accessibility/?q=HimitsuHimitsu")[0] in (301, 200)
    status, told = ask(port, "/metrics", Authorization=f"Bearer {'t' * 32}")
    assert status == 200
    counted = re.search(r'requests_total\{method="GET",route="alive",status="200"\} (\S+)', told)
    assert float(counted[1]) >= 1  # whichever of the two answered
    assert "takasaki_sc_database_up 0.0" in told
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {"event": "request", "route": "healthz", "status": 503}.items() <= next(
        line for line in lines if line.get("route") == "healthz" and "ms" in line
    ).items()
    assert "HimitsuHimitsu" not in log.read_text()
    assert {line["logger"] for line in lines} & {"gunicorn.access"} == set()
