"""An activity and its entry in the directory: written once, linked, and kept alike (C16, K4)."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from activities.models import SupportActivity
from activities.queries.listing import PAIRS, differences, entry_of, value_from_entry
from resources.actions import directory
from resources.models import ResourceStatus, SocialResource

State = SupportActivity.State
Change = ResourceStatus.Change
CHANGES = {
    State.ACTIVE: Change.RESUMED,
    State.PAUSED: Change.SUSPENDED,
    State.ENDED: Change.ENDED,
}


class AlreadyListed(Exception):
    """この活動は、もう一覧とつながっています。"""


class EntryIsTaken(Exception):
    """その登録は、ほかの活動とつながっています。"""


class NothingToAdjust(Exception):
    """もう同じになっています。"""


class TooLongHere(Exception):
    """一覧のことばが長く、活動の欄に入りません。活動のほうを短いことばで直してください。"""


@transaction.atomic
def list_activity(activity, values, *, by, submit_token=None):
    """Put the activity into the directory, through the directory's own action, and link both.

    values: field → value as resources' form cleaned them. Raises AlreadyListed.
    """
    standing = _hold_unlisted(activity)
    resource = directory.add_resource(values, by=by, submit_token=submit_token)
    _link(standing, resource, by)
    audit.record("activity_listed", standing, by=by, council=standing.council, is_new=True)
    return resource


@transaction.atomic
def link_activity(activity, resource, *, by):
    """The directory has the activity already: both are the same. Raises EntryIsTaken."""
    standing = _hold_unlisted(activity)
    if SupportActivity.objects.filter(resource=resource).exists():
        raise EntryIsTaken(EntryIsTaken.__doc__)
    _link(standing, resource, by)
    audit.record("activity_listed", standing, by=by, council=standing.council, is_new=False)
    return resource


@transaction.atomic
def unlink_activity(activity, *, by):
    """The two are not the same after all; both stay on record."""
    standing = _hold(activity)
    _link(standing, None, by)
    audit.record("activity_unlisted", standing, by=by, council=standing.council)
    return standing


@transaction.atomic
def adjust_entry(activity, name, *, by):
    """The directory takes over what the activity says (a field of PAIRS, or "state").

    Through resources' own actions, so that 出どころ and versions are kept there.
    """
    standing = _hold(activity)
    _difference(standing, name)
    if name == "state":
        directory.change_status(
            entry_of(standing), CHANGES[standing.state], by=by, on_day=_day_of(standing),
            reason=standing.end_reason or standing.pause_reason,
        )  # fmt: skip
    else:
        values = {PAIRS[name]: getattr(standing, name)}
        directory.correct_resource(entry_of(standing), values, by=by)
    audit.record("listing_adjusted", standing, by=by, council=standing.council, field=name,
                 to="entry")  # fmt: skip
    return standing


@transaction.atomic
def adjust_activity(activity, name, *, by):
    """The activity takes over what the directory says (a field of PAIRS)."""
    standing = _hold(activity)
    difference = _difference(standing, name)
    if not difference.fits_here:
        raise TooLongHere(TooLongHere.__doc__)
    setattr(standing, name, value_from_entry(standing, name))
    standing._history_user = by
    standing.save()
    audit.record("listing_adjusted", standing, by=by, council=standing.council, field=name,
                 to="activity")  # fmt: skip
    return standing


def _difference(activity, name):
    found = next((d for d in differences(activity) if d.name == name), None)
    if found is None:
        raise NothingToAdjust(NothingToAdjust.__doc__)
    return found


def _day_of(activity):
    return activity.ended_on or activity.paused_on or timezone.localdate()


def _hold(activity):
    rows = SupportActivity.objects.select_for_update(of=("self",))
    return rows.select_related("council", "resource").get(pk=activity.pk)


def _hold_unlisted(activity):
    standing = _hold(activity)
    if standing.resource_id:
        raise AlreadyListed(AlreadyListed.__doc__)
    return standing


def _link(activity, resource, by):
    activity.resource = resource and SocialResource.objects.get(pk=resource.pk)
    activity._history_user = by
    activity.save()
