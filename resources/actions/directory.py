"""Adding and correcting one resource, making sure of it, and saying that it stopped."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from resources.models import Confirmation, ResourceStatus, SocialResource
from resources.models.derived import fill_derived, place_by_town, replace_schedules

Change = ResourceStatus.Change
STATUS_AFTER = {
    Change.SUSPENDED: SocialResource.Status.SUSPENDED,
    Change.RESUMED: SocialResource.Status.ACTIVE,
    Change.ENDED: SocialResource.Status.ENDED,
}


class ChangeNotPossible(Exception):
    """いまの状態からは、その変更はできません。画面を開き直して確かめてください。"""


@transaction.atomic
def add_resource(values, *, by, submit_token=None):
    """Put a new resource into the directory. values: field → value, as the form cleaned them.

    The same form sent twice (same submit_token) gives the resource the first made.
    """
    sent_before = SocialResource.objects.filter(submit_token=submit_token).first()
    if submit_token and sent_before:
        return sent_before
    today = timezone.localdate()
    resource = SocialResource(**values, submit_token=submit_token, last_verified_on=today)
    _save(resource, by)
    ResourceStatus.objects.create(resource=resource, change=Change.STARTED, on_day=today, by=by)
    audit.record("resource_added", resource, by=by, council=resource.council)
    return resource


@transaction.atomic
def correct_resource(resource, values, *, by, is_verified=False):
    """Change what is written about a resource.

    is_verified: the rest was checked too, so 最終確認日 moves to today. Only the names of the
    changed fields go into the audit trail; the values are kept as versions.
    """
    resource = SocialResource.objects.select_for_update().get(pk=resource.pk)
    changed = sorted(name for name, value in values.items() if getattr(resource, name) != value)
    for name in changed:
        setattr(resource, name, values[name])
    if is_verified:
        resource.last_verified_on = timezone.localdate()
        _note_confirmation(resource, Confirmation.Result.CORRECTED, by)
    _save(resource, by)
    audit.record(
        "resource_corrected",
        resource,
        by=by,
        council=resource.council,
        fields=changed,
        is_verified=is_verified,
    )
    return resource


@transaction.atomic
def confirm_resource(resource, *, by):
    """変わりなし: somebody made sure today. A second press on the same day changes nothing."""
    resource = SocialResource.objects.select_for_update().get(pk=resource.pk)
    today = timezone.localdate()
    unchanged = Confirmation.Result.UNCHANGED
    if resource.confirmations.filter(on_day=today, result=unchanged).exists():
        return resource
    resource.last_verified_on = today
    resource._history_user = by
    resource.save(update_fields=["last_verified_on", "updated_at"])
    _note_confirmation(resource, unchanged, by)
    audit.record("resource_confirmed", resource, by=by, council=resource.council)
    return resource


@transaction.atomic
def change_status(resource, change, *, by, on_day, reason=""):
    """休止・再開・終了, with the day and the reason. Raises ChangeNotPossible for no change."""
    resource = SocialResource.objects.select_for_update().get(pk=resource.pk)
    status = STATUS_AFTER[change]
    if resource.status == status:
        raise ChangeNotPossible
    resource.status = status
    resource._history_user = by
    resource.save(update_fields=["status", "updated_at"])
    ResourceStatus.objects.create(
        resource=resource, change=change, on_day=on_day, reason=reason, by=by
    )
    audit.record(
        "resource_status_changed", resource, by=by, council=resource.council, change=str(change)
    )
    return resource


def _save(resource, by):
    fill_derived(resource)
    place_by_town([resource])
    resource._history_user = by
    resource.save()
    replace_schedules([resource])


def _note_confirmation(resource, result, by):
    Confirmation.objects.create(
        resource=resource, on_day=timezone.localdate(), result=result, by=by
    )
