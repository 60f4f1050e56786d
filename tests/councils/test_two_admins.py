"""An administrator is made by two people, and nobody takes over another one's log-in."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AdminRequest, AuditEntry, User
from councils.actions import roles as actions
from councils.permissions import Permission
from tests import factories as make

USERS = "/councils/users/"


@pytest.fixture
def office(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def second(db):
    return make.RoleGrantFactory(role="admin", council=None).user


def manages(user):
    return User.objects.get(pk=user.pk).has_perm(Permission.USERS_MANAGE)


def verbs():
    """What was done; that the pages about it were read is an entry of its own."""
    done = AuditEntry.objects.exclude(verb="users_read").order_by("pk")
    return [entry.verb for entry in done]


def answer(client, request, word):
    return client.post(f"/councils/admin-requests/{request.pk}/answer/", {"is_agreed": word})


@pytest.mark.proves("G19")
def test_administrator_needs_a_second_pair_of_eyes(office, second, city):
    page = office.post(f"{USERS}{city.pk}/grants/add/", {"role": "admin"}, follow=True)
    assert "もう一人の管理者が認めると" in page.content.decode()
    assert not manages(city)
    asked = AdminRequest.objects.get()
    answer(office, asked, "yes")
    assert not manages(city)
    office.force_login(second)
    answer(office, asked, "yes")
    assert manages(city)
    assert verbs() == ["admin_asked", "admin_agreed"]


def test_invited_administrator_waits_as_well(office):
    words = {"display_name": "見本 花子", "username": "hanako", "email": "", "role": "admin"}
    office.post(f"{USERS}invite/", words)
    hanako = User.objects.get(username="hanako")
    assert not manages(hanako)
    assert AdminRequest.objects.get().user == hanako
    assert verbs() == ["user_invited"]


def test_nobody_agrees_to_themselves(office, second, city, admin):
    asked = actions.ask_for_admin(city, by=admin)
    make.RoleGrantFactory(user=city, role="viewer", council=None)
    with pytest.raises(actions.OwnGrant):
        actions.agree_to_admin(asked, by=city)
    with pytest.raises(actions.NeedsTwo):
        actions.agree_to_admin(asked, by=admin)
    assert not manages(city)


def test_answer_is_given_once(admin, second, city):
    asked = actions.ask_for_admin(city, by=admin)
    actions.refuse_admin(asked, by=second)
    with pytest.raises(actions.AlreadyAnswered):
        actions.agree_to_admin(asked, by=second)
    assert not manages(city)


def test_whoever_asked_may_take_it_back(office, admin, city):
    asked = actions.ask_for_admin(city, by=admin)
    answer(office, asked, "no")
    asked.refresh_from_db()
    assert (asked.is_agreed, asked.answered_by) == (False, admin)


def test_asking_twice_is_refused(admin, city):
    actions.ask_for_admin(city, by=admin)
    with pytest.raises(actions.AlreadyAsked):
        actions.ask_for_admin(city, by=admin)


def test_role_cannot_be_granted_past_the_second_pair_of_eyes(admin, city):
    with pytest.raises(actions.NeedsTwo):
        actions.grant_role(city, "admin", by=admin)
    assert not manages(city)


def test_database_keeps_the_two_apart(admin, city):
    asked = actions.ask_for_admin(city, by=admin)
    answered = {"answered_at": timezone.now(), "is_agreed": True}
    for who in (admin, city):
        with pytest.raises(IntegrityError), transaction.atomic():
            AdminRequest.objects.filter(pk=asked.pk).update(answered_by=who, **answered)


def test_only_administrator_is_joined_from_the_command_line(admin, city):
    actions.ask_for_admin(city, by=admin)
    call_command("agree_to_admin", city.username)
    assert manages(city)
    with pytest.raises(CommandError, match="申し出はありません"):
        call_command("agree_to_admin", city.username)


def test_administrators_cannot_take_each_others_log_in(office, second):
    page = office.post(f"{USERS}{second.pk}/second-step/", follow=True).content.decode()
    assert "ほかの管理者だけでは決め直せません" in page
    page = office.post(f"{USERS}{second.pk}/invite-again/", follow=True).content.decode()
    assert "管理者の招待は出し直せません" in page
    assert verbs() == []


def test_command_line_resets_the_second_step_of_an_administrator(admin):
    call_command("reset_second_step", admin.username)
    assert verbs() == ["second_step_reset"]
    with pytest.raises(CommandError, match="いません"):
        call_command("reset_second_step", "dare")
