"""Taking back a whole batch: the directory stands again as it did before.

What the list added leaves every page (its words stay in the versions and in the stored lines);
what it changed and stopped goes back to the record kept at each line.
"""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from councils.models import Council
from resources.importing.applying import update_resources
from resources.importing.batches import NotReady, lock_batch
from resources.models import (
    ImportBatch,
    ResourceSchedule,
    ResourceStatus,
    SocialResource,
)
from resources.models.derived import (
    DERIVED_FIELDS,
    fill_derived,
    place_by_town,
    replace_schedules,
)
from resources.models.snapshots import follow_back, lock_resources, put_back, written_at
from resources.queries.undoing import undo_plan

REASON = "名簿の取り込みの取り消し"
OFF_THE_LIST = ["taken_back_at", "is_public", "status", "updated_at"]


class NotUndoable(Exception):
    """反映したあとに手が加わっているため、取り消せません。何も変えていません。"""


@transaction.atomic
def undo_batch(batch, *, by):
    """Put everything back that the batch wrote. A second call changes nothing.

    Raises NotReady for a batch that was not applied, and NotUndoable when somebody has edited,
    confirmed, merged or used one of its resources since, or a later edition stands on it.
    """
    batch = lock_batch(batch)
    if batch.is_undone:
        return batch
    if not batch.is_applied:
        raise NotReady
    lock_resources(*batch.rows.written().values_list("resource", flat=True))
    plan = undo_plan(batch)
    if not plan.is_possible:
        raise NotUndoable
    now = timezone.now()
    ResourceStatus.objects.filter(batch=batch).delete()
    _put_back(plan.changed + plan.stopped, by, now)
    _take_back(batch, plan.added, by, now)
    batch.state, batch.undone_by, batch.undone_at = ImportBatch.State.UNDONE, by, now
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    audit.record(
        "import_undone",
        batch,
        by=by,
        council=batch.council,
        new=len(plan.added),
        changed=len(plan.changed),
        stopped=len(plan.stopped),
    )
    return batch


def _put_back(rows, by, now):
    """The record each line found, whole. What is worked out of it is worked out anew: the table
    of towns, say, may have come in since."""
    touched, councils = {"updated_at", *DERIVED_FIELDS}, Council.objects.in_bulk()
    for row in rows:
        touched.update(put_back(row.resource, row.replaced))
        row.resource.updated_at = now
        row.resource.council = councils.get(row.resource.council_id)
        fill_derived(row.resource)
    resources = [row.resource for row in rows]
    if resources:
        place_by_town(resources)
        update_resources(resources, touched, by, REASON)
        replace_schedules(resources)
        follow_back({row.resource_id: (written_at(row.replaced), now) for row in rows})


def _take_back(batch, rows, by, now):
    """Off every list and page; merges this batch made are undone with it."""
    resources = [row.resource for row in rows]
    for resource in resources:
        resource.taken_back_at = resource.updated_at = now
        resource.is_public, resource.status = False, SocialResource.Status.ENDED
    if resources:
        update_resources(resources, OFF_THE_LIST, by, REASON)
    ResourceSchedule.objects.filter(resource__in=resources).delete()
    batch.merges.filter(undone_at=None).update(undone_at=now, undone_by=by)
