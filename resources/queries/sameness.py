"""Records of the directory that look like one place, and what has been merged into a record."""

from dataclasses import dataclass

from resources.models import Kind, ResourceMerge, SocialResource
from resources.permissions import ResourcePermission
from resources.queries.likely import (
    alike,
    answers_about,
    candidate_of,
    key_of_resource,
    pair_key,
)

SHOWN = (
    "name", "kind", "address", "venue", "schedule_text", "organiser", "phone", "notes",
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two records that may be one place."""

    one: SocialResource
    other: SocialResource

    @property
    def council_id(self):
        """Whose people may decide: of the one council; of two, those of the whole city."""
        one, other = self.one.council_id, self.other.council_id
        return one if one == other else None

    @property
    def key(self):
        return pair_key(key_of_resource(self.one), key_of_resource(self.other))

    @property
    def code(self):
        return "-".join(self.key)

    @property
    def rows(self):
        return side_by_side(texts_of(self.one), texts_of(self.other))


@dataclass(frozen=True)
class Beside:
    """One field of two records, for the eye."""

    label: str
    one: str
    other: str

    @property
    def differs(self):
        return self.one != self.other


def texts_of(resource):
    """{field: text} of what is shown when two records stand side by side."""
    texts = {name: str(getattr(resource, name)) for name in SHOWN}
    return texts | {"kind": resource.get_kind_display()}


def texts_of_line(row):
    """The same of a line of a list that is no record yet."""
    texts = {name: str(row.after.get(name) or "") for name in SHOWN}
    return texts | {"kind": Kind(texts["kind"]).label if texts["kind"] else ""}


def side_by_side(one, other):
    """[Beside] for the fields of which at least one record says something."""
    fields = SocialResource._meta.get_field
    return [
        Beside(str(fields(name).verbose_name), one[name], other[name])
        for name in SHOWN
        if one[name] or other[name]
    ]


def likely_pairs(user):
    """[Pair] of the directory that nobody has called different, which this person may merge."""
    standing = SocialResource.objects.listed().exclude(status=SocialResource.Status.ENDED)
    standing = standing.select_related("council", "import_source").in_list_order()
    pairs = [Pair(*found) for found in alike([candidate_of(one) for one in standing])]
    answers = answers_about({key for pair in pairs for key in pair.key})
    asked = [pair for pair in pairs if answers.get(pair.key) is not False]
    return [pair for pair in asked if user.has_perm(ResourcePermission.RESOURCE_EDIT, pair)]


def kept_for(pk):
    """The record that one was merged into, or None."""
    merged = SocialResource.objects.filter(pk=pk, merged_into__isnull=False)
    found = merged.select_related("merged_into").first()
    return found.merged_into if found else None


def merges_into(resource):
    """[ResourceMerge] that stand, also of records merged before into one that was merged here."""
    found, ends = [], [resource.pk]
    merges = ResourceMerge.objects.filter(undone_at=None)
    merges = merges.select_related("kept", "merged", "by", "batch__source")
    merges = merges.prefetch_related("merged__confirmations__by")
    while ends:
        step = list(merges.filter(kept__in=ends))
        found += step
        ends = [merge.merged_id for merge in step]
    return found
