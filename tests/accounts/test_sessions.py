"""How long a session holds, why it ends, and what its owner is told."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from accounts.models import AuditEntry, User
from councils.actions import roles
from tests.accounts.factories import PASSWORD

ME = "/accounts/me/"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"


def sign_in(client, user=None, password=PASSWORD, **headers):
    words = {"login": user.username if user else "yawata", "password": password}
    return client.post("/accounts/login/", words, headers=headers)


def after(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


@pytest.mark.proves("G19", "V7.3.1")
@pytest.mark.parametrize(("minutes", "status"), [(119, 200), (121, 302)])
def test_idle_session_ends_after_two_hours(client, coordinator, minutes, status):
    sign_in(client)
    with after(minutes=minutes):
        assert client.get(ME).status_code == status


def test_used_session_goes_on(client, coordinator):
    sign_in(client)
    for hour in range(1, 8):
        with after(hours=hour):
            assert client.get(ME).status_code == 200


@pytest.mark.proves("G19", "V7.3.2")
def test_session_ends_after_twelve_hours_however_much_it_is_used(client, coordinator):
    sign_in(client)
    statuses = []
    for hour in range(1, 13):
        with after(hours=hour):
            statuses.append(client.get(ME).status_code)
    assert statuses == [200] * 11 + [302]


def test_idle_minutes_are_a_setting(client, coordinator, settings):
    settings.IDLE_MINUTES = 10
    sign_in(client)
    with after(minutes=11):
        assert client.get(ME).status_code == 302


def test_sign_in_page_says_why_and_leads_back(client, coordinator):
    sign_in(client)
    with after(hours=3):
        away = client.get("/councils/?q=x")
        assert away.url == "/accounts/login/?next=%2Fcouncils%2F%3Fq%3Dx&why=idle"
        page = client.get(away.url).content.decode()
        assert "しばらく操作がなかったので、ログアウトしました" in page
        words = {"login": "yawata", "password": PASSWORD, "next": "/councils/?q=x"}
        assert client.post(away.url, words).url == "/councils/?q=x"


def test_form_that_comes_too_late_leads_back_to_its_page(client, coordinator):
    sign_in(client)
    with after(hours=3):
        headers = {"referer": "http://testserver/councils/3/?a=b"}
        away = client.post("/councils/3/profile/", headers=headers)
        assert away.url == "/accounts/login/?next=%2Fcouncils%2F3%2F%3Fa%3Db&why=idle"
        elsewhere = {"referer": "http://evil.example/councils/3/"}
    sign_in(client)
    with after(hours=3):
        away = client.post("/councils/3/profile/", headers=elsewhere)
        assert away.url == "/accounts/login/?next=%2Fhome%2F&why=idle"


def test_part_of_a_page_sends_the_whole_page_to_sign_in(client, coordinator):
    sign_in(client)
    with after(hours=3):
        answer = client.get("/councils/", headers={"HX-Request": "true"})
        assert answer.status_code == 204
        assert answer["HX-Redirect"].startswith("/accounts/login/?next=")


def test_waiting_sheet_learns_that_it_has_to_sign_in(client, coordinator, yawata):
    sign_in(client)
    with after(hours=3):
        answer = client.post(f"/councils/{yawata.pk}/meetings/new/", headers={"X-Sheet": "1"})
        assert (answer.status_code, "Location" in answer) == (204, False)
        assert answer["X-Sheet-Location"].startswith("/accounts/login/")


@pytest.mark.proves("G19")
def test_public_page_of_an_ended_session_opens_as_for_anybody(client, coordinator):
    sign_in(client)
    with after(hours=3):
        page = client.get("/accessibility/")
        assert page.status_code == 200
        assert page.wsgi_request.user.is_anonymous


ELSEWHERE = [
    "https://evil.example/", "//evil.example", "////evil.example", "/\\evil.example",
    "javascript:alert(1)", "https:evil.example", "http://testserver@evil.example/",
    "\x00//evil.example", " //evil.example", "/%09/evil.example",
]  # fmt: skip


@pytest.mark.proves("G19")
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_way_back_never_leads_to_another_house(client, coordinator, elsewhere):
    words = {"login": "yawata", "password": PASSWORD, "next": elsewhere}
    target = client.post("/accounts/login/", words).url
    assert target in ("/home/", elsewhere)
    assert target == "/home/" or elsewhere.startswith("/%")  # a path of ours that is not there


# --- leaving ----------------------------------------------------------------------------------
@pytest.fixture
def five(client, coordinator):
    browsers = [client.__class__() for _ in range(5)]
    for browser in browsers:
        sign_in(browser)
    assert [browser.get(ME).status_code for browser in browsers] == [200] * 5
    return browsers


@pytest.mark.proves("G19", "V7.4.2")
def test_deactivation_closes_five_open_sessions_with_the_next_click(
    five, coordinator, admin, figure
):
    roles.deactivate_user(coordinator, by=admin)
    closed = [browser.get(ME).status_code == 302 for browser in five]
    assert closed == [True] * 5
    figure("G19", "利用停止の次の操作で閉じたログイン", sum(closed), wanted="5")


@pytest.mark.proves("G19")
def test_somebody_back_has_to_sign_in_again(five, coordinator, admin):
    roles.deactivate_user(coordinator, by=admin)
    roles.reactivate_user(coordinator, by=admin)
    assert [browser.get(ME).status_code for browser in five] == [302] * 5


@pytest.mark.proves("G19")
@pytest.mark.parametrize(("days", "status"), [(0, 200), (-1, 302)])
def test_last_day_is_the_last(client, coordinator, days, status):
    sign_in(client)
    User.objects.update(expires_on=timezone.localdate() + timedelta(days=days))
    assert client.get(ME).status_code == status


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires_on": date(2020, 3, 31)}, "使える期限が過ぎました"),
        ({"is_active": False}, "ログアウトしています"),
        ({"is_active": False, "expires_on": date(2020, 3, 31)}, "ログアウトしています"),
        ({"password": "another"}, "ログアウトしています"),
    ],
)
def test_who_was_signed_in_is_told_why_it_is_over(client, coordinator, change, words):
    sign_in(client)
    User.objects.update(**change)
    assert words in client.get(ME, follow=True).content.decode()


def test_session_of_somebody_who_is_gone_ends_quietly(client, coordinator):
    sign_in(client)
    session = client.session
    session[SESSION_KEY] = "999999"
    session.save()
    assert "why=ended" in client.get(ME).url


@pytest.mark.proves("G19")
def test_expired_log_in_is_told_after_the_right_password_only(client, coordinator):
    User.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert sign_in(client).url == "/accounts/inactive/"
    assert "使える期限が過ぎたか" in client.get("/accounts/inactive/").content.decode()
    wrong = sign_in(client, password="ちがうパスワード")
    assert "使える期限" not in wrong.content.decode()
    assert client.get(ME).status_code == 302


# --- what the owner sees ------------------------------------------------------------------------
def test_latest_sign_ins_are_shown_with_the_kind_of_device(client, coordinator):
    sign_in(client, **{"User-Agent": IPHONE})
    client.post("/accounts/logout/")
    for _ in range(2):
        sign_in(client, password="ちがうパスワード")
    sign_in(client, **{"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"})
    page = client.get(ME)
    assert [e.device_words for e in page.context["sign_ins"]] == ["Windowsのパソコン", "iPhone"]
    assert "パスワードの間違いが2回ありました" in page.content.decode()


def test_wrong_tries_of_before_the_last_visit_are_forgotten(client, coordinator):
    sign_in(client, password="ちがうパスワード")
    for _ in range(2):
        sign_in(client)
        client.post("/accounts/logout/")
    sign_in(client)
    assert client.get(ME).context["n_failed"] == 0


@pytest.mark.proves("G19")
def test_sign_out_everywhere_else_leaves_this_session_alone(client, five, coordinator):
    sign_in(client)
    client.post("/accounts/me/sign-out-elsewhere/")
    assert [browser.get(ME).status_code for browser in five] == [302] * 5
    assert client.get(ME).status_code == 200
    assert AuditEntry.objects.filter(verb="sessions_ended", by=coordinator).count() == 1
