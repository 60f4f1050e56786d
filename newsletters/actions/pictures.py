"""The register of photographs: put in, describe, note who agreed and who took that back."""

import hashlib

from django.db import transaction
from django.utils import timezone

from accounts import audit
from newsletters.actions.saving import _assign, _keep_bytes
from newsletters.models import Picture, PictureConsent


@transaction.atomic
def add_pictures(contents, words, *, by):
    """Put clean lib.pictures.Pictures into the register; bytes it knows are not kept twice.

    Returns [(Picture, is it new?)].
    """
    found = [_register(content, words, by) for content in contents]
    n_new = sum(is_new for _, is_new in found)
    audit.record("pictures_added", by=by, n_new=n_new, n_known=len(found) - n_new)
    return found


def _register(content, words, by):
    """(Picture, is it new?) of a clean lib.pictures.Picture."""
    name = _keep_bytes("photos", content.content, ".jpg")
    picture, is_new = Picture.objects.get_or_create(
        sha256=hashlib.sha256(content.content).hexdigest(),
        defaults={
            "image": name,
            "width": content.width,
            "height": content.height,
            "added_by": by,
            **words,
        },
    )
    _keep_bytes("photos", content.small, ".jpg", name=picture.small_name)
    return picture, is_new


@transaction.atomic
def edit_picture(picture, words, *, by):
    """What is said about a photograph. Issues that use it keep their own words."""
    current = Picture.objects.select_for_update().get(pk=picture.pk)
    _assign(current, words)
    current.save()
    audit.record("picture_edited", current, by=by, council=current.council, fields=sorted(words))
    return current


@transaction.atomic
def note_consent(picture, words, *, channels, by):
    """Somebody in the picture agreed to these channels; said again, it takes a 取り消し back."""
    rows = [
        PictureConsent(picture=picture, channel=channel, noted_by=by, **words)
        for channel in channels
    ]
    PictureConsent.objects.bulk_create(rows)
    audit.record(
        "picture_consent_noted", picture, by=by, council=picture.council, channels=sorted(channels)
    )
    return rows


@transaction.atomic
def withdraw_consent(consent, *, by):
    """Somebody does not want to be shown in a channel any more, from today on.

    The web edition hides the picture at once; drafts cannot go out with it.
    """
    current = PictureConsent.objects.select_for_update().get(pk=consent.pk)
    current.withdrawn_on = current.withdrawn_on or max(timezone.localdate(), current.given_on)
    current.save()
    audit.record(
        "picture_consent_withdrawn", current.picture, by=by, council=current.picture.council,
        channel=current.channel,
    )  # fmt: skip
    return current
