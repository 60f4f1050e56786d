"""All or nothing: a worker killed at any step leaves an issue unpublished, or out and whole."""

import hashlib
import shutil
from functools import partial

import pytest

from accounts.models import AuditEntry, AuditSeal
from newsletters import actions
from newsletters.models import Correction, Issue, Printing
from newsletters.printing.editions import EditionProof
from takasaki_sc.lib.pdf import PdfPaper
from tests.newsletters import factories as press
from tests.newsletters.killing import KILLED, Bed
from tests.newsletters.test_issues import proof_of
from tests.trail import behind_the_guards

KEPT = (
    "SELECT state, pdf, pdf_sha256, pdf_bytes FROM newsletters_issue",
    "SELECT edition, file, sha256, n_bytes FROM newsletters_printing ORDER BY edition",
    "SELECT edition FROM newsletters_correction",
    # the shelf (cover, words to search) follows after the commit and can be done again
    "SELECT verb FROM accounts_auditentry WHERE verb <> 'issue_shelved' ORDER BY id",
    "SELECT history_type, state FROM newsletters_historicalissue ORDER BY history_id",
)


def seen(bed):
    """Everything a reader or an editor could notice."""
    return [bed.rows(sql) for sql in KEPT]


def is_whole(bed):
    """Every file that a row names is there with the bytes of its fingerprint."""
    rows = [row[1:] for row in bed.rows(KEPT[0]) if row[1]] + [row[1:] for row in bed.rows(KEPT[1])]
    return all(
        (body := (bed.media / name).read_bytes())
        and hashlib.sha256(body).hexdigest() == sha256
        and len(body) == n_bytes
        for name, sha256, n_bytes in rows
    )


def publishing(issue, by):
    actions.check_issue(issue, proof_of(issue), by=by)
    return partial(actions.publish_issue, issue, proof_of(issue), by=by)


def reissuing(issue, by):
    publishing(issue, by)()
    correction = actions.add_correction(
        issue, {"page": 1, "wrong": "甲", "right": "乙", "note": ""}, by=by
    )
    paper = PdfPaper(content=b"%PDF-1.7 second", page_counts=(1, 1, 1, 1))
    return partial(actions.reissue_issue, issue, EditionProof(paper, (correction.pk,)), by=by)


def back_to(issue):
    """Undo on PostgreSQL what a child finished: the rows as they are now, put back."""
    before = {
        model: list(model.objects.values())
        for model in (Printing, Correction, AuditEntry, Issue.history.model)
    }
    words = Issue.objects.filter(pk=issue.pk).values().get()

    def undo():
        behind_the_guards(take_back)

    def take_back():
        AuditSeal.objects.all().delete()
        for model, rows in before.items():
            model.objects.exclude(pk__in=[row[model._meta.pk.attname] for row in rows]).delete()
        Issue.objects.filter(pk=issue.pk).update(**words)
        Correction.objects.update(edition=None)

    return undo


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("prepare", "n_before", "at_least"), [
    (publishing, 0, 16), (reissuing, 1, 16),
])  # fmt: skip
@pytest.mark.proves("G5", "V2.3.3", "V16.5.3")
def test_a_kill_at_any_step_leaves_all_or_nothing(
    tmp_path, city, settings, prepare, n_before, at_least
):
    issue = press.IssueFactory()
    action = prepare(issue, city)
    settings.MEDIA_ROOT = tmp_path / "media"
    bed = Bed(tmp_path, back_to(issue))
    before, outcomes, n = seen(bed), [], 1
    while bed.run(action, dies_before=n) == KILLED:
        outcomes.append(seen(bed))
        assert is_whole(bed), f"step {n}"
        bed.make()
        n += 1
    after = seen(bed)
    assert len(before[1]) == n_before
    assert len(after[1]) == n_before + 1
    assert n - 1 >= at_least
    assert [state for state in outcomes if state not in (before, after)] == []
    assert before in outcomes
    assert after in outcomes  # killed between the commit and the answer


@pytest.mark.proves("G5")
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.django_db(transaction=True)
def test_whoever_comes_after_the_dead_publishes_whole(tmp_path, city, settings):
    issue = press.IssueFactory()
    action = publishing(issue, city)
    bed = Bed(tmp_path, back_to(issue))
    for n in (8, 10, 12, 14):
        bed.run(action, dies_before=n)
        assert bed.run(action, dies_before=0) == 0
        assert is_whole(bed)
        assert bed.rows(KEPT[0])[0][0] == "published"
        bed.make()
    shutil.rmtree(bed.media)
