"""What is done to an issue: begun, changed, checked, published, and never changed again."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from newsletters import actions, lint, queries
from newsletters.models import Article, Issue
from takasaki_sc.lib.pdf import PdfPaper
from takasaki_sc.lib.pictures import Picture
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole

WORDS = {"title": "新しい記事", "page": 3, "layout": "plain", "colour": "blue"}


def proof_of(issue, **changes):
    """A clean proof of the issue as it stands, without waiting for the press."""
    issue.refresh_from_db()
    paper = PdfPaper(content=b"%PDF-1.7 proof", page_counts=(1, 1, 1, 1))
    words = {"issue_number": issue.pk, "version": issue.version, "paper": paper} | changes
    return lint.Proof(**words)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def checked(issue, tier1):
    return actions.check_issue(issue, proof_of(issue), by=tier1)


@pytest.fixture
def published(checked, tier1):
    return actions.publish_issue(checked, proof_of(checked), by=tier1)


def test_next_issue_carries_on_number_and_months(issue, tier1):
    plan = queries.next_issue(issue.series, date(2026, 11, 3))
    started = actions.start_issue(issue.series, plan, digest=[], by=tier1)
    assert (started.number, started.issued_on) == (8, date(2023, 4, 1))
    assert (started.coverage_from, started.coverage_until) == (date(2023, 2, 1), date(2023, 3, 1))
    assert started.greeting == "寒い日が続きます。"
    assert verbs() == ["issue_started"]


def test_first_issue_of_a_series_begins_this_month(db):
    plan = queries.next_issue(press.SeriesFactory(), date(2026, 11, 3))
    assert (plan.number, plan.issued_on, plan.coverage_from, plan.coverage_until) == (
        1, date(2026, 11, 1), date(2026, 9, 1), date(2026, 10, 1),
    )  # fmt: skip


def test_number_in_use_is_refused(issue, tier1):
    plan = queries.NextIssue(7, issue.issued_on, issue.coverage_from, issue.coverage_until, None)
    with pytest.raises(actions.NumberTaken):
        actions.start_issue(issue.series, plan, digest=[], by=tier1)


def test_edit_makes_a_checked_issue_a_draft_again(checked, tier1):
    seen = queries.fingerprint(checked)
    actions.edit_issue(checked, {"number": 7, "greeting": "直した"}, seen=seen, by=tier1)
    checked.refresh_from_db()
    assert (checked.state, checked.greeting, checked.checked_by) == ("draft", "直した", None)
    assert verbs() == ["issue_checked", "issue_edited"]


@pytest.mark.proves("G6", "V2.3.4")
def test_second_editor_is_told_instead_of_overwriting(issue, tier1):
    seen = queries.fingerprint(issue)
    actions.edit_issue(issue, {"number": 7, "greeting": "先の人"}, seen=seen, by=tier1)
    with pytest.raises(actions.EditConflict):
        actions.edit_issue(issue, {"number": 7, "greeting": "後の人"}, seen=seen, by=tier1)
    issue.refresh_from_db()
    assert issue.greeting == "先の人"


def test_second_editor_of_an_article_is_told(issue, tier1):
    article = issue.articles.first()
    seen = queries.fingerprint(article)
    actions.edit_article(article, {"page": 1, "scene": "先"}, steps=[], seen=seen, by=tier1)
    with pytest.raises(actions.EditConflict):
        actions.edit_article(article, {"page": 1, "scene": "後"}, steps=[], seen=seen, by=tier1)


def test_article_goes_to_the_end_of_its_page(issue, tier1):
    first = issue.articles.get(page=3)
    article = actions.add_article(issue, WORDS, steps=[], by=tier1)
    assert (article.page, article.order) == (3, first.order + 1)
    assert verbs() == ["article_added"]


def in_order(issue):
    return [(a.page, a.order, a.title) for a in issue.articles.order_by("page", "order")]


@pytest.mark.parametrize(("title", "up", "order"), [
    ("b", True, [(2, 1, "b"), (2, 2, "a"), (3, 1, "c")]),
    ("a", False, [(2, 1, "b"), (2, 2, "a"), (3, 1, "c")]),
    ("c", True, [(2, 1, "a"), (2, 2, "b"), (2, 3, "c")]),
    ("b", False, [(2, 1, "a"), (3, 1, "b"), (3, 2, "c")]),
    ("a", True, [(1, 1, "a"), (2, 1, "b"), (3, 1, "c")]),
])  # fmt: skip
def test_article_moves_one_place_also_over_the_edge(db, tier1, title, up, order):
    issue = press.IssueFactory()
    for page, at, name in ((2, 5, "a"), (2, 7, "b"), (3, 1, "c")):
        press.ArticleFactory(issue=issue, page=page, order=at, title=name)
    actions.move_article(issue.articles.get(title=title), up=up, by=tier1)
    assert in_order(issue) == order


def test_removed_article_takes_its_parts_along_and_leaves_a_version(issue, tier1):
    article = issue.articles.get(page=2)
    press.PhotoFactory(article=article)
    press.FlowStepFactory(article=article)
    actions.remove_article(article, by=tier1)
    assert Article.objects.filter(issue=issue).count() == 3
    last = Article.history.filter(title=article.title).first()
    assert (last.history_type, last.history_user) == ("-", tier1)


@pytest.mark.proves("V5.3.2")
def test_uploaded_photo_is_kept_under_the_mark_of_its_content(issue, tier1, settings):
    picture = Picture(b"big", b"small", 2400, 1600)
    words = {"caption": "お茶", "alt": "絵", "consent": "given"}
    photo = actions.add_photo(issue.articles.first(), words, picture=picture, by=tier1)
    mark = hashlib.sha256(b"big").hexdigest()
    assert photo.image.name == f"newsletters/photos/{mark[:2]}/{mark}.jpg"
    folder = Path(settings.MEDIA_ROOT, photo.image.name).parent
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        f"{mark}.jpg": b"big", f"{mark}-small.jpg": b"small",
    }  # fmt: skip
    assert verbs() == ["photo_added"]


# Publishing -------------------------------------------------------------------------------


@pytest.mark.proves("V11.4.3")
def test_published_issue_holds_the_bytes_and_their_mark(published, tier1, settings):
    content = b"%PDF-1.7 proof"
    published.refresh_from_db()
    assert published.pdf_sha256 == hashlib.sha256(content).hexdigest()
    assert (published.n_pages, published.pdf_bytes) == (4, len(content))
    assert Path(settings.MEDIA_ROOT, published.pdf.name).read_bytes() == content
    assert (published.state, published.published_by) == ("published", tier1)
    assert verbs() == ["issue_checked", "issue_published"]


@pytest.mark.parametrize(("change", "refusal"), [
    ({"version": 99}, actions.StaleProof),
    ({"issue_number": 0}, actions.StaleProof),
    ({"paper": None}, actions.FaultsRemain),
    ({"findings": [lint.Finding("blocking", "2面", "あふれています。", "/")]},
     actions.FaultsRemain),
])  # fmt: skip
@pytest.mark.proves("V2.3.1")
def test_issue_goes_out_only_with_a_clean_proof_of_itself(checked, tier1, change, refusal):
    with pytest.raises(refusal):
        actions.publish_issue(checked, proof_of(checked, **change), by=tier1)
    checked.refresh_from_db()
    assert (checked.state, checked.pdf.name) == ("checked", "")
    assert verbs() == ["issue_checked"]


def test_advice_does_not_hold_an_issue_back(checked, tier1):
    advice = [lint.Finding("advisory", "2面", "余白が多めです。", "/")]
    out = actions.publish_issue(checked, proof_of(checked, findings=advice), by=tier1)
    assert out.state == "published"


def test_draft_is_not_published(issue, tier1):
    with pytest.raises(actions.NotChecked):
        actions.publish_issue(issue, proof_of(issue), by=tier1)


@pytest.mark.proves("G7", "V16.5.3")
def test_full_disk_leaves_the_issue_as_it_was(checked, tier1, settings):
    """The media folder is a file: nothing can be written below it."""
    Path(settings.MEDIA_ROOT).parent.mkdir(parents=True, exist_ok=True)
    Path(settings.MEDIA_ROOT).write_text("")
    with pytest.raises(OSError, match="."), transaction.atomic():
        actions.publish_issue(checked, proof_of(checked), by=tier1)
    checked.refresh_from_db()
    assert (checked.state, checked.pdf.name) == ("checked", "")
    assert verbs() == ["issue_checked"]


CHANGES = {
    "edit_issue": lambda i, by: actions.edit_issue(i, {}, seen="", by=by),
    "put_digest": lambda i, by: actions.put_digest(i, [], by=by),
    "add_article": lambda i, by: actions.add_article(i, WORDS, steps=[], by=by),
    "edit_article": lambda i, by: actions.edit_article(
        i.articles.first(), WORDS, steps=[], seen="", by=by
    ),
    "move_article": lambda i, by: actions.move_article(i.articles.first(), up=True, by=by),
    "remove_article": lambda i, by: actions.remove_article(i.articles.first(), by=by),
    "add_photo": lambda i, by: actions.add_photo(
        i.articles.first(), {"drawing": "salon"}, picture=None, by=by
    ),
    "edit_photo": lambda i, by: actions.edit_photo(a_photo(i), {"caption": "別"}, by=by),
    "remove_photo": lambda i, by: actions.remove_photo(a_photo(i), by=by),
    "check_issue": lambda i, by: actions.check_issue(i, proof_of(i), by=by),
    "publish_issue": lambda i, by: actions.publish_issue(i, proof_of(i), by=by),
}


def a_photo(issue):
    return press.PhotoFactory(article=issue.articles.first())


@pytest.mark.proves("V2.3.1")
@pytest.mark.parametrize("name", CHANGES)
def test_published_issue_refuses_every_change(published, tier1, name):
    before = Issue.objects.filter(pk=published.pk).values().get()
    with pytest.raises(actions.IssueIsPublished):
        CHANGES[name](whole(published), tier1)
    assert Issue.objects.filter(pk=published.pk).values().get() == before
    assert verbs() == ["issue_checked", "issue_published"]


@pytest.mark.parametrize("words", [
    {"state": "published"},
    {"state": "draft", "published_at": timezone.now()},
    {"state": "checked"},
    {"pdf": "x.pdf"},
    {"coverage_until": date(2022, 11, 1)},
    {"number": 0},
])  # fmt: skip
def test_database_keeps_an_issue_whole(issue, words):
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(**words)


def test_picture_is_a_photograph_or_a_drawing_never_both(issue):
    photo = press.PhotoFactory(article=issue.articles.first())
    for words in ({"image": "x.jpg"}, {"drawing": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(photo).objects.filter(pk=photo.pk).update(**words)


def test_no_19_is_loaded_whole(onehart_19):
    assert str(onehart_19) == "めざせ！ワンハート 第19号"
    assert onehart_19.coverage_name == "12・1月"
    articles = onehart_19.articles.all()
    assert [(a.page, a.layout) for a in articles if a.is_standing] == [
        (1, "greeting"), (1, "digest"), (1, "request"), (4, "colophon"),
    ]  # fmt: skip
    assert [(a.page, a.label) for a in articles if not a.is_standing] == [
        (1, ""), (2, "第1層協議体"), (2, "倉渕地区"), (3, "中居地区"), (3, "新町地区"),
        (3, "佐野地区"), (4, "北・東・西地区／榛名地区"), (4, "北・東・西地区"), (4, "榛名地区"),
    ]  # fmt: skip
    assert verbs() == ["issue_loaded"]
