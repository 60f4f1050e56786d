"""A council's own letter: its coordinator writes it from its own meetings; staff publish it."""

from datetime import date

import pytest
from django.urls import reverse

from newsletters import actions, compose
from newsletters.models import Issue, Photo
from tests import factories as make
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_issues import proof_of

MONTHS = {"coverage_from": date(2026, 9, 1), "coverage_until": date(2026, 10, 1)}
HEAD = {
    "number": "1", "issued_on": "R8.11", "coverage_from": "R8.9", "coverage_until": "R8.10",
    "start": "empty", "greeting_from": "empty",
}  # fmt: skip


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


def letter_of(council, slug, **words):
    """A draft of the council's letter with an article and a picture."""
    series = press.SeriesFactory(
        slug=slug, title=f"{council}のたより", council=council, needs_two_people=True
    )
    issue = press.IssueFactory(series=series, issued_on=date(2026, 11, 1), **MONTHS, **words)
    press.PhotoFactory(article=press.ArticleFactory(issue=issue, page=1))
    return whole(issue)


@pytest.fixture
def letter(yawata):
    return letter_of(yawata, "yawata-dayori")


@pytest.fixture
def writer(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def told(yawata, toyooka, city_council, tier1):
    """What was written down in October: by 八幡, for the inside only, next door, by the city."""
    kind = make.MeetingKindFactory(tier=2, code="regular", name="定例会", order=1)
    for council, day, form, texts in (
        (yawata, 5, "held", ["ごみ出しの手伝い", "内部の話"]),
        (yawata, 6, "cancelled", ["中止の話"]),
        (toyooka, 7, "held", ["となりの話"]), (city_council, 8, "held", ["市の話"]),
    ):  # fmt: skip
        meeting = make.MeetingFactory(
            council=council, kind=kind, held_on=date(2026, 10, day), form=form,
            recorded_at="2026-10-20T09:00+09:00", recorded_by=tier1,
        )  # fmt: skip
        for order, text in enumerate(texts, start=1):
            make.AgendaItemFactory(
                meeting=meeting, order=order, text=text, kind="topic", marker="number",
                outcome="", is_internal=text.startswith("内部"),
            )  # fmt: skip


def pages_of(issue):
    """Every kind of page an editor opens: of the issue, of its parts, of its papers."""
    article = issue.articles.get()
    return [
        url("issue-plan", issue.pk), url("issue-edit", issue.pk), url("issue-digest", issue.pk),
        url("issue-remarks", issue.pk), url("issue-article-add", issue.pk),
        url("article-edit", article.pk), url("article-photo-add", article.pk),
        url("photo-edit", article.photos.get().pk),
    ]  # fmt: skip


@pytest.mark.parametrize(("who", "status"), [
    ("coordinator", 200), ("tier1", 200), ("city", 200), ("admin", 200), ("neighbour", 403),
    ("centre_staff", 403), ("resident", 403), ("viewer", 403),
])  # fmt: skip
@pytest.mark.proves("V8.4.1")
def test_letter_opens_to_its_coordinator_and_to_staff(client, request, letter, who, status):
    client.force_login(request.getfixturevalue(who))
    pages = pages_of(letter)
    assert [client.get(page).status_code for page in pages] == [status] * len(pages)


@pytest.mark.parametrize(("who", "status"), [("coordinator", 404), ("neighbour", 403)])
def test_pages_and_papers_of_a_letter_are_its_writers(client, request, letter, who, status):
    """There is no page 9 and no golden paper, but only the writer gets as far as to learn that."""
    client.force_login(request.getfixturevalue(who))
    names = ("page-panel", "page-picture", "page-rooms")
    parts = [*(url(name, letter.pk, 9) for name in names), url("issue-variant", letter.pk, "gold")]
    assert [client.get(part).status_code for part in parts] == [status] * 4


def test_article_about_a_council_in_the_citys_newsletter_is_not_its_coordinators(writer, yawata):
    issue = press.IssueFactory()
    press.PhotoFactory(article=press.ArticleFactory(issue=issue, page=1, council=yawata))
    pages = pages_of(issue)
    assert [writer.get(page).status_code for page in pages] == [403] * len(pages)


def test_article_about_another_council_in_the_own_letter_is_the_writers(writer, letter, toyooka):
    letter.articles.update(council=toyooka)
    assert [writer.get(page).status_code for page in pages_of(letter)] == [200] * 8


def test_studio_of_a_coordinator_holds_the_own_letters_only(writer, letter, toyooka):
    letter_of(toyooka, "toyooka-dayori")
    press.IssueFactory()
    for page in (url("studio-list"), url("studio-list") + "?series=toyooka-dayori"):
        seen = writer.get(page).content.decode()
        assert seen.count("八幡のたより 第7号</a>") == 1
        assert "豊岡のたより" not in seen
        assert "見本だより" not in seen
        assert url("series-list") not in seen
        assert url("picture-list") not in seen


def test_coordinator_without_a_letter_is_told_whom_to_ask(writer):
    assert "まだ登録されていません。始めるときは" in writer.get(url("studio-list")).content.decode()


@pytest.mark.proves("G3", "V8.4.1")
def test_material_of_a_coordinator_is_of_the_own_council(writer, told, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 1))
    seen = writer.get(url("studio-material")).content.decode()
    assert [text in seen for text in ("ごみ出しの手伝い", "となりの話", "市の話", "内部の話")] == [
        True, False, False, False,
    ]  # fmt: skip


