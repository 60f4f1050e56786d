"""Who reads the newsletter: how many by mail, and where the printed copies go."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from accounts.register import NOWHERE
from newsletters.models import Issue, Mailing, Recipient, Series, Subscriber

LEASE = timedelta(minutes=10)
"""How long a mail being sent is left alone by other processes."""


@dataclass(frozen=True)
class CopyLine:
    """A place and its copies of one issue: as noted, or as it will be."""

    recipient: Recipient
    n_copies: int
    handed_on: object
    handout_id: int | None


@dataclass(frozen=True)
class CopyList:
    """The distribution list of one issue. is_noted: its numbers are kept with the issue."""

    lines: list[CopyLine]
    is_noted: bool

    @property
    def n_copies(self):
        return sum(line.n_copies for line in self.lines)

    @property
    def n_handed(self):
        return sum(line.n_copies for line in self.lines if line.handed_on)

    @property
    def n_places_handed(self):
        return sum(1 for line in self.lines if line.handed_on)


def series_with_readers():
    """Every series with n_confirmed (mail), n_places and n_copies (paper)."""
    series = list(
        Series.objects.annotate(
            n_confirmed=Count("subscribers", filter=Q(subscribers__confirmed_at__isnull=False))
        )
    )
    rows = Recipient.objects.filter(is_active=True).order_by()
    counts = rows.values("series_id").annotate(n_places=Count("pk"), n_copies=Sum("n_copies"))
    by_series = {row["series_id"]: row for row in counts}
    for one in series:
        row = by_series.get(one.pk, {})
        one.n_places, one.n_copies = row.get("n_places", 0), row.get("n_copies", 0)
    return series


def issues_with_mail_counts():
    """Published issues with n_sent and n_failed mails, newest first."""
    return (
        Issue.objects.published()
        .newest_first()
        .select_related("series")
        .annotate(
            n_sent=Count("mailings", filter=Q(mailings__sent_at__isnull=False)),
            n_failed=Count(
                "mailings",
                filter=Q(mailings__sent_at=None, mailings__n_tries__gte=Mailing.MOST_TRIES),
            ),
        )
    )


def reached(readers):
    """Readers but for those whose use is stopped or who were forgotten."""
    return readers.exclude(email__endswith=f"@{NOWHERE}")


def readers_to_tell(issue):
    """Confirmed readers of an issue's series, there before it went out, without a mailing."""
    confirmed = reached(Subscriber.objects).filter(confirmed_at__lt=issue.published_at)
    return confirmed.filter(series_id=issue.series_id).exclude(mailings__issue=issue)


def mailings_to_send(issue, now=None):
    """Unsent mails of an issue that nobody is sending just now, least tried first."""
    now = now or timezone.now()
    return (
        issue.mailings.filter(sent_at=None, n_tries__lt=Mailing.MOST_TRIES)
        .exclude(subscriber__email__endswith=f"@{NOWHERE}")
        .filter(Q(tried_at=None) | Q(tried_at__lt=now - LEASE))
        .order_by("n_tries", "pk")
    )


def copies_of(issue):
    """The CopyList of an issue: what was noted for it, or else the places as they stand."""
    noted = issue.handouts.select_related("recipient").order_by("recipient__order", "recipient_id")
    lines = [CopyLine(row.recipient, row.n_copies, row.handed_on, row.pk) for row in noted]
    if lines:
        return CopyList(lines, is_noted=True)
    places = issue.series.recipients.filter(is_active=True)
    return CopyList([CopyLine(place, place.n_copies, None, None) for place in places], False)


def recipients_of(series):
    """Places in order, those that get nothing any more last."""
    return series.recipients.order_by(F("is_active").desc(), "order", "pk")
