"""Writing down what a community aims for: a new version, or a slip of the pen put right."""

from django.db import transaction

from accounts import audit
from councils import search_index
from councils.models import Council, Vision
from councils.versions import keep_first


class VisionConflict(Exception):
    """ほかの画面から、先に記録されました。両方の内容を見比べてください。"""

    def __init__(self, theirs):
        super().__init__(self.__doc__)
        self.theirs = theirs


@transaction.atomic
def adopt_vision(council, words, *, seen, by):
    """The council decided on a vision: a new version, and the ones before it stay.

    words: the fields named in Vision.WORDS. seen: the `mark` of the newest version the writer
    knew, "" for none. The same words sent twice give the version that the first sending made;
    other words after somebody else's raise VisionConflict. Returns (vision, was_new).
    """
    Council.objects.select_for_update().get(pk=council.pk)
    newest = Vision.objects.filter(council=council).order_by("-version").first()
    vision = Vision(council=council, version=newest.version + 1 if newest else 1, **words)
    if newest and newest.words == vision.words:
        return newest, False
    if (newest.mark if newest else "") != seen:
        raise VisionConflict(newest)
    vision._history_user = by
    vision.save()
    search_index.refresh_vision(vision)
    audit.record("vision_adopted", vision, by=by, council=council, version=vision.version)
    return vision, True


@transaction.atomic
def correct_vision(vision, words, *, seen, by):
    """A typing mistake is put right in its own version, unless the words changed since `seen`."""
    standing = Vision.objects.select_for_update().get(pk=vision.pk)
    if standing.mark != seen:
        raise VisionConflict(standing)
    keep_first(standing)
    standing._history_user = by
    changed = [name for name in Vision.WORDS if getattr(standing, name) != words[name]]
    for name in changed:
        setattr(standing, name, words[name])
    standing.save(update_fields=changed)
    search_index.refresh_vision(standing)
    audit.record("vision_corrected", standing, by=by, council=standing.council, fields=changed)
    return standing
