"""The variants of a published issue: made once, and never again."""

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from newsletters.actions.saving import _keep_bytes
from newsletters.models import Issue, Printing


class NotPublishedYet(Exception):
    """まだ発行されていない号です。下書きの紙面は、そのつど作られます。"""


class AlreadyPrinted(Exception):
    """この紙面は、もう作ってあります。作った紙面は変わりません。"""


@transaction.atomic
def keep_printing(issue, variant, paper, *, by):
    """Keep the bytes of one variant of a published issue, as the one that is handed out.

    Raises NotPublishedYet, AlreadyPrinted.
    """
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if not current.is_published:
        raise NotPublishedYet
    edition = current.printings.aggregate(last=Max("edition"))["last"] or 1
    if current.printings.filter(edition=edition, variant=variant).exists():
        raise AlreadyPrinted
    printing = Printing.objects.create(
        issue=current, edition=edition, variant=variant,
        file=_keep_bytes("issues", paper.content, ".pdf"),
        sha256=hashlib.sha256(paper.content).hexdigest(),
        n_bytes=len(paper.content), n_pages=paper.n_pages,
        made_at=timezone.now(), made_by=by,
    )  # fmt: skip
    audit.record("variant_printed", current, by=by, variant=variant, n_pages=paper.n_pages)
    return printing
