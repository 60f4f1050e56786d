"""訂正: shown at once, carried on, printed anew, and the first edition never changes."""

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from newsletters import actions, queries
from newsletters.models import Printing
from newsletters.printing.editions import EditionProof
from takasaki_sc.lib.pdf import PdfPaper
from tests.newsletters import factories as press
from tests.newsletters.test_issues import proof_of, verbs

WORDS = {"page": 3, "wrong": "火曜日", "right": "水曜日", "note": ""}


@pytest.fixture
def published(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    return actions.publish_issue(issue, proof_of(issue), by=tier1)


def edition_of(issue, content=b"%PDF-1.7 second"):
    marks = tuple(correction.pk for correction in queries.corrections_of(issue))
    return EditionProof(PdfPaper(content=content, page_counts=(1, 1, 1, 1)), marks)


def test_correction_is_noted_on_a_published_issue_only(issue, published, tier1):
    draft = press.IssueFactory(number=8)
    with pytest.raises(actions.NotPublished):
        actions.add_correction(draft, WORDS, by=tier1)
    actions.add_correction(published, WORDS, by=tier1)
    (correction,) = queries.corrections_of(published)
    assert queries.correction_line(correction) == "3面　誤：火曜日　→　正：水曜日"
    assert verbs()[-1] == "correction_added"


def test_second_edition_stands_beside_the_first(published, tier1, settings):
    correction = actions.add_correction(published, WORDS, by=tier1)
    before = type(published).objects.filter(pk=published.pk).values().get()
    actions.reissue_issue(published, edition_of(published), by=tier1)
    assert type(published).objects.filter(pk=published.pk).values().get() == before
    kept = {p.edition: Path(settings.MEDIA_ROOT, p.file.name).read_bytes()
            for p in queries.printings_of(published)}  # fmt: skip
    assert kept == {1: b"%PDF-1.7 proof", 2: b"%PDF-1.7 second"}
    correction.refresh_from_db()
    assert correction.edition == 2
    with pytest.raises(actions.NothingToCorrect):
        actions.reissue_issue(published, edition_of(published), by=tier1)
    with pytest.raises(actions.AlreadyPrinted):
        actions.remove_correction(correction, by=tier1)


def test_issue_from_before_editions_gets_its_first_row(published, tier1):
    Printing.objects.all().delete()
    actions.add_correction(published, WORDS, by=tier1)
    actions.reissue_issue(published, edition_of(published), by=tier1)
    assert [(p.edition, p.sha256 == published.pdf_sha256)
            for p in queries.printings_of(published)] == [(1, True), (2, False)]  # fmt: skip


def test_correction_noted_after_the_proof_is_not_passed_over(published, tier1):
    actions.add_correction(published, WORDS, by=tier1)
    proof = edition_of(published)
    actions.add_correction(published, WORDS | {"page": 2}, by=tier1)
    with pytest.raises(actions.StaleProof):
        actions.reissue_issue(published, proof, by=tier1)
    assert Printing.objects.count() == 1


def test_who_noted_a_correction_does_not_send_it_out_alone(published, tier1, city):
    published.series.needs_two_people = True
    published.series.save()
    actions.add_correction(published, WORDS, by=tier1)
    with pytest.raises(actions.NeedsAnother):
        actions.reissue_issue(published, edition_of(published), by=tier1)
    assert actions.reissue_issue(published, edition_of(published), by=city).edition == 2


def test_correction_by_mistake_is_taken_back(published, tier1):
    correction = actions.add_correction(published, WORDS, by=tier1)
    actions.remove_correction(correction, by=tier1)
    assert queries.corrections_of(published) == []
    assert verbs()[-1] == "correction_removed"


def test_corrections_become_a_block_for_the_next_issue(published, tier1):
    actions.add_correction(published, WORDS | {"note": "おわびします"}, by=tier1)
    following = press.IssueFactory(number=8)
    press.IssueFactory(number=9)
    assert queries.next_unpublished(published) == following
    words = queries.correction_words(published, queries.corrections_of(published))
    article = actions.add_article(following, words, steps=[], by=tier1)
    assert (article.title, article.layout, article.lead) == (
        "第7号の訂正とおわび", "callout",
        "つぎのとおり訂正し、おわびします。\n3面　誤：火曜日　→　正：水曜日（おわびします）",
    )  # fmt: skip


def verified():
    said = StringIO()
    call_command("verify_issues", stdout=said, stderr=said)
    return said.getvalue()


def test_published_bytes_are_verified(published, tier1):
    actions.add_correction(published, WORDS, by=tier1)
    actions.reissue_issue(published, edition_of(published), by=tier1)
    assert verified() == "3件すべて、発行したときのままです。\n"


@pytest.mark.parametrize(("spoil", "fault"), [
    (lambda path: path.write_bytes(b"%PDF-1.7 prooF"), "中身が違います。"),
    (lambda path: path.write_bytes(b"%PDF"), "大きさが違います（14のはずが4）。"),
    (lambda path: path.unlink(), "ファイルを読めません。"),
])  # fmt: skip
@pytest.mark.proves("G5", "V11.4.3")
def test_spoilt_bytes_are_found(published, settings, spoil, fault):
    spoil(Path(settings.MEDIA_ROOT, published.pdf.name))
    said = StringIO()
    with pytest.raises(CommandError, match="2件のうち2件が、発行したときと違います。"):
        call_command("verify_issues", stderr=said)
    assert [line.split("：")[-1] for line in said.getvalue().splitlines()] == [fault, fault]


def test_old_file_of_nobody_is_listed_and_swept_and_nothing_else(published, settings):
    folder = Path(settings.MEDIA_ROOT, "newsletters/issues/aa")
    folder.mkdir(parents=True)
    for name in ("left.pdf", "tmpx", "young.pdf"):
        (folder / name).write_bytes(b"%PDF")
    kept = Path(settings.MEDIA_ROOT, published.pdf.name)
    for path in (folder / "left.pdf", folder / "tmpx", kept):
        os.utime(path, (0, 0))
    os.utime(folder / "young.pdf", (time.time(), time.time()))  # by the clock of the command
    for options in ((), ("--delete",)):
        said = StringIO()
        call_command("sweep_issue_files", *options, stdout=said)
        assert said.getvalue().splitlines()[:2] == ["left.pdf", "tmpx"]
        assert (folder / "left.pdf").exists() == (options == ())
    assert [path.name for path in folder.iterdir()] == ["young.pdf"]
    assert kept.exists()
