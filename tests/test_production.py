"""The settings as a city's server has them: read in a process of its own, nothing of the suite."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.accounts.factories import PASSWORD, UserFactory

ROOT = Path(__file__).resolve().parent.parent
ASK = (
    "import json; from takasaki_sc import settings as s;"
    "print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))"
)
A_YEAR = 31_536_000


def start(**environment):
    bare = {"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite://:memory:", "HOME": "/nowhere"}
    command = [sys.executable, "-c", ASK]
    return subprocess.run(command, cwd=ROOT, env=bare | environment, capture_output=True, text=True,
                          check=False)  # fmt: skip


@cache
def settings():
    from_them = start(
        SECRET_KEY="".join(chr(33 + n * 37 % 90) for n in range(60)),
        ALLOWED_HOSTS="sc.example.jp",
        SITE_URL="https://sc.example.jp",
    )
    assert from_them.returncode == 0, from_them.stderr[-500:]
    return json.loads(from_them.stdout.splitlines()[-1])


@pytest.mark.proves("V13.2.3")
def test_server_without_a_secret_key_does_not_start():
    refused = start()
    assert refused.returncode != 0
    assert "SECRET_KEY" in refused.stderr


@pytest.mark.proves("V3.3.2")
def test_cookies_stay_with_our_own_pages():
    assert settings()["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert settings().get("CSRF_COOKIE_SAMESITE", "Lax") == "Lax"


@pytest.mark.proves("V3.3.4")
def test_session_cookie_is_not_for_scripts(client, db):
    assert settings().get("SESSION_COOKIE_HTTPONLY", True) is True
    UserFactory(username="hito")
    answer = client.post("/accounts/login/", {"login": "hito", "password": PASSWORD})
    assert [bool(c["httponly"]) for n, c in answer.cookies.items() if "session" in n] == [True]


@pytest.mark.proves("V3.4.1")
def test_browsers_are_told_to_come_encrypted_for_a_year():
    told = settings()
    assert told["SECURE_SSL_REDIRECT"] is True
    assert told["SECURE_HSTS_SECONDS"] >= A_YEAR
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True


@pytest.mark.proves("V4.1.3")
def test_header_of_a_proxy_is_believed_only_where_there_is_one():
    assert settings()["SECURE_PROXY_SSL_HEADER"] is None
    assert settings().get("USE_X_FORWARDED_HOST", False) is False
