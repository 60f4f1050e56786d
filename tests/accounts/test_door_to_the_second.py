"""When a session ends, to the second; what it counts from where it holds no moments of its own."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from django.contrib.sessions.backends.db import SessionStore

from accounts import door

NOON = datetime(2026, 11, 3, 3, 0, tzinfo=UTC)
SECOND = 1
IDLE, LONG, FRESH = 120 * 60, 12 * 3600, 10 * 60


@pytest.fixture(autouse=True)
def _as_it_is_set(settings):
    settings.IDLE_MINUTES, settings.SIGNED_IN_HOURS, settings.FRESH_MINUTES = 120, 12, 10


@pytest.fixture
def asked(rf, coordinator):
    """asked(seconds after noon): a request of the session that was opened at noon."""
    session = SessionStore()

    def request():
        made = rf.get("/")
        made.session, made.user = session, coordinator
        return made

    with time_machine.travel(NOON, tick=False):
        door.open_session(request())
    return request


def after(seconds):
    return time_machine.travel(NOON + timedelta(seconds=seconds), tick=False)


def used_until(asked, seconds):
    """Used so often that it was never idle."""
    for moment in range(0, seconds, IDLE // 2):
        with after(moment):
            door.note_use(asked())


@pytest.mark.parametrize(("seconds", "why"), [(IDLE, None), (IDLE + SECOND, "idle")])
def test_left_alone_it_ends_after_the_last_second(asked, seconds, why):
    with after(seconds):
        assert door.why_over(asked()) == why


@pytest.mark.parametrize(("seconds", "why"), [(LONG, None), (LONG + SECOND, "long")])
def test_used_all_the_time_it_ends_after_the_last_second(asked, seconds, why):
    used_until(asked, LONG)
    with after(seconds):
        assert door.why_over(asked()) == why


def test_seconds_that_are_left_are_the_fewer_of_both(asked):
    with after(60):
        assert door.seconds_left(asked()) == (IDLE - 60, True)
    used_until(asked, LONG)
    with after(LONG - 60):
        assert door.seconds_left(asked()) == (60, False)
    with after(LONG + 60):
        assert door.seconds_left(asked()) == (0, False)


def test_more_time_asked_for_moves_the_idle_end_and_not_the_long_one(asked):
    with after(60):
        door.keep_open(asked())
        assert door.seconds_left(asked()) == (IDLE, True)
        assert door.moments(asked()) == (NOON.timestamp(), NOON.timestamp() + 60)


def test_use_is_written_down_every_five_minutes(asked):
    began = NOON.timestamp()
    for seconds, used in ((300, began), (301, began + 301), (400, began + 301)):
        with after(seconds):
            door.note_use(asked())
            assert door.moments(asked()) == (began, used)


def test_session_from_before_moments_were_kept_counts_from_the_last_sign_in(asked, coordinator):
    asked().session.flush()
    coordinator.last_login = NOON - timedelta(hours=1)
    assert door.moments(asked()) == (NOON.timestamp() - 3600,) * 2
    coordinator.last_login = None
    assert door.moments(asked()) == (0, 0)


@pytest.mark.parametrize(("seconds", "is_fresh"), [(FRESH - SECOND, True), (FRESH, False)])
def test_fresh_is_whoever_came_in_within_ten_minutes(asked, seconds, is_fresh):
    with after(seconds):
        assert door.is_fresh(asked()) is is_fresh


def test_only_a_proof_that_was_given_again_makes_fresh(asked, coordinator):
    """The records of allauth also hold the first sign-in, whatever its second step was."""
    request = asked()
    for again in (False, True):
        with after(1000):
            record_authentication(request, coordinator, "password", reauthenticated=again)
        with after(1060):
            assert door.is_fresh(request) is again


@pytest.mark.parametrize(
    ("used", "is_idle"), [(None, False), (0, True), (NOON.timestamp() - IDLE, False)]
)
def test_idle_is_what_was_used_and_then_left(used, is_idle):
    with time_machine.travel(NOON, tick=False):
        assert door.is_idle(used) is is_idle
