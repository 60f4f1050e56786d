"""Two printed lists of the demo world, who holds them, and what has changed since."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from councils.models import Council
from resources.actions.directory import change_status, correct_resource
from resources.models import Distribution, ResourceEdition, ResourceStatus, SocialResource

Audience = Distribution.Audience
HOLDERS = (
    (Audience.COMMUNITY_HALL, "八幡公民館（見本）", 30),
    (Audience.WELFARE_COMMISSIONER, "民生委員の集まり（見本）", 24),
    (Audience.CARE_MANAGER, "ケアマネジャーの連絡会（見本）", 15),
    (Audience.SALON_HOST, "サロンの主催者のみなさん（見本）", 12),
    (Audience.SENIORS_CLUB, "八幡長寿会（見本）", 40),
)
A_LONG_TIME, SINCE_PRINTED = 400, 60


def has_editions():
    return ResourceEdition.objects.exists()


def make_editions(by, today):
    """One list of 八幡 that has become untrue in three places, and one of the whole city."""
    _date_back(today)
    yawata = Council.objects.get(name="八幡")
    issued_on = today - timedelta(days=SINCE_PRINTED)
    edition = ResourceEdition.objects.create(
        title="八幡 つどいの場一覧（見本）", council=yawata, issued_on=issued_on, n_printed=150
    )
    ResourceEdition.objects.create(
        title="たかさき 移動販売の案内（見本）", issued_on=today - timedelta(days=200),
        n_printed=300, kinds=["mobile_shop"],
    )  # fmt: skip
    holders = [
        Distribution(edition=edition, audience=audience, recipient=recipient, n_copies=n,
                     handed_on=issued_on + timedelta(days=3))
        for audience, recipient, n in HOLDERS
    ]  # fmt: skip
    holders[0].told_on = today
    Distribution.objects.bulk_create(holders)
    _change_something(yawata, by, today)
    return 2


def _date_back(today):
    """The directory of the demo was written down in one moment: long before it was printed."""
    day = today - timedelta(days=A_LONG_TIME)
    moment = timezone.make_aware(datetime.combine(day, time(10)))
    SocialResource.history.filter(history_type="+").update(history_date=moment)


def _change_something(council, by, today):
    shown = SocialResource.objects.public().filter(council=council, status="active")
    first, second, third = shown.order_by("order_key", "pk")[:3]
    correct_resource(first, {"phone": "027-000-1234", "fee_text": "300円"}, by=by)
    correct_resource(second, {"venue": "見本ふれあいセンター"}, by=by)
    suspended = ResourceStatus.Change.SUSPENDED
    change_status(third, suspended, by=by, on_day=today, reason="会場の工事のため")
