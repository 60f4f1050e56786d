"""わたしの設定, and the size of the letters."""

import pytest

SIZE = "/accounts/me/text-size/"


def test_my_page_shows_my_log_in(client, coordinator):
    client.force_login(coordinator)
    page = client.get("/accounts/me/").content.decode()
    assert "<dd>八幡 見本</dd>" in page
    assert "<dd>yawata</dd>" in page
    assert "<dd>登録なし</dd>" in page


def test_my_page_asks_for_the_log_in(client, db):
    assert client.get("/accounts/me/").url == "/accounts/login/?next=/accounts/me/"


def test_large_letters_stay_until_changed_back(client, db):
    assert 'data-size="l"' not in client.get("/accessibility/").content.decode()
    response = client.post(SIZE, {"size": "l", "next": "/accessibility/"})
    assert response.url == "/accessibility/"
    assert '<html lang="ja" data-size="l">' in client.get("/accessibility/").content.decode()
    client.post(SIZE, {"size": "m"})
    assert 'data-size="l"' not in client.get("/accessibility/").content.decode()


@pytest.mark.proves("V3.7.2")
@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "javascript:x", "no-page", "2026-10-07"],
)
def test_size_switch_never_leads_elsewhere(client, db, elsewhere):
    assert client.post(SIZE, {"size": "l", "next": elsewhere}).url == "/"


def test_size_switch_is_not_a_link(client, db):
    assert client.get(SIZE).status_code == 405
