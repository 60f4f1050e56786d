"""The pages of the way to publication: asked, remarked, booked, corrected; drafts are marked."""

from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from newsletters import actions, queries
from newsletters.lint import RULES
from newsletters.models import Printing
from newsletters.printing.drafts import draft_name, print_draft
from newsletters.printing.editions import proof_edition
from newsletters.printing.issue import print_issue
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_issues import proof_of
from tests.newsletters.test_newsletter_pages import url
from tests.responses import put_away

WORDS = {"page": 3, "wrong": "火曜日", "right": "水曜日", "note": ""}


@pytest.fixture
def published(issue, city):
    actions.check_issue(issue, proof_of(issue), by=city)
    return actions.publish_issue(issue, proof_of(issue), by=city)


def text_of(answer):
    return answer.content.decode()


def test_asked_issue_says_so_in_the_studio(editor, issue, tier1):
    answer = editor.post(url("issue-ask", issue.pk))
    assert answer.url == url("issue-preview", issue.pk)
    assert "第一 見本さんが確認を頼んでいます" in text_of(editor.get(url("studio-list")))


def test_remark_stands_beside_its_block_until_settled(editor, issue):
    article = issue.articles.get(page=2)
    posted = {"article": article.pk, "text": "日にちは？"}
    editor.post(url("issue-remarks", issue.pk), posted)
    page = text_of(editor.get(url("article-edit", article.pk)))
    assert page.count("日にちは？") == 2  # to read, and to hear on its button
    editor.post(url("remark-settle", issue.remarks.get().pk))
    assert "日にちは？" not in text_of(editor.get(url("article-edit", article.pk)))


@pytest.mark.parametrize(("posted", "message"), [
    ({"text": ""}, "コメントを書いてください。"),
    ({"text": "あ" * 1001}, "1000"),
    ({"text": "残る言葉", "article": "0"}, "残る言葉"),
])  # fmt: skip
def test_remark_with_a_mistake_comes_back(editor, issue, posted, message):
    answer = editor.post(url("issue-remarks", issue.pk), posted)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert not issue.remarks.exists()


@pytest.mark.parametrize("n", [1, 3])
def test_remarks_ask_equally_often(editor, issue, n, django_assert_num_queries):
    for _ in range(n):
        press.RemarkFactory(issue=issue, article=issue.articles.get(page=2))
    with django_assert_num_queries(11):
        editor.get(url("issue-remarks", issue.pk))


@pytest.mark.parametrize("n", [1, 3])
def test_corrections_ask_equally_often(editor, published, city, n, django_assert_num_queries):
    for _ in range(n):
        actions.add_correction(published, WORDS, by=city)
    with django_assert_num_queries(10):
        editor.get(url("issue-corrections", published.pk))


def test_rules_are_chosen_and_locked_ones_are_not_offered(editor, issue):
    page = text_of(editor.get(url("series-rules", issue.series_id)))
    assert "同意を取り消された写真を載せない" in page
    assert 'name="consent-withdrawn"' not in page
    posted = {
        code: "off" if code == "weekday" else rule.level
        for code, rule in RULES.items()
        if not rule.is_locked
    }
    editor.post(url("series-rules", issue.series_id), posted | {"glyph": "off"})
    assert queries.rule_levels(issue.series) == {"weekday": "off"}
    assert editor.post(url("series-rules", issue.series_id), {}).status_code == 422


def test_booking_page_names_who_may_book(editor, issue, tier1, city):
    issue.series.needs_two_people = True
    issue.series.save()
    actions.check_issue(issue, proof_of(issue), by=tier1)
    page = text_of(editor.get(url("issue-schedule", issue.pk)))
    assert "進められる方：市 見本さん" in page
    assert "この日時で予約する" not in page


def test_booking_of_a_past_day_comes_back(editor, issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    yesterday = timezone.localdate() - timedelta(days=1)
    answer = editor.post(
        url("issue-schedule", issue.pk), {"day_y": yesterday.isoformat(), "time": "9:00"}
    )
    assert answer.status_code == 422
    assert "過ぎた日時です。" in text_of(answer)


def test_correction_is_read_by_everybody_at_once(editor, published):
    editor.post(url("issue-corrections", published.pk), WORDS)
    editor.logout()
    page = text_of(editor.get(url("issue-detail", published.pk)))
    assert "<del>火曜日</del>" in page
    assert "訂正があります" in text_of(editor.get(url("archive")))


def test_every_edition_stays_to_be_read(client, published, settings):
    printing = Printing.objects.get()
    answer = client.get(url("printing-pdf", printing.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 proof"
    assert answer["Content-Disposition"] == 'inline; filename="mihon-7.pdf"'
    put_away(answer)
    printing.edition = 2
    printing.save()
    answer = client.get(url("printing-pdf", printing.pk))
    assert answer["Content-Disposition"] == 'inline; filename="mihon-7-teisei-2.pdf"'
    put_away(answer)


def test_corrections_are_carried_to_the_next_issue(editor, published, city):
    actions.add_correction(published, WORDS, by=city)
    following = press.IssueFactory(number=8)
    answer = editor.post(url("issue-carry", published.pk))
    assert answer.url == url("issue-edit", following.pk)
    assert following.articles.get().title == "第7号の訂正とおわび"


def texts(content):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


@pytest.mark.slow
def test_draft_is_marked_on_every_page_and_named_so(issue):
    pages = texts(print_draft(issue))
    assert ["下書き・校正用" in page for page in pages] == [True] * 4
    assert draft_name(issue).startswith("DRAFT-mihon-7-v1-")
    assert ["下書き" in page for page in texts(print_issue(issue).content)] == [False] * 4


@pytest.mark.slow
@pytest.mark.parametrize(("n", "n_pages"), [(1, 4), (12, 5)])
def test_corrected_edition_carries_a_strip_or_a_leaf(published, city, n, n_pages):
    for _ in range(n):
        actions.add_correction(published, WORDS | {"wrong": "甲" * 60}, by=city)
    proof = proof_edition(whole(published))
    pages = texts(proof.paper.content)
    assert (len(pages), "正：水曜日" in pages[-1]) == (n_pages, True)
    assert len(proof.corrections) == n


@pytest.mark.slow
def test_corrections_that_no_leaf_holds_are_refused_in_words(editor, published, city):
    for _ in range(60):
        actions.add_correction(published, WORDS | {"wrong": "甲" * 60}, by=city)
    answer = editor.post(url("issue-reissue", published.pk), follow=True)
    assert "訂正が長すぎて、紙面に刷れません。" in text_of(answer)
    assert Printing.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["issue-reissue", "issue-edition"])
def test_correction_with_a_letter_no_font_has_says_which_and_not_that_it_is_long(
    editor, published, city, name
):
    actions.add_correction(published, WORDS | {"right": "水曜日🎉"}, by=city)
    send = editor.post if name == "issue-reissue" else editor.get
    page = text_of(send(url(name, published.pk), follow=True))
    said = "印刷用の書体に無い文字があります: 🎉（U+1F389）。別の文字に書き換えてください。"
    assert f"訂正版を作れませんでした。{said}" in page
    assert "長すぎて" not in page
    assert Printing.objects.count() == 1
