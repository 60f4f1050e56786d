"""Tries to get past a defence are in the log: what, where, by whose log-in, and nothing typed."""

import json

import pytest
from django.test import Client

from tests.ops.test_requests import CANARY, log  # noqa: F401 - the fixture


def lines_of(written, *names):
    found = [json.loads(line) for line in written.getvalue().splitlines()]
    wanted = [line for line in found if line["logger"] in names]
    kept = ("logger", "level", "status", "route")
    return [tuple(line.get(name) for name in kept) for line in wanted]


@pytest.mark.proves("V16.3.3")
def test_form_without_its_token(db, log):  # noqa: F811
    Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": CANARY, "password": CANARY})
    assert lines_of(log, "django.security.csrf", "takasaki_sc.ops.requests") == [
        ("django.security.csrf", "WARNING", 403, "account_login"),
        ("takasaki_sc.ops.requests", "INFO", 403, "account_login"),
    ]
    assert CANARY not in log.getvalue()


@pytest.mark.proves("V16.3.3")
def test_records_of_another_council(client, neighbour, yawata, log):  # noqa: F811
    client.force_login(neighbour)
    client.post(f"/councils/{yawata.pk}/members/new/?q={CANARY}", {"name": CANARY})
    assert lines_of(log, "django.request", "takasaki_sc.ops.requests") == [
        ("django.request", "WARNING", 403, "councils:member-add"),
        ("takasaki_sc.ops.requests", "INFO", 403, "councils:member-add"),
    ]
    assert f'"user": {neighbour.pk}' in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.proves("V16.3.3")
def test_too_many_passwords(client, coordinator, log):  # noqa: F811
    for _ in range(6):
        client.post("/accounts/login/", {"login": "yawata", "password": CANARY})
    statuses = [status for _, _, status, _ in lines_of(log, "takasaki_sc.ops.requests")]
    assert statuses == [200] * 5 + [429]
    assert ("django.request", "WARNING", 429, "account_login") in lines_of(log, "django.request")
    assert CANARY not in log.getvalue()


@pytest.mark.proves("V16.3.3")
@pytest.mark.expects_errors
def test_name_of_another_host(client, db, log):  # noqa: F811
    client.get(f"/?q={CANARY}", headers={"host": "evil.example"})
    found = {line[0] for line in lines_of(log, "django.security.DisallowedHost")}
    assert found == {"django.security.DisallowedHost"}
    assert "evil.example" not in log.getvalue()
    assert CANARY not in log.getvalue()
