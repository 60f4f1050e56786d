"""Writing down 地域ケア会議, who of the coordinators was there, and what there was to learn."""

from django.db import IntegrityError, transaction

from accounts import audit
from activities.models import CareConference
from activities.queries.diary import mark_of_row
from councils.actions.meetings import EditConflict

WORDS = ("held_on", "title", "centre", "council", "lesson")
SEEN = (*WORDS, "attended_by")


@transaction.atomic
def log_conference(words, *, attended_by, by, token=None):
    """A conference is put on record. words: WORDS; attended_by: Coordinator terms.

    The same sheet sent twice gives the record that the first made. Returns (record, was_new).
    """
    sent_before = token and CareConference.objects.filter(submit_token=token).first()
    if sent_before:
        return sent_before, False
    conference = CareConference(submit_token=token, **words)
    conference._history_user = by
    try:
        with transaction.atomic():
            conference.save()
    except IntegrityError:  # the same sheet came twice at once
        return CareConference.objects.get(submit_token=token), False
    conference.attended_by.set(attended_by)
    audit.record("care_conference_logged", conference, by=by, council=conference.council,
                 n_attended=len(attended_by))  # fmt: skip
    return conference, True


@transaction.atomic
def correct_conference(conference, words, *, attended_by, seen, by):
    """The record says something else from now on; its history keeps what it said before.

    Raises EditConflict where it changed since `seen`.
    """
    conference = CareConference.objects.select_for_update().get(pk=conference.pk)
    changed = [name for name in WORDS if getattr(conference, name) != words[name]]
    is_new = changed or set(attended_by) != set(conference.attended_by.all())
    if is_new and seen != mark_of_row(conference, SEEN):
        raise EditConflict
    for name in changed:
        setattr(conference, name, words[name])
    conference._history_user = by
    conference.save()
    conference.attended_by.set(attended_by)
    audit.record("care_conference_corrected", conference, by=by, council=conference.council,
                 fields=changed, n_attended=len(attended_by))  # fmt: skip
    return conference
