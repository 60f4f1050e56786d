"""What undoing an applied batch would do, and what stands in its way."""

from dataclasses import dataclass

from django.db.models import Q

from resources.models import (
    Confirmation,
    ImportBatch,
    ImportRow,
    ResourceMerge,
    ResourceSchedule,
    ResourceStatus,
    SocialResource,
)

Result = ImportRow.Result
OWN = {ImportRow, ResourceMerge, ResourceSchedule, ResourceStatus}
"""What the import itself wrote beside a resource; everything else is somebody's work."""

EDITED = "反映したあとに、直されたか、確かめられています。"
MERGED = "反映したあとに、ほかの資源とまとめられています。2つに戻すと、取り消せます。"
STATED = "反映したあとに、休止・再開・終了が記録されています。"
USED = "反映したあとに、ほかの記録で使われています。"


@dataclass(frozen=True)
class Obstacle:
    """A resource somebody worked on after the batch, and how."""

    resource: SocialResource
    words: str


@dataclass(frozen=True)
class UndoPlan:
    """How many go where; and why not, if it cannot be."""

    rows: list
    obstacles: list
    later: ImportBatch | None
    is_too_old: bool

    @property
    def is_possible(self):
        return not (self.obstacles or self.later or self.is_too_old)

    @property
    def added(self):
        return self._with(Result.NEW)

    @property
    def changed(self):
        return self._with(Result.CHANGED)

    @property
    def stopped(self):
        return self._with(Result.GONE)

    def _with(self, result):
        return [row for row in self.rows if row.result == result]


def undo_plan(batch):
    """The UndoPlan of an applied batch."""
    rows = list(batch.rows.written().select_related("resource").order_by("order"))
    unwritten = batch.rows.to_write().filter(written_at=None)
    return UndoPlan(
        rows=rows,
        obstacles=_obstacles(batch, rows),
        later=_applied_later(batch),
        is_too_old=unwritten.exists(),
    )


def _applied_later(batch):
    """A newer edition of the same list that stands: it was compared with this one."""
    later = ImportBatch.objects.applied().filter(
        source=batch.source_id, applied_at__gt=batch.applied_at
    )
    return later.order_by("-applied_at").first()


def _obstacles(batch, rows):
    reasons = _used_elsewhere({row.resource_id for row in rows if row.result == Result.NEW})
    edited = {row.resource_id for row in rows if row.resource.updated_at != row.written_at}
    edited |= _checked(batch, rows)
    reasons |= dict.fromkeys(edited, EDITED)
    stated = ResourceStatus.objects.filter(resource__in=edited, at__gt=batch.applied_at)
    stated = stated.exclude(batch=batch).order_by().values_list("resource", flat=True)
    reasons |= dict.fromkeys(stated, STATED)
    reasons |= dict.fromkeys(_merged(batch, rows), MERGED)
    resources = [row.resource for row in rows]
    return [Obstacle(one, reasons[one.pk]) for one in resources if one.pk in reasons]


def _checked(batch, rows):
    """Those somebody made sure of since; a mere check leaves 最終更新 as it was."""
    checks = Confirmation.objects.standing().filter(
        resource__in=[row.resource_id for row in rows], at__gt=batch.applied_at
    )
    return set(checks.order_by().values_list("resource", flat=True))


def _merged(batch, rows):
    """Those that somebody merged since, as the record kept or as the other."""
    resources = {row.resource_id for row in rows}
    merges = ResourceMerge.objects.filter(
        Q(kept__in=resources) | Q(merged__in=resources), undone_at=None
    )
    ends = merges.exclude(batch=batch).order_by().values_list("kept", "merged")
    return {pk for pair in ends for pk in pair} & resources


def _used_elsewhere(added):
    """Of the added resources, those that any other table refers to, whichever it is."""
    reasons = {}
    for relation in SocialResource._meta.related_objects:
        if relation.related_model in OWN | {SocialResource} or not added:
            continue
        name = relation.field.name
        found = relation.related_model.objects.filter(**{f"{name}__in": added})
        reasons |= dict.fromkeys(found.order_by().values_list(name, flat=True), USED)
    return reasons
