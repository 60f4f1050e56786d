"""A page that asks the database for too long is stopped, and says to come back later."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
ASK = """
import time, django
django.setup()
from django.db import OperationalError, connection
from takasaki_sc.errors import is_database_away
began = time.monotonic()
try:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(6)")
except OperationalError as fault:
    assert is_database_away(fault)
    print("stopped" if time.monotonic() - began < 5 else "late")
else:
    print("went on")
"""


@pytest.mark.slow
@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no such limit")
@pytest.mark.proves("V15.2.2")
@pytest.mark.parametrize(("seconds", "said"), [("1", "stopped"), ("0", "went on")])
def test_statement_is_stopped_for_web_workers_and_not_for_commands(seconds, said):
    settings = {"DJANGO_SETTINGS_MODULE": "takasaki_sc.settings", "STATEMENT_SECONDS": seconds,
                "DEMO": "true"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=os.environ | settings,
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == said
