"""The way in by invitation: right once, then never again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import log_ins as actions
from accounts.models import AuditEntry, Invitation, User
from tests.accounts.factories import PASSWORD, InvitationFactory

ACCEPT = "/accounts/invitation/"


@pytest.fixture
def secret():
    return Invitation.new_secret()


@pytest.fixture
def invitation(db, secret):
    return InvitationFactory(secret=secret, user__username="hanako", user__display_name="見本 花子")


def follow(client, secret):
    return client.get(reverse("accounts:invitation-open", args=[secret]), follow=True)


def choose(client, password=PASSWORD, again=None):
    return client.post(ACCEPT, {"password": password, "again": again or password})


@pytest.mark.proves("G19", "V6.4.1", "V11.5.1")
def test_secret_has_at_least_128_bits_and_is_not_in_the_database(secret, invitation):
    assert Invitation.SECRET_BYTES * 8 >= 128
    stored = str(list(Invitation.objects.values()))
    assert secret not in stored
    assert Invitation.digest(secret) in stored


@pytest.mark.proves("V6.4.6")
def test_invited_person_chooses_a_password_and_signs_in(client, secret, invitation):
    page = follow(client, secret)
    assert page.redirect_chain == [(ACCEPT, 302)]
    assert "見本 花子さん、ようこそ" in page.content.decode()
    assert choose(client).url == "/accounts/login/"
    invitation.refresh_from_db()
    assert invitation.accepted_at is not None
    assert client.login(username="hanako", password=PASSWORD)
    assert [(e.verb, e.by) for e in AuditEntry.objects.all()] == [
        ("invitation_accepted", invitation.user)
    ]


def test_looking_does_not_spend_the_link(client, secret, invitation):
    follow(client, secret)
    follow(client, secret)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert follow(client, secret).status_code == 200


def test_wrong_secret_is_not_found(client, invitation):
    assert follow(client, Invitation.new_secret()).status_code == 404
    assert follow(client, invitation.secret_sha256).status_code == 404


def test_page_without_a_link_is_closed(client, db):
    assert client.get(ACCEPT).status_code == 410
    assert choose(client).status_code == 410


@pytest.mark.proves("V6.4.1")
def test_spent_link_cannot_be_used_again(client, secret, invitation):
    follow(client, secret)
    choose(client)
    assert follow(client, secret).status_code == 410
    replayed = choose(client, "べつのひとのことばと9つの鍵")
    assert replayed.status_code == 410
    assert User.objects.get(username="hanako").check_password(PASSWORD)


def test_second_browser_is_too_late(client, secret, invitation):
    other = client.__class__()
    follow(client, secret)
    follow(other, secret)
    choose(client)
    assert choose(other, "べつのひとのことばと9つの鍵").status_code == 410
    assert User.objects.get(username="hanako").check_password(PASSWORD)


@pytest.mark.proves("V6.4.1")
@pytest.mark.parametrize(("days", "status"), [(13, 200), (14, 410), (15, 410)])
def test_link_lives_fourteen_days(client, secret, invitation, days, status):
    moved = timezone.now() - timedelta(days=days)
    Invitation.objects.update(invited_at=moved, expires_at=moved + Invitation.LIFETIME)
    assert follow(client, secret).status_code == status


def test_link_of_a_deactivated_person_is_closed(client, secret, invitation):
    User.objects.filter(pk=invitation.user_id).update(is_active=False)
    assert follow(client, secret).status_code == 410


def test_link_dies_when_the_person_signs_in_another_way(client, secret, invitation):
    User.objects.filter(pk=invitation.user_id).update(last_login=timezone.now())
    assert follow(client, secret).status_code == 410


@pytest.mark.proves("V2.3.1")
def test_action_refuses_what_the_page_could_not_see(invitation):
    Invitation.objects.update(accepted_at=timezone.now())
    with pytest.raises(actions.InvitationIsClosed):
        actions.accept_invitation(invitation, PASSWORD, by=invitation.user)
    assert AuditEntry.objects.count() == 0


@pytest.mark.proves("V6.2.1")
@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("みじかい", "みじかい", "12 文字以上"),
        ("739184620571", "739184620571", "数字しか"),
        ("見本 花子さんです", "見本 花子さんです", "12 文字以上"),
        (PASSWORD, PASSWORD + "。", "上に入れたパスワードと違います"),
        ("", "", "必須"),
    ],
)
def test_weak_or_different_passwords_are_explained(
    client, secret, invitation, password, again, said
):
    follow(client, secret)
    response = client.post(ACCEPT, {"password": password, "again": again})
    assert response.status_code == 422
    assert said in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


@pytest.mark.proves("V16.2.5")
def test_secret_is_not_in_the_log_of_a_refused_form(client, secret, invitation, caplog):
    follow(client, secret)
    caplog.clear()
    choose(client, "みじかい")
    assert "/accounts/invitation/" in caplog.text
    assert secret not in caplog.text
