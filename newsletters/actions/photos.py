"""Pictures of an article."""

from django.db import transaction
from django.db.models import Max

from accounts import audit
from newsletters.actions.saving import _assign, _keep_bytes, _open, _touch
from newsletters.models import Photo


@transaction.atomic
def add_photo(article, words, *, picture, by):
    """A picture at the end of the article: a clean lib.pictures.Picture, or a drawing."""
    issue = _open(article.issue)
    last = article.photos.aggregate(last=Max("order"))["last"] or 0
    photo = Photo(article=article, order=last + 1, **words)
    if picture:
        photo.image.name = _keep_bytes("photos", picture.content, ".jpg")
        _keep_bytes("photos", picture.small, ".jpg", name=photo.small_name)
        photo.width, photo.height = picture.width, picture.height
    photo.save()
    _touch(issue, by)
    audit.record("photo_added", photo, by=by, council=article.council, is_drawing=photo.is_drawing)
    return photo


@transaction.atomic
def edit_photo(photo, words, *, by):
    """Change caption, credit, consent, focal point of a picture; the picture itself stays."""
    issue = _open(photo.article.issue)
    _assign(photo, words)
    photo.save()
    _touch(issue, by)
    audit.record("photo_edited", photo, by=by, council=photo.article.council, fields=sorted(words))
    return photo


@transaction.atomic
def remove_photo(photo, *, by):
    """Take a picture out of an issue that is not out."""
    article = photo.article
    issue = _open(article.issue)
    photo.delete()
    _touch(issue, by)
    audit.record("photo_removed", article, by=by, council=article.council)
    return article
