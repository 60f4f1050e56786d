"""The queries of every list page at 10 rows and at 1,000. They must be the same number.

    python -m bench.rows

Run on its own empty database; fails if one page asks more often because there is more to show.
"""

import os
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.models import User  # noqa: E402
from bench import world  # noqa: E402
from councils.models import (  # noqa: E402
    ActionItem,
    Council,
    CouncilMember,
    Meeting,
    MeetingKind,
    MeetingParty,
    Person,
    Proposal,
    RoadmapStep,
    Vision,
)
from resources.models import SocialResource  # noqa: E402
from resources.models.derived import fill_derived  # noqa: E402

FEW, MANY = 10, 1000
WORD = world.TOPICS[4]


def pages(council):
    """[(name, address)] of the pages whose length grows with the rows."""
    base = f"/councils/{council.pk}/"
    return [
        ("今月のようす", "/home/"),
        ("待っていること", "/reports/waiting/"),
        ("協議体", base),
        ("協議体の会議", f"{base}meetings/"),
        ("協議体の人", f"{base}people/"),
        ("協議体の地域像", f"{base}visions/"),
        ("協議体の工程表", f"/activities/councils/{council.pk}/roadmap/"),
        ("記録の用紙", f"{base}meetings/new/"),
        ("会議の一覧", "/councils/meetings/"),
        ("交流会の一覧", "/councils/meetings/exchange/"),
        ("予定表", f"/councils/calendar/?month={world.TODAY:%Y-%m}"),
        ("さがす", f"/councils/search/?q={WORD}"),
        ("提言の一覧", "/councils/proposals/"),
        ("地域像の壁", "/councils/visions/"),
        ("地域の資源", "/resources/"),
        ("地域の資源（協議体）", f"/resources/?council={council.pk}"),
    ]


def fill(council, user, first, last):
    """Rows number `first` to `last` of everything a page of the council lists."""
    people = Person.objects.bulk_create(
        Person(name=f"見本 {n}子", kana=f"みほん{n:04}", is_demo=True) for n in range(first, last)
    )
    CouncilMember.objects.bulk_create(
        CouncilMember(council=council, person=person, from_on=date(2020, 4, 1)) for person in people
    )
    _meetings(council, user, first, last)
    Proposal.objects.bulk_create(
        Proposal(council=council, text=WORD, raised_on=world.TODAY) for _ in range(first, last)
    )
    visions = Vision.objects.bulk_create(
        Vision(council=council, version=n + 100, main_line=WORD) for n in range(first, last)
    )
    RoadmapStep.objects.bulk_create(
        RoadmapStep(vision=visions[-1], fiscal_year=2026, text=WORD) for _ in visions
    )
    resources = [SocialResource(name=WORD, council=council) for _ in range(first, last)]
    for resource in resources:
        fill_derived(resource)
    SocialResource.objects.bulk_create(resources)


def _meetings(council, user, first, last):
    """One row of the list, one exchange meeting the council joined, and a 宿題 still open."""
    regular = MeetingKind.objects.get(tier=2, is_regular=True)
    joint = MeetingKind.objects.get(tier=1, is_exchange=True)
    tier1 = Council.objects.get(tier=Council.Tier.FIRST)
    days = [(n, world.TODAY - timedelta(days=n % 24)) for n in range(first, last)]
    rows = Meeting.objects.bulk_create(
        Meeting(council=council, kind=regular, held_on=day, number=n + 1, theme=WORD, **_by(user))
        for n, day in days
    )
    exchanges = Meeting.objects.bulk_create(
        Meeting(council=tier1, kind=joint, held_on=day, number=n + 1, theme=WORD, **_by(user))
        for n, day in days
    )
    MeetingParty.objects.bulk_create(
        MeetingParty(meeting=meeting, council=council) for meeting in exchanges
    )
    ActionItem.objects.bulk_create(
        ActionItem(meeting=meeting, order=1, what=WORD, due_on=world.TODAY) for meeting in rows
    )


def _by(user):
    at = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    return {"recorded_at": at, "recorded_by": user}


def count(client, council):
    """{name: how many queries the page asks}"""
    call_command("reindex_search", verbosity=0)
    counts = {}
    for name, address in pages(council):
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(address)
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")
        counts[name] = len(caught)
    return counts


def main():
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    user = world.facts_and_user()
    council = Council.objects.tier2().order_by("pk")[1]
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(pk=user.pk))
    fill(council, user, 0, FEW)
    few = count(client, council)
    fill(council, user, FEW, MANY)
    many = count(client, council)
    print(f"| ページ | {FEW} 行 | {MANY:,} 行 |\n|---|---|---|")
    for name, n in few.items():
        print(f"| {name} | {n} | {many[name]} |")
    if grown := [name for name, n in few.items() if many[name] > n]:
        sys.exit(f"問い合わせが増えました: {'、'.join(grown)}")


if __name__ == "__main__":
    main()
