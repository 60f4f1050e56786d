"""The end of a log-in: the last day, the monthly look, and what goes to somebody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import handover
from accounts.models import AuditEntry, User
from councils.actions import handover as actions
from tests import factories as make

USERS = "/councils/users/"
REVIEW = f"{USERS}review/"
HANAKO = {"display_name": "見本 花子", "username": "hanako", "email": ""}


@pytest.fixture
def office(client, admin):
    client.force_login(admin)
    return client


def verbs():
    """What was done; that the pages about it were read is an entry of its own."""
    done = AuditEntry.objects.exclude(verb="users_read").order_by("pk")
    return [entry.verb for entry in done]


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def typed(name, when):
    return {f"{name}_y": str(when.year - 2018), f"{name}_m": when.month, f"{name}_d": when.day}


@pytest.mark.proves("G19")
@pytest.mark.parametrize(
    ("role", "status"),
    [("tier1", 422), ("coordinator", 422), ("centre", 422), ("resident", 200), ("city", 200)],
)
def test_people_of_other_bodies_are_invited_until_a_day(office, yawata, role, status):
    council = "" if role in ("tier1", "city") else yawata.pk
    page = office.post(f"{USERS}invite/", HANAKO | {"role": role, "council": council})
    assert page.status_code == status
    assert ("いつまで使えるかを入れてください" in page.content.decode()) == (status == 422)


def test_last_day_of_the_invitation_is_the_last_day_of_the_log_in(office):
    words = HANAKO | {"role": "tier1"} | typed("until_on", day(100))
    office.post(f"{USERS}invite/", words)
    hanako = User.objects.get(username="hanako")
    assert hanako.expires_on == hanako.grants.get().until_on == day(100)


@pytest.mark.parametrize(("words", "wanted"), [("later", 40), ("", None)])
def test_last_day_can_be_moved(office, viewer, words, wanted):
    sent = typed("expires_on", day(40)) if words else {}
    office.post(f"{USERS}{viewer.pk}/expiry/", sent)
    viewer.refresh_from_db()
    assert viewer.expires_on == (wanted and day(wanted))
    assert verbs() == ["user_expiry_set"]


def test_day_that_is_over_is_refused_and_stays_in_the_form(office, viewer):
    page = office.post(f"{USERS}{viewer.pk}/expiry/", typed("expires_on", day(-1)))
    assert page.status_code == 422
    assert "過ぎた日です" in page.content.decode()


def test_nobody_prolongs_their_own_log_in(office, admin):
    office.post(f"{USERS}{admin.pk}/expiry/", typed("expires_on", day(40)))
    admin.refresh_from_db()
    assert (admin.expires_on, verbs()) == (None, [])


# --- 月1回の見直し ------------------------------------------------------------------------------
@pytest.fixture
def five(admin):
    now = timezone.now()
    User.objects.filter(pk=admin.pk).update(last_login=now)
    words = [
        {"expires_on": day(30), "last_login": now},
        {"expires_on": day(31), "last_login": now},
        {"last_login": now - timedelta(days=91)},
        {"last_login": now - timedelta(days=89)},
        {"last_login": None, "date_joined": now - timedelta(days=91)},
    ]
    return [make.UserFactory(display_name=f"見本 {n}", **w) for n, w in enumerate(words)]


def test_review_lists_those_who_expire_soon_and_the_silent(office, five):
    page = office.get(REVIEW)
    assert [user.display_name for user in page.context["expiring"]] == ["見本 0"]
    assert [user.display_name for user in page.context["silent"]] == ["見本 2", "見本 4"]


def test_review_that_was_done_is_kept_and_shown(office, five, admin):
    assert "まだ見直した記録がありません" in office.get(REVIEW).content.decode()
    office.post(REVIEW)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.by) == ("users_reviewed", admin)
    assert entry.facts == {"n_expiring": 1, "n_silent": 2}
    assert "管理 見本さんが見直しました" in office.get(REVIEW).content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_review_costs_the_same_for_one_and_for_three(office, n, django_assert_num_queries):
    make.UserFactory.create_batch(n, expires_on=day(3))
    office.get(REVIEW)
    # session, user, own grants, expiring, silent, last review
    with django_assert_num_queries(6):
        office.get(REVIEW)


# --- 引き継ぎ -----------------------------------------------------------------------------------
@pytest.fixture
def homework(coordinator, yawata):
    person = make.PersonFactory(user=coordinator)
    meeting = make.MeetingFactory(council=yawata)
    done = make.ActionItemFactory(meeting=meeting, order=2, person=person)
    done.done_on, done.done_by = day(0), coordinator
    done.save()
    return make.ActionItemFactory(meeting=meeting, order=1, what="案内を配る", person=person)


def leave(office, user, to="", stops="on"):
    words = {"to": to and to.pk} | ({"stops": "on"} if stops else {})
    return office.post(f"{USERS}{user.pk}/leave/", words, follow=True)


def test_page_lists_what_somebody_holds(office, coordinator, homework, yawata):
    make.CoordinatorFactory(council=yawata, person=coordinator.person)
    page = office.get(f"{USERS}{coordinator.pk}/leave/").content.decode()
    assert "宿題（1件）" in page
    assert "案内を配る" in page
    assert f"{yawata}のコーディネーター" in page


@pytest.mark.proves("G19")
def test_homework_goes_to_somebody_else_and_the_log_in_stops(
    office, coordinator, centre_staff, homework
):
    leave(office, coordinator, to=centre_staff)
    homework.refresh_from_db()
    coordinator.refresh_from_db()
    assert (homework.person, homework.who_text) == (None, "本人 見本")
    assert not coordinator.is_active
    assert verbs() == [
        "user_deactivated", "homework_handed_over", "issues_handed_over", "duties_handed_over",
    ]  # fmt: skip
    assert AuditEntry.objects.get(verb="duties_handed_over").facts == {"n_things": 1}


def test_homework_goes_to_the_person_where_there_is_one(coordinator, neighbour, homework, admin):
    person = make.PersonFactory(user=neighbour)
    actions.hand_over_duties(coordinator, neighbour, by=admin)
    homework.refresh_from_db()
    assert (homework.person, homework.who_text) == (person, "")
    assert homework.history.latest().history_user == admin


def test_booked_issue_goes_to_somebody_who_may_publish(office, tier1, city, viewer):
    issue = make.IssueFactory(publish_at=timezone.now(), scheduled_by=tier1, state="checked",
                              checked_at=timezone.now(), checked_by=make.UserFactory())  # fmt: skip
    leave(office, tier1, to=viewer, stops="")
    issue.refresh_from_db()
    assert issue.scheduled_by == tier1
    leave(office, tier1, to=city)
    issue.refresh_from_db()
    assert issue.scheduled_by == city


def test_stopping_without_handing_over_is_possible(office, coordinator, homework):
    leave(office, coordinator)
    homework.refresh_from_db()
    coordinator.refresh_from_db()
    assert homework.person == coordinator.person
    assert not coordinator.is_active


def test_neither_is_explained(office, coordinator):
    page = leave(office, coordinator, stops="")
    assert page.status_code == 422
    assert "引き継ぐ方を選ぶか、利用を止めるかしてください" in page.content.decode()
    assert verbs() == []


def test_nobody_lets_themselves_go(office, admin, viewer):
    leave(office, admin, to=viewer)
    admin.refresh_from_db()
    assert (admin.is_active, verbs()) == (True, [])


@pytest.mark.parametrize("to", ["oneself", "stopped"])
def test_handing_over_needs_somebody_who_is_there(coordinator, admin, to):
    stopped = make.UserFactory(is_active=False)
    with pytest.raises(actions.NobodyToHandTo):
        actions.hand_over_duties(coordinator, coordinator if to == "oneself" else stopped, by=admin)
    assert verbs() == []


def test_every_room_has_said_what_people_hold():
    names = [duty.name for duty in handover.DUTIES]
    assert len(names) == len(set(names)) == 7
