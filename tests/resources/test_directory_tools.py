"""The rows of work on the directory: each role sees its own, and every link opens."""

import re

import pytest

from tests import factories as make

EVERYONE = {"/newsletters/", "/open/"}
READERS = EVERYONE | {"/resources/papers/", "/resources/needs/"}
STAFF = READERS | {
    "/resources/new/",
    "/resources/freshness/",
    "/resources/freshness/suggestions/",
    "/resources/editions/",
    "/resources/duplicates/",
}
ROWS = re.compile(r'<nav class="toolrow.*?</nav>', re.DOTALL)


def tools(client):
    rows = "".join(ROWS.findall(client.get("/resources/").content.decode()))
    return re.findall(r'href="([^"]+)"', rows)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("viewer", READERS),
        ("resident", READERS),
        ("coordinator", STAFF),
        ("city", STAFF | {"/resources/imports/"}),
    ],
)
def test_role_is_offered_what_it_may_open(client, request, who, expected):
    client.force_login(request.getfixturevalue(who))
    offered = tools(client)
    assert sorted(offered) == sorted(expected)
    assert {client.get(address, follow=True).status_code for address in offered} == {200}


def test_visitor_is_offered_what_is_public(client, db):
    assert sorted(tools(client)) == sorted(EVERYONE)


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        ("new/", ["名称を入れてください。", "種類を選んでください。", "地区を選んでください。"]),
        ("editions/new/", ["題名を入れてください。", "地区を選んでください。"]),
        ("1/status/", ["どうなったかを選んでください。"]),
    ],
)
@pytest.mark.usefixtures("toyooka")
def test_what_was_left_out_is_named_by_its_field(client, coordinator, yawata, tail, words):
    make.SocialResourceFactory(pk=1, council=yawata)
    client.force_login(coordinator)
    page = client.post(f"/resources/{tail}", {"note": ""}).content.decode()
    assert [each for each in words if each not in page] == []
    assert "空のままです。" not in page
