"""No room left: a clear page, nothing kept by halves, and work goes on when there is room again."""

import resource
import signal
import sqlite3
import subprocess
from contextlib import closing, suppress
from uuid import uuid4

import pytest
from django.db import connection
from django.db.backends.sqlite3._functions import register

from tests import factories as make
from tests.siege.conftest import write_diary
from tests.siege.pictures import noise
from tests.siege.web import Visitor, session_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = "保存する場所が、いっぱいになりました"


@pytest.fixture
def meeting(yawata, regular):
    return make.MeetingFactory(council=yawata, kind=regular)


def small_files(n_bytes):
    """For the server: no file may grow beyond this; Python hears it as EFBIG, as on a full disk."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, resource.RLIM_INFINITY))

    return limit


def upload_photo(visitor, meeting, body):
    words = {"what": "photo", "title": "見本", "is_internal": "on"}
    address = f"/councils/meetings/{meeting.pk}/files/"
    return visitor.post(address, words, [("photo", "photo.jpg", body)])


@pytest.mark.proves("G7", "V16.5.2")
def test_photograph_without_room_is_refused_on_a_clear_page(
    serve, ask, coordinator, meeting, tmp_path, figure
):
    if connection.vendor == "sqlite":
        pytest.skip("there the limit would hit the database's own file first: see below")
    session, large, small = session_of(coordinator), noise(2200, 1700), noise(80, 60)
    web = serve(limits=small_files(400_000))
    visitor = Visitor(web, session)
    answer = upload_photo(visitor, meeting, large)
    assert (answer.status, WORDS in answer.text) == (507, True), answer.text
    assert ask("SELECT count(*) FROM councils_meetingfile") == [(0,)]
    assert upload_photo(visitor, meeting, small).status == 302
    assert ask("SELECT count(*) FROM councils_meetingfile") == [(1,)]
    figure("G7", "場所が足りないときの写真", "507の画面、残り0件、次の写真は保存", wanted="0件")


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 12 MB, where the machine lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, check=False
    )  # fmt: skip
    if made.returncode:
        pytest.skip("a disk of its own needs the right to mount one")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.assure
@pytest.mark.proves("G7")
def test_full_disk_under_the_database_says_so_and_works_again(serve, small_disk, writers, figure):
    if connection.vendor != "sqlite":
        pytest.skip("a database of SQLite is a file that we can put on a small disk")
    people, name = writers(None, 1), small_disk / "siege.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(name)])
    web = serve(url=f"sqlite:///{name}")
    people[0].web = web
    visitor = people[0]
    times, statuses = 20, []
    for number in range(times):
        assert _full_round(visitor, small_disk, statuses) == 302, number
    with closing(sqlite3.connect(name)) as file:
        register(file)  # indexes that Django makes use functions of its own
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT count(*) FROM activities_diaryentry").fetchone() == (
            statuses.count(302),
        )
    assert set(statuses) <= {302, 507}
    assert statuses.count(507) >= times
    figure("G7", "ディスクをいっぱいにした回数", times, wanted="20")
    figure("G7", "500の画面（いっぱいのあいだ）", statuses.count(500), wanted="0")


def _full_round(visitor, disk, statuses):
    """Fill the disk, write until it is refused, make room, write once more; gives the last."""
    with suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
        while ballast.write(bytes(65536)):
            pass
    for _ in range(60):
        answer = write_diary(visitor, str(uuid4()))
        statuses.append(answer.status)
        if answer.status != 302:
            assert WORDS in answer.text
            break
    (disk / "ballast").unlink()
    answer = write_diary(visitor, str(uuid4()))
    statuses.append(answer.status)
    return answer.status


@pytest.mark.proves("G7")
def test_locked_database_asks_to_come_back(serve, writers, tmp_path, figure):
    if connection.vendor != "sqlite":
        pytest.skip("one writer at a time is SQLite's way")
    web = serve(SQLITE_TIMEOUT="1")
    visitor = writers(web, 1)[0]
    with closing(sqlite3.connect(tmp_path / "siege.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = write_diary(visitor, str(uuid4()))
        assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
        other.execute("ROLLBACK")
    assert write_diary(visitor, str(uuid4())).status == 302
    figure("G7", "ほかの人が書きこみ中で待ち切れないとき", "503", wanted="503")
