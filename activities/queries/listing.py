"""An activity and its entry in the directory: one thing on record twice, never silently apart."""

from dataclasses import dataclass

from django.db.models import Q

from activities.models import SupportActivity
from resources.models import Kind, SocialResource
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.lines import lines_of

Status = SocialResource.Status
DIRECTORY_KINDS = {
    "gathering": Kind.IBASHO,
    "salon": Kind.SALON,
    "exercise": Kind.EXERCISE,
    "shopping": Kind.SHOPPING,
    "mobile_shop": Kind.MOBILE_SHOP,
    "waste": Kind.LIVING,
    "housework": Kind.LIVING,
    "watching": Kind.WATCH,
    "outing": Kind.TRANSPORT,
    "meal": Kind.MEAL,
    "bench": Kind.FACILITY,
}
ACTIVITY_KINDS = {
    Kind.IBASHO: "gathering", Kind.SALON: "salon", Kind.KAYOI: "exercise",
    Kind.EXERCISE: "exercise", Kind.SHOPPING: "shopping", Kind.MOBILE_SHOP: "mobile_shop",
    Kind.MEAL: "meal", Kind.TRANSPORT: "outing", Kind.WATCH: "watching",
    Kind.LIVING: "housework", Kind.DEMENTIA_CAFE: "gathering",
}  # fmt: skip
PAIRS = {"place": "venue", "schedule_text": "schedule_text", "fee_text": "fee_text"}
"""What both records say of the same thing: field of the activity → field of the entry."""
STATES = {
    SupportActivity.State.ACTIVE: Status.ACTIVE,
    SupportActivity.State.PAUSED: Status.SUSPENDED,
    SupportActivity.State.ENDED: Status.ENDED,
}
"""What the entry of an activity should say; one that is being prepared may say anything."""


@dataclass(frozen=True)
class Difference:
    """One thing about which the two records differ. name: the activity's field, or "state"."""

    name: str
    label: str
    here: str
    there: str
    fits_here: bool = True

    @property
    def is_state(self):
        return self.name == "state"


def entry_of(activity):
    """The entry that stands for the activity: its own, or the one that was merged into; or None."""
    return activity.resource and activity.resource.standing


def differences(activity):
    """The Differences between an activity and its entry; [] where there is no entry."""
    resource = entry_of(activity)
    if resource is None:
        return []
    found = [
        _difference(activity, resource, name)
        for name, other in PAIRS.items()
        if search_key(_one_line(getattr(activity, name)))
        != search_key(_one_line(getattr(resource, other)))
        and not _says_the_same_place(activity, resource, name)
    ]
    if STATES.get(activity.state, resource.status) != resource.status:
        here, there = activity.state.label, resource.get_status_display()
        found.append(Difference("state", "ようす", here, there, fits_here=False))
    return found


def _difference(activity, resource, name):
    field = SupportActivity._meta.get_field(name)
    there = _one_line(getattr(resource, PAIRS[name]))
    return Difference(
        name=name,
        label=str(field.verbose_name),
        here=getattr(activity, name),
        there=there,
        fits_here=len(there) <= field.max_length,
    )


def _says_the_same_place(activity, resource, name):
    """「会場（住所）」 here and the two apart there are the same place."""
    return name == "place" and search_key(activity.place) == search_key(resource.where)


def _one_line(text):
    return "、".join(lines_of(text))


def value_from_entry(activity, name):
    """What the entry says about a field of the activity, on one line."""
    return _one_line(getattr(entry_of(activity), PAIRS[name]))


def start_of_entry(activity):
    """The form of the directory as the activity fills it in."""
    return {
        "name": activity.name,
        "kind": DIRECTORY_KINDS.get(activity.kind, Kind.OTHER),
        "council": activity.council,
        "venue": activity.place,
        "schedule_text": activity.schedule_text,
        "fee_text": activity.fee_text,
        "organiser": activity.backed_by.name if activity.backed_by else "",
        "url": activity.media_url,
        "is_public": True,
    }


def start_from_entry(resource):
    """The form of an activity as an entry of the directory fills it in."""
    return {
        "name": resource.name[:80],
        "kind": ACTIVITY_KINDS.get(resource.kind, SupportActivity.Kind.OTHER),
        "place": (resource.venue or resource.where)[:120],
        "schedule_text": _one_line(resource.schedule_text)[:200],
        "fee_text": resource.fee_text[:80],
    }


def entries_to_link(activity):
    """Standing entries of the council that belong to no activity; alike names come first."""
    free = Q(activity=None) & ~Q(status=Status.ENDED)
    entries = list(
        SocialResource.objects.listed().filter(free, council=activity.council).in_list_order()
    )
    own = search_key(activity.name)
    return sorted(entries, key=lambda entry: not _is_alike(own, search_key(entry.name)))


def _is_alike(one, other):
    return bool(one and other) and (one in other or other in one)


def likely_entries(activity):
    """Entries that may be this very activity, by name: to link instead of writing it twice."""
    own = search_key(activity.name)
    return [e for e in entries_to_link(activity) if _is_alike(own, search_key(e.name))]
