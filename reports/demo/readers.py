"""Where the invented printed copies go, and invented readers (example.jp leads nowhere)."""

from datetime import timedelta

from django.utils import timezone

from newsletters.models import Recipient, Series, Subscriber

PLACES = (
    ("見本市役所 1階の棚", Recipient.Way.SHELF, 100, ""),
    ("見本公民館", Recipient.Way.CARRIED, 50, "火曜は休館"),
    ("例示公民館", Recipient.Way.CARRIED, 40, ""),
    ("架空あんしんセンター", Recipient.Way.CARRIED, 30, ""),
    ("仮名町内会", Recipient.Way.CIRCULATED, 25, "班ごとに1部"),
    ("試作図書館", Recipient.Way.POSTED, 20, ""),
)
N_READERS = 5
SINCE = timedelta(days=30)
"""They were there before the issues went out, so they are still to be told of them."""


def make_readers():
    """Places and readers of every series that has none. Returns how many were made."""
    n_made = 0
    for series in Series.objects.filter(recipients=None, subscribers=None):
        Recipient.objects.bulk_create(
            Recipient(
                series=series, name=name, way=way, n_copies=n_copies, note=note, order=order * 10
            )
            for order, (name, way, n_copies, note) in enumerate(PLACES, start=1)
        )
        moment = timezone.now() - SINCE
        Subscriber.objects.bulk_create(
            Subscriber(
                series=series, email=f"mihon{n}@example.jp", asked_at=moment, confirmed_at=moment
            )
            for n in range(1, N_READERS + 1)
        )
        n_made += len(PLACES) + N_READERS
    return n_made
