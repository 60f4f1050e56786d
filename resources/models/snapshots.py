"""A record as it stands, in plain JSON, to be put back when an import or a merge is undone."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from resources.models.imports import ImportRow
from resources.models.places import SocialResource
from resources.models.sameness import ResourceMerge

WHEN = "updated_at"
"""Kept, to know the version by, but never put back: a record was last written when it was."""


def snapshot(resource):
    """Every field of a saved resource by column, as JSON keeps it."""
    fields = resource._meta.concrete_fields
    return {f.attname: _plain(getattr(resource, f.attname)) for f in fields if not f.primary_key}


def written_at(values):
    """When the version a snapshot shows was written."""
    return datetime.fromisoformat(values[WHEN])


def put_back(resource, values):
    """Set a resource to a snapshot. Gives the names of the fields that changed; does not save."""
    changed = []
    for field in resource._meta.concrete_fields:
        if field.name == WHEN or field.attname not in values:
            continue
        value = field.to_python(values[field.attname])
        if getattr(resource, field.attname) != value:
            setattr(resource, field.attname, value)
            changed.append(field.name)
    return changed


def follow_back(versions):
    """What wrote a version that is now put back can itself be undone again.

    versions: {resource pk: (when the version was written, when it was put back)}.
    """
    rows = ImportRow.objects.written().filter(resource__in=versions)
    _move(rows, "resource_id", "written_at", versions)
    merges = ResourceMerge.objects.filter(undone_at=None)
    _move(merges.filter(kept__in=versions), "kept_id", "kept_written_at", versions)
    _move(merges.filter(merged__in=versions), "merged_id", "merged_written_at", versions)


def _move(notes, end, name, versions):
    moved = [note for note in notes if getattr(note, name) == versions[getattr(note, end)][0]]
    for note in moved:
        setattr(note, name, versions[getattr(note, end)][1])
    notes.model.objects.bulk_update(moved, [name], 500)


def lock_resources(*pks):
    """{pk: resource}, locked in one order, so that two merges at once wait for each other."""
    rows = SocialResource.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    return {resource.pk: resource for resource in rows}


def _plain(value):
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
