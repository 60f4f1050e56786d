"""Letters to readers: please confirm, you are already here, an issue is out."""

import email.policy
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

CONFIRM_SALT = "newsletters.confirm"
LEAVE_SALT = "newsletters.leave"
FAULTS = (SMTPException, OSError, ValueError)
"""What the post office says when it does not take a letter."""


LONGEST_LINE = 990


class Letter(EmailMultiAlternatives):
    """A mail whose long header lines stay whole.

    The usual 78 letters a line would turn the address in List-Unsubscribe into an encoded word,
    which no mail program reads as an address.
    """

    def message(self, *, policy=email.policy.default):
        return super().message(policy=policy.clone(max_line_length=LONGEST_LINE))


def address_of(name, *args):
    """The whole address of one of our pages, for mails and feeds."""
    return settings.SITE_URL.rstrip("/") + reverse(f"newsletters:{name}", args=args)


def confirm_secret(subscriber):
    """The word in the link: which row and which asking, no address, good for three days."""
    return signing.dumps([subscriber.pk, _asked(subscriber)], salt=CONFIRM_SALT)


def leave_secret(subscriber):
    """The word in the link that ends a subscription. It stays good as long as the row is there."""
    return signing.dumps([subscriber.pk], salt=LEAVE_SALT)


def read_secret(secret, salt, *, max_age=None):
    """The list in a secret of ours, or None: forged, cut off, or too old."""
    try:
        return signing.loads(secret, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None


def is_of_this_asking(subscriber, parts):
    return parts[1:] == [_asked(subscriber)]


def _asked(subscriber):
    return int(subscriber.asked_at.timestamp())


def confirmation_letter(subscriber):
    """To a new address: press the button, else nothing will come."""
    url = address_of("subscribe-confirm", confirm_secret(subscriber))
    return _letter(subscriber, "お申し込みの確認", "confirm", url=url)


def already_letter(subscriber):
    """To an address that gets mails already: only its owner learns that."""
    return _letter(subscriber, "お申し込みについて", "already")


def issue_letter(issue, subscriber):
    """The mail about a new issue."""
    url = address_of("issue-detail", issue.pk)
    pdf = address_of("issue-pdf", issue.pk)
    return _letter(subscriber, f"{issue.number_name}が出ました", "issue", issue=issue, url=url,
                   pdf=pdf)  # fmt: skip


def _letter(subscriber, subject, kind, **words):
    """Text with a plain HTML twin. RFC 8058: the mail program's own button ends it in one step."""
    leave = address_of("subscribe-leave", leave_secret(subscriber))
    series = subscriber.series
    words |= {"series": series, "leave": leave}
    letter = Letter(
        subject=f"【{series.title}】{subject}",
        body=render_to_string(f"newsletters/mail/{kind}.txt", words),
        to=[subscriber.email],
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.attach_alternative(render_to_string(f"newsletters/mail/{kind}.html", words), "text/html")
    return letter
