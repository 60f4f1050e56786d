"""allauth's pages in our house: every address it installs is opened and looked at."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.accounts.factories import PASSWORD, UserFactory

# Words of other scripts that Japanese pages use as they are.
PLAIN = {"QR", "SC", "JavaScript", "example", "jp"}
PUBLIC = [
    "account_login", "account_signup", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done",
    "account_email_verification_sent",
]  # fmt: skip
OWN = [
    "account_logout", "account_email", "account_change_password", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn",
]  # fmt: skip
WITH_APP = [
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
]  # fmt: skip
WITH_KEY = ["mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn"]
BROKEN_LINKS = ["account_confirm_email", "account_reset_password_from_key"]
NO_PAGE = {
    "account_set_password": "only for log-ins without a password, and those come by invitation",
    "account_confirm_login_code": "codes by mail are off",
    "account_request_reauthentication_code": "codes by mail are off",
    "account_confirm_reauthentication_code": "codes by mail are off",
    "mfa_authenticate": "second step, see test_second_step",
    "mfa_trust": "after the second step, see tests/accounts/test_second_step.py",
    "mfa_download_recovery_codes": "a text file",
    "mfa_login_webauthn": "JSON for the passkey button",
}


def names(resolver):
    for entry in resolver.url_patterns:
        yield from names(entry) if hasattr(entry, "url_patterns") else [entry.name or ""]


@pytest.mark.proves("V6.3.4")
def test_every_address_of_allauth_is_looked_at():
    installed = {
        n for n in names(get_resolver()) if n.startswith(("account_", "mfa_", "socialacc"))
    }
    assert installed == {*PUBLIC, *OWN, *WITH_APP, *WITH_KEY, *BROKEN_LINKS, *NO_PAGE}


@pytest.fixture
def somebody(client, db):
    """Signed in and sure about it: what allauth asks for before its settings pages."""
    user = UserFactory(username="hito")
    sign_in(client, "hito")
    return user


def sign_in(client, login):
    client.post("/accounts/login/", {"login": login, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.fixture
def with_app(somebody):
    TOTP.activate(somebody, generate_totp_secret())
    RecoveryCodes.activate(somebody)
    return somebody


@pytest.fixture
def key(somebody):
    """A row as the registration leaves it; the public key itself is not looked at here."""
    return Authenticator.objects.create(
        user=somebody, type=Authenticator.Type.WEBAUTHN, data={"name": "窓口の端末"}
    )


def look_at(response):
    """One h1 in one main, a label for every box, and nothing but Japanese to read."""
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == page.count("<main") == 1
    body = page[page.index("<main") :]
    boxes = re.findall(
        r'<(?:input|textarea|select)\b(?![^>]*type="hidden")[^>]*\sid="([^"]+)"', body
    )
    assert [box for box in boxes if f'for="{box}"' not in body] == []
    assert re.search(r'\sstyle="|\son\w+="', body) is None
    assert english_in(body) == []


def english_in(html):
    text = re.sub(r"(?s)<(script|style|code|svg)\b.*?</\1>", "", html)
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"\S+@\S+|&\w+;", " ", text)
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in PLAIN]


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page(client, db, name):
    look_at(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN)
def test_own_page(client, somebody, name):
    look_at(client.get(reverse(name), follow=name == "mfa_list_webauthn"))


@pytest.mark.parametrize("name", WITH_APP)
def test_page_of_somebody_with_an_app(client, with_app, name):
    look_at(client.get(reverse(name)))


@pytest.mark.parametrize("path", ["confirm-email/xyz/", "password/reset/key/1-bad/"])
def test_broken_link(client, db, path):
    response = client.get(f"/accounts/{path}")
    look_at(response)
    assert "このリンクは使えません" in response.content.decode()


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_page_of_a_passkey(client, key, name):
    look_at(client.get(reverse(name, args=[key.pk])))


@pytest.mark.proves("G19")
def test_second_step(client, with_app):
    client.post("/accounts/logout/")
    response = client.post("/accounts/login/", {"login": "hito", "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/accounts/2fa/authenticate/", 302)]
    look_at(response)
    refused = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    look_at(refused)
    assert client.get("/accounts/me/").status_code == 302


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_login", {}),
        ("account_reset_password", {"email": "x"}),
    ],
)
def test_refused_public_form_is_explained(client, db, name, words):
    response = client.post(reverse(name), words)
    look_at(response)
    assert 'id="errsum"' in response.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_change_password", {"oldpassword": "x", "password1": "1", "password2": "2"}),
        ("account_email", {"action_add": "", "email": "x"}),
        ("account_reauthenticate", {"password": "x"}),
        ("mfa_activate_totp", {"code": "1"}),
    ],
)
def test_refused_own_form_is_explained(client, somebody, name, words):
    response = client.post(reverse(name), words)
    look_at(response)
    assert 'id="errsum"' in response.content.decode()


def test_passkey_can_be_added_before_the_address_is_confirmed(client, somebody):
    somebody.email = "hito@example.jp"
    somebody.save()
    client.get("/accounts/email/")
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200


@pytest.mark.proves("V8.2.2")
def test_somebody_elses_passkey_is_not_found(client, key):
    UserFactory(username="tanin")
    client.post("/accounts/logout/")
    sign_in(client, "tanin")
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[key.pk])).status_code == 404
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert Authenticator.objects.filter(pk=key.pk).exists()


@pytest.mark.proves("G19", "V7.5.1")
@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_protection_is_not_changed_without_asking_again(client, db, name):
    client.force_login(UserFactory())
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.get(reverse(name)).url.startswith("/accounts/reauthenticate/")
