"""The register of 地域支え合いサポーター: who is on it, what they can do, what makes them fit."""

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When

from activities.models import (
    CourseCompletion,
    FreeTime,
    Offer,
    RegisterExport,
    Skill,
    Supporter,
)
from activities.permissions import HOLDERS, ActivityPermission
from councils.models import Consent
from councils.permissions import councils_where
from takasaki_sc.lib.seen import mark_of

SHOWN_EXPORTS = 20
FREE_WORDS = {
    f"{letter}曜{label}": (weekday, part)
    for weekday, letter in enumerate("月火水木金土日")
    for part, label in FreeTime.Part.choices
}
"""「水曜午前」 → (2, "morning"), in the order of the week."""


def councils_of_register(user):
    """The councils whose supporters this user may see."""
    return councils_where(user, ActivityPermission.SUPPORTER_VIEW, HOLDERS).in_board_order()


def supporters_whole():
    """Supporters with everything a list or a page says of them."""
    offers = Offer.objects.filter(until_on=None).select_related("skill")
    through_the_day = Case(
        *(When(part=part, then=Value(n)) for n, part in enumerate(FreeTime.Part.values)),
        output_field=IntegerField(),
    )
    week = FreeTime.objects.order_by("weekday", through_the_day)
    return Supporter.objects.select_related(
        "person", "council", "neighbourhood", "trained_by"
    ).prefetch_related(
        Prefetch("offers", offers.order_by("skill__order", "pk"), to_attr="open_offers"),
        Prefetch("free_times", week),
    )


def supporters_found(user, said):
    """Those of the register this user may see, narrowed by a valid search form's words."""
    rows = supporters_whole().filter(council__in=councils_of_register(user))
    if said.get("council"):
        rows = rows.filter(council=said["council"])
    if said.get("neighbourhood"):
        rows = rows.filter(neighbourhood=said["neighbourhood"])
    rows = rows.filter(_of_kind(said.get("kind")), until_on__isnull=said.get("state") != "left")
    if said.get("skill"):
        open_offers = Offer.objects.filter(skill=said["skill"], until_on=None)
        rows = rows.filter(pk__in=open_offers.values("supporter"))
    if when := _when(said):
        rows = rows.filter(pk__in=FreeTime.objects.filter(**when).values("supporter"))
    return rows.order_by("council__tier", "council__order", "person__kana", "pk")


def _of_kind(kind):
    kinds = {
        "thinker": Q(is_thinker=True),
        "provider": Q(is_provider=True),
        "both": Q(is_thinker=True, is_provider=True),
        "core": Q(is_core=True),
    }
    return kinds.get(kind, Q())


def _when(said):
    when = {"weekday": said.get("weekday"), "part": said.get("part")}
    return {name: value for name, value in when.items() if value not in (None, "")}


def exports_of(user):
    """The latest files this user may know of: those of their councils; all of them for those
    who work for the whole city."""
    taken = RegisterExport.objects.select_related("council", "taken_by")
    if not user.has_perm(ActivityPermission.SUPPORTER_EXPORT, RegisterExport()):
        taken = taken.filter(council__in=councils_of_register(user))
    return taken.order_by("-taken_at", "-pk")[:SHOWN_EXPORTS]


def counts_of_register(rows):
    """{word: how many} of these supporters; one of two kinds counts in both."""
    kinds = list(rows.order_by().values_list("is_thinker", "is_provider", "is_core"))
    return {
        "名簿の人数": len(kinds),
        "考える人": sum(thinker for thinker, _, _ in kinds),
        "担い手": sum(provider for _, provider, _ in kinds),
        "両方": sum(thinker and provider for thinker, provider, _ in kinds),
        "コアメンバー": sum(core for _, _, core in kinds),
    }


def skills_in_use():
    return Skill.objects.filter(ended_on=None)


def completions_of(person):
    """What makes a person a サービスの担い手: completed courses of the right kind, newest first."""
    own = CourseCompletion.objects.filter(
        entry__person=person, entry__course__kind__makes_provider=True
    )
    return own.order_by("-completed_on", "-pk")


def training_of(supporter):
    """The completion that makes them a 担い手: the one their row names, while it is their own,
    even where its kind lost the mark since; else the newest of the right kind; else None."""
    own = CourseCompletion.objects.filter(entry__person=supporter.person)
    kept = own.filter(pk=supporter.trained_by_id).first()
    return kept or completions_of(supporter.person).first()


def courses_taken(person):
    """Every course of a person, with what came of it."""
    entries = person.course_entries.select_related("course__kind", "completion")
    return entries.order_by("-course_id")


def consents_of(person):
    """[(channel code, its words, the latest consent or None)]."""
    last = {row.channel: row for row in person.consents.order_by("given_on", "pk")}
    return [(code, label, last.get(code)) for code, label in Consent.Channel.choices]


def mark_of_supporter(supporter):
    """What a form keeps of the registration it was opened on."""
    offers = supporter.offers.filter(until_on=None).order_by("skill_id")
    free = supporter.free_times.order_by("weekday", "part")
    return mark_of(
        *(getattr(supporter, name) for name in ("is_thinker", "is_provider", "is_core", "wish")),
        *(supporter.neighbourhood_id, supporter.person.phone, supporter.until_on),
        list(offers.values_list("skill_id", "note")),
        list(free.values_list("weekday", "part")),
    )


def versions_of(supporter):
    """How the registration was before, newest first, with who wrote it."""
    return supporter.history.select_related("history_user").order_by("-history_date", "-history_id")
