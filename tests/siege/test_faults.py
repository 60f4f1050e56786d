"""Servers that die under load: nothing that was acknowledged is lost, nothing is there twice."""

import os
import random
import signal
import time

import pytest
from django.db import connection

from tests.proof import ASSURE, budget
from tests.siege.cluster import WAYS, Cluster, programs
from tests.siege.conftest import lost_and_doubled, write_diary
from tests.siege.crowd import Crowd

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ENTRIES = "SELECT result FROM activities_diaryentry"
WITHIN_SECONDS = budget(20, 2)  # the usual suite may run on a busy machine


@pytest.fixture
def cluster():
    if connection.vendor != "postgresql":
        pytest.skip("the stopping of PostgreSQL is shown on PostgreSQL")
    if programs() is None or not (programs() / "pg_dump").exists():
        pytest.skip("initdb, pg_ctl and pg_dump are needed")
    own = Cluster()
    yield own
    own.close()


@pytest.mark.proves("G7")
def test_database_stopped_under_load_loses_nothing(writers, serve, request, figure):
    stops = WAYS * 10 if ASSURE else (random.choice(WAYS),)
    cluster = request.getfixturevalue("cluster")  # after the writers: their sessions come along
    web = serve(url=cluster.url)
    returns = []
    with Crowd(writers(web), write_diary) as crowd:
        crowd.wait_for(20)
        for way in stops:
            cluster.stop(way)
            time.sleep(budget(0.5, 0.3))
            cluster.start()
            up = time.monotonic()
            crowd.wait_for(20)
            returns.append(crowd.first_after(up))
    lost, doubled = lost_and_doubled(crowd, cluster.rows(ENTRIES))
    assert (lost, doubled, crowd.bad) == (set(), 0, [])
    assert crowd.statuses[503] > 0  # the outage was felt
    assert max(returns) <= WITHIN_SECONDS
    figure("G7", "データベースを止めた回数（3種類）", len(stops), wanted="30")
    figure("G7", "受け付けた記録", len(crowd.acknowledged))
    figure("G7", "失われた・二重の記録", len(lost) + doubled, wanted="0")
    figure("G7", "止まっているあいだの503", crowd.statuses[503])
    figure("G7", "500の画面", len(crowd.bad), wanted="0")
    figure("G7", "戻ってから最初の保存まで", round(max(returns), 2), wanted="2", unit="秒")


@pytest.mark.proves("G7")
def test_killed_workers_lose_nothing(writers, serve, ask, figure):
    web = serve(workers=3, is_warm=True)
    kills = budget(5, 200)
    with Crowd(writers(web, 8), write_diary) as crowd:
        crowd.wait_for(5)
        for _ in range(kills):
            for pid in sorted(web.workers())[:1]:  # the eldest, which is surely at work
                os.kill(pid, signal.SIGKILL)
            crowd.wait_for(3)
    lost, doubled = lost_and_doubled(crowd, ask(ENTRIES))
    assert (lost, doubled, crowd.bad) == (set(), 0, [])
    figure("G7", "止めたWebの働き手", kills, wanted="200")
    figure("G7", "そのあいだに受け付けた記録", len(crowd.acknowledged))
    figure("G7", "そのうち失われた・二重の記録", len(lost) + doubled, wanted="0")
