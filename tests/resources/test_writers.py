"""Twenty writers at once on the database as it is in use: nothing fails, nothing is lost."""

import json
import os
import sqlite3
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection

from resources.models import SocialResource
from tests.accounts.factories import UserFactory
from tests.resources.factories import SocialResourceFactory
from tests.resources.writers import CORRECTIONS, LINES

WRITERS = 20
LISTS = WRITERS // 4


@pytest.fixture
def database_url(transactional_db, tmp_path):
    """The suite's database for other processes: of SQLite a copy in a file, made when asked."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'writers.sqlite3'}"
    host = quote(told["HOST"], safe="")
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{host}:{told['PORT']}/{told['NAME']}"


def run_writers(url, order):
    if connection.vendor == "sqlite":
        with sqlite3.connect(url.removeprefix("sqlite:///")) as copy:
            connection.connection.backup(copy)
        copy.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.resources.writers"],
        input=json.dumps(order),
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def counted(url, sql):
    """One number out of the database the writers wrote to."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]
    copy = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return copy.execute(sql).fetchone()[0]
    finally:
        copy.close()


@pytest.mark.slow
def test_twenty_writers_at_once_lose_nothing(database_url):
    by = UserFactory()
    resources = SocialResourceFactory.create_batch(WRITERS)
    order = {"by": by.pk, "resources": [resource.pk for resource in resources]}
    assert run_writers(database_url, order) == []
    table = SocialResource._meta.db_table
    versions = "resources_historicalsocialresource"
    own, brought = WRITERS * (CORRECTIONS + 1), LISTS * LINES
    found = {
        "resources": counted(database_url, f"SELECT count(*) FROM {table}"),
        "last word": counted(
            database_url, f"SELECT count(*) FROM {table} WHERE notes = '{CORRECTIONS}回目の直し'"
        ),
        "versions": counted(database_url, f"SELECT count(*) FROM {versions}"),
        "corrections told": counted(
            database_url,
            "SELECT count(*) FROM accounts_auditentry WHERE verb = 'resource_corrected'",
        ),
        "lists applied": counted(
            database_url, "SELECT count(*) FROM resources_importbatch WHERE state = 'applied'"
        ),
    }
    assert found == {
        "resources": WRITERS + brought,
        "last word": WRITERS,
        "versions": own + brought,
        "corrections told": WRITERS * CORRECTIONS,
        "lists applied": LISTS,
    }
