"""Where an address alone must do: giving every resource the town of its address."""

from django.db import transaction
from django.db.models import Q
from simple_history.utils import bulk_update_with_history

from accounts import audit
from resources.models import SocialResource
from resources.models.derived import place_by_town

ROWS_A_QUERY = 200
Precision = SocialResource.Precision
REASON = "住所の町からおよその位置を置いた"


@transaction.atomic
def place_resources(*, by):
    """Put what has an address and no measured position into the middle of its town.

    Positions somebody measured stay. Returns how many records changed.
    """
    resources = list(
        SocialResource.objects.select_for_update()
        .exclude(address="")
        .filter(Q(latitude=None) | Q(town=None) | Q(position_precision=Precision.TOWN))
        .order_by("pk")
    )
    before = [_place_of(resource) for resource in resources]
    place_by_town(resources)
    changed = [
        resource
        for resource, place in zip(resources, before, strict=True)
        if _place_of(resource) != place
    ]
    if changed:
        bulk_update_with_history(
            changed,
            SocialResource,
            ["town", "latitude", "longitude", "position_precision"],
            batch_size=ROWS_A_QUERY,
            default_user=by,
            default_change_reason=REASON,
        )
    audit.record("resources_placed", by=by, n_resources=len(changed))
    return len(changed)


def _place_of(resource):
    return resource.town_id, resource.latitude, resource.longitude
