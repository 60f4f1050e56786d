"""Reading across the room: what the directory and its pages show, prefetched in one place."""

from datetime import timedelta

from django.db.models import Prefetch

from councils.models import Council
from resources.models import Confirmation, ImportBatch, ResourceStatus, SocialResource
from resources.models.derived import reading_of
from resources.permissions import ResourcePermission
from takasaki_sc.lib import schedules

MOST_POINTS = 1000
WHAT_A_VERSION_DID = {"+": "書き足した", "~": "書きかえた", "-": "消した"}


def resources_visible_to(user):
    """Visitors see what is released and not ended; people with a role see everything."""
    resources = SocialResource.objects.listed().in_list_order()
    if user.has_perm(ResourcePermission.UNPUBLISHED_VIEW):
        return resources
    return resources.public()


def resources_for_cards(resources, *, with_schedules=False):
    """The same resources with what a card of the list shows, and no more: it may be long."""
    if with_schedules:
        resources = resources.prefetch_related("schedules")
    return resources.select_related("council").only(*CARD_FIELDS)


def resources_for_print(resources, most):
    """The first of the resources with what a line of the printed list shows."""
    return list(resources.select_related("council").only(*CARD_FIELDS, *_PRINT_FIELDS)[:most])


CARD_FIELDS = (
    "name", "kind", "council__name", "schedule_text", "venue", "address", "fee_text", "phone",
    "status", "is_public", "last_verified_on", "latitude", "position_precision",
)  # fmt: skip
_PRINT_FIELDS = ("organiser", "fax", "notes", "closed_text", "kana")


def resource_for_page(user, pk):
    """One resource with everything its page walks, or SocialResource.DoesNotExist."""
    return (
        resources_visible_to(user)
        .select_related("council", "neighbourhood", "town", "import_source", "source_batch")
        .prefetch_related(
            "schedules",
            Prefetch("status_changes", ResourceStatus.objects.select_related("by")),
            Prefetch("confirmations", Confirmation.objects.standing().select_related("by")),
        )
        .get(pk=pk)
    )


def map_points(resources):
    """What the map draws: at most MOST_POINTS dicts with id, lat, lng, name, kind, label."""
    return points_of(resources.filter(latitude__isnull=False).only(*_POINT_FIELDS)[:MOST_POINTS])


def points_of(resources):
    """What the map draws of resources that have a position."""
    return [_point(resource) for resource in resources]


_POINT_FIELDS = (
    "name", "kind", "latitude", "longitude", "position_precision",
    "venue", "address", "schedule_text",
)  # fmt: skip


def _point(resource):
    return {
        "id": resource.pk,
        "lat": float(resource.latitude),
        "lng": float(resource.longitude),
        "name": resource.name,
        "css": resource.look.css,
        "label": resource.get_kind_display(),
        "when": " ".join(resource.schedule_text.split())[:60],
        "where": resource.venue or resource.address,
        "rough": resource.is_roughly_placed,
        "url": resource.get_absolute_url(),
    }


def next_days(resource, today, n=3):
    """The next n days it is held, today included; [] where the text does not tell for certain."""
    if not resource.is_active:
        return []
    return schedules.next_dates(reading_of(resource), today - timedelta(days=1), n)


def like_it_nearby(user, resource, most=5):
    """Others of the same kind in the same district that the visitor may see and that go on."""
    if not resource.council_id:
        return []
    others = resources_visible_to(user).filter(
        council=resource.council_id, kind=resource.kind, status=SocialResource.Status.ACTIVE
    )
    return list(others.exclude(pk=resource.pk).only("name", "schedule_text", "venue")[:most])


def districts():
    """The councils a visitor may narrow the list down to: the 第2層 ones."""
    return Council.objects.tier2().in_board_order()


def batches_for_list():
    """Every reading of a list, newest first, with what a line shows."""
    return ImportBatch.objects.latest_first().select_related(
        "source", "council", "uploaded_by", "applied_by", "undone_by"
    )


def rows_for_preview(batch, result):
    """The lines of a batch: those with one result, the warned ones, or all (result "")."""
    rows = batch.rows.select_related("resource").order_by("order")
    if result == "warned":
        return rows.filter(is_warned=True)
    return rows.filter(result=result) if result else rows
