"""Meetings and their minutes: what each page shows, prefetched in one named place."""

from calendar import monthrange
from collections import defaultdict

from django.db.models import F, Max, Prefetch, Q, prefetch_related_objects

from councils.models import (
    ActionItem,
    AgendaItem,
    Amendment,
    Attendance,
    CouncilMember,
    Meeting,
    MeetingFile,
    MeetingKind,
    MeetingParty,
    ProgrammePart,
)


def meetings_for_list():
    """Meetings with what a line of a list shows."""
    return Meeting.objects.select_related("council", "kind")


def meetings_with_minutes():
    """Meetings with everything the minutes show, in page and on paper."""
    return Meeting.objects.select_related(
        "council",
        "kind",
        "recorded_by",
        "closed_by",
        "moved_to",
        "moved_from",
        "theme_meeting",
        "continues__council",
        "continues__kind",
    ).prefetch_related(
        Prefetch("agenda_items", AgendaItem.objects.select_related("about_council")),
        "decisions",
        Prefetch("action_items", ActionItem.objects.select_related("person")),
        Prefetch("attendances", Attendance.objects.select_related("person")),
        "guests",
        Prefetch("parties", MeetingParty.objects.select_related("council")),
        Prefetch("programme", ProgrammePart.objects.select_related("council")),
        "audiences",
        Prefetch("amendments", Amendment.objects.select_related("noted_by")),
        Prefetch("files", MeetingFile.objects.filter(removed_at=None)),
    )


def meetings_with_series():
    """Meetings with the one they go on from."""
    return Meeting.objects.select_related(
        "council", "kind", "continues__council", "continues__kind"
    )


SHEET_PARTS = (
    "agenda_items",
    "decisions",
    Prefetch("action_items", ActionItem.objects.select_related("person")),
    Prefetch("attendances", Attendance.objects.select_related("person")),
    "guests",
)


OF_LAST_TIME = Meeting.objects.select_related("kind")  # its council is the sheet's


def meetings_of_sheet():
    """Meetings of which read_with_previous() reads the parts."""
    return Meeting.objects.select_related("council", "kind", "moved_to")


def meetings_for_sheet():
    """Meetings with what the sheet of the minutes shows, and what it says of the last time."""
    return meetings_of_sheet().prefetch_related(*SHEET_PARTS)


def read_with_previous(meeting):
    """The last recorded meeting before this one, or None. The parts of both are read together:
    five queries for two sheets.
    """
    previous = _before(OF_LAST_TIME, meeting.council, meeting.held_on)
    prefetch_related_objects([meeting, *filter(None, [previous])], *SHEET_PARTS)
    return previous


def meetings_for_gathering():
    """Meetings with what the sheet of a meeting of many shows."""
    return Meeting.objects.select_related("council", "kind", "theme_meeting").prefetch_related(
        Prefetch("parties", MeetingParty.objects.select_related("council")),
        "programme",
        "audiences",
    )


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
    """The last recorded meeting of the council before that day, with its 要点, or None."""
    return _before(OF_LAST_TIME.prefetch_related(*SHEET_PARTS), council, before)


def _before(meetings, council, day):
    earlier = meetings.recorded().before(day).filter(council=council)
    return earlier.order_by("-held_on", "-pk").first()


def open_action_items(council):
    """宿題 of the council that nobody has ticked off yet, oldest due first."""
    return (
        ActionItem.objects.open()
        .filter(meeting__council=council)
        .select_related("person")
        .order_by(F("due_on").asc(nulls_last=True), "meeting__held_on", "order")
    )


def planned_meetings(today):
    """This month's meetings that are planned but not written down yet, the first first."""
    n_days = monthrange(today.year, today.month)[1]
    this_month = Meeting.objects.between(today.replace(day=1), today.replace(day=n_days))
    return this_month.filter(recorded_at=None).order_by("held_on")


def planned_meeting(council, today):
    """The first of them that the council has, or None."""
    return planned_meetings(today).filter(council=council).select_related("kind").first()


def kinds_for(council, day, own=None):
    """Kinds of meeting this council may hold on that day (D1: kinds have eras), and the kind
    with the primary key `own`, which a record has already."""
    in_era = (Q(from_on=None) | Q(from_on__lte=day)) & (Q(until_on=None) | Q(until_on__gte=day))
    return MeetingKind.objects.filter(in_era & Q(tier=council.tier) | Q(pk=own))


def next_number(council, kind):
    """The n of the next 第n回 of this kind."""
    last = Meeting.objects.filter(council=council, kind=kind).aggregate(last=Max("number"))
    return (last["last"] or 0) + 1


def meetings_like(council, kind, day):
    """Meetings of the council of this kind on that day: planned, held or called off."""
    same = meetings_for_list().filter(council=council, kind=kind, held_on=day, is_month_only=False)
    return same.select_related("council", "kind", "recorded_by").order_by("pk")


def latest_meetings(council, n):
    """The council's last n meetings, newest first, coming ones included."""
    return council.meetings.select_related("kind").order_by("-held_on", "-pk")[:n]
