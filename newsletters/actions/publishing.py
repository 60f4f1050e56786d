"""校了 and 発行. A published issue never changes."""

import hashlib

from django.db import transaction
from django.utils import timezone

from accounts import audit
from newsletters.actions.saving import _keep_bytes, _open, _save
from newsletters.actions.shelf import _shelve_after_commit
from newsletters.models import Issue


class NotChecked(Exception):
    """校正がすんでいません。下見を確かめて「校正ずみにする」を押してから発行してください。"""


class StaleProof(Exception):
    """下見のあとで内容が変わりました。もう一度下見をご確認ください。"""


class FaultsRemain(Exception):
    """直さないと発行できない指摘が残っています。下見の画面の指摘をご確認ください。"""


@transaction.atomic
def check_issue(issue, proof, *, by):
    """校正ずみ: somebody looked at this very print. Any later change makes it a draft again."""
    current = _open(issue)
    _refuse_unfit(current, proof)
    current.state = Issue.State.CHECKED
    current.checked_at, current.checked_by = timezone.now(), by
    _save(current, by)
    audit.record("issue_checked", current, by=by, number=current.number)
    return current


@transaction.atomic
def publish_issue(issue, proof, *, by):
    """Send the issue out: the proof's bytes are kept for good, the issue is closed.

    proof: lint.proof_issue() of the issue as it stands now. The print is made before this
    transaction, so that nobody's saving waits for two seconds of typesetting. The file is
    whole on disk before the row says so; a refusal or a full disk leaves the issue as it was.
    Raises IssueIsPublished, NotChecked, StaleProof, FaultsRemain.
    """
    current = _open(issue)
    if not current.is_checked:
        raise NotChecked
    _refuse_unfit(current, proof)
    content = proof.paper.content
    current.pdf.name = _keep_bytes("issues", content, ".pdf")
    current.pdf_sha256 = hashlib.sha256(content).hexdigest()
    current.pdf_bytes, current.n_pages = len(content), proof.paper.n_pages
    current.state = Issue.State.PUBLISHED
    current.published_at, current.published_by = timezone.now(), by
    _save(current, by)
    audit.record("issue_published", current, by=by, number=current.number, n_pages=current.n_pages)
    _shelve_after_commit(current, content, by)
    return current


def _refuse_unfit(issue, proof):
    if (proof.issue_number, proof.version) != (issue.pk, issue.version):
        raise StaleProof
    if proof.has_blocking:
        raise FaultsRemain
