"""What is dangerous in front of people does not start, and says in Japanese what to change."""

import os
import secrets
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from takasaki_sc.ops.gate import Site, UnsafeSettings, faults_of, refuse_danger

ROOT = Path(__file__).resolve().parents[2]
GOOD = Site(
    debug=False,
    demo=False,
    secret_key=secrets.token_urlsafe(64),
    allowed_hosts=("sc.example.jp",),
    https=True,
    site_url="https://sc.example.jp",
    trusted_origins=("https://sc.example.jp",),
)
HERE = replace(GOOD, allowed_hosts=("localhost", "127.0.0.1", "[::1]"), site_url="http://localhost")


@pytest.mark.proves("V13.4.2")
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"debug": True}, "DEBUG=true"),
        ({"demo": True}, "DEMO=true"),
        ({"demo": True, "allowed_hosts": ("localhost", "192.168.1.20")}, "DEMO=true"),
        ({"debug": True, "allowed_hosts": ("*",)}, "DEBUG=true"),
        ({"secret_key": ""}, "SECRET_KEY がありません"),
        ({"secret_key": "short-but-random-9f3k"}, "SECRET_KEY が短すぎます"),
        ({"secret_key": "django-insecure-" + "k3" * 40}, "SECRET_KEY が見本"),
        ({"secret_key": "ここに長い文字列を書いてください" * 4}, "SECRET_KEY が見本"),
        ({"secret_key": "a" * 80}, "SECRET_KEY が同じ文字"),
        ({"secret_key": "0123456789abcdef" * 5}, "SECRET_KEY が同じ文字"),
        ({"mfa_keys": ("k" * 49,)}, "MFA_KEYS の鍵が短すぎます"),
        ({"allowed_hosts": ("*",)}, "ALLOWED_HOSTS に「*」"),
        ({"allowed_hosts": ()}, "ALLOWED_HOSTS がありません"),
        ({"https": False}, "HTTPS=false"),
        ({"site_url": "http://sc.example.jp"}, "SITE_URL を https://"),
        ({"site_url": "https://other.example.jp"}, "SITE_URL の名前"),
        ({"trusted_origins": ("http://sc.example.jp",)}, "CSRF_TRUSTED_ORIGINS"),
    ],
)
def test_dangerous_settings_do_not_start(change, named):
    with pytest.raises(UnsafeSettings, match="このままでは安全に動かせません") as refused:
        refuse_danger(replace(GOOD, **change))
    assert named in str(refused.value)


@pytest.mark.parametrize(
    "site",
    [
        GOOD,
        replace(GOOD, allowed_hosts=(".example.jp",)),
        replace(HERE, debug=True, secret_key="x"),
        replace(HERE, demo=True, secret_key="x"),
        replace(HERE, https=False),
    ],
)
def test_safe_settings_start(site):
    assert list(faults_of(site)) == []


def manage(tmp_path, *words, **changes):
    """manage.py in a process of its own, with the settings of deploy/env.example and changes."""
    for name in ("secret_key", "mfa_keys", "metrics_token"):
        (tmp_path / name).write_text(secrets.token_urlsafe(64) + "\n")
    lines = (ROOT / "deploy/env.example").read_text().splitlines()
    settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    names = ("secret_key", "mfa_keys", "metrics_token")
    files = {f"{name.upper()}_FILE": str(tmp_path / name) for name in names}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, text=True, capture_output=True,
        env=kept | settings | files | changes, check=False,
    )  # fmt: skip


CHECK = ("check", "--deploy", "--fail-level", "WARNING")


@pytest.mark.slow
@pytest.mark.proves("V13.4.2")
def test_example_of_the_settings_passes_the_check_for_deployment(tmp_path):
    done = manage(tmp_path, *CHECK)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"DEMO": "true"}, "DEMO=true は"),
        ({"SECRET_KEY_FILE": "", "SECRET_KEY": "changeme"}, "SECRET_KEY が見本のままです"),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "SECRET_KEY_FILE のファイルを読めません"),
        ({"MAIL_PORT": "二十五"}, '設定の値を読めません。Environment variable "MAIL_PORT"'),
        ({"DATABASE_URL": "sc:hidden@db"}, "DATABASE_URL を読めません"),
    ],
)
def test_command_line_refuses_in_a_few_words(tmp_path, changes, named):
    done = manage(tmp_path, "check", **changes)
    assert done.returncode == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert "hidden" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"MAIL_HOST": ""}, "W001"),
        ({"BEHIND_PROXY": "false"}, "W003"),
    ],
)
def test_unfinished_settings_are_told(tmp_path, changes, number):
    done = manage(tmp_path, *CHECK, **changes)
    assert done.returncode == 1
    assert f"takasaki_sc.{number}" in done.stderr
