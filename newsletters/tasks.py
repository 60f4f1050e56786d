"""Sending the mails about an issue, from a button or from a timer."""

import logging

from django.tasks import task

from newsletters.actions import mailings
from newsletters.models import Issue
from newsletters.printing import mails
from newsletters.queries import readers

log = logging.getLogger(__name__)


@task
def mail_issue(number, n_batches=20):
    """Send what is to be sent about an issue. Returns (sent, failed).

    Run twice, or by two at once, it sends nothing twice: a mail belongs to the process that
    claimed it. The log says how many and why, never to whom.
    """
    issue = Issue.objects.published().select_related("series").get(pk=number)
    n_sent = n_failed = 0
    for _ in range(n_batches):
        if not has_mails(issue):
            break
        batch = mailings.claim_mailings(issue, by=None)
        failed = [mailing for mailing in batch if not _send(issue, mailing)]
        mailings.close_mailings(issue, failed, by=None, n_sent=len(batch) - len(failed))
        n_sent, n_failed = n_sent + len(batch) - len(failed), n_failed + len(failed)
        if failed:  # the post office is down: the next round tries again
            break
    return [n_sent, n_failed]


def has_mails(issue):
    return readers.readers_to_tell(issue).exists() or readers.mailings_to_send(issue).exists()


def _send(issue, mailing):
    try:
        mails.issue_letter(issue, mailing.subscriber).send()
    except mails.FAULTS as fault:
        log.warning("A newsletter mail was not sent: %s", type(fault).__name__)
        return False
    mailings._mark_sent(mailing)
    return True
