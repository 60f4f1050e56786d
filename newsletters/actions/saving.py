"""What every change of an issue goes through: lock, versions, files that are whole."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import default_storage

from newsletters.models import Issue


class IssueIsPublished(Exception):
    """この号はすでに発行されています。発行した号の内容とPDFは変えられません。"""


class EditConflict(Exception):
    """ほかの画面から、先に保存されました。画面を開き直して、内容を見比べてください。"""


def _keep_bytes(folder, body, suffix, *, name=""):
    """Store bytes under the fingerprint of their content (or `name`) and return the name.

    Readers see nothing or the whole file: temporary file → fsync → rename.
    """
    fingerprint = hashlib.sha256(body).hexdigest()
    name = name or f"newsletters/{folder}/{fingerprint[:2]}/{fingerprint}{suffix}"
    path = Path(default_storage.path(name))
    if path.exists():
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            draft.write(body)
            draft.flush()
            os.fsync(draft.fileno())
            os.chmod(draft.name, 0o644)
            os.replace(draft.name, path)
        except OSError:
            Path(draft.name).unlink(missing_ok=True)
            raise
    _settle(path.parent)
    return name


def _settle(folder):
    """The new name itself must outlive a power cut, before a row says that it is there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open(issue):
    """The issue as it stands in the database, locked, and not published."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if current.is_published:
        raise IssueIsPublished
    return current


def _touch(issue, by, **words):
    """Write the words; whatever changed, 校了 and a booked publication are off, and the issue
    has a new version. Who was asked to read it goes on reading: that is what remarks are for.
    """
    _assign(issue, words)
    if issue.state != Issue.State.REVIEW:
        issue.state = Issue.State.DRAFT
    issue.checked_at = issue.checked_by = issue.publish_at = issue.scheduled_by = None
    issue.version += 1
    _save(issue, by)
    return issue


def _assign(thing, words):
    for name, value in words.items():
        setattr(thing, name, value)


def _save(thing, by):
    thing._history_user = by
    thing.save()
