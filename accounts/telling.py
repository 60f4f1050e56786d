"""A mail to somebody whose own log-in was changed, so that a stranger's hand is noticed."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from accounts.verb_facts import CODES

log = logging.getLogger(__name__)
TEMPLATE = "accounts/email/log_in_changed"


def tell_change(user, change, address=""):
    """Say what kind of thing was changed; never to what. change: a short code of CODES.

    address: where else than to the user's own one. True when a mail went out: there may be no
    address, and a mail server that rests holds nobody up (the trail has the change anyway).
    """
    to = address or user.email
    if not to:
        return False
    subject = render_to_string(f"{TEMPLATE}_subject.txt").strip()
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}"
    body = render_to_string(f"{TEMPLATE}_message.txt", {"change": CODES[change]})
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
    except OSError:  # every fault of the post is one
        log.warning("mail about a changed log-in was not sent", extra={"user": user.pk})
        return False
    return True
