"""Hostile files over real HTTP: an answer in words for each, and no worker of the web dies."""

import io
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from councils.models import MeetingFile
from takasaki_sc.lib.pictures import PictureFault, read_picture
from tests import factories as make
from tests.proof import budget
from tests.siege import bombs, pictures
from tests.siege.crowd import all_at_once
from tests.siege.web import Visitor, session_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LONGEST_SECONDS = budget(60, 15)  # the usual suite may run on a busy machine
HANDS = 2


def some(files, n):
    """n of them, from everywhere."""
    return files[:: max(len(files) // n, 1)]


def timed(visitor, address, words, field, name, body):
    body = body() if callable(body) else body
    began = time.monotonic()
    answer = visitor.post(address, words, [(field, name, body)])
    return answer, time.monotonic() - began


@pytest.fixture(autouse=True)
def _once():
    """What a file does to a reader is the same beside every database."""
    if connection.vendor == "postgresql":
        pytest.skip("shown beside SQLite")


def besiege(web, session, jobs):
    """Send every (address, words, field, name, body); gives [(answer, seconds)].

    The workers of before are those of after.
    """
    before = web.workers()
    found = all_at_once(
        [lambda job=job: timed(Visitor(web, session), *job) for job in jobs], threads=HANDS
    )
    assert web.workers() == before
    return found


@pytest.mark.proves("G8", "V5.2.2", "V5.2.3")
def test_every_bomb_in_a_list_is_refused_or_read(serve, city, figure):
    session, files = session_of(city), bombs.lists()
    assert len(files) >= 60
    jobs = [
        ("/resources/imports/new/", {"submit_token": uuid4(), "source_name": f"名簿{n}"}, "file",
         name, body)
        for n, (_, name, body) in enumerate(some(files, budget(8, len(files))))
    ]  # fmt: skip
    found = besiege(serve(), session, jobs)
    ends = Counter(answer.status for answer, _ in found)
    assert set(ends) <= {302, 422}, [a.text[:300] for a, _ in found if a.status > 422]
    slowest = max(seconds for _, seconds in found)
    assert slowest <= LONGEST_SECONDS
    figure("G8", "名簿のふりをした爆弾", len(found), wanted="60")
    figure("G8", "いちばん長くかかったもの（名簿）", round(slowest, 1), wanted="15", unit="秒")
    figure("G8", "500の画面・止まったWebの働き手（名簿）", 0, wanted="0")


@pytest.mark.proves("G8", "V5.2.6", "V5.3.2")
def test_every_hostile_picture_is_refused_or_repainted(
    serve, ask, coordinator, yawata, regular, figure
):
    meeting = make.MeetingFactory(council=yawata, kind=regular)
    session, files = session_of(coordinator), pictures.hostile()
    assert len(files) >= 100
    jobs = [
        (f"/councils/meetings/{meeting.pk}/files/",
         {"title": what, "is_internal": "on", "what": "photo"}, "photo", "photo.jpg", body)
        for what, body in some(files, budget(10, len(files)))
    ]  # fmt: skip
    web = serve()
    found = besiege(web, session, jobs)
    ends = Counter(answer.status for answer, _ in found)
    assert set(ends) == {302, 422}, [a.text[:300] for a, _ in found if a.status > 422]
    assert ask("SELECT count(*) FROM councils_meetingfile") == [(ends[302],)]
    kept = [path.read_bytes() for path in web.media.rglob("*") if path.is_file()]
    assert [pictures.tags_in(body) for body in kept] == [[]] * (2 * ends[302])
    slowest = max(seconds for _, seconds in found)
    assert slowest <= LONGEST_SECONDS
    figure("G8", "敵意のある写真", len(found), wanted="100")
    figure("G8", "いちばん長くかかったもの（写真）", round(slowest, 1), wanted="15", unit="秒")
    figure("G8", "500の画面・止まったWebの働き手（写真）", 0, wanted="0")


@pytest.mark.django_db(transaction=False)
@pytest.mark.proves("G17", "V14.2.8")
def test_no_photograph_that_is_served_says_more_than_its_pixels(client, tier1, figure):
    """Stored and served: the photographs of meetings, as they come back over the pages."""
    client.force_login(tier1)
    meeting, n_tags, n = make.MeetingFactory(), 0, budget(6, 200)
    for number in range(n):
        kind = ("JPEG", "PNG", "WEBP")[number % 3]
        body = pictures.with_place(kind, (40 + number % 90, 30), orientation=number % 8 + 1)
        assert any(mark in body for mark in (b"Exif", b"eXIf", b"EXIF"))
        sent = io.BytesIO(body)
        sent.name = f"IMG_{number}.jpg"
        words = {"title": "見本", "is_internal": "on", "what": "photo", "photo": sent}
        assert client.post(f"/councils/meetings/{meeting.pk}/files/", words).status_code == 302
    for file in MeetingFile.objects.all():
        for name in (file.file.name, file.small_name):
            n_tags += len(pictures.tags_in(Path(file.file.storage.path(name)).read_bytes()))
    assert (MeetingFile.objects.count(), n_tags) == (n, 0)
    figure("G17", "位置・持ち主・機種を入れて送った写真", n, wanted="200")
    figure("G17", "しまった写真と小さい写真に残った情報", n_tags, wanted="0")


def test_what_looks_for_tags_finds_them():
    for kind in ("JPEG",):
        found = pictures.tags_in(pictures.with_place(kind))
        assert {"words", "segment e1", "segment ed", "segment fe", "info comment"} <= set(found)


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_a_picture_of_an_iphone_is_refused_with_what_to_do(brand):
    with pytest.raises(PictureFault, match="互換性優先"):
        read_picture(b"\0\0\0\x18ftyp" + brand + bytes(200))


def test_only_three_kinds_of_pictures_are_opened():
    """GIF, TIFF, PostScript and the like have readers of their own, with faults of their own."""
    for kind in ("GIF", "TIFF", "BMP", "PPM", "ICO"):
        with pytest.raises(PictureFault, match="写真として読めません。"):
            read_picture(pictures.photo(kind=kind))
