"""Pictures: said in words, shown with consent, and once."""

from newsletters import queries
from newsletters.lint.findings import about_photo, photos_of, place_of
from newsletters.lint.registry import advisory, blocking
from newsletters.models import Photo


@blocking("alt", "写真に、かわりのことばがある", is_locked=True)
def photos_are_described(issue):
    """Who cannot see the picture hears its words. Locked: no readable PDF is made without."""
    for article, photo in photos_of(issue):
        if not photo.alt.strip():
            text = f"写真「{photo}」に、写真のかわりになることばがありません。"
            yield about_photo(article, photo, "alt", text)


@blocking("consent", "写真の掲載の同意を確かめてある")
def photos_have_consent(issue):
    """What was taken back is told by the rule below, and not a second time."""
    taken_back = queries.pictures_taken_back(issue)
    for article, photo in photos_of(issue):
        is_back = photo.consent == Photo.Consent.WITHDRAWN or photo.picture_id in taken_back
        if not photo.may_be_shown and not is_back:
            text = f"写真「{photo}」の掲載の同意を確かめてください。"
            yield about_photo(article, photo, "consent", text)


@blocking("consent-withdrawn", "同意を取り消された写真を載せない", is_locked=True)
def no_consent_was_withdrawn(issue):
    """Nobody is printed who took their yes back: here, or in the register of pictures."""
    taken_back = queries.pictures_taken_back(issue)
    for article, photo in photos_of(issue):
        if photo.consent == Photo.Consent.WITHDRAWN or photo.picture_id in taken_back:
            text = f"写真「{photo}」は、掲載の同意が取り消されています。"
            yield about_photo(article, photo, "consent", text)


@advisory("same-picture", "同じ写真を二度載せていない")
def no_picture_stands_twice(issue):
    """A stored photograph is named after the fingerprint (sha256) of its content."""
    first_in = {}
    for article, photo in photos_of(issue):
        if photo.is_drawing:
            continue
        if first := first_in.get(photo.image.name):
            text = f"写真「{photo}」は、{place_of(first)}にも載っています。"
            yield about_photo(article, photo, "caption", text)
        first_in.setdefault(photo.image.name, article)
