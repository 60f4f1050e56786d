"""Letting people in and giving roles: who may, what it leaves behind, what is refused."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEntry, Invitation, User
from councils.actions import roles as actions
from councils.models import RoleGrant
from councils.permissions import Permission
from tests import factories as make

USERS = "/councils/users/"
INVITE = "/councils/users/invite/"
HANAKO = {"display_name": "見本 花子", "username": "hanako", "email": "", "role": "viewer"}


def verbs():
    return [entry.verb for entry in AuditEntry.objects.order_by("pk")]


@pytest.fixture
def office(client, admin):
    """The administrator's browser."""
    client.force_login(admin)
    return client


def today():
    return timezone.localdate()


@pytest.mark.proves("V6.4.6")
def test_invited_person_has_role_and_open_invitation_but_no_password(office, admin, yawata):
    last_day = {"until_on_y": "R20", "until_on_m": "3", "until_on_d": "31"}
    page = office.post(INVITE, HANAKO | {"role": "coordinator", "council": yawata.pk} | last_day)
    hanako = User.objects.get(username="hanako")
    grant = hanako.grants.get()
    assert page.status_code == 200
    assert not hanako.has_usable_password()
    assert (grant.role, grant.council, grant.granted_by) == ("coordinator", yawata, admin)
    assert hanako.invitation.is_open_at(timezone.now())
    assert hanako.invitation.expires_at - hanako.invitation.invited_at == timedelta(days=14)
    assert verbs() == ["user_invited"]


def link_on(page):
    return re.search(r'invite__link">([^<]+)<', page.content.decode()).group(1)


def test_link_on_the_paper_opens_the_invitation(office, client, settings):
    settings.SITE_URL = "https://sc.example.jp"
    link = link_on(office.post(INVITE, HANAKO))
    assert link.startswith("https://sc.example.jp/accounts/invitation/")
    secret = link.split("/")[-2]
    assert User.objects.get(username="hanako").invitation.secret_sha256 == Invitation.digest(secret)
    assert (
        b"data:image/svg+xml"
        in office.post(USERS + "invite/", HANAKO | {"username": "x23"}).content
    )


def test_invitation_goes_by_mail_when_there_is_an_address(office):
    page = office.post(INVITE, HANAKO | {"email": "hanako@example.jp"})
    (letter,) = mail.outbox
    assert letter.to == ["hanako@example.jp"]
    assert letter.subject == "【高崎SC】ご利用の始め方"
    assert link_on(page) in letter.body
    assert "ログイン名：hanako" in letter.body


def test_no_address_no_mail(office):
    office.post(INVITE, HANAKO)
    assert mail.outbox == []


@pytest.mark.proves("V16.5.2")
def test_mail_server_away_leaves_the_paper(office, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }
    page = office.post(INVITE, HANAKO | {"email": "hanako@example.jp"})
    assert "メールを送れませんでした" in page.content.decode()
    assert "/accounts/invitation/" in link_on(page)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"role": "coordinator"}, "第2層SCには、担当の協議体を選んでください"),
        ({"username": "花子"}, "空白や日本語は使えません"),
        ({"username": "KANRI"}, "このログイン名は使われています"),
        ({"email": "Kanri@example.jp"}, "ほかの利用者が使っています"),
        ({"until_on_y": "1", "until_on_m": "5", "until_on_d": "1"}, "過ぎた日です"),
        ({"role": "king"}, "正しく選択"),
    ],
)
def test_invitation_that_cannot_be_is_explained(office, admin, words, said):
    User.objects.filter(pk=admin.pk).update(email="kanri@example.jp")
    page = office.post(INVITE, HANAKO | words)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert User.objects.count() == 1
    assert verbs() == []


def test_role_of_the_whole_city_takes_no_council(office, yawata):
    page = office.post(INVITE, HANAKO | {"council": yawata.pk})
    assert "閲覧は市全体の役割です" in page.content.decode()


def test_full_width_login_name_becomes_half_width(office):
    office.post(INVITE, HANAKO | {"username": "ｈａｎａｋｏ"})
    assert User.objects.filter(username="hanako").exists()


