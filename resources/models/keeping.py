"""What several actions write alike about one resource. They lock it first and record the trail."""

from resources.models.derived import fill_derived, place_by_town, replace_schedules
from resources.models.freshness import Confirmation
from resources.models.places import ResourceStatus, SocialResource
from resources.models.provenance import note_screen
from takasaki_sc.lib.seen import mark_of

Change = ResourceStatus.Change
WRITTEN = (
    "name", "kana", "kind", "council_id", "neighbourhood_id", "venue", "address",
    "schedule_text", "closed_text", "organiser", "provider_kind", "contact", "phone",
    "fax", "fee_text", "url", "notes", "latitude", "longitude", "is_public",
)  # fmt: skip
STATUS_AFTER = {
    Change.SUSPENDED: SocialResource.Status.SUSPENDED,
    Change.RESUMED: SocialResource.Status.ACTIVE,
    Change.ENDED: SocialResource.Status.ENDED,
}


def keep_words(resource, values, by):
    """Put values (field → value) into a resource and save it with all that is worked out of them.

    Returns the names of the fields that changed. Where none did, 最終更新 stays as it was.
    """
    changed = sorted(name for name, value in values.items() if getattr(resource, name) != value)
    if resource.pk and not changed:
        keep_check(resource, by)
        return changed
    for name in changed:
        setattr(resource, name, values[name])
    note_screen(resource, changed)
    fill_derived(resource)
    place_by_town([resource])
    resource._history_user = by
    resource.save()
    replace_schedules([resource])
    return changed


def words_mark(resource):
    """The fingerprint of all that a person can write about it, to notice a second writer."""
    return mark_of(*(getattr(resource, name) for name in WRITTEN))


def note_check(resource, *, on_day, result, by):
    """Note that somebody made sure on that day. 最終確認日 moves forward, never back.

    Does not save the resource: its words may change in the same breath. 最終更新 is left alone
    where nothing else does.
    """
    before = resource.last_verified_on
    resource.last_verified_on = max(filter(None, [before, on_day]))
    return Confirmation.objects.create(
        resource=resource, on_day=on_day, result=result, by=by, day_before=before
    )


def keep_check(resource, by):
    """Save a resource of which nothing but 最終確認日 moved."""
    resource._history_user = by
    resource.save(update_fields=["last_verified_on"])


def keep_status(resource, change, *, on_day, by, reason=""):
    """休止・再開・終了: set the state, save it, and note the day and the reason."""
    resource.status = STATUS_AFTER[change]
    note_screen(resource, ["status"])
    resource._history_user = by
    resource.save(update_fields=["status", "value_sources", "last_verified_on", "updated_at"])
    ResourceStatus.objects.create(
        resource=resource, change=change, on_day=on_day, reason=reason, by=by
    )
