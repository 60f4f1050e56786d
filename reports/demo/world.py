"""Putting the demo world together, each part only where it is missing."""

from random import Random

from accounts.models import User
from councils import search_index
from councils.models import Council, MeetingKind, Person, SearchEntry
from reports.demo.annual import make_annual
from reports.demo.candidates import correct_an_answer, link_series, make_candidates
from reports.demo.council_letter import make_council_letter
from reports.demo.councils import make_councils
from reports.demo.diary import add_diaries
from reports.demo.editions import has_editions, make_editions
from reports.demo.events import add_events
from reports.demo.facts import load_cases, load_facts
from reports.demo.freshness import has_freshness, make_freshness
from reports.demo.helping import make_helping
from reports.demo.letters import make_letters
from reports.demo.lists import has_lists, make_lists
from reports.demo.logins import LOGINS, Role, make_logins
from reports.demo.meetings import lives_of_councils, make_pauses
from reports.demo.minutes import save_sittings
from reports.demo.needs import has_needs, make_needs
from reports.demo.newsletter import load_newsletter
from reports.demo.people import make_people
from reports.demo.proposals import make_proposals, make_roadmaps
from reports.demo.readers import make_readers
from reports.demo.resources import has_resources, make_resources
from reports.demo.scenes import Scene
from reports.demo.support import has_support, make_support
from reports.demo.supporters import make_supporters
from reports.demo.tier1 import life_of_tier1
from reports.demo.visions import make_visions
from reports.demo.words import SEED


def build_world(today):
    """Make what is missing. Returns ({what: how many were made}, new users, their password).

    Built once, the world stays as visitors leave it: nothing of theirs is overwritten.
    """
    made = {}
    if load_facts():
        made["協議体"] = Council.objects.count()
    new_users, password = make_logins()
    users = {login.username: User.objects.get(username=login.username) for login in LOGINS}
    if not Person.objects.filter(is_demo=True).exists():
        made["人"] = make_people(users, today)
        made |= make_councils_live(users, today)
    made |= _make_directory(_tier1_user(users), users["shi"], today)
    if not has_needs():
        made |= make_needs(_tier1_user(users))
    made |= _make_newsletters(users, today)
    made |= _make_doings(users, today)
    if made or not SearchEntry.objects.exists():
        made["さがせることば"] = search_index.rebuild().total()
    return made, new_users, password


def _make_newsletters(users, today):
    """What is on the way, what is out, and who reads it. Returns {what: how many}."""
    tier1, city = _tier1_user(users), users["shi"]
    made = {
        "通信の号": int(load_newsletter(tier1)),
        "協議体のたより": int(make_council_letter(users["yawata"], today)),
        "発行した号": make_letters(tier1, city, today),
        "配布先と読者": make_readers(),
    }
    return {what: n for what, n in made.items() if n}


def _make_doings(users, today):
    """What people do, learn and ask for, and what is told of it. Returns {what: how many}."""
    tier1 = _tier1_user(users)
    made = _missing(("活動の記録", has_support, lambda: make_support(tier1, users["shi"], today)))
    made |= make_supporters(users, today)
    made |= add_diaries(today)
    made |= add_events(tier1, today)
    made |= make_annual(tier1, today)
    made["頼みごと"] = make_helping(users["yawata"], today)
    made["参考事例"] = load_cases()
    return {what: n for what, n in made.items() if n}


def _make_directory(tier1, city, today):
    """The directory with all that stands around it. Returns {what: how many}."""
    return _missing(
        ("社会資源", has_resources, lambda: make_resources(tier1, today)),
        ("確かめること", has_freshness, lambda: make_freshness(tier1, today)),
        ("名簿の取り込み", has_lists, lambda: make_lists(city)),
        ("印刷した版", has_editions, lambda: make_editions(tier1, today)),
    )


def _missing(*parts):
    """Make the parts that are not there: (what, is_there, make). Returns {what: how many}."""
    return {what: make() for what, is_there, make in parts if not is_there()}


def make_councils_live(users, today):
    """Three fiscal years of meetings with all that comes of them. Returns {what: how many}."""
    scene = _scene(users, today)
    sittings = lives_of_councils(scene, make_pauses(scene))
    sittings += list(life_of_tier1(scene, sittings))
    made = save_sittings(scene, sittings)
    made["提言"] = make_proposals(scene)
    made["工程表の項目"] = make_roadmaps(scene)
    made |= make_councils(scene)
    made["支え合い活動"] = make_visions(scene)
    made["声をかけたい方"] = make_candidates(scene)
    link_series()
    correct_an_answer(scene)
    return made


def _scene(users, today):
    councils = {council.name: council.pk for council in Council.objects.all()}
    coordinators = {councils[login.council]: users[login.username]
                    for login in LOGINS if login.role == Role.COORDINATOR}  # fmt: skip
    kinds = {(kind.tier, kind.code): kind for kind in MeetingKind.objects.all()}
    return Scene(Random(SEED), today, kinds, coordinators, _tier1_user(users))


def _tier1_user(users):
    return next(users[login.username] for login in LOGINS if login.role == Role.TIER1)
