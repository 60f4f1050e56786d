"""訂正 of closed minutes: a note beside the record, which itself stays as it was."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from councils.models import Amendment, Meeting


class NotClosed(Exception):
    """この会議の記録は、まだ確定していません。「記録を直す」から直してください。"""


@transaction.atomic
def amend_meeting(meeting, words, *, by):
    """Note a correction: where, written, corrected, reason, is_internal. The same twice is one."""
    if not Meeting.objects.select_for_update().get(pk=meeting.pk).is_closed:
        raise NotClosed
    same = meeting.amendments.filter(**words, noted_by=by).first()
    if same:
        return same
    amendment = Amendment(meeting=meeting, **words, noted_at=timezone.now(), noted_by=by)
    amendment.save()
    audit.record(
        "meeting_amended", amendment, by=by, council=meeting.council,
        is_internal=amendment.is_internal,
    )  # fmt: skip
    return amendment
