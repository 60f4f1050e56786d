"""The register of photographs and the letters to readers, at the edges of what happens."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.utils import timezone

from accounts.models import AuditEntry
from newsletters import actions
from newsletters.models import Mailing, Picture
from takasaki_sc.lib import wareki
from tests.newsletters import factories as press
from tests.newsletters.test_issues import proof_of
from tests.newsletters.test_pictures import shot, url, words

COLOURS = ("red", "blue", "green", "gold", "pink", "tan", "gray", "navy", "teal", "lime", "aqua",
           "plum", "snow")  # fmt: skip


@pytest.fixture
def out(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    return actions.publish_issue(issue, proof_of(issue), by=tier1)


def shown(client, **asked):
    page = client.get(url("picture-list"), asked).context["page"]
    return {picture.alt for picture in page.rows}


# Photographs --------------------------------------------------------------------------------


def test_no_more_photographs_at_once_than_the_form_says(editor):
    sent = [shot(colour) for colour in COLOURS]
    answer = editor.post(url("picture-add"), words(images=sent, alt="書いたことば"))
    assert answer.status_code == 422
    assert "一度に入れられるのは12枚までです。" in answer.content.decode()
    assert 'value="書いたことば"' in answer.content.decode()
    assert not Picture.objects.exists()


def test_writer_hears_how_many_are_new_and_how_many_were_there(editor):
    def said(*colours):
        answer = editor.post(url("picture-add"), words(images=[shot(c) for c in colours]))
        return [str(message) for message in get_messages(answer.wsgi_request)][-2:]

    new = "写真を 1 枚、台帳に入れました。説明と同意を入れてください。"
    known = "1 枚は、すでに台帳にある写真でした。"
    assert said("red") == [new]
    assert said("blue", "red") == [new, known]
    assert said("red")[-1] == known


def test_photograph_is_described_better_afterwards(editor, yawata):
    picture = press.PictureFactory(alt="")
    page = url("picture-detail", picture.pk)
    era, year = wareki.era_of(timezone.localdate() + timedelta(days=400))
    to_come = {"taken_on_y": f"{era.letter}{year}", "taken_on_m": "12", "taken_on_d": "31"}
    answer = editor.post(page, words(alt="机を囲む5人", **to_come))
    assert answer.status_code == 422
    assert "これからの日です。撮った日を確かめてください。" in answer.content.decode()
    day = {"taken_on_y": "R8", "taken_on_m": "10", "taken_on_d": "7"}
    answer = editor.post(page, words(alt="机を囲む5人", council=yawata.pk, **day), follow=True)
    assert "写真の説明を保存しました。" in answer.content.decode()
    picture.refresh_from_db()
    assert (picture.alt, picture.council) == ("机を囲む5人", yawata)
    assert AuditEntry.objects.filter(verb="picture_edited").count() == 1


def test_register_is_narrowed_by_words_council_and_use(editor, issue, yawata):
    used = press.PictureFactory(alt="春の庭", credit="見本さん", council=yawata)
    press.PictureFactory(alt="冬の庭")
    article = issue.articles.get(page=2)
    press.PhotoFactory(article=article, drawing="", image=used.image, picture=used)
    assert shown(editor, q="庭") == {"春の庭", "冬の庭"}
    assert shown(editor, q="庭 見本") == {"春の庭"}
    assert shown(editor, council=yawata.pk) == {"春の庭"}
    assert shown(editor, state="unused") == {"冬の庭"}


def test_names_of_members_are_offered_for_pictures_of_their_council_only(editor, members, yawata):
    for council, n_offered in ((yawata, 15), (None, 0)):
        picture = press.PictureFactory(council=council)
        form = editor.get(url("picture-detail", picture.pk)).context["consent_form"]
        assert form.fields["person"].queryset.count() == n_offered


# Letters ------------------------------------------------------------------------------------


@pytest.fixture
def reader(out):
    return press.SubscriberFactory(series=out.series)


def test_letters_are_sent_in_the_background_where_a_worker_runs(editor, out, reader, settings):
    settings.TASKS = {"default": {"BACKEND": settings.IN_DATABASE}}
    answer = editor.post(url("issue-mail", out.pk), follow=True)
    assert "第7号のお知らせメールを、順に送ります。" in answer.content.decode()
    assert not Mailing.objects.exists()


def test_letters_that_the_post_office_does_not_take_are_told_and_tried_again(
    editor, out, reader, settings, mailoutbox
):
    in_memory = settings.MAILERS
    nobody = {"host": "127.0.0.1", "port": 9}  # the port of discard: nobody listens there
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": nobody}}
    answer = editor.post(url("issue-mail", out.pk), follow=True)
    assert (
        "1 通は送れませんでした。しばらくして、もう一度押してください。" in answer.content.decode()
    )
    settings.MAILERS = in_memory
    answer = editor.post(url("issue-mail", out.pk), follow=True)
    assert "お知らせメールを 1 通送りました。" in answer.content.decode()
    assert [letter.to for letter in mailoutbox] == [[reader.email]]


def test_computers_behind_the_proxy_are_told_apart(client, db, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cache.clear()
    series = press.SeriesFactory()

    def ask(n, computer):
        sent = {"series": series.pk, "email": f"mihon{n}@example.jp"}
        headers = {"X-Forwarded-For": f"192.0.2.{n}, {computer}", "X-Forwarded-Proto": "https"}
        return client.post(url("subscribe"), sent, headers=headers).status_code

    assert [ask(n, "198.51.100.7") for n in range(11)] == [302] * 10 + [429]
    assert ask(12, "198.51.100.8") == 302
