"""Pictures of an article."""

from django.db import transaction
from django.db.models import Max

from accounts import audit
from newsletters.actions.pictures import _register
from newsletters.actions.saving import _assign, _open, _touch
from newsletters.models import Photo, Picture


@transaction.atomic
def add_photo(article, words, *, picture, by):
    """A picture at the end of the article: a clean lib.pictures.Picture, one of the register
    (models.Picture), or, with neither, a drawing. An upload goes into the register too."""
    issue = _open(article.issue)
    last = article.photos.aggregate(last=Max("order"))["last"] or 0
    photo = Photo(article=article, order=last + 1, **words)
    if picture:
        known = picture if isinstance(picture, Picture) else _entered(picture, photo, by)
        photo.picture, photo.image.name = known, known.image.name
        photo.width, photo.height = known.width, known.height
    photo.save()
    _touch(issue, by)
    audit.record("photo_added", photo, by=by, council=article.council, is_drawing=photo.is_drawing)
    return photo


def _entered(content, photo, by):
    council = photo.article.council or photo.article.issue.series.council
    words = {"alt": photo.alt, "credit": photo.credit, "council": council}
    words["shows_nobody"] = photo.consent == Photo.Consent.NOT_NEEDED
    return _register(content, words, by)[0]


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
