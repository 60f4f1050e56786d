"""Councils and the people in them: what each page shows, prefetched in one named place."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.utils import timezone

from councils.models import (
    Coordinator,
    Council,
    CouncilMember,
    CouncilPause,
    CouncilStage,
    Meeting,
    MeetingParty,
    SupportCentre,
    Vision,
)
from councils.models.meetings import words_of_day
from councils.queries.meetings import planned_meetings
from councils.queries.stages import latest_stages
from councils.queries.visions import visions_of_today
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.okurigana import spellings


def councils_for_list():
    """Every council with what its card shows: centres and visions, newest first."""
    return Council.objects.prefetch_related(
        "centres", Prefetch("visions", Vision.objects.order_by("-version"))
    )


def find_councils(words):
    """Councils whose name, kana, nickname or an alias holds the words, however they are spelt.

    26 rows are compared in Python, so old kanji, kana and width fold the same on any database.
    """
    wanted = spellings(search_key(words))
    councils = councils_for_list().prefetch_related("aliases").in_board_order()
    return [council for council in councils if _is_called(council, wanted)]


def ids_of_councils_named(words):
    """Primary keys of the councils that find_councils() finds. Two queries."""
    wanted = spellings(search_key(words))
    councils = Council.objects.prefetch_related("aliases")
    return [council.pk for council in councils if _is_called(council, wanted)]


def _is_called(council, wanted):
    names = [search_key(text) for text in _names_of(council)]
    return any(spelling in name for spelling in wanted for name in names)


def _names_of(council):
    aliases = [alias.text for alias in council.aliases.all()]
    return [council.name, council.kana, council.nickname, council.full_name, *aliases]


def councils_with_page():
    """Councils with everything their own page walks, `n_exchanges` (how many meetings of many
    they were at; None for none) and `planned_id` (this month's meeting to be written down)."""
    exchanges = MeetingParty.objects.filter(council=OuterRef("pk")).order_by().values("council")
    planned = planned_meetings(timezone.localdate()).filter(council=OuterRef("pk"))
    return (
        councils_for_list()
        .select_related("area")
        .prefetch_related(
            "aliases", "neighbourhoods", "stages", "pauses", "area__figures", "profile"
        )
        .annotate(
            n_exchanges=Subquery(exchanges.annotate(n=Count("pk")).values("n")),
            planned_id=Subquery(planned.values("pk")[:1]),
        )
    )


@dataclass(frozen=True)
class CouncilCard:
    """What the wall of cards says about one council."""

    council: Council
    vision: Vision | None
    stage: CouncilStage.Stage | None
    centres: str
    coordinators: str
    n_members: int
    last_met: str
    is_paused: bool


def council_cards(councils, day, sees_people):
    """[CouncilCard] for councils. The same number of queries for any. sees_people: tells of a
    council whether the names and the number of its people may be shown.

    Rows are gathered by hand: a prefetch builds a queryset for every council and relation, and
    that took longer than everything else on the page.
    """
    councils = councils.annotate(
        last_on=_of_last_meeting("held_on", day),
        last_is_month_only=_of_last_meeting("is_month_only", day),
    )
    seats = CouncilMember.objects.on_day(day).order_by().values_list("council")
    n_members = dict(seats.annotate(n=Count("pk")))
    visions = visions_of_today(Vision.objects.only("council", "main_line", "sub_line"))
    stages = latest_stages()
    pauses = _by_council(CouncilPause.objects.exclude(until_on__lt=day).order_by())
    centres = _centres_by_council()
    terms = _by_council(Coordinator.objects.on_day(day).select_related("person"))
    cards = []
    for council in councils:
        is_open = sees_people(council)
        card = CouncilCard(
            council=council,
            vision=visions.get(council.pk),
            stage=stages.get(council.pk),
            centres="、".join(centres[council.pk]),
            coordinators="、".join(_term_words(term, is_open) for term in terms[council.pk]),
            n_members=n_members.get(council.pk, 0) if is_open else 0,
            last_met=_words_of_last(council),
            is_paused=pause_on(pauses[council.pk], day) is not None,
        )
        cards.append(card)
    return cards


def _term_words(term, is_open):
    """「仮名 やえこ（委託）」, without the name 「委託」."""
    appointment = term.get_appointment_display()
    return f"{term.person}（{appointment}）" if is_open else appointment


def _of_last_meeting(field, day):
    """A field of the last meeting people came together for, as a subquery."""
    held = Meeting.objects.counted().filter(council=OuterRef("pk"), held_on__lte=day)
    return Subquery(held.order_by("-held_on", "-pk").values(field)[:1])


def _words_of_last(council):
    """「令和8年11月3日」, or nothing where nobody has met yet."""
    return words_of_day(council.last_on, council.last_is_month_only) if council.last_on else ""


def _by_council(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row.council_id].append(row)
    return groups


def _centres_by_council():
    """{council pk: [name, …]} of the あんしんセンター."""
    pairs = Council.centres.through.objects.order_by("supportcentre__kana", "supportcentre__name")
    groups = defaultdict(list)
    for council, name in pairs.values_list("council_id", "supportcentre__name"):
        groups[council].append(name)
    return groups


def pause_on(pauses, day):
    """The CouncilPause in which that day lies, or None. On the day of 再開 it is over."""
    for pause in pauses:
        if pause.from_on <= day and (pause.until_on is None or pause.until_on > day):
            return pause
    return None


def council_names():
    """[(primary key, name)] of every council, for lists to choose from."""
    return list(Council.objects.in_board_order().values_list("pk", "name"))


def centre_names():
    """[(primary key, name)] of every あんしんセンター."""
    return list(SupportCentre.objects.values_list("pk", "name"))


def cohort_labels():
    """[(label, label)] of the times at which councils began, in their order."""
    labels = Council.objects.exclude(cohort_label="").order_by("cohort_year", "order")
    names = dict.fromkeys(labels.values_list("cohort_label", flat=True))
    return [(name, name) for name in names]


def members_by_affiliation(council, day):
    """{立場: [CouncilMember, …]} of the people who sat in the council on that day."""
    return seats_by_affiliation(council.members.on_day(day).select_related("person"))


def seats_by_affiliation(seats):
    """{立場: [CouncilMember, …]} in the order of the 立場."""
    groups = defaultdict(list)
    for member in seats:
        groups[member.affiliation].append(member)
    return {
        CouncilMember.Affiliation(code).label: groups[code]
        for code in CouncilMember.Affiliation.values
        if code in groups
    }
