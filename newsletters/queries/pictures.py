"""The register of photographs: what is in it, who agreed, where each is used."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from councils.models import Person
from newsletters.models import Photo, Picture, PictureConsent
from takasaki_sc.lib.okurigana import in_any_spelling


def whole_pictures():
    """Pictures with their consents: two queries, however many."""
    consents = PictureConsent.objects.select_related("person", "noted_by").order_by("pk")
    return Picture.objects.select_related("council", "added_by").prefetch_related(
        Prefetch("consents", consents)
    )


FILTERS = {
    "unasked": "同意がまだの写真",
    "refused": "同意が取り消された写真",
    "unused": "まだ使っていない写真",
}


def pictures_like(words="", state="", council=None):
    """The register, newest first: by words, by council, by what is still to be done."""
    pictures = whole_pictures().annotate(n_uses=Count("uses")).order_by("-added_at", "-pk")
    for word in words.split()[:5]:
        pictures = pictures.filter(in_any_spelling(word, _says))
    if council:
        pictures = pictures.filter(council=council)
    consents = PictureConsent.objects.filter(picture=OuterRef("pk"))
    if state == "unasked":
        pictures = pictures.filter(~Exists(consents), shows_nobody=False)
    if state == "refused":
        pictures = pictures.filter(Exists(_standing_refusals()))
    if state == "unused":
        pictures = pictures.filter(n_uses=0)
    return pictures


def _says(word):
    return Q(alt__icontains=word) | Q(credit__icontains=word)


def _standing_refusals():
    """Withdrawals that were not followed by a new consent of the same person."""
    later = PictureConsent.objects.filter(
        Q(person=OuterRef("person")) | Q(person=None),
        picture=OuterRef("picture"),
        channel=OuterRef("channel"),
        who=OuterRef("who"),
        pk__gt=OuterRef("pk"),
    )
    return PictureConsent.objects.filter(
        ~Exists(later), picture=OuterRef("pk"), withdrawn_on__isnull=False
    )


def uses_of(picture):
    """Every place of use, also in issues that are out, newest issue first."""
    return (
        Photo.objects.filter(picture=picture)
        .select_related("article__issue__series")
        .order_by("-article__issue__issued_on", "-article__issue__number", "article__page", "pk")
    )


def people_near(picture):
    """Whom the register of people knows in the picture's council: the choice for a consent."""
    if picture.council_id is None:
        return Person.objects.none()
    return (
        Person.objects.filter(memberships__council=picture.council_id)
        .distinct()
        .order_by("kana", "pk")
    )
