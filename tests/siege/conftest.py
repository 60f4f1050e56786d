"""What the sieges share: somebody who keeps a diary, and a way to ask the server's database."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.utils import timezone

from tests import factories as make
from tests.siege.web import Visitor, Web, database_url, session_of


@pytest.fixture
def ask(tmp_path):
    """ask(sql): the rows that the server's database holds, seen from outside."""

    def rows(sql):
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(tmp_path / "siege.sqlite3", timeout=30)) as file:
                return file.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return rows


@pytest.fixture
def term(coordinator, yawata):
    return make.CoordinatorFactory(council=yawata, person__user=coordinator)


@pytest.fixture
def serve(tmp_path):
    """serve(**words): a running server on the database as it is now; ended after the test."""
    running = []

    def start(**words):
        url = words.pop("url", None) or database_url(tmp_path)
        running.append(Web(url, tmp_path, **words))
        return running[-1]

    yield start
    for web in running:
        web.close()


@pytest.fixture
def writers(coordinator, term):
    """writers(web, n): so many browsers of one coordinator who keeps a diary."""
    session = session_of(coordinator)
    return lambda web, n=20: [Visitor(web, session) for _ in range(n)]


def write_diary(visitor, token):
    """One entry of the diary; its words are its token, to be found again."""
    return visitor.post(
        "/activities/diary/new/",
        {"submit_token": token, "when": timezone.localdate().isoformat(), "category": "needs",
         "spent": "60", "place": "見本集会所", "result": token},
    )  # fmt: skip


def lost_and_doubled(crowd, rows):
    """(acknowledged entries that are gone, entries that stand there twice)."""
    found = [result for (result,) in rows]
    return crowd.tokens - set(found), len(found) - len(set(found))
