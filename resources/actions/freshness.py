"""How often to ask, and taking back a wrong tap."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from resources.models import Confirmation, ConfirmationCycle, SocialResource
from resources.models.freshness import MONTHS_UNLESS_SAID
from resources.models.keeping import keep_check


class CannotTakeBack(Exception):
    """この確認は、もう取り消せません。ちがっているときは「直す」から書きかえてください。"""


@transaction.atomic
def set_cycles(months, *, by):
    """Say how many months a check counts. months: {kind: number}. Unchanged ones leave no trace."""
    standing = dict(ConfirmationCycle.objects.select_for_update().values_list("kind", "months"))
    changed = [
        kind for kind, n in months.items() if standing.get(kind, MONTHS_UNLESS_SAID) != n
    ]  # fmt: skip
    if not changed:
        return changed
    for kind in changed:
        ConfirmationCycle.objects.update_or_create(kind=kind, defaults={"months": months[kind]})
    audit.record("cycles_changed", by=by, fields=sorted(changed))
    return changed


@transaction.atomic
def take_back_check(confirmation, *, by):
    """取り消す: a wrong tap on 変わりなし, by its author, on the same day, with nothing after it.

    最終確認日 is what it was before. Raises CannotTakeBack.
    """
    resource = SocialResource.objects.select_for_update().get(pk=confirmation.resource_id)
    newest = resource.confirmations.standing().order_by("-pk").first()
    if newest != confirmation or not _may_take_back(newest, resource, by):
        raise CannotTakeBack
    newest.taken_back_at = timezone.now()
    newest.save(update_fields=["taken_back_at"])
    resource.last_verified_on = newest.day_before
    keep_check(resource, by)
    audit.record("check_taken_back", resource, by=by, council=resource.council)
    return resource


def _may_take_back(confirmation, resource, by):
    return (
        confirmation.by == by
        and confirmation.result == Confirmation.Result.UNCHANGED
        and timezone.localdate(confirmation.at) == timezone.localdate()
        and resource.last_verified_on == confirmation.on_day
    )
