"""Photographs and papers of a meeting: added, shown to more or fewer people, taken away."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts import audit
from councils.models import Meeting, MeetingFile

TEXT = "text/plain; charset=utf-8"
LATE_WORDS = "あとから届いた記録"


@transaction.atomic
def add_photo(meeting, picture, *, title, is_internal, by):
    """A photograph, re-painted by lib.pictures, with its small copy beside it."""
    photo = _file(meeting, picture.content, title=title, is_internal=is_internal, by=by)
    photo.kind, photo.content_type = MeetingFile.Kind.PHOTO, "image/jpeg"
    photo.width, photo.height = picture.width, picture.height
    _keep(picture.content, ".jpg", photo)
    photo.file.storage.save(photo.small_name, ContentFile(picture.small))
    photo.save()
    audit.record("meeting_photo_added", photo, by=by, council=meeting.council)
    return photo


@transaction.atomic
def add_paper(meeting, paper, *, title, is_internal, by):
    """A document, cleaned by lib.papers_in."""
    file = _file(meeting, paper.content, title=title, is_internal=is_internal, by=by)
    file.kind, file.content_type = MeetingFile.Kind.DOCUMENT, paper.content_type
    _keep(paper.content, paper.suffix, file)
    file.save()
    audit.record("meeting_paper_added", file, by=by, council=meeting.council)
    return file


@transaction.atomic
def hand_over_words(meeting, words, *, by):
    """A record that came after somebody else's was saved: kept as an internal text, once."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    body = words.encode("utf-8-sig")
    file = _file(meeting, body, title=LATE_WORDS, is_internal=True, by=by)
    same = meeting.files.filter(sha256=file.sha256, added_by=by, removed_at=None).first()
    if same:
        return same
    file.kind, file.content_type = MeetingFile.Kind.DOCUMENT, TEXT
    _keep(body, ".txt", file)
    file.save()
    audit.record("meeting_words_handed_over", file, by=by, council=meeting.council)
    return file


@transaction.atomic
def switch_file(file, *, by):
    """Internal ones are shown to everybody who reads the minutes, shown ones become internal."""
    file.is_internal = not file.is_internal
    file.save()
    audit.record(
        "meeting_file_switched", file, by=by, council=file.meeting.council,
        is_internal=file.is_internal,
    )  # fmt: skip
    return file


@transaction.atomic
def remove_file(file, *, by):
    """Taken away: no page shows it any more, the bytes stay. Twice changes nothing."""
    taken = MeetingFile.objects.filter(pk=file.pk, removed_at=None).update(
        removed_at=timezone.now(), removed_by=by
    )
    if taken:
        audit.record("meeting_file_removed", file, by=by, council=file.meeting.council)
    return file


def _file(meeting, body, *, title, is_internal, by):
    return MeetingFile(
        meeting=meeting,
        title=title,
        is_internal=is_internal,
        n_bytes=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        added_at=timezone.now(),
        added_by=by,
    )


def _keep(body, suffix, file):
    """Store the bytes under a name that says nothing and cannot be guessed."""
    secret = secrets.token_hex(16)
    name = f"meetings/{secret[:2]}/{secret}{suffix}"
    file.file.name = file.file.storage.save(name, ContentFile(body))
