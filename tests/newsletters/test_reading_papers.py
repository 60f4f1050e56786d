"""Large print and black-and-white for readers: made after the publication, kept, linked."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from newsletters import actions, tasks
from newsletters.actions.printings import keep_printing
from newsletters.models import Printing
from takasaki_sc.lib.pdf import PdfPaper
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_issues import proof_of

PAPERS = {
    "large": PdfPaper(b"%PDF-" + b"l" * 412_000, (9,)),
    "mono": PdfPaper(b"%PDF-" + b"m" * 1_250_000, (1, 1, 1, 1)),
}


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


def publish(issue, by):
    actions.check_issue(issue, proof_of(issue), by=by)
    return actions.publish_issue(issue, proof_of(issue), by=by)


@pytest.fixture
def published(issue, tier1):
    return publish(issue, tier1)


@pytest.mark.parametrize("name", ["archive", "issue-detail"])
def test_readers_find_every_kept_paper_with_its_size(client, published, tier1, name):
    page = url(name) if name == "archive" else url(name, published.pk)
    assert "大きな字" not in client.get(page).content.decode()
    for variant in ("large", "mono", "press"):
        keep_printing(published, variant, PAPERS.get(variant, PAPERS["mono"]), by=tier1)
    seen = client.get(page).content.decode()
    for variant, size in (("large", "412KB"), ("mono", "1.3MB")):
        printing = Printing.objects.get(variant=variant)
        address = url("printing-pdf", printing.pk)
        assert (seen.count(address), seen.count(size)) == (1, 1)
        paper = client.get(address)
        assert b"".join(paper.streaming_content) == PAPERS[variant].content
    assert url("printing-pdf", Printing.objects.get(variant="press").pk) not in seen


def test_one_paper_has_one_size_on_every_page(client, published, tier1):
    client.force_login(tier1)
    type(published).objects.update(pdf_bytes=322_800)
    for page in (
        url("archive"),
        *(url(n, published.pk) for n in ("issue-detail", "issue-preview")),
    ):
        assert "323KB" in client.get(page).content.decode(), page


@pytest.mark.parametrize("n", [1, 3])
def test_published_page_leads_on_to_those_still_to_be_told(
    client, published, tier1, django_assert_num_queries, n
):
    before = published.published_at - timedelta(days=1)
    for _ in range(n):
        press.SubscriberFactory(series=published.series, confirmed_at=before)
    press.SubscriberFactory(series=published.series, confirmed_at=None)
    client.force_login(tier1)
    with django_assert_num_queries(9):
        page = client.get(url("issue-preview", published.pk)).content.decode()
    assert f"まだ知らせていない方 {n}人" in page
    assert url("readers") in page


@pytest.mark.slow
def test_papers_for_readers_are_made_once(tier1):
    issue = press.IssueFactory(n_pages_planned=2)
    press.ArticleFactory(issue=issue, page=2)
    publish(whole(issue), tier1)
    assert tasks.print_for_readers.func(issue.pk) == ["large", "mono"]
    made = {p.variant: (p.sha256, p.made_by) for p in Printing.objects.all()}
    assert {made[variant][1] for variant in ("large", "mono")} == {tier1}
    assert tasks.print_for_readers.func(issue.pk) == []
    assert {p.variant: (p.sha256, p.made_by) for p in Printing.objects.all()} == made


@pytest.mark.slow
def test_paper_that_cannot_be_made_leaves_the_issue_out(published, caplog):
    """The press refuses a letter that it does not have."""
    published.articles.filter(page=2).update(scene="お祝い🎉です。")
    assert tasks.print_for_readers.func(published.pk) == []
    assert caplog.text.count("A paper for readers was not made: PaperFault") == 2
    assert set(Printing.objects.values_list("variant", flat=True)) == {"screen"}


@pytest.mark.slow
def test_older_issues_get_their_papers_by_command(published, capsys):
    call_command("shelve_issues", "--papers")
    assert "読む方のための紙面を2つ作りました。" in capsys.readouterr().out
    assert set(Printing.objects.values_list("variant", flat=True)) == {"screen", "large", "mono"}
