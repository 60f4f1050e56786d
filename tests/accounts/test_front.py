"""The public front door, and what stays on the device."""

import re

import pytest

from takasaki_sc import front


def test_front_leads_residents_to_what_they_came_for(client, db):
    page = client.get("/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r'<a class="gate" href="([^"]+)"', main) == ["/resources/", "/newsletters/"]
    assert 'href="/accounts/login/"' in main


def test_front_sends_staff_to_their_board(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/").url == "/home/"


@pytest.mark.parametrize("path", ["/", "/accessibility/", "/offline/", "/sw.js"])
def test_public_page_asks_a_stranger_no_query(client, db, django_assert_num_queries, path):
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200


def test_offline_page_is_the_same_for_everybody(client, coordinator):
    anonymous = client.get("/offline/").content
    client.force_login(coordinator)
    assert client.get("/offline/").content == anonymous


@pytest.mark.proves("V3.5.7")
def test_service_worker_keeps_only_public_things(client, coordinator):
    client.force_login(coordinator)
    response = client.get("/sw.js")
    kept = re.search(r"const KEPT = \[(.*)\];", response.content.decode()).group(1)
    assert response["Content-Type"] == "text/javascript"
    assert response["Cache-Control"] == "no-cache"
    first, *rest = [part.strip('" ').replace(r"\u002D", "-") for part in kept.split(",")]
    assert first == "/offline/"
    assert len(rest) == len(front.OFFLINE_FILES)
    assert all(url.startswith("/static/") for url in rest)
    assert 'credentials: "omit"' in response.content.decode()


def version_of(client):
    return re.search(r'VERSION = "([^"]+)"', client.get("/sw.js").content.decode()).group(1)


def test_service_worker_has_a_new_version_when_a_file_has_a_new_name(client, db, monkeypatch):
    before = version_of(client)
    assert version_of(client) == before
    monkeypatch.setattr(front, "OFFLINE_FILES", ("css/app.css",))
    assert version_of(client) != before


@pytest.mark.proves("V14.3.2")
def test_pages_of_somebody_signed_in_are_not_stored(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/accounts/me/")["Cache-Control"] == "no-store"
