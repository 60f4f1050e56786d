"""Writing a stored preview into the directory: three kinds of lines, a handful of queries."""

from collections import defaultdict
from itertools import batched

from django.db import connection
from django.db.models import Value
from django.utils import timezone

from councils.models import Council
from resources.importing.stored import put_stored
from resources.models import ImportRow, ResourceStatus, SocialResource
from resources.models.derived import add_schedules, fill_derived
from takasaki_sc.lib.bulk_rows import ROWS_AT_ONCE, insert_rows, insert_selected

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
DERIVED = ["search_text", "natural_key", "order_key"]
SOURCE = ["imported_values", "source_batch", "source_sheet", "source_row", "updated_at"]


def write_new(batch, by):
    """Create the resources of the new lines, a few thousand at a time; says how many."""
    councils = Council.objects.in_bulk()
    wanted = batch.rows.filter(result=Result.NEW)
    rows = wanted.values_list("batch_id", "sheet", "number", "after", named=True)
    n = insert_rows(
        SocialResource, (_new(batch, row, councils) for row in rows.iterator(ROWS_AT_ONCE))
    )
    of_batch = SocialResource.objects.filter(source_batch=batch)
    _tie(wanted, of_batch)
    _note_history(of_batch, "+", by)
    _note_states(batch, of_batch, ResourceStatus.Change.STARTED, by)
    told = of_batch.order_by("pk").values_list("pk", "schedule_text", named=True)
    add_schedules(told.iterator(ROWS_AT_ONCE))
    return n


def _tie(rows, resources):
    """Tell each line its resource, key by key: a join over tables that were filled this moment
    is planned on old statistics, and PostgreSQL then walks one table for every line."""
    pks = {line[:2]: line[2] for line in resources.values_list("source_sheet", "source_row", "pk")}
    pairs = [(pks[line[:2]], line[2]) for line in rows.values_list("sheet", "number", "pk")]
    table = connection.ops.quote_name(ImportRow._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET resource_id = %s WHERE id = %s", pairs)


def _new(batch, row, councils):
    resource = SocialResource()
    resource.import_source_id = batch.source_id
    _fill(resource, row.after, row, councils)
    return resource


def write_changes(batch, by):
    """Write the changed fields of the changed lines, and no others; gives the resources."""
    councils = Council.objects.in_bulk()
    rows = list(batch.rows.filter(result=Result.CHANGED).select_related("resource"))
    touched, moved = set(), defaultdict(list)
    for row in rows:
        changes = {name: row.after[name] for name in row.before}
        if "status" in changes:
            moved[CHANGE_TO[changes["status"]]].append(row.resource_id)
        _fill(row.resource, changes, row, councils)
        touched |= changes.keys()
    resources = [row.resource for row in rows]
    if resources:
        _update(resources, [*touched, *DERIVED, *SOURCE], by)
    _note_moves(batch, moved, by)
    return resources


def stop_gone(batch, decisions, by):
    """休止 or 終了 for places the list no longer has, as decided; nothing is deleted."""
    rows = batch.rows.filter(result=Result.GONE, resource__in=decisions).select_related("resource")
    stopped, moved = [], defaultdict(list)
    for row in rows:
        row.after = {"status": decisions[row.resource_id]}
        row.resource.status = decisions[row.resource_id]
        row.resource.updated_at = timezone.now()
        moved[CHANGE_TO[row.resource.status]].append(row.resource_id)
        stopped.append(row.resource)
    ImportRow.objects.bulk_update(rows, ["after"], ROWS_A_QUERY)
    if stopped:
        _update(stopped, ["status", "updated_at"], by)
    _note_moves(batch, moved, by)
    return stopped


def _fill(resource, values, row, councils):
    put_stored(resource, values)
    if resource.council_id:
        resource.council = councils[resource.council_id]
    resource.imported_values = row.after
    resource.source_batch_id = row.batch_id
    resource.source_sheet, resource.source_row = row.sheet, row.number
    resource.updated_at = timezone.now()
    fill_derived(resource)


def _update(resources, fields, by):
    SocialResource.objects.bulk_create(
        resources,
        batch_size=ROWS_A_QUERY,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=sorted(set(fields)),
    )
    pks = [resource.pk for resource in resources]
    for some in batched(pks, 10 * ROWS_A_QUERY, strict=False):
        _note_history(SocialResource.objects.filter(pk__in=some), "~", by)


def _note_history(resources, sign, by):
    """A version of each resource as it stands in the database now."""
    versions = SocialResource.history.model
    kept = {field.name: field.attname for field in versions.tracked_fields}
    told = {"history_date": timezone.now(), "history_type": sign, "history_user": by.pk,
            "history_change_reason": REASON}  # fmt: skip
    insert_selected(versions, kept | _told(versions, told), resources)


def _note_moves(batch, moved, by):
    """moved: change → keys of the resources it happened to."""
    for change, pks in moved.items():
        for some in batched(pks, 10 * ROWS_A_QUERY, strict=False):
            _note_states(batch, SocialResource.objects.filter(pk__in=some), change, by)


def _note_states(batch, resources, change, by):
    told = {"change": change, "on_day": timezone.localdate(), "reason": REASON,
            "batch": batch.pk, "by": by.pk, "at": timezone.now()}  # fmt: skip
    insert_selected(ResourceStatus, {"resource": "pk"} | _told(ResourceStatus, told), resources)


def _told(model, values):
    """The same words for every row that is copied."""
    fields = {name: model._meta.get_field(name) for name in values}
    return {
        name: Value(value, getattr(fields[name], "target_field", fields[name]))
        for name, value in values.items()
    }
