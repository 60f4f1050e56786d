"""確認: an issue is given to others to read, and what they remark."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from newsletters.actions.saving import _open, _save
from newsletters.models import Issue, Remark


class NotADraft(Exception):
    """この号は、もう確認を頼んであります。"""


class NotOfThisIssue(Exception):
    """その記事は、この号にありません。画面を開き直してください。"""


@transaction.atomic
def ask_review(issue, *, by):
    """確認を頼む: the studio list shows everybody that this issue waits for readers."""
    current = _open(issue)
    if current.state != Issue.State.DRAFT:
        raise NotADraft
    current.state = Issue.State.REVIEW
    current.asked_at, current.asked_by = timezone.now(), by
    _save(current, by)
    audit.record("issue_review_asked", current, by=by, number=current.number)
    return current


@transaction.atomic
def add_remark(issue, article, text, *, by):
    """A remark on a block, or on the whole issue (article None)."""
    current = _open(issue)
    if article is not None and article.issue_id != current.pk:
        raise NotOfThisIssue
    remark = Remark.objects.create(issue=current, article=article, text=text, by=by)
    audit.record("remark_added", remark, by=by, number=current.number)
    return remark


@transaction.atomic
def settle_remark(remark, *, by):
    """すんだ: somebody saw to it. Settled twice, the first stands."""
    issue = _open(remark.issue)
    current = Remark.objects.select_for_update().get(pk=remark.pk)
    if current.settled_at is None:
        current.settled_at, current.settled_by = timezone.now(), by
        current.save()
    audit.record("remark_settled", current, by=by, number=issue.number)
    return current


@transaction.atomic
def reopen_remark(remark, *, by):
    """A settled remark is open again."""
    issue = _open(remark.issue)
    current = Remark.objects.select_for_update().get(pk=remark.pk)
    current.settled_at = current.settled_by = None
    current.save()
    audit.record("remark_reopened", current, by=by, number=issue.number)
    return current
