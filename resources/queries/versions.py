"""What was changed in a record, version by version and field by field, in words people read."""

from dataclasses import dataclass

from councils.models import Council, Neighbourhood
from resources.models import SocialResource
from takasaki_sc.lib import wareki

LONGEST = 120
POSITION = ("latitude", "longitude", "position_precision")
SAID = (
    "name", "kana", "kind", "council_id", "neighbourhood_id", "venue", "address", "schedule_text",
    "closed_text", "organiser", "provider_kind", "contact", "phone", "fax", "fee_text", "url",
    "notes", "status", "is_public", "last_verified_on",
)  # fmt: skip
NAMED = {"council_id": Council, "neighbourhood_id": Neighbourhood}


@dataclass(frozen=True)
class Change:
    """One field that a version changed: its Japanese name, and what stood there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One time the record was written: when, by whom, why, and what was changed."""

    at: object
    by: object
    reason: str
    is_first: bool
    changes: list


def versions_of(resource, n=20):
    """The last n Versions, newest first. Costs the same queries however many there are."""
    kept = list(resource.history.select_related("history_user").order_by("-history_id")[: n + 1])
    names = _names(kept)
    older = [*kept[1:], None]
    return [
        Version(
            at=version.history_date,
            by=version.history_user,
            reason=version.history_change_reason or "",
            is_first=version.history_type == "+",
            changes=_changes(before, version, names) if before else [],
        )
        for version, before in list(zip(kept, older, strict=True))[:n]
    ]


def _names(versions):
    """{field: {pk: name}} of the councils and 町内会 that any of the versions names."""
    found = {}
    for field, model in NAMED.items():
        pks = {getattr(version, field) for version in versions} - {None}
        names = model.objects.filter(pk__in=pks).values_list("pk", "name") if pks else ()
        found[field] = dict(names)
    return found


def _changes(before, after, names):
    fields = [name for name in SAID if getattr(before, name) != getattr(after, name)]
    changes = [
        Change(_label(name), _said(before, name, names), _said(after, name, names))
        for name in fields
    ]
    if any(getattr(before, name) != getattr(after, name) for name in POSITION):
        changes.append(Change("地図の位置", _position(before), _position(after)))
    return changes


def _label(name):
    field = SocialResource._meta.get_field(name.removesuffix("_id"))
    return str(field.verbose_name)


def _said(version, name, names):
    value = getattr(version, name)
    if name in NAMED:
        return names[name].get(value, "")
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if name == "last_verified_on":
        return wareki.format_date(value) if value else ""
    if SocialResource._meta.get_field(name).choices:
        return getattr(version, f"get_{name}_display")()
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"


def _position(version):
    if version.latitude is None:
        return ""
    if version.position_precision == SocialResource.Precision.TOWN:
        return f"およその位置（北緯{version.latitude:.3f} 東経{version.longitude:.3f}）"
    return f"北緯{version.latitude} 東経{version.longitude}"
