"""Before names leave the house or rights change, somebody proves again who they are."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts import door
from accounts.models import AuditEntry, User
from tests.accounts.factories import PASSWORD
from tests.responses import put_away
from tests.test_doors import OURS
from tests.world import World

REAUTH = "/accounts/reauthenticate/"
HANAKO = {"display_name": "見本 花子", "username": "hanako", "email": "", "role": "viewer"}
INVITE = "/councils/users/invite/"
# Whom the page is for, its name, how it is asked for.
ASKED = [
    ("city", "activities:supporter-export", "get"),
    ("city", "activities:subject-detail", "get"),
    ("city", "activities:subject-paper", "get"),
    ("city", "activities:erasure-do", "post"),
    ("city", "activities:certificate-paper", "get"),
    ("city", "resources:edition-holders", "get"),
    ("city", "resources:export-xlsx", "get"),
    ("city", "newsletters:series-addresses", "post"),
    ("city", "newsletters:issue-copies-sheet", "get"),
    ("city", "reports:council-sheet-inside", "get"),
    ("admin", "councils:user-detail", "get"),
    ("admin", "councils:user-invite", "get"),
    ("admin", "councils:user-invite-again", "post"),
    ("admin", "councils:user-switch", "post"),
    ("admin", "councils:user-leave", "get"),
    ("admin", "councils:user-expiry", "get"),
    ("admin", "councils:user-second-step", "post"),
    ("admin", "councils:admin-answer", "post"),
    ("admin", "councils:grant-add", "post"),
    ("admin", "councils:grant-end", "get"),
]


def later(minutes=11):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


def answer(client, world, name, method):
    response = getattr(client, method)(world.address_of(name, OURS[name]))
    put_away(response)
    return response


def is_asked(response):
    if response.status_code == 302:
        return response.url.startswith(REAUTH)
    return "door_password" in response.content.decode() if response.status_code == 422 else False


@pytest.mark.proves("G19", "V7.5.3")
@pytest.mark.parametrize(("who", "name", "method"), ASKED)
def test_page_asks_again_after_ten_minutes(client, db, who, name, method):
    world = World()
    world.sign_in(client, who)
    assert not is_asked(answer(client, world, name, method))
    client.logout()
    world.sign_in(client, who)
    with later():
        assert is_asked(answer(client, world, name, method))


def test_minutes_with_names_ask_again_and_those_without_do_not(client, city, db):
    world = World()
    client.force_login(world.people["city"])
    page = f"/councils/meetings/{world.meeting.pk}/minutes.xlsx"
    with later():
        assert not is_asked(client.get(page))
        assert is_asked(client.get(page + "?for=inside"))


def test_stranger_to_the_page_is_refused_and_not_asked(client, viewer):
    client.force_login(viewer)
    with later():
        assert client.get(INVITE).status_code == 403


@pytest.mark.parametrize("path", [INVITE])
def test_answer_leads_back_to_the_page(client, admin, path):
    client.force_login(admin)
    with later():
        asked = client.get(path)
        assert asked.url == f"{REAUTH}?next=%2Fcouncils%2Fusers%2Finvite%2F"
        done = client.post(REAUTH, {"password": PASSWORD, "next": path})
        assert (done.status_code, done.url) == (302, path)
        assert client.get(path).status_code == 200


@pytest.mark.proves("G19")
def test_form_sent_too_late_comes_back_with_everything_typed(client, admin):
    client.force_login(admin)
    with later():
        page = client.post(INVITE, HANAKO)
        assert page.status_code == 422
        assert not User.objects.filter(username="hanako").exists()
        text = page.content.decode()
        for name, value in HANAKO.items():
            assert f'<input type="hidden" name="{name}" value="{value}">' in text
        done = client.post(INVITE, HANAKO | {"door_password": PASSWORD})
        assert done.status_code == 200
    assert User.objects.filter(username="hanako").exists()


@pytest.mark.proves("G19")
def test_wrong_password_does_not_go_through(client, admin):
    client.force_login(admin)
    with later():
        page = client.post(INVITE, HANAKO | {"door_password": "ちがうパスワード"})
    assert page.status_code == 422
    assert "パスワードが違います" in page.content.decode()
    assert "ちがうパスワード" not in page.content.decode()
    assert not User.objects.filter(username="hanako").exists()
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["sign_in_failed"]


def test_somebody_elses_password_does_not_go_through(client, admin, viewer):
    viewer.set_password("べつの人の長い言葉と3つの石")
    viewer.save()
    client.force_login(admin)
    with later():
        client.post(INVITE, HANAKO | {"door_password": "べつの人の長い言葉と3つの石"})
    assert not User.objects.filter(username="hanako").exists()


def test_nobody_has_proved_lately_who_they_are(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    assert not door.is_fresh(request)
