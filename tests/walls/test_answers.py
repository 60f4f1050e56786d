"""What stands on every answer, and where no answer may lead (threats 5, 18, 19, 21–24)."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from councils.models import RoleGrant
from tests.accounts.factories import PASSWORD
from tests.doors import THIRD_PARTY
from tests.proof import ASSURE
from tests.responses import put_away
from tests.test_doors import OURS, patterns
from tests.walls.headers import faults_of
from tests.world import World

ELSEWHERE = [
    "https://example.com", "http://example.com/", "//example.com", "///example.com",
    "////example.com", "/\\example.com", "\\\\example.com", "/\\/example.com", "\\/example.com",
    "https:example.com", "http:/example.com", "https:///example.com", "javascript:alert(1)",
    "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://example.com", " //example.com",
    "\t//example.com", "//example.com%2f..", "https://testserver@example.com",
    "https://testserver.example.com", "http://testserver:x@example.com/",
    "//example.com\\@testserver",
    "\x00//example.com", "/\t/example.com", "http://[::1", "//google%E3%80%82com",
    "。//example.com",
]  # fmt: skip
HOSTS = ["example.com", "testserver.example.com", "testserver:80@example.com", "a b", "127.0.0.1.x"]
OF_OTHERS = {name: entry for name, entry in patterns(get_resolver()) if name in THIRD_PARTY}
METHODS = ("get", "head", "options", "put", "patch", "delete", "trace", "post")


def leads_away(response):
    return bool(urlsplit(response.get("Location", "")).netloc)


def test_there_are_enough_addresses_elsewhere():
    assert len(ELSEWHERE) >= 25


@pytest.mark.proves("V1.2.2", "V3.7.2")
@pytest.mark.parametrize("place", ["account_login", "account_logout", "accounts:text-size"])
def test_no_way_through_leads_to_another_site(db, coordinator, figure, place):
    for target in ELSEWHERE:
        client = Client()
        if place != "account_login":
            client.force_login(coordinator)
        words = {"login": coordinator.username, "password": PASSWORD, "next": target, "size": "l"}
        for response in (
            client.post(f"{reverse(place)}", words),
            client.get(reverse(place), {"next": target}),
        ):
            assert not leads_away(response), target
    figure("G2", "よその場所へ導く next を試した数", len(ELSEWHERE), wanted="通したもの 0")


@pytest.mark.proves("V4.1.1", "V3.5.1")
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.expects_errors
def test_a_made_up_host_name_is_refused(client, db, host):
    response = client.get("/accounts/login/", headers={"host": host})
    assert (response.status_code, faults_of(response, signed_in=False)) == (400, [])


WITHOUT_COOKIE = {"resources:organiser-page", "newsletters:subscribe-leave", "violations"}
"""Opened by the secret in their address alone, or changing nothing: no log-in to be misused."""


@pytest.mark.proves("V3.5.1", "V3.5.2", "V3.5.3")
def test_no_page_takes_a_post_without_the_mark_of_our_own_forms(db, figure):
    world, client = World(), Client(enforce_csrf_checks=True)
    client.force_login(world.people["admin"])
    step, names = (1 if ASSURE else 5), {**OURS, **OF_OTHERS}
    taken, n_asked = [], 0
    for name in list(names)[::step]:
        address = (
            address_of_others(name) if name in OF_OTHERS else world.address_of(name, OURS[name])
        )
        n_asked += 1
        if client.post(address, {"x": "1"}).status_code not in (403, 405):
            taken.append(name)
    assert set(taken) <= WITHOUT_COOKIE
    figure("G2", "印のない送信を断ったページ", n_asked)


@pytest.mark.proves("V14.3.1", "V14.3.2", "V7.4.1")
def test_signing_out_empties_the_cache_of_the_browser(client, coordinator):
    client.force_login(coordinator)
    assert "Clear-Site-Data" not in client.get("/home/")
    response = client.post("/accounts/logout/")
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.get("/home/").url.startswith("/accounts/login/")


@pytest.mark.urls("tests.accounts.broken_urls")
@pytest.mark.expects_errors
@pytest.mark.proves("V3.4.3", "V3.4.4", "V3.4.5", "V3.4.6", "V14.3.2")
@pytest.mark.parametrize("who", ["anonymous", "coordinator"])
@pytest.mark.parametrize(
    "path", ["/bad/", "/forbidden/", "/nowhere/", "/broken/", "/away/sqlite/", "/conflict/"]
)
def test_pages_of_faults_carry_every_header(db, coordinator, path, who):
    client = Client(raise_request_exception=False)
    if who != "anonymous":
        client.force_login(coordinator)
    assert faults_of(client.get(path), signed_in=who != "anonymous") == []


# --- sessions whose right ends while they are open ---------------------------------------------
def end_today(user):
    user.grants.update(until_on=date.today() - timedelta(days=1))  # noqa: DTZ011 - any past day


def deactivate(user):
    type(user).objects.filter(pk=user.pk).update(is_active=False)


ENDS = {
    "role ended": (lambda user: user.grants.all().delete(), "refused"),
    "grant ran out": (end_today, "refused"),
    "grant begins tomorrow": (
        lambda user: user.grants.update(from_on=date.today() + timedelta(days=2)),  # noqa: DTZ011
        "refused",
    ),
    "log-in switched off": (deactivate, "login"),
}


@pytest.mark.proves("G2", "V8.3.2", "V7.4.2")
@pytest.mark.parametrize("how", ENDS)
def test_a_right_that_ends_is_gone_at_the_next_request(client, db, figure, how):
    world, (end, wanted) = World(), ENDS[how]
    user = world.people["coordinator"]
    RoleGrant.objects.filter(user=user).update(from_on=date(2020, 4, 1))
    world.sign_in(client, "coordinator")
    names = ["councils:council-people", "councils:meeting-edit", "activities:supporter-list",
             "newsletters:issue-edit", "resources:resource-edit"]  # fmt: skip
    addresses = [world.address_of(name, OURS[name]) for name in names]
    assert [client.get(address).status_code for address in addresses] == [200] * len(names)
    end(user)
    found = [client.get(address) for address in addresses]
    codes = {"refused": 403, "login": 302}
    assert [response.status_code for response in found] == [codes[wanted]] * len(names)
    figure("G2", "途中で終わった役割で開けたページ", 0, wanted="0")


# --- allauth's own pages --------------------------------------------------------------------
ANYBODY = {
    "account_login", "account_inactive", "account_signup", "account_email_verification_sent",
    "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "account_confirm_email",
    "account_reset_password_from_key", "account_confirm_login_code", "mfa_authenticate",
    "mfa_login_webauthn", "account_logout",
}  # fmt: skip
"""Those of allauth's pages that are there before one is signed in; they show nothing of anybody."""
WORDS_OF = {
    "account_confirm_email": {"key": "x-y"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
}


def address_of_others(name):
    try:
        return reverse(name, kwargs=WORDS_OF.get(name))
    except NoReverseMatch:  # the pages about one key of one person
        return reverse(name, kwargs={"pk": 1})


@pytest.mark.proves("G2", "V8.2.1")
@pytest.mark.parametrize("who", ["anonymous", "nobody", "deactivated", "coordinator"])
def test_pages_of_allauth_open_to_those_who_are_signed_in(client, db, figure, who):
    world, wrong = World(), {}
    for name in sorted(OF_OTHERS):
        world.sign_in(client, who)
        for method in METHODS:
            with transaction.atomic():
                response = getattr(client, method)(address_of_others(name))
                put_away(response)
                transaction.set_rollback(True)
            if problem := problem_of(name, who, method, response):
                wrong[name, method] = problem
    assert wrong == {}
    figure("G2", "allauth の画面 × 方法 × 立場", len(OF_OTHERS) * len(METHODS))


def problem_of(name, who, method, response):
    signed_in = who not in ("anonymous", "deactivated")
    if method in ("put", "patch", "delete", "trace"):
        return None if response.status_code == 405 else response.status_code
    if response.status_code >= 500:
        return response.status_code
    closed = response.status_code == 302 and "/accounts/login/" in response.url
    if not signed_in and name not in ANYBODY and not closed and response.status_code != 405:
        return f"{response.status_code} {response.get('Location', '')}"
    return faults_of(response, signed_in=signed_in) or None
