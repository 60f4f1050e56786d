"""What a password may be: long, anybody's own words, and never taken apart."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import override_settings

from takasaki_sc import settings as product
from tests.accounts.factories import PASSWORD, UserFactory

CHANGE, LOGIN = "/accounts/password/change/", "/accounts/login/"


@pytest.fixture
def me(client, db):
    somebody = UserFactory(username="takahashi-hanako", display_name="見本 花子")
    client.post(LOGIN, {"login": "takahashi-hanako", "password": PASSWORD})
    return somebody


def change(client, new, old=PASSWORD):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def is_taken(client, me, new, old=PASSWORD):
    change(client, new, old)
    me.refresh_from_db()
    return me.check_password(new)


@pytest.mark.proves("V6.2.5", "V6.2.8", "V6.2.9", "V6.2.2")
@pytest.mark.parametrize(
    "new",
    [
        "asanohikarigakirei",  # small letters alone
        "みずうみとやまとかわのうた",
        " blanks at both ends stay ",
        "ながい" * 30,
        "KIRAKIRA*hoshi*99999",
    ],
)
def test_password_of_any_letters_is_taken_as_it_is(client, me, new):
    assert is_taken(client, me, new)
    assert not me.check_password(new.strip() + "x")
    assert not me.check_password(new[:-1])
    assert not me.check_password(new.swapcase()) or new.swapcase() == new


@pytest.mark.proves("V6.2.1", "V6.2.4", "V6.2.11")
@pytest.mark.parametrize(
    "new",
    [
        "みじかい",
        "password1234",  # in the list of the most used
        "1234567890123",
        "takahashi-hanako1",  # the log-in name
    ],
)
def test_password_that_is_easily_guessed_is_refused(client, me, new):
    assert not is_taken(client, me, new)


@pytest.mark.proves("V6.2.3")
def test_password_is_changed_only_by_who_knows_the_old_one(client, me):
    assert not is_taken(client, me, "うすい月とふかい森と5つの石", old="ちがうパスワード")


@pytest.mark.proves("V6.2.6", "V6.2.7")
@pytest.mark.parametrize("address", [LOGIN, CHANGE])
def test_password_boxes_hide_and_let_password_books_help(client, me, address):
    if address == LOGIN:
        client.logout()
    page = client.get(address).content.decode()
    boxes = [part.partition(">")[0] for part in page.split("<input ") if 'assword"' in part[:200]]
    boxes = [box for box in boxes if 'name="csrf' not in box and 'type="hidden"' not in box]
    assert boxes
    for box in boxes:
        assert 'type="password"' in box
        assert 'autocomplete="' in box
        assert 'autocomplete="off"' not in box
        assert "onpaste" not in box


@pytest.mark.proves("V11.4.2")
def test_passwords_of_the_product_are_kept_with_argon2():
    assert product.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=product.PASSWORD_HASHERS):
        kept = make_password(PASSWORD)
        assert identify_hasher(kept).algorithm == "argon2"
        assert kept.startswith("argon2$argon2id$")


def session_of(client):
    return client.cookies["sessionid"].value


@pytest.mark.proves("V7.2.1", "V7.2.2", "V7.2.4")
def test_signing_in_gives_a_new_session_and_the_old_one_is_worth_nothing(client, db):
    UserFactory(username="hito")
    client.post("/accounts/me/text-size/", {"size": "l"})  # a session before signing in
    client.post(LOGIN, {"login": "hito", "password": PASSWORD})
    first = session_of(client)
    client.post("/accounts/logout/")
    client.post(LOGIN, {"login": "hito", "password": PASSWORD})
    assert session_of(client) != first
    client.cookies["sessionid"] = "a" * 32  # made up
    assert client.get("/accounts/me/").status_code == 302


@pytest.mark.proves("V7.2.3")
def test_session_key_is_long_and_random(client, db):
    UserFactory(username="hito")
    keys = set()
    for _ in range(5):
        client.post(LOGIN, {"login": "hito", "password": PASSWORD})
        keys.add(session_of(client))
        client.post("/accounts/logout/")
    assert len(keys) == 5
    assert all(len(key) == 32 and key.isalnum() for key in keys)  # 36 letters: 165 bits


@pytest.mark.proves("V7.4.1")
def test_session_is_dead_after_logging_out(client, me):
    kept = session_of(client)
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = kept
    assert client.get("/accounts/me/").status_code == 302


@pytest.mark.proves("V7.4.4")
@pytest.mark.parametrize("path", ["/home/", "/accounts/me/", "/councils/", "/resources/"])
def test_way_out_is_on_every_page(client, city, path):
    client.force_login(city)
    page = client.get(path).content.decode()
    assert '<form method="post" action="/accounts/logout/">' in page
