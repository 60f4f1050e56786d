"""How the house is: for visitors yes or no, for the operator everything."""

import json
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from takasaki_sc.ops import beats, health, jobs


@pytest.fixture(autouse=True)
def state(settings, tmp_path):
    settings.STATE_DIR = tmp_path / "state"
    health._known["is_migrated"] = False
    yield settings.STATE_DIR
    health._known["is_migrated"] = False


def answer_away(execute, sql, params, many, context):
    raise OperationalError("connection to 10.1.2.3 failed: password of takasaki_sc")


def test_healthz_is_ok_and_says_no_more(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.expects_errors
def test_healthz_without_a_database_is_503_and_says_nothing_of_it(client, db):
    with connection.execute_wrapper(answer_away):
        answer = client.get("/healthz")
        assert client.get("/healthz/alive").status_code == 200
    assert (answer.status_code, answer.content) == (503, b"unavailable")


@pytest.mark.expects_errors
def test_healthz_with_tables_of_another_release_is_503(client, db, settings):
    settings.MIGRATION_MODULES = {}  # those of the disk, also where the run made tables without
    recorder, loader = MigrationRecorder(connection), MigrationLoader(connection)
    if recorder.has_table():
        recorder.record_unapplied(*loader.graph.leaf_nodes("reports")[0])
    assert client.get("/healthz").status_code == 503
    assert "manage.py migrate" in health.database().words


@pytest.mark.expects_errors
def test_healthz_without_room_for_files_is_503(client, db, settings):
    settings.MEDIA_ROOT = "/proc/nowhere"
    assert client.get("/healthz").status_code == 503


def test_healthz_costs_one_query_once_the_tables_are_known(client, db, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(1):
        client.get("/healthz")


def told(*words):
    out, code = StringIO(), 0
    try:
        call_command("health", *words, stdout=out)
    except CommandError as refusal:
        code = refusal.returncode
    return code, out.getvalue()


def test_operator_hears_which_jobs_are_late(db):
    code, words = told()
    assert code == 1
    assert "古い紙を消す　まだ一度も終わっていません: manage.py job clear_papers" in words
    for job in jobs.JOBS:
        beats.beat(job.command)
    assert told()[0] == 0


def test_operator_hears_of_a_fault_as_data(db, settings):
    settings.MEDIA_ROOT = "/proc/nowhere"
    code, words = told("--json")
    found = {line["what"]: line["state"] for line in json.loads(words)}
    assert (code, found["ファイルの置き場"], found["データベース"]) == (2, "fault", "ok")


def test_database_away_is_told_by_its_kind_alone(db):
    with connection.execute_wrapper(answer_away):
        code, words = told()
    assert code == 2
    assert "答えません（OperationalError）" in words
    assert "password" not in words


def test_worker_is_late_when_it_falls_silent(settings, monkeypatch):
    assert health.worker() == []
    settings.WORKER = True
    assert health.worker()[0].state == health.WARNING
    beats.beat(beats.WORKER)
    assert health.worker()[0].state == health.FINE
    later = time.time() + health.WORKER_SILENT_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert health.worker()[0].state == health.WARNING


def test_beat_that_cannot_be_kept_stops_nobody(settings):
    settings.STATE_DIR = "/proc/nowhere"
    beats.beat("publish_due")
    assert beats.last("publish_due") is None
