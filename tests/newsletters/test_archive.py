"""The shelf: covers, series and years, the words of back issues, feeds, the city's notice."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from accounts.models import AuditEntry
from newsletters import actions
from newsletters.actions.shelf import shelve_issue
from newsletters.models import Issue
from newsletters.queries import archive
from takasaki_sc.lib import covers
from takasaki_sc.lib.tags import file_size
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_issues import proof_of
from tests.responses import put_away

ATOM = "{http://www.w3.org/2005/Atom}"


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


def a_pdf():
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def publish(issue, by):
    issue = whole(issue)
    actions.check_issue(issue, proof_of(issue), by=by)
    issue = actions.publish_issue(issue, proof_of(issue), by=by)
    shelve_issue(issue, b"png", by=by)
    return issue


@pytest.fixture
def out(issue, tier1):
    article = issue.articles.get(page=3)
    article.title, article.scene = "髙松のつどい", "カラオケと*買い物*の相談がありました。"
    article.save()
    press.FlowStepFactory(article=article, text="一緒に行こう", speaker="見本さん")
    return publish(issue, tier1)


def found(words, **asked):
    shelf = archive.shelf_of({"q": words} | asked)
    return [[(p.where, p.excerpt) for p in hit.places] for hit in archive.find_issues(shelf)]


def test_words_are_found_with_their_place_however_they_are_spelt(out):
    marked = "からおけ".replace("からおけ", "<mark>カラオケ</mark>と買い物の相談がありました。")
    assert found("からおけ") == [[("3面「髙松のつどい」", marked)]]
    assert found("高松") == [[("3面「髙松のつどい」", "<mark>髙松</mark>のつどい")]]
    assert found("見本さん　一緒") == [
        [("3面「髙松のつどい」", "<mark>見本さん</mark> <mark>一緒</mark>に行こう")]
    ]


def test_word_is_found_and_marked_in_its_other_spelling(out):
    place = "3面「髙松のつどい」"
    marked = "カラオケと<mark>買い物</mark>の相談がありました。"
    assert found("買物") == found("買いもの") == [[(place, marked)]]
    assert found("集い") == [[(place, "髙松の<mark>つどい</mark>")]]
    assert found("集い 買物") == [
        [(place, "髙松の<mark>つどい</mark>"), (place, marked)]
    ]  # fmt: skip


@pytest.mark.parametrize(("asked", "n_found"), [("買い物", 1), ("買物", 1), ("買取り", 0)])
def test_word_written_short_is_found_by_the_long_spelling(issue, tier1, asked, n_found):
    article = issue.articles.get(page=3)
    article.scene = "買物の相談がありました。"
    article.save()
    publish(issue, tier1)
    assert len(found(asked)) == n_found


@pytest.mark.parametrize("words", ["ぺんぎん", "からおけ ぺんぎん", "3面", "☆"])
def test_words_that_stand_nowhere_find_nothing(out, words):
    assert found(words) == [] or archive.shelf_of({"q": words}).words == []


@pytest.mark.proves("V8.2.2")
def test_search_text_of_a_draft_is_not_searched(issue, client):
    Issue.objects.update(search_text=archive.search_text_of(issue))
    assert found("地域") == []
    assert "0</b> 号に" in client.get(url("archive"), {"q": "地域"}).content.decode()


@pytest.mark.proves("V1.2.1")
def test_found_words_are_escaped(issue, tier1):
    article = issue.articles.get(page=2)
    article.scene = "<script>alert(1)</script>さがす"
    article.save()
    publish(issue, tier1)
    [[(_, excerpt)]] = found("さがす")
    assert excerpt == "&lt;script&gt;alert(1)&lt;/script&gt;<mark>さがす</mark>"


def test_search_asks_once(out, django_assert_num_queries):
    shelf = archive.shelf_of({"q": "つどい", "series": "mihon", "year": "2023"})
    with django_assert_num_queries(1):
        assert len(archive.find_issues(shelf)) == 1


@pytest.mark.parametrize(("asked", "n_found"), [
    ({}, 1), ({"series": "mihon"}, 1), ({"series": "hoka"}, 0), ({"year": "2023"}, 1),
    ({"year": "2022"}, 0), ({"year": "二千"}, 1),
])  # fmt: skip
def test_shelf_is_narrowed_by_series_and_year(out, asked, n_found):
    assert archive.issues_on(archive.shelf_of(asked)).count() == n_found


def test_cover_is_page_one_as_a_small_picture():
    picture = Image.open(io.BytesIO(covers.cover_of(a_pdf())))
    assert (picture.format, picture.width, picture.height) == ("PNG", 480, 680)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7 proof", b"\x00" * 999])
def test_cover_of_something_else_is_refused(body):
    with pytest.raises(covers.NoCover):
        covers.cover_of(body)


def test_publishing_draws_the_cover_after_the_commit(
    issue, tier1, settings, django_capture_on_commit_callbacks
):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    proof = proof_of(issue)
    object.__setattr__(proof.paper, "content", a_pdf())
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_issue(issue, proof, by=tier1)
    issue.refresh_from_db()
    assert Path(settings.MEDIA_ROOT, issue.cover.name).read_bytes()[:4] == b"\x89PNG"
    assert "3面「見本の記事" in issue.search_text
    verbs = [entry.verb for entry in AuditEntry.objects.order_by("pk")]
    assert verbs == ["issue_checked", "issue_published", "issue_shelved"]


def test_paper_without_a_drawable_page_is_out_all_the_same(
    issue, tier1, client, django_capture_on_commit_callbacks
):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_issue(issue, proof_of(issue), by=tier1)
    issue.refresh_from_db()
    assert (issue.is_published, issue.cover.name) == (True, "")
    assert "nl-cover__slogan" in client.get(url("archive")).content.decode()


def test_command_shelves_issues_from_before(issue, tier1, capsys):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    actions.publish_issue(issue, proof_of(issue), by=tier1)
    call_command("shelve_issues")
    issue.refresh_from_db()
    assert capsys.readouterr().out == "1号を棚に並べました。\n"
    assert "\t2面「" in issue.search_text


def test_shelving_leaves_the_published_issue_as_it_was(out):
    before = Issue.objects.values("version", "state", "pdf_sha256").get()
    n_versions = out.history.count()
    shelve_issue(out, b"other", by=None)
    assert Issue.objects.values("version", "state", "pdf_sha256").get() == before
    assert out.history.count() == n_versions


def test_cover_of_a_draft_is_nobody_s(client, issue, out, tier1):
    draft = press.IssueFactory(number=8, cover="newsletters/covers/x.png")
    default_storage.save(draft.cover.name, ContentFile(b"not yet"))
    assert client.get(url("issue-cover", draft.pk)).status_code == 404
    answer = client.get(url("issue-cover", out.pk))
    assert b"".join(answer.streaming_content) == b"png"
    put_away(answer)


def test_atom_names_each_issue_for_good(out, client, settings):
    settings.SITE_URL = "https://sc.example.jp"
    press.IssueFactory(number=8)
    answer = client.get(url("series-feed", "mihon", "atom"))
    feed = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.findtext(f"{ATOM}id") == "tag:sc.example.jp,2026:newsletters/mihon"
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "tag:sc.example.jp,2026:newsletters/mihon/7"
    assert entry.findtext(f"{ATOM}title") == "見本だより 第7号"
    at = out.published_at.replace(microsecond=0).isoformat()
    assert entry.findtext(f"{ATOM}updated")[:19] == at[:19]
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert links == {
        "alternate": f"https://sc.example.jp/newsletters/{out.pk}/",
        "enclosure": f"https://sc.example.jp/newsletters/{out.pk}/pdf/",
    }


def test_correction_renews_the_entry(out, client):
    correction = press.CorrectionFactory(issue=out)
    feed = ElementTree.fromstring(client.get(url("series-feed", "mihon", "atom")).content)
    updated = feed.find(f"{ATOM}entry").findtext(f"{ATOM}updated")
    assert updated[:19] == correction.at.isoformat()[:19]


def test_rss_holds_the_same_issues(out, client):
    feed = ElementTree.fromstring(client.get(url("series-feed", "mihon", "rss")).content)
    assert [item.findtext("title") for item in feed.iter("item")] == ["見本だより 第7号"]
    assert client.get(url("series-feed", "mihon", "json")).status_code == 404
    assert client.get(url("series-feed", "nai", "atom")).status_code == 404


@pytest.mark.parametrize(("n_bytes", "words"), [
    (1_204_000, "1.2MB"), (299_400, "299KB"), (999_400, "999KB"), (80, "1KB"), (None, ""),
])  # fmt: skip
def test_sizes_are_written_as_the_city_does(n_bytes, words):
    assert file_size(n_bytes) == words


def test_notice_for_the_city_says_size_and_day(out, client, tier1):
    Issue.objects.update(pdf_bytes=1_204_000, published_at="2026-11-29T16:00Z")
    client.force_login(tier1)
    page = client.get(url("issue-notice", out.pk)).content.decode()
    assert "見本だより 第7号（PDF：1.2MB、A4 4面）" in page
    assert "更新日：令和8年11月30日" in page
    assert "&lt;h2&gt;見本だより 第7号" in page
    draft = press.IssueFactory(number=8)
    assert client.get(url("issue-notice", draft.pk)).status_code == 404
