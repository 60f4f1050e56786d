"""Writing a stored preview into the directory: three kinds of lines, a handful of queries."""

import json
from collections import defaultdict
from itertools import batched
from types import SimpleNamespace

from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from councils.models import Council
from resources.importing.stored import put_stored
from resources.models import ImportRow, ResourceStatus, SocialResource
from resources.models.derived import (
    DERIVED_FIELDS,
    add_schedules,
    fill_derived,
    place_by_town,
    town_index,
)
from resources.models.provenance import filled, note_line, noted_as_json
from resources.models.snapshots import snapshot
from takasaki_sc.lib.bulk_rows import (
    ROWS_AT_ONCE,
    ReadyJson,
    insert_rows,
    insert_selected,
    maker,
    update_rows,
)

Result = ImportRow.Result
Status = SocialResource.Status
GONE_CHOICES = {str(Status.SUSPENDED), str(Status.ENDED)}
REASON = "名簿の取り込み"
CHANGE_TO = {
    Status.ACTIVE: ResourceStatus.Change.RESUMED,
    Status.SUSPENDED: ResourceStatus.Change.SUSPENDED,
    Status.ENDED: ResourceStatus.Change.ENDED,
}
SOURCE = [
    "imported_values", "source_batch", "source_sheet", "source_row", "value_sources", "updated_at",
]  # fmt: skip


def write_new(batch, by):
    """Create the resources of the new lines, a few thousand at a time; says how many.

    Each line learns its resource and the version it wrote.
    """
    wanted = batch.rows.filter(result=Result.NEW)
    n = insert_rows(SocialResource, _new_resources(batch, wanted))
    created = SocialResource.objects.filter(source_batch=batch)
    _tie(wanted, created)
    _note_history(created, "+", by, REASON)
    return n


def finish_new(batch, by):
    """Once it is clear what was merged: note the beginnings and the hours of all others."""
    listed = SocialResource.objects.filter(source_batch=batch, merged_into=None)
    _note_states(batch, listed, ResourceStatus.Change.STARTED, by)
    told = listed.order_by("pk").values_list("pk", "schedule_text", "closed_text", named=True)
    add_schedules(told.iterator(ROWS_AT_ONCE))


def _new_resources(batch, wanted):
    councils, towns, today = Council.objects.in_bulk(), town_index(), timezone.localdate()
    make = maker(SocialResource, import_source_id=batch.source_id, source_batch_id=batch.pk)
    rows = wanted.annotate(json=Cast("after", TextField()))
    rows = rows.values_list("batch_id", "sheet", "number", "json", named=True)
    for some in batched(rows.iterator(ROWS_AT_ONCE), ROWS_AT_ONCE, strict=False):
        resources = [_new(make(), row, councils, today) for row in some]
        place_by_town(resources, towns)
        yield from resources


def _new(resource, row, councils, today):
    """What the list says is kept in the words it is stored in already."""
    values = json.loads(row.json)
    put_stored(resource, values)
    fill_derived(resource, councils.get(resource.council_id))
    resource.imported_values = ReadyJson(row.json)
    resource.source_sheet, resource.source_row = row.sheet, row.number
    resource.value_sources = noted_as_json(filled(values), row, today)
    return resource


def _tie(rows, resources):
    """Key by key: a join over tables that were filled this moment is planned on old statistics,
    and PostgreSQL then walks one table for every line."""
    ends = resources.values_list("source_sheet", "source_row", "pk", "updated_at")
    known = {(sheet, number): end for sheet, number, *end in ends}
    tied = []
    for sheet, number, pk in rows.values_list("sheet", "number", "pk"):
        resource_id, written_at = known[sheet, number]
        tied.append(SimpleNamespace(pk=pk, resource_id=resource_id, written_at=written_at))
    update_rows(ImportRow, tied, ["resource", "written_at"])


def write_changes(batch, by):
    """Write the changed fields of the changed lines, and no others; gives the resources."""
    councils = Council.objects.in_bulk()
    rows = list(batch.rows.filter(result=Result.CHANGED).select_related("resource"))
    touched, moved = set(), defaultdict(list)
    for row in rows:
        changes = {name: row.after[name] for name in row.before}
        row.replaced = snapshot(row.resource)
        if "status" in changes:
            moved[CHANGE_TO[changes["status"]]].append(row.resource_id)
        _fill(row.resource, changes, councils)
        if row.resource.import_source_id == batch.source_id:
            _note_source(row.resource, row)
        note_line(row.resource, changes, row)
        touched |= changes.keys()
    resources = [row.resource for row in rows]
    if resources:
        place_by_town(resources)
        update_resources(resources, {*touched, *DERIVED_FIELDS, *SOURCE}, by)
        note_written(rows, "replaced")
    _note_moves(batch, moved, by)
    return resources


def stop_gone(batch, decisions, by):
    """休止 or 終了 for places the list no longer has, as decided; nothing is deleted."""
    rows = batch.rows.filter(result=Result.GONE, resource__in=decisions).select_related("resource")
    stopped, moved = list(rows), defaultdict(list)
    for row in stopped:
        row.after = {"status": decisions[row.resource_id]}
        row.replaced = snapshot(row.resource)
        note_line(row.resource, row.after, row)
        row.resource.status = decisions[row.resource_id]
        row.resource.updated_at = timezone.now()
        moved[CHANGE_TO[row.resource.status]].append(row.resource_id)
    resources = [row.resource for row in stopped]
    if resources:
        update_resources(resources, ["status", "value_sources", "updated_at"], by)
        note_written(stopped, "after", "replaced")
    _note_moves(batch, moved, by)
    return resources


def note_written(rows, *names):
    """At each line, the version it wrote: undoing finds out whether that still stands."""
    for row in rows:
        row.written_at = row.resource.updated_at
    update_rows(ImportRow, rows, [*names, "written_at"])


def _fill(resource, values, councils):
    put_stored(resource, values)
    resource.updated_at = timezone.now()
    fill_derived(resource, councils.get(resource.council_id))


def _note_source(resource, row):
    """What the list says of it now, and in which line."""
    resource.imported_values = row.after
    resource.source_batch_id = row.batch_id
    resource.source_sheet, resource.source_row = row.sheet, row.number


def update_resources(resources, names, by, reason=REASON):
    """Write these fields of many resources, each with a version of its history."""
    update_rows(SocialResource, resources, sorted(names))
    pks = [resource.pk for resource in resources]
    for some in batched(pks, ROWS_AT_ONCE, strict=False):
        _note_history(SocialResource.objects.filter(pk__in=some), "~", by, reason)


def _note_history(resources, sign, by, reason):
    """A version of each resource as it stands in the database now."""
    versions = SocialResource.history.model
    kept = {field.name: field.attname for field in versions.tracked_fields}
    told = {"history_date": timezone.now(), "history_type": sign, "history_user": by.pk,
            "history_change_reason": reason}  # fmt: skip
    insert_selected(versions, kept | _told(versions, told), resources)


def _note_moves(batch, moved, by):
    """moved: change → keys of the resources it happened to."""
    for change, pks in moved.items():
        for some in batched(pks, ROWS_AT_ONCE, strict=False):
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
