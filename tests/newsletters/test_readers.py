"""Readers by mail: asked, confirmed from the mailbox, told once, gone in one step."""

import email.policy
import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from newsletters import actions, tasks
from newsletters.actions import mailings
from newsletters.models import Issue, Mailing, Subscriber
from newsletters.printing import mails
from tests.newsletters import factories as press
from tests.newsletters.test_issues import proof_of

ADDRESS = "hana@example.jp"


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


def verbs():
    return [entry.verb for entry in AuditEntry.objects.order_by("pk")]


@pytest.fixture(autouse=True)
def _nobody_asked_before(db):
    cache.clear()


@pytest.fixture
def series(db):
    return press.SeriesFactory()


@pytest.fixture
def out(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    return actions.publish_issue(issue, proof_of(issue), by=tier1)


def ask(client, series, email=ADDRESS, **words):
    return client.post(url("subscribe"), {"series": series.pk, "email": email} | words)


def link_in(letter, name):
    return re.search(rf"/newsletters/subscribe/{name}/[^\s]+", letter.body)[0]


def test_address_is_confirmed_from_its_own_mailbox(client, series):
    assert ask(client, series, " Ｈana＠Example．jp ").url == url("subscribe-sent")
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([ADDRESS], "【見本だより】お申し込みの確認")
    link = link_in(letter, "confirm")
    assert ADDRESS not in link
    assert "よろしければ、ボタンを押してください。" in client.get(link).content.decode()
    assert Subscriber.objects.get().confirmed_at is None
    assert "登録しました" in client.post(link).content.decode()
    assert Subscriber.objects.get().confirmed_at is not None
    assert verbs() == ["subscription_asked", "subscription_confirmed"]


def test_nothing_is_sent_to_an_address_that_was_not_confirmed(out):
    before = out.published_at - timedelta(days=1)
    press.SubscriberFactory(series=out.series, confirmed_at=None, asked_at=before)
    assert tasks.mail_issue.func(out.pk) == [0, 0]
    assert mail.outbox == []


def test_answer_is_the_same_for_a_known_address(client, series):
    press.SubscriberFactory(series=series, email=ADDRESS)
    known, new = ask(client, series), ask(client, series, "shiranai@example.jp")
    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert [letter.subject for letter in mail.outbox] == [
        "【見本だより】お申し込みについて", "【見本だより】お申し込みの確認",
    ]  # fmt: skip


@pytest.mark.proves("V2.4.1")
def test_address_is_not_flooded_with_letters(client, series):
    answers = {ask(client, series).url for _ in range(3)}
    assert (answers, len(mail.outbox)) == ({url("subscribe-sent")}, 1)


@pytest.mark.proves("V2.4.1")
def test_machine_that_fills_the_trap_is_answered_and_ignored(client, series):
    assert ask(client, series, homepage="http://spam").url == url("subscribe-sent")
    assert (Subscriber.objects.count(), mail.outbox) == (0, [])


@pytest.mark.proves("V2.4.1")
def test_one_computer_may_not_ask_for_hundreds(client, series):
    answers = [ask(client, series, f"mihon{n}@example.jp") for n in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert 'value="mihon10@example.jp"' in answers[-1].content.decode()
    assert Subscriber.objects.count() == 10


@pytest.mark.proves("V1.3.11")
def test_address_cannot_carry_orders_for_the_post_office(client, series):
    answer = ask(client, series, "hana@example.jp\nBcc: all@example.jp")
    assert answer.status_code == 422
    assert mail.outbox == []


def test_address_with_a_mistake_comes_back(client, series):
    answer = ask(client, series, "hana@")
    assert answer.status_code == 422
    assert 'value="hana@"' in answer.content.decode()


def test_post_office_that_is_down_is_said(client, series, monkeypatch):
    monkeypatch.setattr(mails.Letter, "send", _refuse)
    answer = ask(client, series)
    assert answer.status_code == 422
    assert "いまは確認のメールを送れません" in answer.content.decode()


def _refuse(letter):
    raise SMTPException("550 no such mailbox hana@example.jp")


@pytest.mark.parametrize("change", [
    lambda secret: secret[:-3], lambda secret: secret + "x", lambda secret: "nonsense",
])  # fmt: skip
def test_forged_link_confirms_nothing(client, series, change):
    reader = press.SubscriberFactory(series=series, confirmed_at=None, asked_at=timezone.now())
    link = url("subscribe-confirm", change(mails.confirm_secret(reader)))
    assert client.post(link).status_code == 410
    reader.refresh_from_db()
    assert reader.confirmed_at is None


def test_link_runs_out_after_three_days(client, series, monkeypatch):
    reader = press.SubscriberFactory(series=series, confirmed_at=None, asked_at=timezone.now())
    link = url("subscribe-confirm", mails.confirm_secret(reader))
    later = signing.time.time() + 3 * 24 * 3600 + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.post(link).status_code == 410
    reader.refresh_from_db()
    assert reader.confirmed_at is None


def test_link_of_an_older_letter_is_over_once_a_new_one_went_out(client, series):
    reader = press.SubscriberFactory(series=series, confirmed_at=None, asked_at=timezone.now())
    link = url("subscribe-confirm", mails.confirm_secret(reader))
    Subscriber.objects.update(asked_at=timezone.now() + timedelta(minutes=11))
    assert client.post(link).status_code == 410


def test_link_for_leaving_does_not_confirm(client, series):
    reader = press.SubscriberFactory(series=series, confirmed_at=None)
    assert client.post(url("subscribe-confirm", mails.leave_secret(reader))).status_code == 410


def test_link_for_confirming_does_not_end_a_subscription(client, series):
    reader = press.SubscriberFactory(series=series, asked_at=timezone.now())
    assert client.post(url("subscribe-leave", mails.confirm_secret(reader))).status_code == 410
    assert Subscriber.objects.get() == reader


@pytest.mark.proves("V3.5.3")
def test_opening_the_link_for_leaving_changes_nothing(client, out):
    reader = press.SubscriberFactory(series=out.series)
    page = client.get(url("subscribe-leave", mails.leave_secret(reader))).content.decode()
    assert "メールをやめる</button>" in page
    assert Subscriber.objects.get() == reader


def test_mail_program_ends_it_in_one_step_without_our_form(out):
    reader = press.SubscriberFactory(series=out.series)
    press.MailingFactory(issue=out, subscriber=reader)
    program = Client(enforce_csrf_checks=True)
    link = url("subscribe-leave", mails.leave_secret(reader))
    answer = program.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert (Subscriber.objects.count(), Mailing.objects.count()) == (0, 0)
    assert verbs()[-1] == "subscription_left"
    assert "メールをやめました" in program.post(link).content.decode()


def test_new_issue_is_told_once_with_a_way_out(out, settings):
    settings.SITE_URL = "https://sc.example.jp"
    press.SubscriberFactory(series=out.series, email=ADDRESS)
    assert tasks.mail_issue.func(out.pk) == [1, 0]
    Mailing.objects.update(tried_at=timezone.now() - timedelta(hours=1))
    assert tasks.mail_issue.func(out.pk) == [0, 0]
    [letter] = mail.outbox
    [leave] = re.findall(r"https://sc.example.jp/newsletters/subscribe/leave/\S+", letter.body)
    sent = letter.message(policy=email.policy.SMTP).as_bytes().decode()
    assert f"\r\nList-Unsubscribe: <{leave}>\r\n" in sent
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.subject == "【見本だより】第7号が出ました"
    assert f"https://sc.example.jp/newsletters/{out.pk}/\n" in letter.body
    assert [kind for _, kind in letter.alternatives] == ["text/html"]
    facts = AuditEntry.objects.get(verb="mailings_sent").facts
    assert facts == {"n_sent": 1, "n_failed": 0}


def test_who_confirmed_after_the_publication_is_told_of_the_next_one(out):
    press.SubscriberFactory(series=out.series, confirmed_at=timezone.now())
    other = press.SeriesFactory(slug="hoka")
    press.SubscriberFactory(series=other)
    assert tasks.mail_issue.func(out.pk) == [0, 0]


@pytest.mark.proves("G16", "V16.2.5", "V16.5.2")
def test_failed_mail_is_tried_again_and_the_log_names_nobody(out, monkeypatch, caplog):
    press.SubscriberFactory(series=out.series, email=ADDRESS)
    with monkeypatch.context() as down:
        down.setattr(mails.Letter, "send", _refuse)
        assert tasks.mail_issue.func(out.pk) == [0, 1]
    assert ADDRESS not in caplog.text
    assert "SMTPException" in caplog.text
    assert tasks.mail_issue.func(out.pk) == [1, 0]
    assert Mailing.objects.get().n_tries == 2


def test_mail_is_given_up_after_five_tries(out, monkeypatch):
    press.SubscriberFactory(series=out.series)
    monkeypatch.setattr(mails.Letter, "send", _refuse)
    results = [tasks.mail_issue.func(out.pk) for _ in range(6)]
    assert results == [[0, 1]] * 5 + [[0, 0]]


def test_mail_that_somebody_is_sending_is_left_alone(out):
    press.SubscriberFactory(series=out.series)
    [mine] = mailings.claim_mailings(out, by=None)
    assert mailings.claim_mailings(out, by=None) == []
    Mailing.objects.update(tried_at=timezone.now() - timedelta(minutes=11))
    assert mailings.claim_mailings(out, by=None) == [mine]


def test_timer_tells_of_new_issues_and_forgets_the_unconfirmed(out, capsys):
    press.SubscriberFactory(series=out.series)
    press.SubscriberFactory(series=out.series, confirmed_at=None)
    call_command("send_mailings")
    assert capsys.readouterr().out == (
        "見本だより 第7号: 送った 1、送れなかった 0\n確認されなかった申し込みを 1 件消しました。\n"
    )
    assert Subscriber.objects.filter(confirmed_at=None).count() == 0


def test_timer_says_nothing_about_old_issues(out):
    press.SubscriberFactory(series=out.series)
    Issue.objects.update(published_at=timezone.now() - timedelta(days=31))
    call_command("send_mailings")
    assert mail.outbox == []


def test_button_sends_and_pressing_twice_sends_nothing_twice(client, out, tier1):
    press.SubscriberFactory(series=out.series)
    client.force_login(tier1)
    for words in ("1 通送りました", "0 通送りました"):
        page = client.post(url("issue-mail", out.pk), follow=True).content.decode()
        assert words in page
    assert len(mail.outbox) == 1


@pytest.mark.proves("V8.2.3")
def test_addresses_are_not_for_all_who_manage_readers(client, series, tier1):
    client.force_login(tier1)
    assert client.post(url("series-addresses", series.pk)).status_code == 403


@pytest.mark.proves("V14.2.6")
def test_staff_see_counts_and_no_address(client, out, tier1, django_assert_num_queries):
    press.SubscriberFactory(series=out.series, email=ADDRESS)
    client.force_login(tier1)
    page = client.get(url("readers")).content.decode()
    assert "メール <b>1</b> 人" in page
    assert ADDRESS not in page
    assert "宛先" not in page
    assert client.post(url("series-addresses", out.series.pk)).status_code == 403


def test_addresses_are_for_the_city_and_the_look_is_noted(client, series, city):
    reader = press.SubscriberFactory(series=series, email=ADDRESS)
    press.SubscriberFactory(series=series, email="mada@example.jp", confirmed_at=None)
    client.force_login(city)
    assert client.get(url("series-addresses", series.pk)).status_code == 405
    page = client.post(url("series-addresses", series.pk)).content.decode()
    assert re.findall(r"<li>(\S+@\S+)</li>", page) == [ADDRESS]
    assert AuditEntry.objects.get().facts == {"n_addresses": 1, "subscribers": [reader.pk]}


@pytest.mark.parametrize("n_rows", [1, 3])
def test_readers_page_asks_equally_often(client, tier1, n_rows, django_assert_num_queries):
    for n in range(n_rows):
        series = press.SeriesFactory(slug=f"mihon-{n}", title=f"見本{n}")
        press.SubscriberFactory(series=series)
        press.RecipientFactory(series=series)
    client.force_login(tier1)
    with django_assert_num_queries(6):
        client.get(url("readers"))


def test_page_to_subscribe_opens_whatever_series_is_asked_for(client, db):
    """On PostgreSQL a null byte is no text that could be looked for."""
    press.SeriesFactory(slug="ichi")
    pages = [client.get("/newsletters/subscribe/", {"series": word}) for word in ("a\0b", "ichi")]
    assert [page.status_code for page in pages] == [200, 200]
    assert [" selected" in page.content.decode() for page in pages] == [False, True]
