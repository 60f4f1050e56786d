"""The register of photographs: in once, described, agreed to, taken back."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import AuditEntry
from newsletters import actions, lint
from newsletters.actions import pictures
from newsletters.lint import pictures as rules_about
from newsletters.models import Photo, Picture, PictureConsent
from newsletters.queries.pictures import pictures_like
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_issues import proof_of
from tests.responses import put_away


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


def shot(colour="red", name="photo.jpg"):
    exif = Image.Exif()
    exif[0x010F] = "Mihon Phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 19.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.fixture
def picture(yawata):
    return press.PictureFactory(council=yawata)


@pytest.fixture
def agreed(picture):
    for channel in PictureConsent.Channel:
        press.PictureConsentFactory(picture=picture, channel=channel)
    return picture


@pytest.fixture
def in_article(issue, agreed):
    """The picture in an article of the small issue, without a tick of its own."""
    return press.PhotoFactory(
        article=issue.articles.get(page=2), drawing="", image=agreed.image, picture=agreed,
        consent="unasked",
    )  # fmt: skip


def words(**change):
    return {"alt": "", "credit": "", "council": "", "taken_on_y": "", "taken_on_m": "",
            "taken_on_d": ""} | change  # fmt: skip


def test_several_photographs_come_in_clean_and_each_once(editor, settings):
    sent = [shot("red"), shot("blue"), shot("red", "again.jpg")]
    answer = editor.post(url("picture-add"), words(images=sent, alt="見本"))
    assert answer.url == url("picture-list")
    assert [(p.alt, p.width, p.height) for p in Picture.objects.all()] == [("見本", 64, 48)] * 2
    for stored in Picture.objects.all():
        for name in (stored.image.name, stored.small_name):
            body = Path(settings.MEDIA_ROOT, name).read_bytes()
            assert dict(Image.open(io.BytesIO(body)).getexif()) == {}
            assert b"Mihon" not in body
    assert AuditEntry.objects.get().facts == {"n_new": 2, "n_known": 1}


def test_one_that_cannot_be_read_is_named_and_none_comes_in(editor):
    bad = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    answer = editor.post(url("picture-add"), words(images=[shot(), bad], alt="書いたことば"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2枚め: 写真として読めません。" in page
    assert 'value="書いたことば"' in page
    assert Picture.objects.count() == 0


def test_script_sends_them_alone_and_is_told_in_words(editor):
    answers = [editor.post(url("picture-add"), words(images=[shot()], alone="1")) for _ in "ab"]
    assert [answer.content for answer in answers] == [b"new", b"known"]
    bad = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    answer = editor.post(url("picture-add"), words(images=[bad], alone="1"))
    assert answer.status_code == 422
    assert answer.content.decode().startswith("1枚め: 写真として読めません。")


def test_upload_in_an_article_is_in_the_register_too(editor, issue):
    article = issue.articles.get(page=2)
    posted = {"image": shot(), "drawing": "", "picture": "", "caption": "庭", "alt": "庭",
              "arrow": "up", "credit": "", "consent": "not_needed", "focus_x": "50",
              "focus_y": "50"}  # fmt: skip
    editor.post(url("article-photo-add", article.pk), posted)
    photo = Photo.objects.get()
    assert photo.picture == Picture.objects.get()
    assert (photo.picture.alt, photo.picture.shows_nobody) == ("庭", True)
    assert photo.image.name == photo.picture.image.name


def test_photograph_of_the_register_is_used_by_several_articles(editor, issue, agreed):
    for page in (2, 3):
        article = issue.articles.get(page=page)
        address = f"{url('article-photo-add', article.pk)}?picture={agreed.pk}"
        form = editor.get(address).context["form"]
        posted = {name: form[name].value() or "" for name in form.fields if name != "image"}
        posted["arrow"] = "up"
        assert editor.post(address, posted).status_code == 302
    uses = [(photo.picture, photo.alt, photo.consent) for photo in Photo.objects.all()]
    assert uses == [(agreed, "見本の写真", "given")] * 2


def test_register_offers_itself_to_an_article(editor, issue, picture):
    article = issue.articles.get(page=2)
    page = editor.get(url("picture-list"), {"article": article.pk}).content.decode()
    assert f"{url('article-photo-add', article.pk)}?picture={picture.pk}" in page


CONSENT = {"person": "", "who": "右の方", "channels": ["print", "web"], "given_on_y": "R8.11.1",
           "given_on_m": "", "given_on_d": ""}  # fmt: skip


def test_consent_is_noted_for_each_channel(editor, picture, tier1):
    editor.post(url("picture-consent", picture.pk), CONSENT)
    rows = PictureConsent.objects.values_list("who", "channel", "given_on", "noted_by")
    assert set(rows) == {("右の方", c, date(2026, 11, 1), tier1.pk) for c in ("print", "web")}
    assert AuditEntry.objects.get().facts == {"channels": ["print", "web"]}


@pytest.mark.parametrize(("change", "said"), [
    ({"who": ""}, "どちらか一つを入れてください。"), ({"channels": []}, "選んでください。"),
    ({"given_on_y": "R99.1.1"}, "これからの日です。"),
    ({"given_on_y": ""}, "年・月・日を入れてください。"),
])  # fmt: skip
def test_consent_with_a_mistake_comes_back(editor, picture, change, said):
    answer = editor.post(url("picture-consent", picture.pk), CONSENT | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert PictureConsent.objects.count() == 0


def test_consent_of_a_member_is_joined_to_the_person(editor, picture, members):
    person = members[0].person
    editor.post(url("picture-consent", picture.pk), CONSENT | {"who": "", "person": person.pk})
    assert {consent.person for consent in PictureConsent.objects.all()} == {person}


def withdraw(editor, picture, channel="web"):
    consent = picture.consents.get(channel=channel)
    return editor.post(url("consent-withdraw", consent.pk), follow=True).content.decode()


def test_agreed_picture_may_be_shown_without_another_tick(in_article):
    assert in_article.may_be_shown


def test_withdrawn_consent_lists_every_place_of_use(editor, in_article, agreed, issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    actions.publish_issue(issue, proof_of(issue), by=tier1)
    draft = press.ArticleFactory(issue=press.IssueFactory(number=8), title="次の記事", page=4)
    press.PhotoFactory(article=draft, drawing="", image=agreed.image, picture=agreed)
    page = withdraw(editor, agreed)
    assert "第8号 4面「次の記事」：まだ下書きです。" in page
    assert f"第7号 2面「{in_article.article.title}」：発行ずみのPDFは変わりません。" in page
    assert agreed.consents.get(channel="web").withdrawn_on == timezone.localdate()


def test_web_edition_hides_the_picture_and_says_so(
    editor, client, in_article, agreed, issue, tier1
):
    small = Path(agreed.image.storage.path(agreed.small_name))
    small.parent.mkdir(parents=True)
    small.write_bytes(b"jpeg")
    actions.check_issue(issue, proof_of(issue), by=tier1)
    actions.publish_issue(issue, proof_of(issue), by=tier1)
    image = client.get(url("photo-image", in_article.pk))
    assert b"".join(image.streaming_content) == b"jpeg"
    put_away(image)
    withdraw(editor, agreed)
    client.logout()
    page = client.get(url("issue-detail", issue.pk)).content.decode()
    assert "この写真は、掲載を取りやめました。" in page
    assert url("photo-image", in_article.pk) not in page
    assert client.get(url("photo-image", in_article.pk)).status_code == 404


def consent_faults(issue):
    rules = (rules_about.photos_have_consent, rules_about.no_consent_was_withdrawn)
    return [finding for rule in rules for finding in rule(whole(issue))]


@pytest.mark.parametrize("channel", ["print", "web"])
def test_draft_cannot_go_out_with_a_picture_somebody_took_back(editor, in_article, agreed, channel):
    issue = in_article.article.issue
    assert consent_faults(issue) == []
    Photo.objects.update(consent="given")
    withdraw(editor, agreed, channel)
    [finding] = consent_faults(issue)
    assert finding.level == lint.BLOCKING


def test_withdrawal_from_paper_leaves_the_web_alone(editor, in_article, agreed):
    withdraw(editor, agreed, "print")
    photo = Photo.objects.get()
    assert (photo.may_be_on_web, photo.may_be_shown) == (True, False)


def test_consent_given_anew_counts(agreed, in_article, tier1):
    pictures.withdraw_consent(agreed.consents.get(channel="web"), by=tier1)
    given = {"who": "見本の人", "person": None, "given_on": timezone.localdate()}
    pictures.note_consent(agreed, given, channels=["web"], by=tier1)
    assert Photo.objects.get().may_be_on_web


def test_register_is_narrowed_by_what_is_to_be_done(editor, agreed, tier1):
    press.PictureFactory(alt="まだの写真")
    refused = press.PictureConsentFactory(picture__alt="取り消しの写真", channel="web")
    pictures.withdraw_consent(refused, by=tier1)
    found = {
        state: {
            row.alt
            for row in editor.get(url("picture-list"), {"state": state}).context["page"].rows
        }
        for state in ("unasked", "refused")
    }
    assert found == {"unasked": {"まだの写真"}, "refused": {"取り消しの写真"}}


@pytest.mark.parametrize(("asked", "written"), [("買物", "買い物"), ("買い物", "買物")])
def test_register_finds_a_word_in_its_other_spelling(picture, asked, written):
    Picture.objects.filter(pk=picture.pk).update(alt=f"{written}に行くところ")
    assert [*pictures_like(asked)] == [picture]
    assert not pictures_like(f"{asked} 体操")


@pytest.mark.parametrize("who", ["coordinator", "viewer", "resident"])
def test_register_is_for_editors_only(client, request, picture, who):
    client.force_login(request.getfixturevalue(who))
    for name in ("picture-detail", "picture-image"):
        assert client.get(url(name, picture.pk)).status_code == 403
    assert client.get(url("picture-list")).status_code == 403


@pytest.mark.parametrize("n_rows", [1, 3])
def test_register_asks_equally_often(editor, n_rows, django_assert_num_queries):
    for _ in range(n_rows):
        press.PictureConsentFactory()
    with django_assert_num_queries(7):
        editor.get(url("picture-list"))


@pytest.mark.parametrize("n_rows", [1, 3])
def test_picture_page_asks_equally_often(editor, picture, issue, n_rows, django_assert_num_queries):
    for n in range(n_rows):
        press.PictureConsentFactory(picture=picture, who=f"見本{n}")
        article = press.ArticleFactory(issue=issue, page=2, order=20 + n)
        press.PhotoFactory(article=article, drawing="", image=picture.image, picture=picture)
    with django_assert_num_queries(11):  # the last three: this look is kept
        editor.get(url("picture-detail", picture.pk))
