"""A new council begins, or one goes by another name from now on (A3, A4)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts import audit
from councils import search_index
from councils.actions.meetings import EditConflict
from councils.models import Area, Council, CouncilAlias, MeetingKind, Programme
from councils.queries.marks import founding_mark
from takasaki_sc.lib import wareki

FORMER_NAME = "前の名称"
AT_ONCE = "ほかの方が、同じときに協議体を加えました。一覧を見てから、もう一度押してください。"
FIRST_KINDS = {
    Council.Tier.FIRST: (
        ("promotion", "協議体の会議"),
        ("exchange", "情報交換会"),
        ("study", "勉強会"),
    ),
    Council.Tier.SECOND: (("regular", "定例会"), ("study", "勉強会"), ("other", "その他")),
}
"""Kinds of meetings a tier begins with in a town where none were loaded: code and name."""


@dataclass(frozen=True)
class Founding:
    """What a council is called, and the fiscal year (Gregorian) its work began, if known."""

    name: str
    kana: str
    cohort_year: int | None


@transaction.atomic
def found_council(words, *, tier, by):
    """A council that did not exist before, last on the board, with the area it stands for.

    An area of that name which no council stands for yet (population came first) becomes its own.
    Raises ValidationError where the whole city has its council already, or the name is taken.
    """
    try:
        with transaction.atomic():
            council = _founded(words, tier)
    except IntegrityError as fault:
        raise ValidationError(AT_ONCE) from fault
    search_index.refresh_council(council)
    audit.record("council_founded", council, by=by, council=council)
    return council


def _founded(words, tier):
    order = Council.objects.aggregate(last=Max("order"))["last"] or 0
    area = _city() if tier == Council.Tier.FIRST else _area_named(words, order + 1)
    if Council.objects.filter(area=area).exists():
        raise ValidationError(f"「{area}」の協議体は、もうあります。")
    council = Council(tier=tier, area=area, order=order + 1)
    _call(council, words)
    _give_kinds(tier)
    return council


@transaction.atomic
def rename_council(council, words, *, seen, by):
    """The council goes by these words from now on; the name it had still finds it.

    What was published keeps the name it was printed with. Raises EditConflict when somebody
    saved since `seen`, ValidationError where the name is taken.
    """
    council = Council.objects.select_for_update().get(pk=council.pk)
    if seen != founding_mark(council):
        raise EditConflict
    before = council.name
    _call(council, words)
    if before != council.name:
        _rename_area(council.area, before, council.name)
        CouncilAlias.objects.filter(council=council, text=council.name).delete()
        CouncilAlias.objects.get_or_create(
            text=before, defaults={"council": council, "source": FORMER_NAME}
        )
    search_index.refresh_council(council)
    audit.record("council_renamed", council, by=by, council=council)
    return council


def _call(council, words):
    council.name, council.kana = words.name, words.kana
    if words.cohort_year != council.cohort_year:  # a label of its own (平成27・28年度) stays
        year = words.cohort_year
        council.cohort_year = year
        council.cohort_label = wareki.format_fiscal_year(year) if year else ""
    council.full_clean()
    council.save()


def _give_kinds(tier):
    """Without a kind no meeting could be written down."""
    if MeetingKind.objects.filter(tier=tier).exists():
        return
    MeetingKind.objects.bulk_create(
        MeetingKind(
            tier=tier, code=code, name=name, order=order,
            is_exchange=code == "exchange", is_regular=code == "regular",
        )
        for order, (code, name) in enumerate(FIRST_KINDS[tier], start=1)
    )  # fmt: skip


def _city():
    """The area of the whole city, made when nothing was loaded before."""
    known = Area.objects.filter(kind=Area.Kind.CITY).order_by("pk").first()
    return known or Area.objects.create(kind=Area.Kind.CITY, name=Programme.objects.current().city)


def _area_named(words, order):
    place, _ = Area.objects.get_or_create(
        kind=Area.Kind.DAILY_LIFE,
        name=words.name,
        defaults={"kana": words.kana, "within": _city(), "order": order},
    )
    return place


def _rename_area(area, before, name):
    """The area goes along where it bore the council's name and the new one is free."""
    if area.name == before and not Area.objects.filter(kind=area.kind, name=name).exists():
        area.name = name
        area.save(update_fields=["name"])
