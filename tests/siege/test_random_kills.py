"""Killed at any moment: a list is in the directory whole or not at all, an issue out or not."""

import hashlib
import os
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import AuditEntry, AuditSeal
from newsletters import actions
from newsletters.management.commands import sweep_issue_files
from resources.importing import batches
from resources.models import (
    ImportBatch,
    ImportFile,
    ImportRow,
    ImportSource,
    ResourceSchedule,
    ResourceStatus,
    SocialResource,
)
from takasaki_sc.lib.pdf import PdfPaper
from tests.newsletters import factories as press
from tests.newsletters.test_issues import proof_of
from tests.newsletters.test_kill_points import back_to
from tests.proof import budget
from tests.resources.lists import csv, previewed
from tests.siege.dying import DONE, KILLED, Grave, moments
from tests.trail import behind_the_guards

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
    pytest.mark.django_db(transaction=True),
]
LINES = 60
# Kills that really met the action under way; a moment that came too late is tried again.
KILLS_OF_IMPORTS, KILLS_OF_ISSUES = budget(10, 1000), budget(10, 500)  # on each database
TRIES_EACH = 5  # at most
COUNTS = (
    "SELECT (SELECT count(*) FROM resources_socialresource),"
    " (SELECT count(*) FROM resources_historicalsocialresource),"
    " (SELECT count(*) FROM resources_resourcestatus),"
    " (SELECT count(*) FROM resources_importbatch WHERE state = 'applied'),"
    " (SELECT count(*) FROM accounts_auditentry WHERE verb = 'import_applied')"
)


def a_list_of(n):
    return csv(*(f"{i},見本の会{i},高崎市見本町{i}-1,毎週火曜 10:00～11:00,,"
                 for i in range(1, n + 1)))  # fmt: skip


def _forget_the_trail():
    applied = AuditEntry.objects.filter(verb="import_applied")
    AuditSeal.objects.filter(entry__in=applied).delete()
    applied.delete()


def as_before(batch):
    """Undo on PostgreSQL what a child applied."""
    words = ImportBatch.objects.filter(pk=batch.pk).values().get()
    content = ImportFile.objects.get(batch=batch).content

    def undo():
        ImportRow.objects.filter(batch=batch).update(resource=None)
        # the history last: a row that goes leaves a last version of itself
        for model in (
            ResourceStatus,
            ResourceSchedule,
            SocialResource,
            SocialResource.history.model,
        ):
            model.objects.all().delete()
        behind_the_guards(_forget_the_trail)
        ImportSource.objects.filter(pk=batch.source_id).update(mapping=batch.source.mapping)
        ImportBatch.objects.filter(pk=batch.pk).update(**words)
        ImportFile.objects.filter(batch=batch).update(content=content)

    return undo


@pytest.mark.proves("G4")
def test_import_killed_at_random_is_whole_or_not_there(tmp_path, city, figure):
    batch = previewed(a_list_of(LINES), city)
    grave = Grave(tmp_path, as_before(batch))
    apply = partial(batches.apply_batch, batch, by=city)
    before = grave.rows(COUNTS)
    whole = grave.seconds_of(apply, grave.renew)
    assert grave.run(apply) == DONE
    after = grave.rows(COUNTS)
    assert (before[0][0], after[0][0]) == (0, LINES)
    grave.renew()
    killed, killed_before, halves = 0, 0, []
    for moment in moments(KILLS_OF_IMPORTS * TRIES_EACH, whole, seed=4):
        was_killed = grave.run(apply, after=moment) == KILLED
        found = grave.rows(COUNTS)
        killed += was_killed
        killed_before += was_killed and found == before
        if found not in (before, after):
            halves.append((moment, found))
        if found != before:
            grave.renew()
        if killed == KILLS_OF_IMPORTS:
            break
    assert grave.run(apply) == DONE
    assert (halves, grave.rows(COUNTS)) == ([], after)
    assert killed == KILLS_OF_IMPORTS
    assert killed_before >= killed / 10
    figure("G4", f"{LINES}行の取り込みを、無作為な時に止めた回数", killed, wanted="1000")
    figure("G4", "うち、書き終わる前に止まった回数", killed_before)
    figure("G4", "途中までの取り込み", len(halves), wanted="0")


