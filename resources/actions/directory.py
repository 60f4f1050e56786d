"""Adding and correcting one resource, making sure of it, and saying that it stopped."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from resources.models import Confirmation, ResourceStatus, SocialResource
from resources.models.keeping import (
    STATUS_AFTER,
    keep_check,
    keep_status,
    keep_words,
    note_check,
    words_mark,
)

Change = ResourceStatus.Change


class EditConflict(Exception):
    """ほかの画面から、先に保存されました。両方の内容を見比べてください。"""

    def __init__(self, theirs):
        super().__init__(self.__doc__)
        self.theirs = theirs


class ChangeNotPossible(Exception):
    """いまの状態からは、その変更はできません。画面を開き直して確かめてください。"""


@transaction.atomic
def add_resource(values, *, by, submit_token=None):
    """Put a new resource into the directory. values: field → value, as the form cleaned them.

    The same form sent twice (same submit_token) gives the resource the first made.
    """
    User.objects.select_for_update(no_key=True).get(
        pk=by.pk
    )  # the same form may come twice at once
    sent_before = SocialResource.objects.filter(submit_token=submit_token).first()
    if submit_token and sent_before:
        return sent_before
    today = timezone.localdate()
    resource = SocialResource(submit_token=submit_token, last_verified_on=today)
    keep_words(resource, values, by)
    ResourceStatus.objects.create(resource=resource, change=Change.STARTED, on_day=today, by=by)
    audit.record("resource_added", resource, by=by, council=resource.council)
    return resource


@transaction.atomic
def correct_resource(resource, values, *, by, is_verified=False, seen=""):
    """Change what is written about a resource.

    seen: words_mark() of what the writer had in front of them; EditConflict when somebody wrote
    something else since. Empty for those who set a few fields without having read the others.
    is_verified: the rest was checked too, so 最終確認日 moves to today. Only the names of the
    changed fields go into the audit trail; the values are kept as versions.
    """
    resource = SocialResource.objects.select_for_update().get(pk=resource.pk)
    if seen and seen != words_mark(resource):
        raise EditConflict(resource)
    if is_verified:
        result = Confirmation.Result.CORRECTED
        note_check(resource, on_day=timezone.localdate(), result=result, by=by)
    changed = keep_words(resource, values, by)
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
    """変わりなし: somebody made sure today. A second press on the same day changes nothing.

    最終更新 stays: nothing that is written was changed.
    """
    resource = SocialResource.objects.select_for_update().get(pk=resource.pk)
    today = timezone.localdate()
    unchanged = Confirmation.Result.UNCHANGED
    if resource.confirmations.standing().filter(on_day=today, result=unchanged).exists():
        return resource
    note_check(resource, on_day=today, result=unchanged, by=by)
    keep_check(resource, by)
    audit.record("resource_confirmed", resource, by=by, council=resource.council)
    return resource


@transaction.atomic
def change_status(resource, change, *, by, on_day, reason=""):
    """休止・再開・終了, with the day and the reason. Raises ChangeNotPossible for no change."""
    resource = SocialResource.objects.select_for_update().get(pk=resource.pk)
    is_off = resource.is_merged or resource.taken_back_at
    if is_off or resource.status == STATUS_AFTER[change]:
        raise ChangeNotPossible
    keep_status(resource, change, on_day=on_day, reason=reason, by=by)
    audit.record(
        "resource_status_changed", resource, by=by, council=resource.council, change=str(change)
    )
    return resource
