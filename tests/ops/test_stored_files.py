"""Stored files go out by one way, after the permission was asked for: here or through nginx."""

import ast
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404

from takasaki_sc.lib.stored_files import stored_file
from tests import factories as make
from tests.responses import put_away

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("accounts", "councils", "resources", "activities", "newsletters", "reports")
BODY = b"%PDF-1.7 mihon"


@pytest.fixture
def paper(yawata):
    """A paper of a meeting of 八幡 that only people with inside knowledge may read."""
    meeting = make.MeetingFactory(council=yawata)
    return make.MeetingFileFactory(
        meeting=meeting, is_internal=True, title="次第", file=ContentFile(BODY, "shidai.pdf"),
        content_type="application/pdf",
    )  # fmt: skip


def address_of(paper):
    return f"/councils/files/{paper.pk}/download/"


def test_bytes_come_from_here_where_no_nginx_stands_before(client, coordinator, paper):
    client.force_login(coordinator)
    answer = client.get(address_of(paper))
    assert b"".join(answer.streaming_content) == BODY
    assert "X-Accel-Redirect" not in answer
    put_away(answer)


@pytest.mark.proves("V5.4.1")
def test_nginx_is_told_the_file_and_our_headers_stay(client, coordinator, paper, settings):
    settings.MEDIA_ACCEL = True
    client.force_login(coordinator)
    answer = client.get(address_of(paper))
    assert answer.content == b""
    assert answer["X-Accel-Redirect"] == f"/_media/{paper.file.name}"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("who", "status"), [("viewer", 403), ("neighbour", 403), ("resident", 403), (None, 302)]
)
def test_nginx_is_told_nothing_for_those_who_may_not(client, paper, settings, request, who, status):
    settings.MEDIA_ACCEL = True
    if who:
        client.force_login(request.getfixturevalue(who))
    answer = client.get(address_of(paper))
    assert (answer.status_code, "X-Accel-Redirect" in answer) == (status, False)


@pytest.mark.parametrize("accel", [True, False])
def test_file_that_is_gone_is_not_found(settings, accel):
    settings.MEDIA_ACCEL = accel
    with pytest.raises(Http404):
        stored_file("meetings/gone.pdf", "application/pdf")


def test_name_is_quoted_for_the_header(settings):
    settings.MEDIA_ACCEL = True
    name = default_storage.save("meetings/見本 100%.pdf", ContentFile(BODY))
    answer = stored_file(name, "application/pdf")
    assert answer["X-Accel-Redirect"].isascii()
    assert " " not in answer["X-Accel-Redirect"]
    assert "%25" in answer["X-Accel-Redirect"] or "100.pdf" in answer["X-Accel-Redirect"]


def test_no_page_hands_out_a_stored_file_by_another_way():
    """FileResponse may carry bytes that were made just now (io.BytesIO), and nothing else."""
    wrong = []
    for path in (p for room in ROOMS for p in (ROOT / room).rglob("*.py")):
        if "FileResponse(" not in (source := path.read_text()):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FileResponse":
                wrong += [] if "BytesIO" in ast.dump(node.args[0]) else [f"{path}:{node.lineno}"]
    assert wrong == []
