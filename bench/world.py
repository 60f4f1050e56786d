"""26 councils × 5 years × 12 meetings × 15 attendances, or ten times that. All invented."""

from datetime import date, datetime, timedelta
from itertools import batched
from random import Random
from zoneinfo import ZoneInfo

from django.core.management import call_command

from accounts.models import User
from councils.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Council,
    CouncilMember,
    Decision,
    Meeting,
    MeetingKind,
    MeetingParty,
    Person,
    Proposal,
    RoadmapStep,
    RoleGrant,
    Vision,
)
from resources.models import SocialResource
from resources.models.derived import fill_derived
from takasaki_sc.lib import wareki

TODAY = date(2026, 11, 24)
YEARS, MEMBERS = 5, 15
TOPICS = ("買い物の手伝い", "居場所づくり", "見守りの輪", "ごみ出しの手伝い", "移動販売の場所")
JAPAN = ZoneInfo("Asia/Tokyo")


def facts_and_user():
    """The facts of the city, and the log-in that sees everything."""
    facts = ("places", "councils", "meeting_kinds")
    call_command("loaddata", *(f"takasaki/{name}" for name in facts), verbosity=0)
    user = User.objects.create_superuser("bench", password="bench", display_name="計測 見本")
    for role in (RoleGrant.Role.ADMIN, RoleGrant.Role.CITY):
        RoleGrant.objects.create(user=user, role=role)
    return user


def build(scale):
    """Fill an empty database. scale: meetings a month."""
    user = facts_and_user()
    councils = list(Council.objects.tier2().order_by("pk"))
    seats = _members(councils)
    meetings = Meeting.objects.bulk_create(_meetings(councils, user, scale), batch_size=2000)
    _minutes(meetings, seats, user)
    Proposal.objects.bulk_create(
        Proposal(council=council, text=f"{TOPICS[n % 5]}を市でも考えてほしい",
                 raised_on=TODAY - timedelta(days=n))
        for council in councils for n in range(2 * scale)
    )  # fmt: skip
    _exchange(councils, user, scale)
    _visions(councils, scale)
    _resources(councils, scale)


def sizes():
    """{what: how many}"""
    return {
        model._meta.verbose_name: model.objects.count()
        for model in (
            Council, Meeting, Attendance, AgendaItem, ActionItem, Proposal, Vision, SocialResource,
        )
    }  # fmt: skip


def _members(councils):
    people = Person.objects.bulk_create(
        Person(name=f"見本 {n}子", kana=f"みほん{n:04}", is_demo=True)
        for n in range(len(councils) * MEMBERS)
    )
    seats = {c.pk: people[n * MEMBERS : (n + 1) * MEMBERS] for n, c in enumerate(councils)}
    CouncilMember.objects.bulk_create(
        CouncilMember(council_id=pk, person=person, from_on=date(2020, 4, 1))
        for pk, seated in seats.items() for person in seated
    )  # fmt: skip
    return seats


def _meetings(councils, user, scale):
    kind = MeetingKind.objects.get(tier=2, is_regular=True)
    rng = Random(26)
    first_year = wareki.fiscal_year(TODAY) - YEARS + 1
    months = [m for y in range(first_year, first_year + YEARS) for m in wareki.fiscal_months(y)]
    for council in councils:
        number = 0
        for year, month in months:
            for _ in range(scale):
                day = date(year, month, rng.randint(1, 28))
                is_written = day < TODAY and rng.random() < 0.97
                number += is_written
                yield Meeting(
                    council=council, kind=kind, held_on=day, place="見本公民館",
                    number=number if is_written else None,
                    recorded_at=datetime(year, month, 28, 9, tzinfo=JAPAN) if is_written else None,
                    recorded_by=user if is_written else None,
                )  # fmt: skip


def _minutes(meetings, seats, user):
    rng = Random(19)
    written = [meeting for meeting in meetings if meeting.recorded_at]
    _create(
        Attendance(meeting=meeting, person=person)
        for meeting in written for person in seats[meeting.council_id]
    )  # fmt: skip
    _create(
        AgendaItem(meeting=meeting, order=n + 1, text=f"{TOPICS[n]}について",
                   outcome="次の会までに声を集める")
        for meeting in written for n in range(3)
    )  # fmt: skip
    _create(Decision(meeting=meeting, order=1, text="見学に行く") for meeting in written)
    _create(
        ActionItem(
            meeting=meeting, order=1, what="行き先に電話する",
            person=rng.choice(seats[meeting.council_id]),
            due_on=meeting.held_on + timedelta(days=28),
            **({"done_on": meeting.held_on, "done_by": user} if rng.random() < 0.9 else {}),
        )
        for meeting in written
    )  # fmt: skip


def _create(things):
    """In parts: two million objects at once would not fit into the memory."""
    for part in batched(things, 20_000):
        type(part[0]).objects.bulk_create(part, batch_size=5000)


def _exchange(councils, user, scale):
    """Two meetings of all councils a year (ten times that: twenty), with the programme's theme."""
    first = Council.objects.get(tier=Council.Tier.FIRST)
    kind = MeetingKind.objects.get(tier=1, is_exchange=True)
    days = [TODAY - timedelta(days=183 * n // scale) for n in range(2 * YEARS * scale)]
    meetings = Meeting.objects.bulk_create(
        Meeting(council=first, kind=kind, held_on=day, place="見本文化会館", theme=TOPICS[n % 5],
                number=n + 1, recorded_by=user,
                recorded_at=datetime(day.year, day.month, day.day, 18, tzinfo=JAPAN))
        for n, day in enumerate(reversed(days))
    )  # fmt: skip
    MeetingParty.objects.bulk_create(
        MeetingParty(meeting=meeting, council=council, n_people=3)
        for meeting in meetings for council in councils
    )  # fmt: skip


def _visions(councils, scale):
    """After the vision of the facts one more a council (or ten), each with a year of steps."""
    visions = Vision.objects.bulk_create(
        Vision(council=council, version=n + 2, main_line="声をかけあう 見本のまち",
               explanation="・あいさつをする\n・集まる場所をつくる", decided_text="発足のとき")
        for council in councils for n in range(scale)
    )  # fmt: skip
    RoadmapStep.objects.bulk_create(
        RoadmapStep(vision=vision, fiscal_year=wareki.fiscal_year(TODAY), quarter=quarter,
                    text=TOPICS[quarter])
        for vision in visions for quarter in (1, 2, 3, 4)
    )  # fmt: skip


def _resources(councils, scale):
    resources = [
        SocialResource(name=f"見本の居場所{n}", council=council, venue="見本公民館",
                       schedule_text="毎週火曜 10:00～12:00", is_public=True)
        for council in councils for n in range(20 * scale)
    ]  # fmt: skip
    for resource in resources:
        fill_derived(resource)
    SocialResource.objects.bulk_create(resources, batch_size=2000)
