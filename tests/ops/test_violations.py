"""What a browser kept from running is counted, and nothing of what it sent is kept."""

import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from takasaki_sc import violations
from takasaki_sc.ops.metrics import page
from takasaki_sc.violations import KIND, MOST_BYTES

CANARY = "みかづき花子027-321-0000"


def report(**fields):
    told = {
        "document-uri": f"http://testserver/resources/?q={CANARY}",
        "effective-directive": "script-src-elem",
        "blocked-uri": "inline",
    }
    return {"csp-report": told | {name.replace("_", "-"): v for name, v in fields.items()}}


def post(client, body):
    body = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post("/violations", body, content_type=KIND)


def counted(rule):
    """How often this process has heard of a rule."""
    start = f'takasaki_sc_kept_from_running_total{{rule="{rule}"}} '
    lines = page().decode().splitlines()
    return sum(float(line.removeprefix(start)) for line in lines if line.startswith(start))


@pytest.mark.proves("V3.4.7")
def test_the_policy_names_the_page_that_takes_reports(client, db):
    policy = client.get(reverse("account_login"))["Content-Security-Policy"]
    assert f"report-uri {reverse('violations')}" in policy.split("; ")


@pytest.mark.proves("V3.4.7", "V16.2.5", "G16")
def test_report_is_counted_and_told_without_what_it_says(client, db, caplog):
    before = counted("script-src-elem")
    with caplog.at_level(logging.WARNING, "takasaki_sc.violations"):
        answer = post(client, report(script_sample=CANARY, referrer=CANARY))
    assert (answer.status_code, answer.content) == (204, b"")
    assert counted("script-src-elem") == before + 1
    (line,) = caplog.messages
    assert line == "kept from running: script-src-elem from inline on resources:resource-list"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"blocked_uri": "http://testserver/static/x.js"}, "script-src-elem from self on"),
        ({"blocked_uri": f"https://{CANARY}.example/"}, "script-src-elem from elsewhere on"),
        ({"blocked_uri": "http://["}, "script-src-elem from elsewhere on"),
        ({"effective_directive": CANARY}, "other from inline on"),
        ({"effective_directive": "", "violated_directive": "img-src 'self'"}, "img-src from"),
        ({"effective_directive": 7, "violated_directive": [CANARY]}, "other from inline on"),
        ({"document_uri": f"http://testserver/{CANARY}"}, "from inline on other"),
        ({"document_uri": "http://["}, "from inline on other"),
    ],
)
def test_words_of_the_report_are_never_our_words(client, db, caplog, fields, words):
    assert post(client, report(**fields)).status_code == 204
    (line,) = caplog.messages
    assert words in line
    assert CANARY not in line


@pytest.mark.expects_errors
@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "7", "null", "{", '{"csp-report": 7}', '{"report": {}}', b"\xff\xfe",
        json.dumps(report(script_sample="あ" * MOST_BYTES)),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused_in_words(client, db, caplog, body):
    answer = post(client, body)
    assert answer.status_code == 400
    assert "読めません" in answer.content.decode()
    assert "kept from running" not in caplog.text


@pytest.mark.expects_errors
def test_brackets_in_brackets_are_refused_whatever_length_is_read(client, db, monkeypatch):
    monkeypatch.setattr(violations, "MOST_BYTES", 10**6)
    assert post(client, "[" * 100_000).status_code == 400


@pytest.mark.expects_errors
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", ""])
def test_form_of_another_site_is_no_report(client, db, kind):
    answer = client.post("/violations", json.dumps(report()), content_type=kind)
    assert answer.status_code == 400


@pytest.mark.expects_errors
def test_form_whose_fields_were_read_on_the_way_is_no_report(coordinator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    assert client.post("/violations", {"csp-report": "x"}).status_code == 400


@pytest.mark.expects_errors
def test_nobody_reads_here(client, db):
    assert client.get("/violations").status_code == 405
