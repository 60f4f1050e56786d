"""What was changed in an activity, version by version, in words people read."""

from dataclasses import dataclass

from activities.models import SupportActivity
from councils.models import Organisation
from resources.models import SocialResource
from takasaki_sc.lib import wareki

NAMED = {
    "backed_by_id": Organisation,
    "successor_id": SupportActivity,
    "resource_id": SocialResource,
}
SAID = (
    "kind", "name", "place", "schedule_text", "fee_text", "payment", "is_preparing",
    "started_on", "paused_on", "pause_reason", "ended_on", "end_reason", "subsidy_from_on",
    "subsidy_until_on", "n_registered", "media_url", "source", *NAMED,
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One field that a version changed: its name, and what stood there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One time the record was written: when, by whom, what was changed."""

    at: object
    by: object
    is_first: bool
    changes: list[Change]


def versions_of(activity, n=20):
    """The last n Versions, newest first; the same queries however many there are."""
    kept = list(activity.history.select_related("history_user").order_by("-history_id")[: n + 1])
    names = _names(kept)
    older = [*kept[1:], None][: len(kept)]
    pairs = list(zip(kept, older, strict=True))[:n]
    return [
        Version(
            at=version.history_date,
            by=version.history_user,
            is_first=before is None,
            changes=_changes(before, version, names) if before else [],
        )
        for version, before in pairs
    ]


def _names(versions):
    """{field: {pk: name}} of what the versions point to; nothing is asked for where none does."""
    found = {}
    for field, model in NAMED.items():
        pks = {getattr(version, field) for version in versions} - {None}
        rows = model.objects.filter(pk__in=pks).values_list("pk", "name") if pks else ()
        found[field] = dict(rows)
    return found


def _changes(before, after, names):
    return [
        Change(_label(name), _said(before, name, names), _said(after, name, names))
        for name in SAID
        if getattr(before, name) != getattr(after, name)
    ]


def _label(name):
    return str(SupportActivity._meta.get_field(name.removesuffix("_id")).verbose_name)


def _said(version, name, names):
    value = getattr(version, name)
    if name in NAMED:
        return names[name].get(value, "")
    if name.endswith("_on"):
        return wareki.format_date(value) if value else ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if SupportActivity._meta.get_field(name).choices:
        return getattr(version, f"get_{name}_display")()
    return "" if value is None else str(value)
