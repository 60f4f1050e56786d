"""One event is one line of JSON, and nothing that people typed is in it."""

import json
import logging
import sys

import pytest

from takasaki_sc.lib.json_logs import REQUEST_ID, JsonFormatter

CANARY = "みかづき花子027-321-0000"


def record(said, *args, logger="django.request", exc_info=None, **extra):
    made = logging.LogRecord(logger, logging.WARNING, "/a/b/x.py", 7, said, args, exc_info)
    made.__dict__.update(extra)
    return made


def line_of(made):
    text = JsonFormatter().format(made)
    assert len(text.splitlines()) == 1
    return json.loads(text)


@pytest.mark.proves("V16.4.1")
@pytest.mark.parametrize(
    "payload",
    [
        "a\nWARNING forged", "a\r\nb", "\x1b[31mred\x1b[0m", "a\u2028b\u2029c", "a\x85b\x0bc\x0c",
        "\u202egnp.exe", '"}\n{"level":"INFO"', "\x00\x7f", "\ufeffx\u200e",
    ],
)  # fmt: skip
def test_event_is_one_line_whatever_signs_it_holds(payload):
    text = JsonFormatter().format(record(payload, logger="accounts.test"))
    assert json.loads(text)["event"] == payload
    assert text.isprintable()
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize(
    ("made", "event"),
    [
        (record("Not Found: %s", f"/councils/calendar/{CANARY}.ics"), "Not Found: …"),
        (record("Forbidden (%s): %s", "CSRF", f"/x/{CANARY}"), "Forbidden (…): …"),
        (record("%d of %s in %.1f s", 3, CANARY, 1.5, logger="django.db"), "3 of … in 1.5 s"),
        (record("%(name)s", {"name": CANARY}, logger="django.db"), "…"),
        (record(f"Invalid HTTP_HOST {CANARY}", logger="django.security.DisallowedHost"), "x:7"),
        (record(f"made of {CANARY}", logger="somebody.else"), "x:7"),
        (record("Error handling request %s", f"/?q={CANARY}", logger="gunicorn.error"),
         "Error handling request …"),
        (record("A mail was not sent: %s", "OSError", logger="newsletters.tasks"),
         "A mail was not sent: OSError"),
    ],
)  # fmt: skip
def test_event_has_our_words_and_numbers_only(made, event):
    line = line_of(made)
    assert line["event"] == event
    assert CANARY not in json.dumps(line, ensure_ascii=False)


@pytest.mark.proves("V16.2.5")
def test_fault_is_told_by_its_kinds_and_places():
    try:
        try:
            int(CANARY)
        except ValueError as fault:
            raise LookupError(CANARY) from fault
    except LookupError:
        line = line_of(record("Internal Server Error: %s", "/x/", exc_info=sys.exc_info()))
    assert line["error"] == ["builtins.LookupError", "builtins.ValueError"]
    assert [frame.split(":")[0] for frame in line["frames"]] == ["lib/test_json_logs.py"]
    assert CANARY not in json.dumps(line, ensure_ascii=False)


@pytest.mark.proves("V16.2.4")
def test_only_allowed_keys_are_written_and_the_request_is_named():
    token = REQUEST_ID.set("0123456789abcdef")
    try:
        line = line_of(record("request", logger="takasaki_sc.ops.requests", status=200, ms=12,
                              route="home", user=5, email=CANARY))  # fmt: skip
    finally:
        REQUEST_ID.reset(token)
    assert list(line) == ["time", "level", "logger", "event", "request", "route", "status", "ms",
                          "user"]  # fmt: skip
    assert line["time"].endswith("+00:00")
