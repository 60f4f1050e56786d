"""The pages of the newsletter, as readers and editors meet them."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from newsletters import actions, queries
from newsletters.models import Issue, Photo
from newsletters.queries import plans
from tests.councils.factories import AgendaItemFactory, DecisionFactory, MeetingFactory
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_issues import proof_of

HEAD = {
    "number": "7", "issued_on": "令和5年2月", "coverage_from": "R4.12",
    "coverage_until": "令和5年1月", "greeting": "春が来ました。", "request_text": "お寄せを。",
    "digest": "12月\n＜定例＞\n① 話した",
}  # fmt: skip
NO_STEPS = {"step-TOTAL_FORMS": "0", "step-INITIAL_FORMS": "0"}
ARTICLE = {"title": "直した見出し", "layout": "plain", "page": "2", "colour": "green", **NO_STEPS}


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


@pytest.fixture
def published(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    return actions.publish_issue(issue, proof_of(issue), by=tier1)


STUDIO = ("issue-edit", "issue-digest", "issue-publish", "issue-article-add")


@pytest.mark.parametrize(("who", "statuses"), [
    ("tier1", [200, 200, 200]), ("city", [200, 200, 200]), ("admin", [200, 200, 200]),
    ("coordinator", [200, 404, 403]), ("neighbour", [200, 404, 403]),
    ("centre_staff", [403, 403, 403]), ("resident", [403, 403, 403]), ("viewer", [403, 403, 403]),
])  # fmt: skip
def test_newsletter_of_the_city_is_written_by_programme_staff_only(
    client, request, issue, who, statuses
):
    """A coordinator may have a letter of the own council, and finds nothing else there."""
    client.force_login(request.getfixturevalue(who))
    pages = [url("studio-list"), url("studio-add"), url("issue-edit", issue.pk)]
    assert [client.get(page).status_code for page in pages] == statuses


@pytest.mark.parametrize("name", STUDIO)
def test_stranger_is_sent_to_the_log_in(client, issue, name):
    answer = client.get(url(name, issue.pk))
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_draft_is_not_to_be_read_by_anybody(client, issue):
    for name in ("issue-detail", "issue-pdf"):
        assert client.get(url(name, issue.pk)).status_code == 404
    assert "見本だより" not in client.get(url("archive")).content.decode()


def test_photo_of_a_draft_is_for_the_studio(client, issue, tier1, settings):
    photo = press.PhotoFactory(
        article=issue.articles.get(page=2), drawing="", image="newsletters/photos/aa/x.jpg"
    )
    small = Path(settings.MEDIA_ROOT, photo.small_name)
    small.parent.mkdir(parents=True)
    small.write_bytes(b"jpeg")
    assert client.get(url("photo-image", photo.pk)).status_code == 404
    client.force_login(tier1)
    assert b"".join(client.get(url("photo-draft", photo.pk)).streaming_content) == b"jpeg"
    actions.check_issue(issue, proof_of(issue), by=tier1)
    actions.publish_issue(issue, proof_of(issue), by=tier1)
    client.logout()
    assert b"".join(client.get(url("photo-image", photo.pk)).streaming_content) == b"jpeg"


def test_published_issue_is_read_by_anybody(client, published):
    assert "第7号" in client.get(url("archive")).content.decode()
    page = client.get(url("issue-detail", published.pk)).content.decode()
    assert "地域のことを知る。" in page
    paper = client.get(url("issue-pdf", published.pk))
    assert b"".join(paper.streaming_content) == b"%PDF-1.7 proof"
    assert paper["Content-Disposition"] == 'inline; filename="mihon-7.pdf"'


def test_web_edition_says_the_quotation_first_and_then_who_said_it(client, issue, tier1):
    """As on paper, and for the ear too: a figure would be announced by its caption."""
    issue.articles.filter(page=2).update(
        layout="quote", quote="役に立てるんだねえ", lead="90歳の参加者", purpose=""
    )
    actions.check_issue(whole(issue), proof_of(issue), by=tier1)
    actions.publish_issue(whole(issue), proof_of(issue), by=tier1)
    page = client.get(url("issue-detail", issue.pk)).content.decode()
    assert (
        '<blockquote class="nl-quote">役に立てるんだねえ</blockquote>'
        '<p class="nl-said">90歳の参加者</p>'
    ) in page
    assert page.count("90歳の参加者") == 1


def test_empty_archive_looks_finished(client, db):
    assert "まだ発行された号がありません" in client.get(url("archive")).content.decode()


def test_empty_studio_says_what_is_missing(editor):
    assert (
        "広報紙の名前と発行元の登録が先に要ります"
        in editor.get(url("studio-list")).content.decode()
    )
    assert editor.get(url("studio-add")).status_code == 404


def test_head_is_saved(editor, issue):
    seen = queries.fingerprint(issue)
    answer = editor.post(url("issue-edit", issue.pk), HEAD | {"seen": seen})
    assert answer.url == url("issue-edit", issue.pk)
    issue.refresh_from_db()
    assert issue.greeting == "春が来ました。"
    assert issue.digest[0]["meetings"][0]["items"][0]["text"] == "話した"


@pytest.mark.parametrize(("change", "message"), [
    ({"digest": "12月\n話した"}, "2行目「話した」の形が読めません。"),
    ({"issued_on": "2月"}, "「2月」には年がありません。例：令和9年1月、R9.1、2027-01"),
    ({"issued_on": "令和5年"}, "「令和5年」には月がありません。例：令和9年1月、R9.1、2027-01"),
    ({"coverage_until": "令和4年11月"}, "終わりの月は、始めの月より後にしてください。"),
    ({"number": ""}, "空のままです。入れてください。"),
    ({"seen": "old"}, "ほかの画面から、先に保存されました。"),
])  # fmt: skip
def test_head_with_a_mistake_comes_back_with_everything_typed(editor, issue, change, message):
    posted = HEAD | {"seen": queries.fingerprint(issue)} | change
    answer = editor.post(url("issue-edit", issue.pk), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "春が来ました。" in page
    issue.refresh_from_db()
    assert issue.greeting == "寒い日が続きます。"


def test_next_issue_begins_with_what_the_last_said(editor, issue):
    answer = editor.post(url("studio-add"), {
        "number": "8", "issued_on": "令和5年4月", "coverage_from": "令和5年2月",
        "coverage_until": "令和5年3月", "start": "last", "greeting_from": "last",
    })  # fmt: skip
    eighth = Issue.objects.get(number=8)
    assert answer.url == url("issue-plan", eighth.pk)
    assert eighth.greeting == "寒い日が続きます。"


def test_digest_is_composed_anew_on_request(editor, issue, winter):
    page = editor.get(url("issue-digest", issue.pk)).content.decode()
    assert "記録だけ" in page
    editor.post(url("issue-digest", issue.pk))
    issue.refresh_from_db()
    assert [block["month"] for block in issue.digest] == ["12月", "1月"]
    assert "会議の記録と同じです" in editor.get(url("issue-digest", issue.pk)).content.decode()


def test_article_is_written_with_bubbles(editor, issue):
    editor.post(url("issue-article-add", issue.pk), ARTICLE | {
        "layout": "flow", "scene": "にぎわいました。", "step-TOTAL_FORMS": "2",
        "step-0-text": "やろう", "step-0-figure": "heart", "step-0-has_arrow": "on",
        "step-1-text": "", "step-1-figure": "heart",
    })  # fmt: skip
    article = issue.articles.order_by("-pk").first()
    assert article.facts == [("様子", "にぎわいました。")]
    assert [(s.text, s.figure, s.has_arrow) for s in article.flow_steps.all()] == [
        ("やろう", "heart", True)
    ]


def test_table_with_a_missing_cell_is_refused(editor, issue):
    posted = ARTICLE | {"layout": "table", "table_text": "名称｜日時\nサロン"}
    answer = editor.post(url("issue-article-add", issue.pk), posted)
    assert answer.status_code == 422
    assert "2行目のますの数が、1行目（2個）と違います。" in answer.content.decode()


def test_article_is_changed_and_moved_and_removed(editor, issue):
    article = issue.articles.get(page=2)
    seen = queries.fingerprint(article)
    editor.post(url("article-edit", article.pk), ARTICLE | {"seen": seen, "purpose": "知る。"})
    article.refresh_from_db()
    assert article.title == "直した見出し"
    seen = plans.order_mark(issue)
    editor.post(url("article-move", article.pk), {"up": "1", "seen": seen})
    article.refresh_from_db()
    assert article.page == 1
    editor.post(url("article-remove", article.pk))
    assert not issue.articles.filter(title="直した見出し").exists()


@pytest.mark.slow
def test_photo_is_uploaded_and_described(editor, issue):
    article = issue.articles.get(page=2)
    body = BytesIO()
    Image.new("RGB", (80, 60), "red").save(body, "PNG")
    words = {"caption": "お茶", "arrow": "up", "alt": "赤い絵", "consent": "given",
             "focus_x": "50", "focus_y": "50"}  # fmt: skip
    upload = SimpleUploadedFile("秘密の名前.png", body.getvalue())
    editor.post(url("article-photo-add", article.pk), words | {"image": upload})
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.alt) == (80, 60, "赤い絵")
    assert photo.image.name.isascii()
    editor.post(url("photo-edit", photo.pk), words | {"focus_x": "10"})
    photo.refresh_from_db()
    assert photo.focus_x == 10
    editor.post(url("photo-remove", photo.pk))
    assert not Photo.objects.exists()


@pytest.mark.parametrize(("picture", "message"), [
    ({}, "写真かイラストの、どちらか一つを選んでください。"),
    ({"image": SimpleUploadedFile("x.jpg", b"not a picture")}, "写真として読めません。"),
])  # fmt: skip
def test_photo_form_without_a_picture_is_refused(editor, issue, picture, message):
    words = {"arrow": "up", "consent": "given", "focus_x": "50", "focus_y": "50"}
    answer = editor.post(url("article-photo-add", issue.articles.get(page=2).pk), words | picture)
    assert answer.status_code == 422
    assert message in answer.content.decode()


@pytest.mark.slow
def test_issue_goes_from_preview_to_the_public(editor, onehart_19, city):
    page = editor.get(url("issue-preview", onehart_19.pk)).content.decode()
    assert "指摘はありません。" in page
    proof = editor.get(url("issue-proof", onehart_19.pk))
    assert proof["Content-Type"] == "application/pdf"
    editor.post(url("issue-check", onehart_19.pk))
    editor.force_login(city)
    assert (
        "第19号を発行しますか" in editor.get(url("issue-publish", onehart_19.pk)).content.decode()
    )
    editor.post(url("issue-publish", onehart_19.pk))
    editor.logout()
    paper = editor.get(url("issue-pdf", onehart_19.pk))
    assert b"".join(paper.streaming_content) == proof.content
    assert paper["Content-Disposition"] == 'inline; filename="onehart-19.pdf"'
    web = editor.get(url("issue-detail", onehart_19.pk)).content.decode()
    assert "<ruby>南牧村<rt>なんもくむら</rt></ruby>" in web


def test_second_publication_is_refused_in_words(editor, published):
    answer = editor.post(url("issue-publish", published.pk), follow=True)
    assert "この号はすでに発行されています。" in answer.content.decode()


def test_published_issue_leads_to_its_paper_instead_of_the_form(editor, published):
    answer = editor.get(url("issue-edit", published.pk))
    assert answer.url == url("issue-preview", published.pk)


@pytest.mark.parametrize("n_more", [1, 3])
@pytest.mark.parametrize(("name", "n_queries"), [("archive", 5), ("studio-list", 6)])
def test_list_asks_equally_often(
    editor, published, django_assert_num_queries, name, n_queries, n_more
):
    for number in range(20, 20 + n_more):
        press.IssueFactory(number=number)
    if name == "archive":
        editor.logout()
    with django_assert_num_queries(n_queries):
        editor.get(url(name))


@pytest.mark.parametrize("n_more", [1, 3])
@pytest.mark.parametrize(("name", "n_queries"), [("issue-edit", 8), ("issue-detail", 7)])
def test_issue_asks_equally_often(
    editor, issue, tier1, django_assert_num_queries, name, n_queries, n_more
):
    for _ in range(n_more):
        article = press.ArticleFactory(issue=issue, page=2)
        press.PhotoFactory(article=article)
        press.FlowStepFactory(article=article)
    if name == "issue-detail":
        ready = whole(issue)
        actions.check_issue(ready, proof_of(ready), by=tier1)
        actions.publish_issue(ready, proof_of(ready), by=tier1)
        editor.logout()
    with django_assert_num_queries(n_queries):
        editor.get(url(name, issue.pk))


@pytest.mark.parametrize("n", [1, 3])
def test_material_shows_open_words_only_and_its_query_count_does_not_grow(
    client, city, n, django_assert_num_queries
):
    for order in range(1, n + 1):
        meeting = MeetingFactory(
            council__name=f"見本{order}", held_on=timezone.localdate(),
            recorded_at=timezone.now(),
        )  # fmt: skip
        AgendaItemFactory(meeting=meeting, order=1, text="外に出せる話")
        AgendaItemFactory(meeting=meeting, order=2, text="内輪の話", is_internal=True)
        DecisionFactory(meeting=meeting, order=1)
    client.force_login(city)
    with django_assert_num_queries(7):
        text = client.get("/newsletters/studio/material/").content.decode()
    assert text.count("外に出せる話") == n
    assert "内輪の話" not in text
