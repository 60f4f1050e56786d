"""Reading across the room: what each page shows, prefetched in one named place."""

from collections import defaultdict

from django.db.models import Max, Prefetch, Q

from councils.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Council,
    CouncilMember,
    Meeting,
    MeetingKind,
    MeetingParty,
    Vision,
)
from takasaki_sc.lib.kana import search_key


def councils_for_list():
    """Every council with what its card shows: centres and visions, newest first."""
    return Council.objects.select_related("area").prefetch_related(
        "centres", "aliases", Prefetch("visions", Vision.objects.order_by("-version"))
    )


def find_councils(words):
    """Councils whose name, kana, nickname or an alias holds the words, however they are spelt.

    26 rows are compared in Python, so old kanji, kana and width fold the same on any database.
    """
    wanted = search_key(words)
    return [
        council
        for council in councils_for_list().in_board_order()
        if not wanted or any(wanted in search_key(text) for text in _names_of(council))
    ]


def _names_of(council):
    aliases = [alias.text for alias in council.aliases.all()]
    return [council.name, council.kana, council.nickname, council.full_name, *aliases]


def council_with_page(pk):
    """One council with everything its own page walks, or Council.DoesNotExist."""
    return (
        councils_for_list()
        .prefetch_related("neighbourhoods", "stages", "pauses", "area__figures")
        .get(pk=pk)
    )


def meetings_for_list():
    """Meetings with what a line of a list shows."""
    return Meeting.objects.select_related("council", "kind")


def meetings_with_minutes():
    """Meetings with everything the minutes show, in page and on paper."""
    return Meeting.objects.select_related(
        "council", "kind", "recorded_by", "closed_by"
    ).prefetch_related(
        Prefetch("agenda_items", AgendaItem.objects.select_related("about_council")),
        "decisions",
        Prefetch("action_items", ActionItem.objects.select_related("person")),
        Prefetch("attendances", Attendance.objects.select_related("person")),
        Prefetch("parties", MeetingParty.objects.select_related("council")),
    )


def members_by_affiliation(council, day):
    """{立場: [CouncilMember, …]} of the people who sat in the council on that day."""
    groups = defaultdict(list)
    for member in council.members.on_day(day).select_related("person"):
        groups[member.affiliation].append(member)
    return {
        CouncilMember.Affiliation(code).label: groups[code]
        for code in CouncilMember.Affiliation.values
        if code in groups
    }


def attendance_of(meeting):
    """[(立場, [name, …])] of those present; people without a seat that day come last."""
    seats = {
        member.person_id: member.get_affiliation_display()
        for member in meeting.council.members.on_day(meeting.held_on)
    }
    groups = defaultdict(list)
    for attendance in meeting.attendances.all():
        groups[seats.get(attendance.person_id, "そのほか")].append(str(attendance.person))
    order = [*CouncilMember.Affiliation.labels, "そのほか"]
    return sorted(groups.items(), key=lambda group: order.index(group[0]))


def previous_meeting(council, before):
    """The last recorded meeting of the council before that day, with its minutes, or None."""
    return (
        meetings_with_minutes().recorded().before(before).filter(council=council)
        .order_by("-held_on", "-pk").first()
    )  # fmt: skip


def open_action_items(council):
    """宿題 of the council that nobody has ticked off yet, oldest due first."""
    return (
        ActionItem.objects.open()
        .filter(meeting__council=council)
        .select_related("person", "meeting")
        .order_by("due_on", "meeting__held_on", "order")
    )


def planned_meeting(council, today):
    """This month's meeting that is planned but not written down yet, or None."""
    return (
        meetings_for_list()
        .filter(
            council=council,
            recorded_at=None,
            held_on__year=today.year,
            held_on__month=today.month,
        )
        .order_by("held_on")
        .first()
    )


def kinds_for(council, day):
    """Kinds of meeting this council may hold on that day (D1: kinds have eras)."""
    in_era = (Q(from_on=None) | Q(from_on__lte=day)) & (Q(until_on=None) | Q(until_on__gte=day))
    return MeetingKind.objects.filter(in_era, tier=council.tier)


def next_number(council, kind):
    """The n of the next 第n回 of this kind."""
    last = Meeting.objects.filter(council=council, kind=kind).aggregate(last=Max("number"))
    return (last["last"] or 0) + 1


def latest_meetings(council, n):
    """The council's last n meetings, newest first, coming ones included."""
    return meetings_for_list().filter(council=council).order_by("-held_on", "-pk")[:n]