@pytest.mark.parametrize("who", ["city", "tier1", "coordinator", "viewer", "nobody"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_administrators_invite(client, db, request, who, method):
    client.force_login(request.getfixturevalue(who))
    assert getattr(client, method)(INVITE, HANAKO).status_code == 403
    assert client.get(USERS).status_code == 403
    assert not User.objects.filter(username="hanako").exists()


@pytest.mark.proves("V8.3.2")
def test_granted_role_opens_doors_at_once(office, viewer, yawata):
    assert not viewer.has_perm(Permission.MEETING_LOG, yawata)
    url = f"{USERS}{viewer.pk}/grants/add/"
    office.post(url, {"role": "coordinator", "council": yawata.pk})
    assert User.objects.get(pk=viewer.pk).has_perm(Permission.MEETING_LOG, yawata)
    assert verbs() == ["role_granted"]


def test_same_role_twice_is_refused(office, coordinator, yawata):
    url = f"{USERS}{coordinator.pk}/grants/add/"
    page = office.post(url, {"role": "coordinator", "council": yawata.pk}, follow=True)
    assert "同じ役割がすでにあります" in page.content.decode()
    assert coordinator.grants.count() == 1
    assert verbs() == ["users_read"]  # the page one is led back to


@pytest.mark.proves("G19", "V8.3.2")
@pytest.mark.parametrize("from_on", [None, 0, -30])
def test_ended_role_closes_doors_at_once(office, coordinator, yawata, from_on):
    grant = coordinator.grants.get()
    grant.from_on = None if from_on is None else today() + timedelta(days=from_on)
    grant.save()
    office.post(f"/councils/grants/{grant.pk}/end/", {})
    assert not User.objects.get(pk=coordinator.pk).has_perm(Permission.MEETING_LOG, yawata)
    assert RoleGrant.objects.filter(pk=grant.pk).exists()
    assert verbs() == ["role_ended"]


@pytest.mark.proves("V8.3.2")
def test_role_with_a_last_day_holds_until_then(coordinator, admin, yawata):
    actions.end_role(coordinator.grants.get(), today(), by=admin)
    assert User.objects.get(pk=coordinator.pk).has_perm(Permission.MEETING_LOG, yawata)


OWN_ATTEMPTS = {
    "grant": lambda me: actions.grant_role(me, "city", by=me),
    "end": lambda me: actions.end_role(me.grants.get(), today(), by=me),
    "invite": lambda me: actions.invite_again(me, by=me),
    "stop": lambda me: actions.deactivate_user(me, by=me),
    "start": lambda me: actions.reactivate_user(me, by=me),
}


@pytest.mark.proves("V8.2.1")
@pytest.mark.parametrize("attempt", OWN_ATTEMPTS)
def test_nobody_changes_their_own_rights(admin, attempt):
    with pytest.raises(actions.OwnGrant):
        OWN_ATTEMPTS[attempt](admin)
    assert list(admin.grants.values_list("role", "until_on")) == [("admin", None)]
    assert verbs() == []


def test_own_page_offers_nothing_and_refuses_in_japanese(office, admin):
    page = office.get(f"{USERS}{admin.pk}/").content.decode()
    assert "/grants/" not in page
    page = office.post(f"{USERS}{admin.pk}/grants/add/", {"role": "city"}, follow=True)
    assert "自分の役割は、自分では変えられません" in page.content.decode()


def test_new_invitation_kills_the_old_link(office, client, viewer):
    first = link_on(office.post(f"{USERS}{viewer.pk}/invite-again/"))
    second = link_on(office.post(f"{USERS}{viewer.pk}/invite-again/"))
    stranger = client.__class__()
    statuses = [stranger.get("/" + link.split("/", 3)[3]).status_code for link in (first, second)]
    assert statuses == [404, 302]
    assert verbs() == ["user_invited_again"] * 2


@pytest.mark.proves("G19", "V7.4.2", "V7.4.5")
def test_stopped_log_in_is_out_with_the_next_click_and_can_come_back(office, client, viewer):
    theirs = client.__class__()
    theirs.force_login(viewer)
    office.post(f"{USERS}{viewer.pk}/switch/", {"is_active": "no"})
    assert theirs.get("/accounts/me/").status_code == 302
    office.post(f"{USERS}{viewer.pk}/switch/", {"is_active": "yes"})
    assert User.objects.get(pk=viewer.pk).is_active
    assert verbs() == ["user_deactivated", "user_reactivated"]


def test_list_shows_roles_of_today_and_finds_by_part_of_a_name(office, coordinator, neighbour):
    old = make.RoleGrantFactory(user=neighbour, role="viewer", council=None)
    RoleGrant.objects.filter(pk=old.pk).update(until_on=today() - timedelta(days=1))
    found = office.get(USERS, {"q": "八幡"}).context["page"]
    everybody = office.get(USERS).context["page"]
    assert [user.username for user in found] == ["yawata"]
    roles = {user.username: [g.role for g in user.grants_today] for user in everybody}
    assert roles == {"yawata": ["coordinator"], "toyooka": ["coordinator"], "kanri": ["admin"]}


def test_list_costs_the_same_for_one_and_for_three(
    office, coordinator, neighbour, django_assert_num_queries
):
    office.get(USERS)
    for words in ("八幡", "見本"):
        with django_assert_num_queries(QUERIES):
            office.get(USERS, {"q": words})


# session, user, own grants, count, people, their grants, administrators asked for; the entry of
# the look in a savepoint (3)
QUERIES = 10


def test_search_without_result_says_what_to_do(office):
    assert "当てはまる利用者はいません" in office.get(USERS, {"q": "いない"}).content.decode()


def first_admin(password, monkeypatch, **words):
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO(password + "\n"))
    call_command("first_admin", username="kanri", name="管理 見本", password_stdin=True, **words)


def test_first_admin_can_sign_in_and_manage(client, db, monkeypatch):
    first_admin("ひろい空と7本の木とねこ", monkeypatch)
    kanri = User.objects.get()
    assert client.login(username="kanri", password="ひろい空と7本の木とねこ")
    assert kanri.has_perm(Permission.USERS_MANAGE)
    assert [(e.verb, e.by) for e in AuditEntry.objects.all()] == [("first_admin_appointed", None)]


def test_first_admin_refuses_a_second_one(admin, monkeypatch):
    with pytest.raises(CommandError, match="管理者はすでにいます"):
        first_admin("ひろい空と7本の木とねこ", monkeypatch)
    assert User.objects.count() == 1


def test_first_admin_refuses_a_weak_password(db, monkeypatch):
    with pytest.raises(CommandError, match="12 文字以上"):
        first_admin("みじかい", monkeypatch)
    assert User.objects.count() == 0
