"""What this room holds of people: readers, faces in pictures, and who is quoted."""

from django.db.models import Q

from accounts.register import DAYS, FACES, FISCAL, SIGN, file, holds, no_person
from councils.personal import PERSON
from newsletters.models import Photo, Picture, PictureConsent

CONSENT = "newsletters.pictureconsent"

file(
    "readers",
    "広報紙のメール購読",
    purpose="新しい号が出たことを、メールで知らせるため",
    basis="ご本人の申込み",
    seen_by="市（宛先の一覧を出した時は記録）",
    amount=3,
    unit=DAYS,
    counts_from="申し込んで、まだ確かめていない日",
)
file(
    "pictures",
    "写真と、掲載の同意",
    purpose="広報紙とホームページに、同意のある写真だけを載せるため",
    basis="ご本人の同意（個人情報保護法第69条第2項第1号）",
    seen_by="広報紙を編集する人",
    amount=5,
    unit=FISCAL,
    counts_from="同意が取り消された日",
)
file(
    "letters",
    "広報紙",
    purpose="支え合いの活動を、住民に知らせるため",
    basis="介護保険法第115条の45第2項第5号・ご本人の同意",
    seen_by="発行したものは、だれでも",
    amount=None,
    unit=FISCAL,
    counts_from="",
)

holds(
    "newsletters.subscriber",
    "readers",
    personal=("email",),
    known_by={"email": "mail"},
    since="asked_at",
    only=Q(confirmed_at=None),
    goes=True,
)
holds("newsletters.mailing", "readers")
holds(
    CONSENT,
    "pictures",
    personal=("who",),
    known_by={"who": "name"},
    owner={PERSON: "person"},
    ends="withdrawn_on",
    since="withdrawn_on",
    only=Q(withdrawn_on__isnull=False),
)
holds(
    "newsletters.picture",
    "pictures",
    words=("alt", "credit"),
    files=("image",),
    plain=("sha256",),
)
holds(
    "newsletters.photo",
    "pictures",
    words=("caption", "credit", "alt"),
    files=("image",),
)
holds(
    "newsletters.series",
    "letters",
    words=("title", "slogan", "subtitle", "publisher", "phone", "office", "web_title", "web_url"),
    plain=("slug",),
)
holds(
    "newsletters.issue",
    "letters",
    words=("greeting", "request_text", "digest", "search_text"),
    files=("pdf", "cover"),
    plain=("pdf_sha256",),
)
holds(
    "newsletters.article",
    "letters",
    words=(
        "district", "title", "lead", "purpose", "background", "scene", "voice", "future",
        "quote", "table",
    ),
    plain=("options",),
)  # fmt: skip
holds("newsletters.flowstep", "letters", words=("text", "speaker"))
holds("newsletters.remark", "letters", words=("text",))
holds("newsletters.correction", "letters", words=("wrong", "right", "note"))
holds("newsletters.printing", "letters", files=("file",), plain=("sha256",))
holds("newsletters.recipient", "letters", words=("name", "note"))
holds("newsletters.handout", "letters")
no_person({"newsletters.rulelevel": "rule"}, SIGN)


def pictures_of(roots):
    """The stored pictures that show this human, and their small copies, as consents say."""
    people = [pk for table, pk in roots if table == PERSON]
    notes = [pk for table, pk in roots if table == CONSENT]
    shown = PictureConsent.objects.filter(Q(person__in=people) | Q(pk__in=notes))
    pictures = Picture.objects.filter(pk__in=shown.values("picture"))
    names = [name for one in pictures for name in (one.image.name, one.small_name)]
    return names + list(Photo.objects.filter(picture__in=pictures).values_list("image", flat=True))


FACES.append(pictures_of)
