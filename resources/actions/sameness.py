"""Saying whether two records are one place, making one of them, and taking that back."""

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts import audit
from resources.models import ResourceMerge, SamenessAnswer, SocialResource, Suggestion
from resources.models.derived import fill_derived, place_by_town, replace_schedules
from resources.models.snapshots import follow_back, lock_resources, put_back, snapshot, written_at
from resources.queries.sameness import merges_into

MERGED = "重複をまとめた"
UNMERGED = "まとめたものを元に戻した"
GO_TOGETHER = {
    "latitude": ("latitude", "longitude", "position_precision"),
    "council": ("council", "neighbourhood", "district_text"),
}
"""A position is one thing, and so is a district: nobody takes a latitude alone."""


class NotMergeable(Exception):
    """まとめられません。ほかの画面から先にまとめられたか、一覧から外れています。画面を開き直してください。"""


class EditedSince(Exception):
    """まとめたあとに内容が直されているため、元に戻せません。何も変えていません。"""


@transaction.atomic
def answer_pairs(answers, *, by, council=None):
    """Remember what is the same and what is not. answers: {(one_key, other_key): is it the same?}.

    An answer given before is replaced.
    """
    now = timezone.now()
    for (one_key, other_key), is_same in answers.items():
        SamenessAnswer.objects.update_or_create(
            one_key=one_key,
            other_key=other_key,
            defaults={"is_same": is_same, "by": by, "at": now},
        )
    same = sum(answers.values())
    audit.record(
        "sameness_answered", by=by, council=council, n_same=same, n_different=len(answers) - same
    )


@transaction.atomic
def merge_resources(kept, merged, *, by, taken=()):
    """Make one record of two. `kept` stays and takes these fields from the other, which leaves
    the list; its address leads to the kept one, and its confirmations stay with it.

    Gives the ResourceMerge. Raises NotMergeable.
    """
    found = lock_resources(kept.pk, merged.pk)
    kept, merged = found[kept.pk], found[merged.pk]
    off = [one for one in (kept, merged) if one.is_merged or one.taken_back_at]
    if off or kept == merged:
        raise NotMergeable
    merge = ResourceMerge(
        kept=kept, merged=merged, by=by, at=timezone.now(),
        kept_before=snapshot(kept), merged_before=snapshot(merged),
    )  # fmt: skip
    _take_values(kept, merged, taken)
    _save(kept, by, MERGED)
    merged.merged_into = kept
    merged.is_public, merged.status = False, SocialResource.Status.ENDED
    _save(merged, by, MERGED)
    _waiting_at(merged).update(resource=kept)
    merge.kept_written_at, merge.merged_written_at = kept.updated_at, merged.updated_at
    merge.save()
    audit.record(
        "resource_merged", kept, by=by, council=kept.council, fields=sorted(taken), n_merged=1
    )
    return merge


@transaction.atomic
def undo_merge(merge, *, by):
    """Both records stand again as before. A second call changes nothing. Raises EditedSince."""
    lock_resources(merge.kept_id, merge.merged_id)
    merge = ResourceMerge.objects.select_related("kept", "merged").get(pk=merge.pk)
    if merge.is_undone:
        return merge
    if not merge.is_untouched or merge.merged.taken_back_at:
        raise EditedSince
    if merge.kept_before:
        _restore(merge.kept, merge.kept_before, merge.at, by)
    _restore(merge.merged, merge.merged_before, merge.at, by)
    _give_back_waiting(merge)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    audit.record("merge_undone", merge.kept, by=by, council=merge.kept.council)
    return merge


def _take_values(kept, merged, taken):
    fields = [field for name in taken for field in GO_TOGETHER.get(name, (name,))]
    for name in fields:
        setattr(kept, name, getattr(merged, name))
    rest = {name: mark for name, mark in kept.value_sources.items() if name not in fields}
    brought = {name: mark for name, mark in merged.value_sources.items() if name in fields}
    kept.value_sources = rest | brought


def _waiting_at(resource):
    """What was said of a record and nobody decided on yet: it goes where the record goes."""
    return Suggestion.objects.filter(resource=resource, state=Suggestion.State.WAITING)


def _give_back_waiting(merge):
    """The suggestions that came about the merged record, or about one merged into it before."""
    own = [merge.merged_id, *(one.merged_id for one in merges_into(merge.merged))]
    came = Q(link__resource__in=own) | Q(line__resource__in=own)
    pks = list(_waiting_at(merge.kept).filter(came).values_list("pk", flat=True))
    Suggestion.objects.filter(pk__in=pks).update(resource=merge.merged)


def _restore(resource, before, merged_at, by):
    put_back(resource, before)
    checks = resource.confirmations.standing().filter(at__gt=merged_at)
    last = checks.aggregate(last=Max("on_day"))["last"]
    resource.last_verified_on = max(filter(None, [resource.last_verified_on, last]), default=None)
    _save(resource, by, UNMERGED)
    follow_back({resource.pk: (written_at(before), resource.updated_at)})


def _save(resource, by, reason):
    fill_derived(resource)
    place_by_town([resource])
    resource._history_user, resource._change_reason = by, reason
    resource.save()
    replace_schedules([resource])
