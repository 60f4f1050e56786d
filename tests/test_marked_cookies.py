"""Over https: names of cookies that no other host can use, files no other site can show."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from takasaki_sc.lib.cookies import set_cookie
from tests import factories as make
from tests.accounts.factories import PASSWORD
from tests.accounts.test_second_step import code_for, recovery_codes
from tests.responses import put_away
from tests.test_production import ROOT
from tests.test_production import settings as of_a_server

TAKEN_OVER = (
    "COOKIE_MARK", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE", "MFA_TRUST_COOKIE_NAME", "SECURE_SSL_REDIRECT",
)  # fmt: skip
OURS = {"sessionid", "csrftoken", "mfa_trusted", "messages", "size", "draft-done"}


@pytest.fixture
def server(settings):
    """The names and marks of a city's server."""
    for name in TAKEN_OVER:
        setattr(settings, name, of_a_server()[name])


class Browser:
    """Comes by https, sends the token of the page, and remembers every cookie it was given."""

    def __init__(self):
        self.client, self.given = Client(enforce_csrf_checks=True), {}

    def get(self, path):
        return self._kept(self.client.get(path, secure=True))

    def post(self, path, page, **words):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
        headers = {"referer": "https://testserver/"}
        words = {"csrfmiddlewaretoken": token, **words}
        return self._kept(self.client.post(path, words, secure=True, headers=headers))

    def _kept(self, response):
        self.given |= {name: morsel for name, morsel in response.cookies.items() if morsel.value}
        return response

    def sign_in(self, user):
        page = self.get("/accounts/login/")
        return self.post("/accounts/login/", page, login=user.username, password=PASSWORD)


def walk(browser, user):
    """Every way of ours to a cookie: sign in, second step, a trusted device, letters, a message."""
    browser.sign_in(user)
    app = reverse("mfa_activate_totp")
    page = browser.get(app)
    secret = re.search(r'door__code">([A-Z2-7]+)<', page.content.decode())[1]
    browser.post(app, page, code=code_for(secret))
    page = browser.get("/accounts/me/")
    browser.post("/accounts/me/sign-out-elsewhere/", page)
    browser.post("/accounts/me/text-size/", page, size="l")
    browser.post("/accounts/logout/", browser.get("/accounts/me/"))
    browser.sign_in(user)
    page = browser.get(reverse("mfa_authenticate"))
    browser.post(reverse("mfa_authenticate"), page, code=recovery_codes(user)[0])
    browser.post(reverse("mfa_trust"), browser.get(reverse("mfa_trust")), action="trust")
    return browser.get("/accounts/me/")


@pytest.mark.proves("V3.3.1", "V3.3.3")
def test_every_cookie_is_encrypted_and_of_this_host_alone(server, coordinator):
    browser = Browser()
    assert walk(browser, coordinator).status_code == 200
    answer = HttpResponse()
    set_cookie(answer, "draft-done", "x", max_age=60)
    browser.given |= answer.cookies
    assert set(browser.given) == {f"__Host-{word}" for word in OURS}
    kept = {(bool(m["secure"]), m["path"], m["domain"]) for m in browser.given.values()}
    assert kept == {(True, "/", "")}


@pytest.mark.proves("V3.3.3")
def test_no_page_sets_a_cookie_past_the_one_place():
    found = [
        str(path.relative_to(ROOT))
        for room in ("accounts", "councils", "resources", "activities", "newsletters", "reports",
                     "takasaki_sc")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\.(set|delete)_(signed_)?cookie\(", path.read_text())
    ]  # fmt: skip
    assert found == ["takasaki_sc/lib/cookies.py"]


def test_large_letters_stay_over_https_too(server, db):
    browser = Browser()
    browser.post("/accounts/me/text-size/", browser.get("/accounts/login/"), size="l")
    assert '<html lang="ja" data-size="l">' in browser.get("/accessibility/").content.decode()


def test_names_are_plain_on_a_demo(settings):
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    assert (settings.COOKIE_MARK, *names) == ("", "sessionid", "csrftoken")


# --- what other sites may show ------------------------------------------------------------------
CORP = "Cross-Origin-Resource-Policy"


@pytest.mark.proves("V3.5.8")
def test_file_behind_the_sign_in_is_for_our_own_pages(client, coordinator, yawata):
    photo = make.MeetingFileFactory(meeting__council=yawata, is_internal=False)
    client.force_login(coordinator)
    for path in ("/home/", f"/councils/files/{photo.pk}/photo/", "/no-such-page/"):
        answer = client.get(path)
        put_away(answer)
        assert (path, answer.get(CORP)) == (path, "same-origin")


@pytest.mark.proves("V3.5.8")
def test_file_that_nginx_sends_keeps_the_word():
    inside = (ROOT / "deploy/nginx/server.conf").read_text().partition("location /_media/")[2]
    line = f"add_header {CORP} $upstream_http_cross_origin_resource_policy always;"
    assert line in inside.partition("}")[0]


def test_public_pages_may_be_shown_elsewhere(client, db):
    assert CORP not in client.get("/newsletters/")


# --- people are led to https, programs are not ---------------------------------------------------
@pytest.mark.proves("V4.1.2")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 301), ("/accounts/login/", 301), ("/newsletters/", 301), ("/councils/calendar/", 301),
        ("/councils/calendar/himitsu.ics", 403), ("/newsletters/series/mihon/feed.atom", 403),
        ("/open/resources.csv", 403), ("/open/catalog.json", 403), ("/healthz/alive", 200),
    ],
)  # fmt: skip
def test_only_people_are_led_to_the_encrypted_address(server, client, db, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert "himitsu" not in str(answer.headers)


def test_program_that_comes_encrypted_is_served(server, client, db):
    assert client.get("/open/catalog.json", secure=True).status_code == 200


@pytest.mark.proves("V4.1.2")
@pytest.mark.parametrize("name", ["takasaki-sc.conf", "compose.conf"])
def test_nginx_says_the_same(name):
    plain = (ROOT / "deploy/nginx" / name).read_text().partition("listen 80;")[2]
    way = r"^/(councils/calendar/.+\.ics|newsletters/series/[^/]+/feed\..+|open/.+)$"
    assert f"location ~ {way} {{\n        return 403;" in plain.partition("listen 443")[0]
