"""Whoever's log-in was changed gets a mail that says so, and nothing else about them."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from accounts.models import User
from accounts.verb_facts import CODES
from tests.accounts.factories import PASSWORD
from tests.accounts.test_second_step import set_up_app, sign_in

NEW = "みどりの山と長い川と7つの橋"
HERS = "yawata@example.jp"
SUBJECT = "【高崎SC】ログインのしかたが変わりました"


@pytest.fixture
def desk(client, coordinator, django_capture_on_commit_callbacks):
    User.objects.filter(pk=coordinator.pk).update(email=HERS)
    sign_in(client, coordinator)
    return client


def told():
    """[(to whom, what was said to have changed)]."""
    return [
        (*letter.to, line.removeprefix("・").partition("（")[0])
        for letter in mail.outbox
        for line in letter.body.splitlines()
        if line.startswith("・")
    ]


@pytest.mark.proves("V6.3.7")
def test_second_step_set_up_made_anew_and_taken_off(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(desk)
        desk.post(reverse("mfa_generate_recovery_codes"))
        desk.post(reverse("mfa_deactivate_totp"))
    changes = ["予備の番号を作った", "認証アプリをやめた", "認証アプリを使い始めた"]
    assert sorted(told()) == [(HERS, change) for change in changes]


@pytest.mark.proves("V6.3.7")
def test_password_changed(desk):
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert desk.post("/accounts/password/change/", words).status_code == 302
    assert told() == [(HERS, "パスワードを変えた")]


@pytest.mark.proves("V6.3.7")
def test_passkey_taken_off(desk, coordinator, django_capture_on_commit_callbacks):
    key = Authenticator.objects.create(
        user=coordinator, type="webauthn", data={"name": "かぎ", "passwordless": False}
    )
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("mfa_remove_webauthn", kwargs={"pk": key.pk}))
    assert told() == [(HERS, "パスキーを消した")]


@pytest.mark.proves("V6.3.7")
def test_second_step_reset_by_an_administrator(client, coordinator, admin):
    User.objects.filter(pk=coordinator.pk).update(email=HERS)
    client.force_login(admin)
    client.post(f"/councils/users/{coordinator.pk}/second-step/")
    assert told() == [(HERS, "管理者が、2段階の確認を決め直すことにした")]


@pytest.mark.proves("V6.3.7")
def test_mail_names_nobody_and_holds_no_link(desk):
    desk.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )
    letter = mail.outbox[0]
    assert letter.subject == SUBJECT
    words = ("八幡", "yawata", "127.0.0.1", "Mozilla", "http", NEW, PASSWORD)
    assert [word for word in words if word in letter.body + letter.subject] == []


def test_every_change_that_allauth_tells_of_has_japanese_words():
    sources = [
        path.read_text()
        for app in ("account", "mfa")
        for path in (Path(allauth.__file__).parent / app / "").rglob("internal/**/*.py")
    ]
    kinds = re.findall(r'send_notification_mail\(\s*"\w+/email/(\w+)"', "\n".join(sources))
    assert len(kinds) >= 8
    assert sorted(kind for kind in set(kinds) if kind not in CODES) == []


class RestingServer(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise OSError("no route")


def test_mail_server_that_rests_holds_nobody_up(desk, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.RestingServer"}}
    desk.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )
    assert User.objects.get(username="yawata").check_password(NEW)


def test_somebody_without_an_address_is_held_up_by_nothing(client, coordinator):
    sign_in(client, coordinator)
    client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )
    assert (told(), User.objects.get(pk=coordinator.pk).check_password(NEW)) == ([], True)