def test_coordinator_begins_the_own_letter_with_the_own_meetings(writer, yawata, told):
    press.SeriesFactory(slug="yawata-dayori", council=yawata, months_per_issue=2)
    writer.post(url("studio-add"), HEAD)
    issue = Issue.objects.get()
    assert compose.digest_lines(issue.digest) == [
        "9月", "10月", "＜定例会＞", "① ごみ出しの手伝い",
    ]  # fmt: skip
    assert issue.articles.filter(layout="digest").exists()
    assert not compose.differs_from_record(whole(issue))


@pytest.mark.parametrize("whose", ["toyooka", None])
def test_coordinator_begins_no_issue_of_others(writer, request, letter, whose):
    council = request.getfixturevalue(whose) if whose else None
    press.SeriesFactory(slug="others", council=council)
    answer = writer.post(url("studio-add") + "?series=others", HEAD)
    assert answer.status_code == 200
    assert list(Issue.objects.all()) == [letter]


def test_letter_is_composed_again_from_the_own_minutes(writer, letter, told):
    writer.post(url("issue-digest", letter.pk))
    letter.refresh_from_db()
    assert compose.digest_text(letter.digest).count("ごみ出しの手伝い") == 1
    assert "市の話" not in compose.digest_text(letter.digest)


@pytest.mark.parametrize("name", ["issue-publish", "issue-schedule", "issue-corrections"])
def test_coordinator_does_not_publish(writer, letter, coordinator, city, name):
    actions.check_issue(letter, proof_of(letter), by=city)
    assert writer.get(url(name, letter.pk)).status_code == 403
    assert writer.post(url(name, letter.pk)).status_code == 403
    letter.refresh_from_db()
    assert letter.state == "checked"


def test_letter_that_another_passed_is_not_offered_to_its_writer(writer, letter, city, tier1):
    actions.check_issue(letter, proof_of(letter), by=city)
    page = writer.get(url("issue-preview", letter.pk)).content.decode()
    assert "進められる方：第一 見本さん" in page
    assert url("issue-publish", letter.pk) not in page
    assert url("issue-schedule", letter.pk) not in page


def test_letter_is_passed_by_its_writer_and_published_by_staff(client, letter, coordinator, tier1):
    client.force_login(coordinator)
    page = client.get(url("issue-preview", letter.pk)).content.decode()
    assert "校了にする" in page
    assert "進められる方" not in page
    actions.check_issue(letter, proof_of(letter), by=coordinator)
    page = client.get(url("issue-preview", letter.pk)).content.decode()
    assert "進められる方：第一 見本さん" in page
    assert url("issue-publish", letter.pk) not in page
    actions.publish_issue(letter, proof_of(letter), by=tier1)
    letter.refresh_from_db()
    assert (letter.checked_by, letter.published_by) == (coordinator, tier1)
    page = client.get(url("issue-preview", letter.pk)).content.decode()
    assert url("issue-corrections", letter.pk) not in page
    assert url("issue-print", letter.pk) not in page


def test_letter_needs_a_second_person_too(letter, tier1):
    actions.check_issue(letter, proof_of(letter), by=tier1)
    with pytest.raises(actions.NeedsAnother):
        actions.publish_issue(letter, proof_of(letter), by=tier1)


def test_register_of_pictures_stays_with_staff(writer, letter):
    consent = make.PictureConsentFactory(picture__council=letter.series.council)
    picture = consent.picture
    pages = [url("picture-list"), url("picture-add"), url("picture-detail", picture.pk)]
    assert [writer.get(page).status_code for page in pages] == [403] * 3
    add = url("article-photo-add", letter.articles.get().pk)
    assert url("picture-image", picture.pk) not in (
        writer.get(f"{add}?picture={picture.pk}").content.decode()
    )
    words = {"picture": picture.pk, "arrow": "up", "consent": "given", "focus_x": 50, "focus_y": 50}
    assert writer.post(add, words).status_code == 422
    assert Photo.objects.filter(picture=picture).count() == 0
