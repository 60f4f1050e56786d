"""つづきの会議: a meeting goes on from an earlier one, also of another council (D14)."""

from django.db import transaction

from accounts import audit
from councils.models import Council, Meeting


class NotEarlier(Exception):
    """この会議より前に開いた会議を選んでください。"""


@transaction.atomic
def link_meeting(meeting, earlier, *, by):
    """Say which earlier meeting this one goes on from; None takes the link away.

    Not part of the minutes: closed ones may be linked too. Raises NotEarlier for a meeting of a
    later day, and for one that goes on from this one itself.
    """
    Council.objects.select_for_update().get(pk=meeting.council_id)
    standing = Meeting.objects.select_related("council").get(pk=meeting.pk)
    if earlier and not _comes_before(earlier, standing):
        raise NotEarlier
    standing.continues, standing._history_user = earlier, by
    standing.save(update_fields=["continues"])
    audit.record(
        "meeting_linked", standing, by=by, council=standing.council, is_linked=earlier is not None
    )
    return standing


def _comes_before(earlier, meeting):
    if earlier.held_on > meeting.held_on:
        return False
    passed = {meeting.pk}
    while earlier is not None and earlier.pk not in passed:
        passed.add(earlier.pk)
        earlier = earlier.continues
    return earlier is None
