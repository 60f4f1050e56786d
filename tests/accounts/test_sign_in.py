"""Coming in and going out: who gets in, what a stranger learns, what is left in the trail."""

import pytest
from django.core import mail

from accounts.models import AuditEntry, User
from tests.accounts.factories import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(client, login, password=PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


def signed_in(client):
    return client.get("/accounts/me/").status_code == 200


@pytest.mark.parametrize(
    "login",
    ["yawata", "YAWATA", "yawata@example.jp", "ｙａｗａｔａ", "ｙａｗａｔａ＠ｅｘａｍｐｌｅ．ｊｐ"],
)
def test_login_name_or_address_opens_the_door(client, coordinator, login):
    User.objects.filter(pk=coordinator.pk).update(email="yawata@example.jp")
    response = sign_in(client, login)
    assert (response.status_code, response.url) == (302, "/home/")
    assert signed_in(client)


def test_sign_in_leaves_one_trace(client, coordinator):
    sign_in(client, "yawata")
    assert [(e.verb, e.by) for e in AuditEntry.objects.all()] == [("signed_in", coordinator)]


def words_of_refusal(client, login):
    page = sign_in(client, login, "ちがうパスワード").content.decode()
    return page[page.index('id="errsum"') : page.index("</ul>", page.index('id="errsum"'))]


@pytest.mark.proves("G19", "V6.3.8")
def test_refusal_is_the_same_for_a_stranger(client, coordinator):
    User.objects.filter(pk=coordinator.pk).update(email="yawata@example.jp")
    known = {words_of_refusal(client, login) for login in ("yawata", "yawata@example.jp")}
    unknown = {words_of_refusal(client, login) for login in ("dare", "dare@example.jp")}
    assert known == unknown
    assert len(known) == 1
    assert "ログイン名かパスワードが違います" in known.pop()
    failed = AuditEntry.objects.filter(verb="sign_in_failed", target_id=str(coordinator.pk))
    assert AuditEntry.objects.count() == failed.count() == 2  # nothing about a stranger


def test_invited_person_without_password_cannot_sign_in(client, coordinator):
    coordinator.set_unusable_password()
    coordinator.save()
    sign_in(client, "yawata", "")
    sign_in(client, "yawata", coordinator.password)
    assert not signed_in(client)


def test_deactivated_person_is_told_after_the_right_password_only(client, coordinator):
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert sign_in(client, "yawata").url == "/accounts/inactive/"
    assert "ログイン名かパスワードが違います" in words_of_refusal(client, "yawata")
    assert not signed_in(client)


@pytest.mark.proves("G19", "V7.4.2")
def test_deactivation_ends_open_sessions_with_the_next_click(client, coordinator):
    sign_in(client, "yawata")
    assert signed_in(client)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert client.get("/accounts/me/").status_code == 302


@pytest.mark.proves("G19", "V6.3.1")
def test_fifth_wrong_password_closes_the_door_for_a_while(client, coordinator):
    for _ in range(5):
        sign_in(client, "yawata", "ちがうパスワード")
    refused = sign_in(client, "yawata")
    assert refused.status_code == 429
    assert "正しいパスワードでも入れません" in refused.content.decode()
    assert not signed_in(client)


@pytest.mark.proves("V6.3.4")
def test_sign_up_is_closed(client, db):
    asked = client.get("/accounts/signup/")
    posted = client.post(
        "/accounts/signup/", {"username": "dare", "password1": PASSWORD, "email": "d@example.jp"}
    )
    assert "ここからは登録できません" in asked.content.decode()
    assert "ここからは登録できません" in posted.content.decode()
    assert User.objects.count() == 0


@pytest.mark.proves("V3.5.3")
def test_looking_at_the_log_out_page_does_not_log_out(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/accounts/logout/").status_code == 200
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)


@pytest.mark.proves("G19", "V6.2.2", "V7.4.3")
def test_new_password_ends_other_sessions_and_leaves_one_trace(client, coordinator):
    other = client.__class__()
    sign_in(other, "yawata")
    sign_in(client, "yawata")
    new = "うすい月とふかい森と5つの石"
    client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    coordinator.refresh_from_db()
    assert coordinator.check_password(new)
    assert (signed_in(client), signed_in(other)) == (True, False)
    assert AuditEntry.objects.filter(verb="password_changed").count() == 1


def test_forgotten_password_is_chosen_anew_from_the_mail(client, coordinator):
    User.objects.filter(pk=coordinator.pk).update(email="yawata@example.jp")
    client.post("/accounts/password/reset/", {"email": "yawata@example.jp"})
    (letter,) = mail.outbox
    assert letter.subject == "【高崎SC】パスワードの決め直し"
    link = next(word for word in letter.body.split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True)
    new = "うすい月とふかい森と5つの石"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    coordinator.refresh_from_db()
    assert coordinator.check_password(new)


@pytest.mark.proves("G19", "V6.3.8")
def test_reset_tells_a_stranger_nothing_and_mails_nobody_unknown(client, coordinator):
    User.objects.filter(pk=coordinator.pk).update(email="yawata@example.jp")
    known = client.post("/accounts/password/reset/", {"email": "yawata@example.jp"})
    unknown = client.post("/accounts/password/reset/", {"email": "dare@example.jp"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in mail.outbox] == [["yawata@example.jp"]]
