"""Too many wrong passwords: who is locked out, where, and that there is no way round."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches
from django.db import connection

from accounts.models import User
from tests import factories as make
from tests.accounts.factories import PASSWORD

WRONG = "ちがうパスワード"
HALL, HOME = "192.0.2.10", "198.51.100.7"


def knock(client, login="yawata", password=WRONG, place=HALL, **headers):
    words = {"login": login, "password": password}
    return client.post("/accounts/login/", words, REMOTE_ADDR=place, headers=headers)


@pytest.fixture
def locked(client, coordinator):
    User.objects.filter(pk=coordinator.pk).update(email="yawata@example.jp")
    assert [knock(client).status_code for _ in range(5)] == [200] * 5
    return client


@pytest.mark.proves("G19", "V6.3.1")
@pytest.mark.parametrize("login", ["yawata", "YAWATA", "yawata@example.jp"])
def test_right_password_is_refused_while_locked_by_whichever_name(locked, login):
    refused = knock(locked, login, PASSWORD)
    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert locked.get("/accounts/me/").status_code == 302


@pytest.mark.proves("G19", "V15.3.4")
def test_another_address_in_a_header_is_no_way_round(locked):
    for n in range(3):
        forged = {"X-Forwarded-For": f"203.0.113.{n}", "X-Real-IP": f"203.0.113.{n}"}
        assert knock(locked, password=PASSWORD, **forged).status_code == 429


@pytest.mark.proves("G19", "V15.3.4")
def test_behind_the_proxy_only_its_own_word_counts(client, coordinator, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(5):
        knock(client, place="127.0.0.1", **{"X-Forwarded-For": f"203.0.113.{n}, {HALL}"})
    here = knock(client, password=PASSWORD, **{"X-Forwarded-For": f"203.0.113.9, {HALL}"})
    there = knock(client, password=PASSWORD, **{"X-Forwarded-For": HOME})
    assert (here.status_code, there.status_code) == (429, 302)


def test_somebody_else_is_not_locked_out(locked, viewer):
    assert knock(locked, "miru", PASSWORD).status_code == 302


def test_stranger_far_away_does_not_lock_the_owner_out(locked):
    assert knock(locked, password=PASSWORD, place=HOME).status_code == 302


@pytest.mark.proves("G19", "V6.3.1")
def test_many_places_together_meet_a_ceiling(client, coordinator):
    tries = [knock(client, place=f"203.0.113.{n // 4}").status_code for n in range(31)]
    assert tries == [200] * 30 + [429]


@pytest.mark.proves("G19", "V6.3.8")
def test_answer_is_the_same_for_a_name_that_nobody_has(client, coordinator):
    def answers(login):
        return [knock(client, login) for _ in range(6)]

    known, unknown = answers("yawata"), answers("nobody-here")
    assert [a.status_code for a in known] == [a.status_code for a in unknown] == [200] * 5 + [429]
    bodies = [
        {a.content.decode().replace(name, "×") for a in found[:5]}
        for name, found in (("yawata", known), ("nobody-here", unknown))
    ]
    plain = [{_without_nonces(body) for body in of_one} for of_one in bodies]
    assert plain[0] == plain[1]
    assert _without_nonces(known[5].content.decode()) == _without_nonces(
        unknown[5].content.decode()
    )


def _without_nonces(page):
    lines = page.splitlines()
    return "\n".join(line for line in lines if "csrf" not in line and "nonce" not in line)


class CountingHasher(MD5PasswordHasher):
    """Says how often a password was worked on: the one thing at the door that takes time."""

    n_worked = 0

    def encode(self, password, salt):
        type(self).n_worked += 1
        return super().encode(password, salt)


@pytest.mark.proves("G19", "V6.3.8")
def test_stranger_costs_as_much_work_as_a_known_name(client, coordinator, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    User.objects.filter(pk=coordinator.pk).update(email="yawata@example.jp")
    worked = {}
    for login in ("yawata", "yawata@example.jp", "nobody-here", "nobody@example.jp"):
        CountingHasher.n_worked = 0
        knock(client, login)
        worked[login] = CountingHasher.n_worked
    assert worked == dict.fromkeys(worked, 1)


def test_tries_are_counted_for_all_processes_together(locked):
    """In the database, where the other worker looks too."""
    assert type(caches["default"]).__name__ == "DatabaseCache"
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_tries WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] >= 2


def test_wrong_password_in_between_settings_counts_too(client, coordinator):
    client.force_login(coordinator)
    for _ in range(5):
        client.post("/accounts/reauthenticate/", {"password": WRONG}, REMOTE_ADDR=HALL)
    again = client.post("/accounts/reauthenticate/", {"password": PASSWORD}, REMOTE_ADDR=HALL)
    assert again.status_code == 429


def test_name_with_two_log_ins_counts_for_one(client, db):
    make.UserFactory(username="hito@example.jp")
    make.UserFactory(username="hito2", email="hito@example.jp")
    assert [knock(client, "hito@example.jp").status_code for _ in range(6)] == [200] * 5 + [429]
