"""What follows a publication: the mails about an issue, and its papers for readers."""

import logging

from django.tasks import task

from newsletters.actions import mailings
from newsletters.actions.printings import AlreadyPrinted, keep_printing
from newsletters.models import Issue
from newsletters.printing import mails
from newsletters.printing.variants import print_variant
from newsletters.queries import readers, whole_issues
from newsletters.queries.printings import missing_for_readers
from takasaki_sc.lib.pdf import PaperFault

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


@task
def print_for_readers(number):
    """Make 大きな字 and 白黒 of an issue that is out, where they are missing. Returns which.

    The issue itself is out whatever happens here; run again, it makes only what is missing.
    """
    issue = whole_issues().published().get(pk=number)
    return [
        str(variant) for variant in missing_for_readers(issue) if _print_and_keep(issue, variant)
    ]


def _print_and_keep(issue, variant):
    try:
        keep_printing(issue, variant, print_variant(issue, variant), by=issue.published_by)
    except AlreadyPrinted:  # by somebody's button, meanwhile
        return False
    except (PaperFault, OSError) as fault:
        log.warning("A paper for readers was not made: %s", type(fault).__name__)
        return False
    return True
