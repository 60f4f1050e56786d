"""Asking for a paper, and what becomes of the order. The printing is in resources/tasks.py."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import PaperOrder, User
from resources.queries.papers import UNFINISHED, is_stuck

State = PaperOrder.State
DAYS_KEPT = 7


class PaperBusy(Exception):
    """この紙は、いま作っているところです。しばらくお待ちください。"""


@transaction.atomic
def order_paper(paper, options, *, by, title, token):
    """Write an order down. Returns (order, is_new).

    The same form sent twice (same token), and the same paper asked for again while it is being
    made, are one order. The row of the person is locked, so that two clicks cannot pass each other.
    """
    User.objects.select_for_update().get(pk=by.pk)
    own = PaperOrder.objects.filter(ordered_by=by, kind=paper)
    for order in own.filter(ordered_at__gt=timezone.now() - timedelta(days=1)):
        is_sent_twice = order.options.get("token") == str(token)
        is_waited_for = order.state in UNFINISHED and not is_stuck(order)
        is_same_paper = order.options | {"token": ""} == options | {"token": ""}
        if is_sent_twice or (is_waited_for and is_same_paper):
            return order, False
    order = PaperOrder.objects.create(
        kind=paper,
        title=title,
        options={**options, "token": str(token)},
        ordered_by=by,
        ordered_at=timezone.now(),
    )
    audit.record("paper_ordered", order, by=by, paper=str(paper), is_large=options["is_large"])
    return order, True


@transaction.atomic
def order_again(order, *, by):
    """Put an order that failed, was cleared or got stuck back into the queue. Else PaperBusy."""
    order = PaperOrder.objects.select_for_update().get(pk=order.pk)
    is_whole = order.state == State.READY and order.file
    if is_whole or (order.state in UNFINISHED and not is_stuck(order)):
        raise PaperBusy
    order.state, order.progress, order.problem = State.WAITING, 0, ""
    order.ordered_at, order.finished_at, order.n_pages = timezone.now(), None, None
    order.save()
    audit.record("paper_ordered_again", order, by=by, paper=order.kind)
    return order


@transaction.atomic
def start_paper(order, *, by):
    """Take an order out of the queue. False where somebody else has taken it already."""
    taken = PaperOrder.objects.filter(pk=order.pk, state=State.WAITING).update(
        state=State.PRINTING, progress=0
    )
    if not taken:
        return False
    audit.record("paper_started", order, by=by, paper=order.kind)
    return True


@transaction.atomic
def finish_paper(order, paper, *, by):
    """Keep the finished PDF. Its name in the store says nothing about anybody.

    Nothing is kept where another maker has finished the order meanwhile.
    """
    order = PaperOrder.objects.select_for_update().get(pk=order.pk)
    if order.state != State.PRINTING:
        return order
    order.file.save(f"papers/{uuid4().hex}.pdf", ContentFile(paper.content), save=False)
    order.state, order.progress, order.n_pages = State.READY, 100, paper.n_pages
    order.finished_at = timezone.now()
    order.save()
    audit.record("paper_made", order, by=by, paper=order.kind, n_pages=paper.n_pages)
    return order


@transaction.atomic
def fail_paper(order, problem, *, by):
    """Say why there is no paper, in words for the person who waits."""
    order = PaperOrder.objects.select_for_update().get(pk=order.pk)
    order.state, order.problem, order.finished_at = State.FAILED, problem, timezone.now()
    order.save()
    audit.record("paper_failed", order, by=by, paper=order.kind)
    return order


@transaction.atomic
def clear_papers(days, *, by):
    """Remove the files of papers finished `days` days ago; the orders stay. Returns how many.

    A retention rule: a paper is made again in seconds, and an old one misleads.
    """
    ours = Q(kind__startswith="resources.") | Q(kind__startswith="reports.")  # one rule for both
    old = PaperOrder.objects.filter(
        ours, finished_at__lt=timezone.now() - timedelta(days=days)
    ).exclude(file="")
    names = [(order.file.storage, order.file.name) for order in old]
    n_files = old.update(file="")
    audit.record("papers_cleared", by=by, n_files=n_files)
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in names])
    return n_files
