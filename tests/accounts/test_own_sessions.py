"""ログイン中の端末: one's own open sessions, seen and ended."""

import pytest
from django.contrib.sessions.models import Session

from accounts import sessions
from accounts.models import AuditEntry, User
from tests.accounts.test_fresh_sign_in import is_asked, later
from tests.accounts.test_sessions import IPHONE, after, sign_in

MINE, ME = "/accounts/me/sessions/", "/accounts/me/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"


@pytest.fixture
def telephone(client, coordinator):
    browser = client.__class__()
    sign_in(browser, **{"User-Agent": IPHONE})
    return browser


@pytest.fixture
def desk(client, telephone):
    sign_in(client, **{"User-Agent": WINDOWS})
    return client


def shown(browser):
    found = browser.get(MINE).context["sessions"]
    return [(one.device_words, one.is_this) for one in found]


def mark_of(browser):
    return sessions.mark_of(browser.session.session_key)


def end(browser, mark):
    return browser.post(f"{MINE}{mark}/end/")


@pytest.mark.proves("V7.5.2")
def test_open_sessions_are_listed_with_this_one_first(desk, telephone):
    assert shown(desk) == [("Windowsのパソコン", True), ("iPhone", False)]
    assert shown(telephone) == [("iPhone", True), ("Windowsのパソコン", False)]


@pytest.mark.proves("V7.5.2")
def test_other_device_is_signed_out_with_its_next_click(desk, telephone):
    assert end(desk, mark_of(telephone)).url == MINE
    assert telephone.get(ME).status_code == 302
    assert shown(desk) == [("Windowsのパソコン", True)]
    assert [e.verb for e in AuditEntry.objects.exclude(verb="signed_in")] == ["session_ended"]


@pytest.mark.proves("V7.5.2")
def test_ending_asks_again_who_it_is_after_ten_minutes(desk, telephone):
    with later():
        assert is_asked(end(desk, mark_of(telephone)))
        assert is_asked(desk.post("/accounts/me/sign-out-elsewhere/"))
    assert telephone.get(ME).status_code == 200


@pytest.mark.proves("V7.5.2")
def test_session_of_somebody_else_is_neither_shown_nor_ended(desk, telephone, viewer):
    other = desk.__class__()
    sign_in(other, viewer)
    assert len(shown(desk)) == 2
    end(desk, mark_of(other))
    assert other.get(ME).status_code == 200
    assert not AuditEntry.objects.filter(verb="session_ended").exists()


def test_this_device_is_not_ended_by_mistake(desk):
    end(desk, mark_of(desk))
    assert desk.get(ME).status_code == 200


def test_page_holds_no_key_of_a_session_and_no_line_of_the_browser(desk, telephone):
    page = desk.get(MINE).content.decode()
    secrets = [*Session.objects.values_list("session_key", flat=True), "Mozilla", "127.0.0.1"]
    assert [word for word in secrets if word in page] == []


def test_session_that_is_over_is_not_shown(desk, telephone):
    with after(minutes=119):
        desk.get(ME)
    with after(minutes=125):
        assert shown(desk) == [("Windowsのパソコン", True)]


def test_session_of_an_older_password_is_not_shown(desk, telephone, coordinator):
    User.objects.filter(pk=coordinator.pk).update(session_round=1)
    sign_in(desk)
    assert len(shown(desk)) == 1


@pytest.mark.parametrize("n_more", [0, 2])
def test_list_asks_as_much_for_three_as_for_one(
    client, coordinator, n_more, django_assert_num_queries
):
    for browser in [client.__class__() for _ in range(n_more)]:
        sign_in(browser)
    sign_in(client)
    client.get(MINE)
    with django_assert_num_queries(4):  # the session, the user, the roles, all open sessions
        assert len(shown(client)) == 1 + n_more


def test_my_page_leads_to_the_list(desk):
    assert f'href="{MINE}"' in desk.get(ME).content.decode()


# --- more time before the idle end ----------------------------------------------------------------
KEEP = f"{MINE}keep/"


def idle_of(browser):
    return browser.get(ME).context["session_end"]


def test_page_knows_when_the_log_in_ends(desk):
    left, is_movable = idle_of(desk)
    assert (7195 <= left <= 7200, is_movable) == (True, True)
    assert f'data-seconds="{left}" data-movable="1"' in desk.get(ME).content.decode()


def test_pressing_the_button_gives_two_hours_more(desk):
    with after(minutes=118):
        kept = desk.post(KEEP).json()
    assert (kept["seconds"] in (7199, 7200), kept["movable"]) == (True, True)
    with after(minutes=119 + 118):
        assert desk.get(ME).status_code == 200


def test_button_counts_though_the_last_use_was_just_noted(desk, settings):
    """A use is written down every five minutes; a short idle time must not fall between."""
    settings.IDLE_MINUTES = 8
    with after(minutes=4):
        desk.post(KEEP)
    with after(minutes=11):
        assert desk.get(ME).status_code == 200


def test_end_after_twelve_hours_is_told_as_one_that_cannot_be_moved(desk):
    for hour in range(1, 12):
        with after(hours=hour):
            desk.post(KEEP)
    with after(hours=11, minutes=50):
        left, is_movable = idle_of(desk)
        assert (570 <= left <= 600, is_movable) == (True, False)
        assert desk.post(KEEP).json()["movable"] is False


def test_button_after_the_end_opens_nothing(desk):
    with after(minutes=121):
        assert desk.post(KEEP).status_code == 302
        assert desk.get(ME).status_code == 302


def test_stranger_is_told_of_no_end(client, db):
    assert 'id="idle"' not in client.get("/accessibility/").content.decode()
