"""What the second step and the password promise: no way round, no end of its own, no mail code."""

import re
import time
from datetime import timedelta
from itertools import count

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from councils.actions import roles
from tests import factories as make
from tests.accounts.test_second_step import (
    HOME,
    SETUP,
    recovery_codes,
    set_up_app,
    sign_in,
)

NEW = "みどりの山と長い川と7つの橋"
ASK = "/accounts/password/reset/"


@pytest.fixture(autouse=True)
def _demanded(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def guarded(client, coordinator):
    """八幡, with an address, a second step, and signed out again. The secret of the app."""
    User.objects.filter(pk=coordinator.pk).update(email="yawata@example.jp")
    sign_in(client, coordinator)
    secret, _ = set_up_app(client)
    client.post("/accounts/logout/")
    return secret


def boxes(response):
    """The names of what a page asks for."""
    page = response.content.decode()
    asked = re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page)
    return sorted(set(asked) - {"csrfmiddlewaretoken", "next", "size"})


@pytest.mark.proves("V6.2.10")
def test_password_of_ten_years_ago_still_opens_and_nobody_is_told_to_change_it(client, viewer):
    with time_machine.travel(timezone.now() + timedelta(days=3653)):
        sign_in(client, viewer)
        page = client.get("/accounts/me/")
    assert page.status_code == 200
    assert "ときどき変える必要はありません" in page.content.decode()


@pytest.mark.proves("V6.4.2")
def test_forgotten_password_asks_for_the_address_and_nothing_else(client, guarded):
    assert boxes(client.get(ASK)) == ["email"]
    client.post(ASK, {"email": "yawata@example.jp"})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    page = client.get(link, follow=True)
    assert boxes(page) == ["password1", "password2"]


@pytest.mark.proves("V6.4.3")
def test_new_password_from_the_mail_does_not_skip_the_second_step(client, coordinator, guarded):
    client.post(ASK, {"email": "yawata@example.jp"})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert client.get(HOME).status_code == 302
    asked = sign_in(client, coordinator, NEW)
    assert asked.url == reverse("mfa_authenticate")
    assert client.get(HOME).status_code == 302


@pytest.mark.proves("V6.3.6")
def test_mail_is_no_second_step(client, coordinator, guarded):
    mail.outbox.clear()
    sign_in(client, coordinator)
    page = client.get(reverse("mfa_authenticate"))
    assert (boxes(page), mail.outbox) == (["code", "credential"], [])  # an app, or a passkey
    assert client.get("/accounts/login/code/confirm/").status_code in (302, 404)
    assert {kind for kind, _ in Authenticator.Type.choices} == {
        "recovery_codes", "totp", "webauthn",
    }  # fmt: skip


@pytest.mark.proves("V6.3.6")
def test_mail_does_not_prove_again_who_one_is(client, coordinator):
    EmailAddress.objects.create(user=coordinator, email="yawata@example.jp", verified=True)
    sign_in(client, coordinator)
    set_up_app(client)
    mail.outbox.clear()
    ask, confirm = (
        reverse(f"account_{step}_reauthentication_code") for step in ("request", "confirm")
    )
    answers = [client.get(ask), client.post(ask), client.get(confirm), client.post(confirm)]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert mail.outbox == []
    offered = client.get(reverse("account_reauthenticate"))
    assert offered.status_code == 200
    assert ask not in offered.content.decode()


@pytest.mark.proves("V6.4.4", "V6.5.6")
@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("city", 403), ("admin", 302)])
def test_lost_device_is_taken_off_by_an_administrator_alone(client, viewer, who, status, request):
    Authenticator.objects.create(user=viewer, type="totp", data={"secret": "x"})
    somebody = request.getfixturevalue(who)
    sign_in(client, somebody)
    set_up_app(client)
    answer = client.post(f"/councils/users/{viewer.pk}/second-step/")
    assert answer.status_code == status
    assert Authenticator.objects.filter(user=viewer).exists() is (status == 403)


@pytest.mark.proves("V6.4.4")
def test_somebody_without_their_device_sets_up_anew_before_anything_opens(
    client, coordinator, guarded
):
    Authenticator.objects.filter(user=coordinator).delete()
    sign_in(client, coordinator)
    assert client.get(HOME).url == SETUP


@pytest.mark.proves("V6.5.6")
def test_lost_passkey_is_taken_off_by_its_owner(client, coordinator):
    sign_in(client, coordinator)
    set_up_app(client)
    key = Authenticator.objects.create(
        user=coordinator, type="webauthn", data={"name": "電話", "passwordless": False}
    )
    client.post(reverse("mfa_remove_webauthn", kwargs={"pk": key.pk}))
    assert not Authenticator.objects.filter(type="webauthn").exists()


def code_at(secret, step):
    return format_hotp_value(hotp_value(secret, step))


def is_once(secret, step):
    """Once in some ten thousand hours the same six digits come again: no step for this test."""
    later = [code_at(secret, step + n) for n in range(1, 122)]
    return code_at(secret, step) not in later


@pytest.mark.proves("V6.5.5")
@pytest.mark.parametrize(("seconds", "is_in"), [(0, True), (59, True), (60, False), (3600, False)])
def test_code_of_the_app_is_over_after_a_minute(client, coordinator, guarded, seconds, is_in):
    """30 seconds, and 30 more for a clock that is off."""
    step = next(n for n in count(int(time.time()) // 30 + 2880) if is_once(guarded, n))
    with time_machine.travel(step * 30, tick=False) as clock:
        code = code_at(guarded, step)
        clock.shift(seconds)
        sign_in(client, coordinator)
        answer = client.post(reverse("mfa_authenticate"), {"code": code})
    assert (answer.status_code == 302) is is_in


@pytest.mark.proves("V6.5.1")
@pytest.mark.parametrize("seconds", [1, 31, 59])
def test_code_of_the_app_opens_once_for_as_long_as_it_counts(client, coordinator, guarded, seconds):
    step = next(n for n in count(int(time.time()) // 30 + 2880) if is_once(guarded, n))
    with time_machine.travel(step * 30, tick=False) as clock:
        code, answers = code_at(guarded, step), []
        for wait in (0, seconds):
            clock.shift(wait)
            sign_in(client, coordinator)
            answers.append(client.post(reverse("mfa_authenticate"), {"code": code}))
            client.post("/accounts/logout/")
    assert [answer.status_code for answer in answers] == [302, 200]


@pytest.mark.proves("V6.5.4")
def test_spare_numbers_are_ten_of_26_bits_each(coordinator, guarded):
    codes = recovery_codes(coordinator)
    assert [len(code) for code in codes] == [8] * 10  # 10**8 > 2**26
    assert len(set(codes)) == 10
    other = make.UserFactory()
    Authenticator.objects.create(user=other, type="recovery_codes",
                                 data={"seed": "0" * 80, "used_mask": 0})  # fmt: skip
    assert set(codes) & set(recovery_codes(other)) == set()


def test_somebody_who_left_leaves_no_second_step_behind(coordinator, admin, guarded):
    assert Authenticator.objects.filter(user=coordinator).count() == 2
    roles.deactivate_user(coordinator, by=admin)
    assert Authenticator.objects.filter(user=coordinator).count() == 0