PUBLISHED = "SELECT state, pdf, pdf_sha256, pdf_bytes FROM newsletters_issue"
PRINTINGS = "SELECT file, sha256, n_bytes FROM newsletters_printing"


def unmatched(grave, media):
    """Rows that say "published" without the very bytes on disk."""
    rows = [row[1:] for row in grave.rows(PUBLISHED) if row[0] == "published"]
    rows += grave.rows(PRINTINGS)
    return [name for name, sha256, n_bytes in rows if not _is_there(media / name, sha256, n_bytes)]


def _is_there(path, sha256, n_bytes):
    body = path.read_bytes() if path.is_file() else b""
    return len(body) == n_bytes > 0 and hashlib.sha256(body).hexdigest() == sha256


def large_proof(issue):
    """Large enough that a kill falls into the writing of the file as well."""
    paper = PdfPaper(content=b"%PDF-1.7 proof" + bytes(4 * 2**20), page_counts=(1, 1, 1, 1))
    return proof_of(issue, paper=paper)


@pytest.mark.proves("G5")
def test_publication_killed_at_random_has_its_pdf_or_is_not_out(tmp_path, city, settings, figure):
    settings.MEDIA_ROOT = media = tmp_path / "media"
    issue = press.IssueFactory()
    proof = large_proof(issue)
    actions.check_issue(issue, proof, by=city)
    grave = Grave(tmp_path, back_to(issue))
    publish = partial(actions.publish_issue, issue, proof, by=city)
    # Making the picture of the cover, afterwards, takes longer than the publication itself: half of
    # the moments are before the commit, so that it is the publication that is killed.
    until_out = grave.seconds_of(partial(_no_further, publish), partial(_as_new, grave, media))
    killed, killed_before, halves, n_out = 0, 0, [], 0
    for moment in moments(KILLS_OF_ISSUES * TRIES_EACH, 2 * until_out, seed=5):
        was_killed = grave.run(publish, after=moment) == KILLED
        halves += unmatched(grave, media)
        is_out = grave.rows(PUBLISHED)[0][0] == "published"
        killed += was_killed
        killed_before += was_killed and not is_out
        n_out += is_out
        if is_out:
            grave.renew()
        for path in media.rglob("*.pdf"):
            path.unlink()  # or the next one would find its file there
        if killed == KILLS_OF_ISSUES:
            break
    swept = _sweep(grave, media)
    assert (halves, killed) == ([], KILLS_OF_ISSUES)
    assert killed_before >= killed / 10
    where = connection.vendor
    figure("G5", f"発行を、無作為な時に止めた回数（{where}）", killed, wanted="合わせて 1000")
    figure("G5", "うち、発行が済む前に止まった回数", killed_before)
    figure("G5", "発行まで済んだ回数（止める前に終わったものも）", n_out)
    figure("G5", "PDFと合わない発行", len(halves), wanted="0")
    figure("G5", "残り、片づけの命令で消えたファイル", swept)


def _no_further(action):
    """The action up to its commit; this process ends before anything that comes after."""
    with transaction.atomic():
        transaction.on_commit(lambda: os._exit(DONE))
        action()


def _as_new(grave, media):
    grave.renew()
    for path in media.rglob("*.pdf"):
        path.unlink()


def _sweep(grave, media):
    """The command takes away all that killed publications left, and nothing else."""
    left = [path for path in media.rglob("*") if path.is_file()]
    young, sweep_issue_files.YOUNG_SECONDS = sweep_issue_files.YOUNG_SECONDS, -1
    try:
        call_command("sweep_issue_files", "--delete", stdout=StringIO())
    finally:
        sweep_issue_files.YOUNG_SECONDS = young
    assert connection.vendor == "sqlite" or grave.rows(PUBLISHED)[0][0] != "published"
    assert [path for path in media.rglob("*") if path.is_file()] == []
    return len(left)
