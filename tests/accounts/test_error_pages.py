"""Each way things go wrong, forced for real: what people see, and what is left in the log."""

import copy
import io
import logging
import sys
from logging.config import DictConfigurator

import pytest
from django.conf import settings as configured
from django.test import Client

pytestmark = [pytest.mark.urls("tests.accounts.broken_urls"), pytest.mark.expects_errors]
CANARY = "みかづき花子027-321-0000"


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


@pytest.mark.proves("V16.5.1", "V16.5.4")
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/bad/", 400, "送られた内容を受け取れませんでした"),
        ("/forbidden/", 403, "この画面は、いまの役割では開けません"),
        ("/nowhere/", 404, "お探しの画面が見つかりません"),
        ("/conflict/", 409, "ほかの画面から、先に保存されました"),
        ("/broken/", 500, "申し訳ありません。うまく動きませんでした"),
        ("/away/sqlite/", 503, "ただいま、少しお休みしています"),
        ("/away/postgresql/", 503, "ただいま、少しお休みしています"),
        ("/full/disk/", 507, "保存する場所が、いっぱいになりました"),
        ("/full/sqlite/", 507, "保存する場所が、いっぱいになりました"),
        ("/full/postgresql/", 507, "保存する場所が、いっぱいになりました"),
    ],
)
def test_fault_has_a_page_in_plain_japanese(visitor, path, status, words):
    response = visitor.get(path)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{words}</h1>" in page
    assert f"番号：{status}" in page
    assert page.count("<main") == 1
    assert "Content-Security-Policy" in response


@pytest.mark.proves("G7", "V16.5.2")
def test_database_away_says_when_to_come_back(visitor):
    assert visitor.get("/away/postgresql/")["Retry-After"] == "30"


def test_our_own_wrong_query_is_not_called_a_break(visitor):
    response = visitor.get("/wrong-query/")
    assert (response.status_code, "Retry-After" in response) == (500, False)


def test_page_of_a_fault_asks_the_database_nothing(visitor, django_assert_num_queries):
    for path in ("/broken/", "/away/sqlite/"):
        with django_assert_num_queries(0):
            visitor.get(path)


@pytest.mark.proves("V16.5.1")
def test_page_of_a_fault_keeps_its_words_for_somebody_signed_in(visitor, coordinator):
    visitor.force_login(coordinator)
    assert visitor.get("/broken/").status_code == 500
    assert "八幡 見本" not in visitor.get("/broken/").content.decode()


def test_wrong_host_is_refused_on_the_plain_page(visitor):
    response = visitor.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.proves("V3.5.1")
def test_form_without_token_is_stopped_with_an_explanation(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": CANARY})
    page = response.content.decode()
    assert response.status_code == 403
    assert "<h1>安全のため、送信を止めました</h1>" in page
    assert CANARY not in page


def test_conflict_shows_both_texts(visitor):
    page = visitor.get("/conflict/").content.decode()
    assert "<td>八幡公民館</td><td>剣崎会館</td>" in page
    assert 'href="/councils/"' in page


def own_formatter():
    """The formatter of the product's console handler, made the way logging makes it."""
    config = copy.deepcopy(configured.LOGGING)
    return DictConfigurator(config).configure_formatter(config["formatters"]["line"])


@pytest.fixture
def log():
    """What the product's own console handler would have written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(own_formatter())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.mark.proves("G16", "V16.2.5", "V16.5.1")
@pytest.mark.parametrize("path", ["/broken/", "/away/postgresql/", "/nowhere/", "/bad/"])
def test_nothing_typed_reaches_the_page_or_the_log(visitor, log, path):
    response = visitor.post(f"{path}?q={CANARY}", {"phone": CANARY})
    assert CANARY not in response.content.decode()
    assert path in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.proves("V16.3.4")
def test_log_still_says_where_it_broke(visitor, log):
    visitor.post("/broken/", {"phone": CANARY})
    assert "broken_urls.py" in log.getvalue()
    assert "builtins.ValueError" in log.getvalue()


@pytest.mark.proves("G16", "V16.2.3", "V16.2.5")
def test_no_handler_mails_faults():
    names = [h["class"] for h in configured.LOGGING["handlers"].values()]
    live = [type(h).__name__ for h in logging.getLogger("django").handlers]
    assert not any("AdminEmail" in name for name in [*names, *live])


@pytest.mark.proves("V2.4.1")
def test_too_many_attempts_have_a_page(client, db):
    for _ in range(40):
        response = client.post("/accounts/password/reset/", {"email": "dare@example.jp"})
        if response.status_code == 429:
            break
    assert response.status_code == 429
    assert "少し時間をおいてください" in response.content.decode()


@pytest.mark.proves("V16.2.5")
def test_formatter_names_the_cause_too():
    try:
        try:
            int(CANARY)
        except ValueError as fault:
            raise LookupError(CANARY) from fault
    except LookupError:
        text = own_formatter().formatException(sys.exc_info())
    assert text.endswith("builtins.LookupError from builtins.ValueError")
    assert CANARY not in text
