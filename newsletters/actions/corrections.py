"""訂正: what was wrong in an issue that is out, and the edition that says so."""

from django.db import transaction

from accounts import audit
from newsletters.actions.publishing import NeedsAnother, StaleProof, _keep_printing
from newsletters.models import Correction, Issue, Printing


class NotPublished(Exception):
    """まだ発行していない号です。記事を直してください。"""


class NothingToCorrect(Exception):
    """まだ刷っていない訂正がありません。"""


class AlreadyPrinted(Exception):
    """訂正版に刷った訂正は、取り消せません。新しい訂正を加えてください。"""


@transaction.atomic
def add_correction(issue, words, *, by):
    """Note what was wrong and what is right; readers see it at once, the first print stays."""
    current = _open_published(issue)
    correction = Correction.objects.create(issue=current, by=by, **words)
    audit.record("correction_added", correction, by=by, number=current.number)
    return correction


@transaction.atomic
def remove_correction(correction, *, by):
    """Take back a 訂正 that was itself a mistake, as long as it is on no paper."""
    issue = _open_published(correction.issue)
    current = Correction.objects.get(pk=correction.pk)
    if current.edition:
        raise AlreadyPrinted
    current.delete()
    audit.record("correction_removed", issue, by=by, number=issue.number)
    return issue


@transaction.atomic
def reissue_issue(issue, proof, *, by):
    """A corrected edition: new bytes beside the old ones, which stay where they are.

    proof: printing.proof_edition() of the corrections as they stand now. Whoever noted a
    correction does not send it out alone where the series needs two people.
    """
    current = _open_published(issue)
    corrections = list(current.corrections.all())
    fresh = [correction for correction in corrections if not correction.edition]
    if not fresh:
        raise NothingToCorrect
    if proof.corrections != tuple(correction.pk for correction in corrections):
        raise StaleProof
    if current.series.needs_two_people and any(c.by_id == by.pk for c in fresh):
        raise NeedsAnother
    edition = _last_edition(current) + 1
    printing = _keep_printing(current, edition, proof.paper, by)
    current.corrections.filter(pk__in=[c.pk for c in fresh]).update(edition=edition)
    audit.record("issue_reissued", current, by=by, number=current.number, edition=edition)
    return printing


def _open_published(issue):
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if not current.is_published:
        raise NotPublished
    return current


def _last_edition(issue):
    """The number of the newest edition. Issues from before editions had rows get theirs now."""
    screen = issue.printings.filter(variant=Printing.Variant.SCREEN)
    last = screen.order_by("-edition").first()
    if last is None:
        last = Printing.objects.create(
            issue=issue, edition=1, variant=Printing.Variant.SCREEN, file=issue.pdf.name,
            sha256=issue.pdf_sha256, n_bytes=issue.pdf_bytes, n_pages=issue.n_pages,
            made_at=issue.published_at, made_by=issue.published_by,
        )  # fmt: skip
    return last.edition
