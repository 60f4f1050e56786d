"""Writing a stored preview into the directory: three kinds of lines, a handful of queries."""

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from councils.models import Council
from resources.importing.stored import put_stored
from resources.models import ImportRow, ResourceStatus, SocialResource
from resources.models.derived import DERIVED_FIELDS, fill_derived, place_by_town
from resources.models.provenance import filled, note_line
from resources.models.snapshots import snapshot

Result = ImportRow.Result
Status = SocialResource.Status
GONE_CHOICES = {str(Status.SUSPENDED), str(Status.ENDED)}
REASON = "名簿の取り込み"
ROWS_A_QUERY = 200
CHANGE_TO = {
    Status.ACTIVE: ResourceStatus.Change.RESUMED,
    Status.SUSPENDED: ResourceStatus.Change.SUSPENDED,
    Status.ENDED: ResourceStatus.Change.ENDED,
}
SOURCE = [
    "imported_values", "source_batch", "source_sheet", "source_row", "value_sources", "updated_at",
]  # fmt: skip


def write_new(batch, by):
    """Create the resources of the new lines; gives the lines back, each with its resource."""
    councils = Council.objects.in_bulk()
    rows = list(batch.rows.filter(result=Result.NEW))
    resources = [SocialResource(import_source=batch.source) for _ in rows]
    for resource, row in zip(resources, rows, strict=True):
        _fill(resource, row.after, row, councils)
        note_line(resource, filled(row.after), row)
    place_by_town(resources)
    created = bulk_create_with_history(
        resources, SocialResource, ROWS_A_QUERY, default_user=by, default_change_reason=REASON
    )
    for row, resource in zip(rows, created, strict=True):
        row.resource = resource
    return rows


def finish_new(batch, rows, by):
    """Once it is clear what was merged: note the beginnings, and what undoing must find."""
    for row in rows:
        row.written_at = row.resource.updated_at
    ImportRow.objects.bulk_update(rows, ["resource", "written_at"], ROWS_A_QUERY)
    listed = [row.resource for row in rows if not row.resource.is_merged]
    _note_states(batch, listed, ResourceStatus.Change.STARTED, by)
    return listed


def write_changes(batch, by):
    """Write the changed fields of the changed lines, and no others; gives the resources."""
    councils = Council.objects.in_bulk()
    rows = list(batch.rows.filter(result=Result.CHANGED).select_related("resource"))
    touched = set()
    for row in rows:
        changes = {name: row.after[name] for name in row.before}
        row.replaced = snapshot(row.resource)
        if "status" in changes:
            _note_states(batch, [row.resource], CHANGE_TO[changes["status"]], by)
        _fill(row.resource, changes, row, councils)
        note_line(row.resource, changes, row)
        touched |= changes.keys()
    resources = [row.resource for row in rows]
    if resources:
        place_by_town(resources)
        update_resources(resources, [*touched, *DERIVED_FIELDS, *SOURCE], by)
        _note_written(rows, "replaced", "written_at")
    return resources


def stop_gone(batch, decisions, by):
    """休止 or 終了 for places the list no longer has, as decided; nothing is deleted."""
    rows = batch.rows.filter(result=Result.GONE, resource__in=decisions).select_related("resource")
    stopped = []
    for row in rows:
        row.after = {"status": decisions[row.resource_id]}
        row.replaced = snapshot(row.resource)
        note_line(row.resource, row.after, row)
        row.resource.status = decisions[row.resource_id]
        row.resource.updated_at = timezone.now()
        _note_states(batch, [row.resource], CHANGE_TO[row.resource.status], by)
        stopped.append(row.resource)
    if stopped:
        update_resources(stopped, ["status", "value_sources", "updated_at"], by)
        _note_written(rows, "after", "replaced", "written_at")
    return stopped


def _note_written(rows, *fields):
    """At each line, the version it wrote: undoing finds out whether that still stands."""
    for row in rows:
        row.written_at = row.resource.updated_at
    ImportRow.objects.bulk_update(rows, fields, ROWS_A_QUERY)


def _fill(resource, values, row, councils):
    put_stored(resource, values)
    if resource.council_id:
        resource.council = councils[resource.council_id]
    if resource.import_source_id == row.batch.source_id:
        resource.imported_values = row.after
        resource.source_batch_id = row.batch_id
        resource.source_sheet, resource.source_row = row.sheet, row.number
    resource.updated_at = timezone.now()
    fill_derived(resource)


def update_resources(resources, fields, by, reason=REASON):
    """Write these fields of many resources, each with a version of its history."""
    bulk_update_with_history(
        resources,
        SocialResource,
        sorted(set(fields)),
        batch_size=ROWS_A_QUERY,
        default_user=by,
        default_change_reason=reason,
    )


def _note_states(batch, resources, change, by):
    today = timezone.localdate()
    ResourceStatus.objects.bulk_create(
        ResourceStatus(
            resource=resource, change=change, on_day=today, reason=REASON, batch=batch, by=by
        )
        for resource in resources
    )
