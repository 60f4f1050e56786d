"""The real nginx before the real application: files, limits, and what is written down."""

import http.client
import json
import socket
import subprocess
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.test import Client

from tests import factories as make
from tests.ops.nginx import DEBIAN, NGINX, ROOT, Nginx, checked

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True),
              pytest.mark.skipif(not NGINX, reason="nginx is not here")]  # fmt: skip
BODY = bytes(range(256)) * 40


@pytest.fixture
def nginx(live_server, settings, tmp_path):
    settings.MEDIA_ACCEL = settings.BEHIND_PROXY = True
    settings.MEDIA_ROOT.mkdir(parents=True)
    folder = tmp_path / "nginx"
    folder.mkdir()
    upstream = urlsplit(live_server.url).netloc
    with Nginx(folder, upstream, settings.MEDIA_ROOT) as server:
        yield server


@pytest.fixture
def paper(yawata):
    return make.MeetingFileFactory(
        meeting__council=yawata, is_internal=True, file=ContentFile(BODY, "a.pdf"),
        content_type="application/pdf",
    )  # fmt: skip


def ask(nginx, path, who=None, method="GET", **headers):
    """(status, headers, body), as a visitor of nginx, signed in as `who`."""
    if who:
        signed_in = Client()
        signed_in.force_login(who)
        name = configured.SESSION_COOKIE_NAME
        headers["Cookie"] = f"{name}={signed_in.cookies[name].value}"
    with closing(http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=20)) as connection:
        connection.request(method, path, headers=headers)
        with connection.getresponse() as answer:
            return answer.status, answer.headers, answer.read()


@pytest.mark.proves("V5.4.1", "V8.2.2")
def test_file_comes_through_nginx_to_those_who_may(nginx, paper, coordinator, neighbour):
    address = f"/councils/files/{paper.pk}/download/"
    status, headers, body = ask(nginx, address, coordinator)
    assert (status, body) == (200, BODY)
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "no-store"
    assert "X-Accel-Redirect" not in headers
    assert ask(nginx, address, neighbour)[0] == 403
    assert ask(nginx, address)[0] == 302


def test_part_of_a_file_comes_where_it_is_asked_for(nginx, paper, coordinator):
    address = f"/councils/files/{paper.pk}/download/"
    status, headers, body = ask(nginx, address, coordinator, Range="bytes=10-19")
    assert (status, body) == (206, BODY[10:20])
    assert headers["Content-Range"] == f"bytes 10-19/{len(BODY)}"


@pytest.mark.proves("V5.3.1")
def test_file_has_no_address_of_its_own(nginx, paper, coordinator):
    for prefix in ("/media/", "/_media/", "/_media//", "/static/../media/", "/_media/%2e/"):
        assert ask(nginx, f"{prefix}{paper.file.name}", coordinator)[0] in (400, 404), prefix
    forged = f"/_media/{paper.file.name}"
    status, _, body = ask(nginx, "/", coordinator, **{"X-Accel-Redirect": forged})
    assert (status, BODY in body) == (302, False)


def test_access_log_has_no_query_and_no_secret(nginx, db):
    paths = ("/councils/calendar/", "/resources/kakunin/", "/accounts/invitation/",
             "/accounts/password/reset/key/", "/newsletters/subscribe/leave/")  # fmt: skip
    for path in paths:
        ask(nginx, f"{path}HimitsuHimitsu/?q=TazuneTazune")
    text = nginx.told(len(paths))
    told = [json.loads(line) for line in text.splitlines()]
    assert [line["path"] for line in told] == [f"{path}..." for path in paths]
    assert "Himitsu" not in text
    assert "Tazune" not in text
    assert len({line["request"] for line in told}) == len(paths)


def test_request_that_is_too_large_is_refused_in_japanese(nginx, db):
    status, _, body = ask(nginx, "/", method="POST", **{"Content-Length": str(31 * 2**20)})
    assert status == 413
    assert "ファイルが大きすぎます" in body.decode()


def http2_frame(kind, flags, stream, payload=b""):
    length = len(payload).to_bytes(3, "big")
    return length + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def test_request_that_is_too_large_is_refused_in_japanese_over_http2(nginx, db):
    """Written by hand: the body is announced and never sent, which a client would insist on."""
    fields = {":method": "POST", ":scheme": "http", ":path": "/", ":authority": "testserver",
              "content-length": str(31 * 2**20)}  # fmt: skip
    block = b"".join(
        b"\0" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
        for name, value in fields.items()
    )
    told = b""
    with socket.create_connection(("127.0.0.1", nginx.port_2), timeout=10) as line:
        line.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + http2_frame(4, 0, 0))
        line.sendall(http2_frame(1, 4, 1, block))  # the fields are whole, the request is not
        while b"</html>" not in told:
            told += line.recv(2**16) or b"</html>"
    assert "ファイルが大きすぎます" in told.decode(errors="replace")


@pytest.mark.proves("V6.3.1")
def test_many_tries_to_sign_in_are_slowed_down(nginx, db):
    found = [ask(nginx, "/accounts/login/", method="POST")[0] for _ in range(40)]
    assert found.count(429) >= 5
    assert ask(nginx, "/accounts/login/")[0] == 200


def test_application_away_is_told_in_japanese(tmp_path, settings):
    settings.MEDIA_ROOT.mkdir(parents=True)
    with Nginx(tmp_path, "127.0.0.1:1", settings.MEDIA_ROOT) as server:
        status, headers, body = ask(server, "/home/")
    assert (status, headers["Retry-After"]) == (503, "30")
    assert "ただいま、少しお休みしています" in body.decode()


def test_error_log_tells_the_fault_and_no_address(tmp_path, settings):
    settings.MEDIA_ROOT.mkdir(parents=True)
    with Nginx(tmp_path, "127.0.0.1:1", settings.MEDIA_ROOT) as server:
        for path in ("/councils/calendar/Himitsu.ics", "/resources/?q=Tazune", "/healthz"):
            assert ask(server, path)[0] == 503
    told = (tmp_path / "error.log").read_text()
    assert "Himitsu" not in told
    assert "Tazune" not in told
    assert told.count("connect() failed") == 1


@pytest.mark.proves("V12.1.1")
@pytest.mark.parametrize("name", ["takasaki-sc.conf", "compose.conf"])
def test_configuration_for_the_world_is_one_that_nginx_takes(tmp_path, name):
    key, cert = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=sc.example.jp",
         "-keyout", key, "-out", cert], check=True, capture_output=True,
    )  # fmt: skip
    site = (ROOT / "deploy/nginx" / name).read_text()
    for was, is_now in {
        "/srv/takasaki-sc/": f"{ROOT}/", "/etc/takasaki-sc/tls": str(tmp_path),
        "server web:8000 resolve": "server 127.0.0.1:8000", "/dev/stdout": f"{tmp_path}/access.log",
        " http2": "",
    }.items():  # fmt: skip
        site = site.replace(was, is_now)
    whole = f"pid {tmp_path}/pid; events {{}} http {{ {DEBIAN} {site} }}"
    code, said = checked(whole, tmp_path)
    assert (code, "warn" in said) == (0, False), said
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in site
