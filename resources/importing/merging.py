"""Lines of a list that look like one place: found, asked about, and merged as answered.

A line that is said to be a place of the directory is not thrown away: it becomes a record
merged into that place, so that next year's edition finds it again and asks nothing.
"""

from django.utils import timezone

from resources.importing.applying import note_written, update_resources
from resources.models import ImportRow, ResourceMerge, SocialResource
from resources.models.snapshots import snapshot
from resources.queries.alike import questions_of
from resources.queries.likely import (
    COMPARED,
    Candidate,
    alike,
    answers_about,
    candidate_of,
    key_of,
    key_of_resource,
    near,
    pair_key,
)

NEW = ImportRow.Result.NEW
REASON = "名簿の取り込みで、同じものをまとめた"
MERGED = ["merged_into", "status", "is_public", "updated_at"]


def find_alike(outcomes):
    """{index of a new line: what it looks like, as ImportRow.alike keeps it}; warns at the line.

    Compared with the lines above it and with the directory. A pair somebody already called
    different is not asked about again.
    """
    new = {n: reading for n, (reading, result, _, _) in enumerate(outcomes) if result == NEW}
    pairs = [*_within(new), *_with_directory(new)] if new else []
    answers = answers_about({key for n, other in pairs for key in _keys(new, n, other)})
    found = {}
    for n, other in pairs:
        answer = answers.get(pair_key(*_keys(new, n, other)))
        if answer is False:
            continue
        if answer is None:
            _warn(new[n], other)
        found.setdefault(n, []).append(_reference(other))
    return found


def _within(new):
    """[(index, reading above)] among the new lines themselves."""
    candidates = [
        Candidate(n, _compared(reading, reading.values.get("kind_text", "")), reading.is_more)
        for n, reading in new.items()
    ]
    return [(max(pair), new[min(pair)]) for pair in alike(candidates)]


def _with_directory(new):
    """[(index, resource)]: the new lines beside all that stands in the directory."""
    candidates = [Candidate(n, _compared(reading)) for n, reading in new.items()]
    resources = near(candidates, SocialResource.objects.listed())
    if not resources:
        return []
    candidates += map(candidate_of, resources)
    pairs = [sorted(pair, key=_is_resource) for pair in alike(candidates)]
    return [(n, other) for n, other in pairs if not _is_resource(n) and _is_resource(other)]


def _is_resource(thing):
    return isinstance(thing, SocialResource)


def _compared(reading, category=""):
    values = {name: reading.values.get(name) or "" for name in COMPARED}
    return values | {"district": reading.values.get("district_text", ""), "category": category}


def _keys(new, n, other):
    other_key = key_of_resource(other) if _is_resource(other) else key_of(other.values)
    return key_of(new[n].values), other_key


def _reference(other):
    if _is_resource(other):
        return {"resource": other.pk}
    return {"sheet": other.sheet, "row": other.number}


def _warn(reading, other):
    where = "載っている資源" if _is_resource(other) else f"{other.number}行目"
    reading.warn(
        reading.cells.get("name", ""),
        f"{where}「{other.name}」と同じものかもしれません。「同じものか答える」で見くらべてください。",
    )


def merge_answered(batch, by):
    """Merge what was answered to be the same, before anything else sees the new records.

    The new lines know their saved resources. Gives the merged resources.
    """
    roots, merges, rows, now = {}, [], [], timezone.now()
    questions = questions_of(batch, answer=True)
    own = _own_resources(questions)
    for question in questions:
        row = question.row
        one = row.resource = own[row.resource_id]
        kept = question.resource or own[question.other_row.resource_id]
        kept = roots.get(kept.pk, kept)
        if one.pk not in roots and kept.pk != one.pk:
            roots[one.pk] = kept
            merges.append(_merge(batch, one, kept, by, now))
            rows.append(row)
    ResourceMerge.objects.bulk_create(merges)
    merged = [merge.merged for merge in merges]
    if merged:
        update_resources(merged, MERGED, by, REASON)
        note_written(rows)
    return merged


def _own_resources(questions):
    """{pk: resource} of the new lines that are asked about; no query where there are none."""
    lines = [line for q in questions for line in (q.row, q.other_row) if line]
    return SocialResource.objects.in_bulk({line.resource_id for line in lines})


def _merge(batch, one, kept, by, now):
    before = snapshot(one)
    one.merged_into, one.updated_at = kept, now
    one.status, one.is_public = SocialResource.Status.ENDED, False
    return ResourceMerge(
        kept=kept,
        merged=one,
        batch=batch,
        merged_before=before,
        merged_written_at=now,
        at=now,
        by=by,
    )
