"""Every request has a number, a line in the log without secrets, and a place in the figures."""

import json
import logging
from io import StringIO

import pytest

from takasaki_sc.lib.json_logs import JsonFormatter
from takasaki_sc.ops.metrics import page

TOKEN = "figures-for-the-monitoring-only"
CANARY = "みかづき花子027-321-0000"


@pytest.fixture
def log():
    """What the product would have written, as JSON."""
    written, handler = StringIO(), None
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    watched = [logging.getLogger("takasaki_sc.ops.requests"), logging.getLogger("django")]
    before = [logger.level for logger in watched]
    for logger in watched:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield written
    for logger, level in zip(watched, before, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def lines_of(log):
    return [json.loads(text) for text in log.getvalue().splitlines()]


def requests_in(log):
    return [line for line in lines_of(log) if line["event"] == "request"]


@pytest.mark.proves("V16.2.1")
def test_request_is_told_by_its_route_and_never_by_its_address(client, coordinator, log):
    client.force_login(coordinator)
    client.get(f"/resources/?q={CANARY}")
    (line,) = requests_in(log)
    assert line["route"] == "resources:resource-list"
    assert (line["method"], line["status"], line["user"]) == ("GET", 200, coordinator.pk)
    assert CANARY not in log.getvalue()
    assert "/resources/" not in log.getvalue()


@pytest.mark.proves("V16.3.1")
def test_failed_sign_in_is_told_without_what_was_typed(client, db, log):
    client.post("/accounts/login/", {"login": CANARY, "password": CANARY})
    (line,) = requests_in(log)
    assert (line["route"], line["method"], line["status"]) == ("account_login", "POST", 200)
    assert CANARY not in log.getvalue()


@pytest.mark.proves("V16.3.2")
def test_refusal_is_told_with_the_number_of_the_log_in(client, viewer, log):
    client.force_login(viewer)
    client.get("/councils/users/")
    (line,) = requests_in(log)
    assert (line["status"], line["user"], line["route"]) == (403, viewer.pk, "councils:user-list")


@pytest.mark.parametrize("path", ["/councils/calendar/SecretSecret.ics",
                                  "/resources/kakunin/SecretSecret/",
                                  "/accounts/invitation/SecretSecret/",
                                  "/accounts/password/reset/key/SecretSecret/",
                                  "/newsletters/subscribe/leave/SecretSecret/"])  # fmt: skip
def test_address_that_is_a_key_is_in_no_line(client, db, log, path):
    client.get(path)
    assert len(requests_in(log)) == 1
    assert "SecretSecret" not in log.getvalue()


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [("0123456789abcdef0123456789abcdef", True), ("short", False), ("a" * 65, False),
     ("with blank here", False), ("<script>alert(1)</script>", False)],
)  # fmt: skip
def test_number_of_nginx_is_kept_and_nothing_else_is_repeated(client, db, given, is_kept):
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is is_kept
    assert len(answer["X-Request-ID"]) == 32


def test_unknown_methods_make_no_new_figures(client, db):
    client.generic("INVENTED", "/")
    assert 'method="INVENTED"' not in page().decode()
    assert 'method="other"' in page().decode()


@pytest.mark.proves("V13.4.5")
@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer "}]
)
def test_figures_are_not_there_without_the_token(client, db, settings, headers):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers=headers).status_code == 404


def test_figures_are_not_there_where_no_token_is_set(client, db, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def value_of(text, name):
    return next(float(x.split()[-1]) for x in text.splitlines() if x.startswith(name))


def test_figures_count_requests_and_failed_sign_ins(client, db, settings):
    settings.METRICS_TOKEN = TOKEN

    def figures():
        answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert answer["Cache-Control"] == "no-store"
        return answer.content.decode()

    before = figures()
    client.post("/accounts/login/", {"login": CANARY, "password": "x"})
    after = figures()
    grown = "takasaki_sc_failed_sign_ins_total"
    assert value_of(after, grown) == value_of(before, grown) + 1
    seen = 'takasaki_sc_request_seconds_count{route="account_login"}'
    assert value_of(after, seen) >= 1
    assert CANARY not in after
    assert value_of(after, "takasaki_sc_database_up") == 1
