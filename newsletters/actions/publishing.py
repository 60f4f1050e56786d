"""校了, 発行予約 and 発行. A published issue never changes."""

import hashlib

from django.db import transaction
from django.utils import timezone

from accounts import audit
from newsletters import queries
from newsletters.actions.saving import _keep_bytes, _open, _save
from newsletters.actions.shelf import _shelve_after_commit
from newsletters.models import Issue, Printing


class NotChecked(Exception):
    """校了になっていません。下見を確かめて「校了にする」を押してから発行してください。"""


class StaleProof(Exception):
    """下見のあとで内容が変わりました。もう一度下見をご確認ください。"""


class FaultsRemain(Exception):
    """直さないと発行できない指摘が残っています。下見の画面の指摘をご確認ください。"""


class NeedsAnother(Exception):
    """この広報紙の発行には、2人が要ります。校了にした方とは別の方が進めてください。"""


class TimeIsPast(Exception):
    """発行する日時が過ぎています。これからの日時にしてください。"""


class NotDue(Exception):
    """発行の予約が取り消されたか、変わりました。"""


@transaction.atomic
def check_issue(issue, proof, *, by):
    """校了: somebody looked at this very print. Any later change takes it back."""
    current = _open(issue)
    _refuse_unfit(current, proof)
    current.state = Issue.State.CHECKED
    current.checked_at, current.checked_by = timezone.now(), by
    current.publish_at = current.scheduled_by = None
    _save(current, by)
    audit.record("issue_checked", current, by=by, number=current.number)
    return current


@transaction.atomic
def schedule_issue(issue, proof, publish_at, *, by):
    """Book the publication for a later moment; the command publish_due carries it out."""
    current = _open_checked(issue, by)
    _refuse_unfit(current, proof)
    if publish_at <= timezone.now():
        raise TimeIsPast
    current.publish_at, current.scheduled_by = publish_at, by
    _save(current, by)
    audit.record("issue_scheduled", current, by=by, number=current.number)
    return current


@transaction.atomic
def unschedule_issue(issue, *, by):
    """Take a booking back; the issue stays 校了."""
    current = _open(issue)
    current.publish_at = current.scheduled_by = None
    _save(current, by)
    audit.record("issue_unscheduled", current, by=by, number=current.number)
    return current


@transaction.atomic
def publish_issue(issue, proof, *, by, is_booked=False):
    """Send the issue out: the proof's bytes are kept for good, the issue is closed.

    proof: lint.proof_issue() of the issue as it stands now. The print is made before this
    transaction, so that nobody's saving waits for two seconds of typesetting. The file is
    whole on disk before the row says so; a refusal, a full disk or a kill leaves the issue as
    it was. is_booked: nobody presses a button now, so the booking must still
    stand, and be this person's. Raises IssueIsPublished, NotChecked, NeedsAnother, StaleProof,
    FaultsRemain.
    """
    current = _open_checked(issue, by)
    if is_booked and not _is_due(current, by):
        raise NotDue
    _refuse_unfit(current, proof)
    printing = _keep_printing(current, 1, proof.paper, by)
    current.pdf.name, current.pdf_sha256 = printing.file.name, printing.sha256
    current.pdf_bytes, current.n_pages = printing.n_bytes, printing.n_pages
    current.state = Issue.State.PUBLISHED
    current.published_at, current.published_by = printing.made_at, by
    _save(current, by)
    audit.record("issue_published", current, by=by, number=current.number, n_pages=current.n_pages)
    _shelve_after_commit(current, proof.paper.content, by)
    return current


def _open_checked(issue, by):
    """The issue, locked and 校了, for somebody who may send it out (two-person rule)."""
    current = _open(issue)
    if not current.is_checked:
        raise NotChecked
    if queries.needs_another(current, by):
        raise NeedsAnother
    return current


def _is_due(issue, by):
    return (
        issue.publish_at is not None
        and issue.publish_at <= timezone.now()
        and issue.scheduled_by_id == by.pk
    )


def _keep_printing(issue, edition, paper, by, *, variant=Printing.Variant.SCREEN):
    """The bytes of one edition, whole on disk, and the row that knows their fingerprint."""
    content = paper.content
    return Printing.objects.create(
        issue=issue,
        edition=edition,
        variant=variant,
        file=_keep_bytes("issues", content, ".pdf"),
        sha256=hashlib.sha256(content).hexdigest(),
        n_bytes=len(content),
        n_pages=paper.n_pages,
        made_at=timezone.now(),
        made_by=by,
    )


def _refuse_unfit(issue, proof):
    if (proof.issue_number, proof.version) != (issue.pk, issue.version):
        raise StaleProof
    if proof.has_blocking:
        raise FaultsRemain
