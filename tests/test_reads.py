"""Whoever sees personal data leaves exactly one entry, on every page there is.

A page fails here when it shows a word that counts (tests/reads.py) without leaving an entry:
put `@reads_personal("…")` on its view and `show(…)` into it (accounts/reading.py).
"""

import inspect
import json

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.verb_facts import KINDS
from tests import factories as make
from tests.doors import may_open
from tests.reads import EVERYDAY_PAGES, OWN_WORDS, READERS, plant
from tests.reports.test_canaries import words_in
from tests.test_doors import OURS, door_of
from tests.trail import empty_trail, only_sqlite_or_assure
from tests.world import World

pytestmark = [pytest.mark.proves("G16", "V16.3.2"), pytest.mark.slow]
NO_READ = {"paper_ordered", "signed_in"}
MARKED = sorted(n for n, p in OURS.items() if hasattr(p.callback, "reads"))


@pytest.fixture
def world(db):
    world = World()
    world.birds = plant(world)
    return world


def plain(text):
    """Letters as JSON escapes them are letters all the same."""
    for part in ("かなりや", "番"):
        text = text.replace(json.dumps(part)[1:-1], part)
    return text


def read(world, client, address, data=None):
    """(places that count, everyday places, entries left) of one request, then undone."""
    with transaction.atomic():
        before = set(AuditEntry.objects.values_list("pk", flat=True))
        response = client.get(address) if data is None else client.post(address, data)
        said = plain(words_in(response))
        left = list(AuditEntry.objects.exclude(pk__in=before))
        transaction.set_rollback(True)
    return *world.birds.heard(said), left


def pages_for(who):
    """Of the second reader only what the first could not see: other pages, and own words."""
    for name in OURS:
        if not may_open(name, door_of(name), who):
            continue
        if who == READERS[0] or not may_open(name, door_of(name), READERS[0]):
            yield name


def hint(name):
    view = inspect.unwrap(OURS[name].callback)
    return f"{inspect.getsourcefile(view)}: @reads_personal を {view.__name__} に付けてください"


def is_read(entry):
    """Does the entry say whom somebody saw?"""
    return bool(entry.facts.keys() & KINDS.keys())


@pytest.mark.parametrize("who", READERS)
def test_page_that_shows_people_leaves_exactly_one_entry(client, world, figure, who):
    only_sqlite_or_assure()
    world.sign_in(client, who)
    silent, double, undeclared, n_reads = {}, {}, {}, 0
    for name in pages_for(who):
        counting, everyday, left = read(world, client, world.address_of(name, OURS[name]))
        reads = [entry for entry in left if is_read(entry)]
        n_reads += bool(counting)
        if counting and name not in OWN_WORDS and (not reads or name not in MARKED):
            silent[name] = (counting, hint(name))
        if len(reads) > 1:
            double[name] = [entry.verb for entry in reads]
        if everyday and not reads and name not in EVERYDAY_PAGES:
            undeclared[name] = everyday
    assert (silent, double, undeclared) == ({}, {}, {})
    assert n_reads > 0
    figure("G16", f"個人の情報を見せて記録の残らない画面（{who}）", len(silent), wanted="0")


POSTS = {
    "newsletters:series-addresses": {},
    "activities:subject-find": {"name": "かなりや"},
    "activities:supporter-export": {"purpose": "名簿の見直し"},
    "resources:suggestion-decline": {},
}


@pytest.mark.parametrize("name", POSTS)
def test_answer_to_a_form_that_shows_people_leaves_one_entry(client, world, name):
    world.sign_in(client, "admin")
    address = world.address_of(name, OURS[name])
    counting, _, left = read(world, client, address, POSTS[name])
    assert counting
    assert len([entry for entry in left if is_read(entry)]) == 1
    assert name in MARKED


def test_paper_with_contact_persons_leaves_one_entry(client, world):
    world.sign_in(client, "coordinator")
    address = reverse("resources:sheet-paper", args=[world.sheet.pk]) + "?names=1"
    counting, _, left = read(world, client, address)
    assert counting == ["resources.SocialResource.contact"]
    assert [(entry.verb, entry.facts["contacts"]) for entry in left] == [
        ("names_handed_out", [world.resource.pk])
    ]


def refused_at(name):
    return next(
        (who for who in ("viewer", "neighbour", "nobody")
         if not may_open(name, door_of(name), who)), None
    )  # fmt: skip


def test_who_is_refused_at_a_page_about_people_leaves_one_entry(client, world):
    wrong, n_tried = {}, 0
    for name in MARKED:
        if (who := refused_at(name)) is None:
            continue
        empty_trail()
        world.sign_in(client, who)
        response = client.get(world.address_of(name, OURS[name]))
        if response.status_code != 405:
            n_tried += 1
            left = list(AuditEntry.objects.values_list("verb", "by", "facts"))
            if left != [("reading_refused", world.people[who].pk, {"page": name})]:
                wrong[name] = (response.status_code, left)
    assert wrong == {}
    assert n_tried > 30


def test_refusal_at_one_page_is_kept(client, viewer, yawata):
    client.force_login(viewer)
    wanted = make.HelpRequestFactory(council=yawata)
    assert client.get(reverse("activities:help-detail", args=[wanted.pk])).status_code == 403
    left = AuditEntry.objects.values_list("verb", "target_model", "target_id", "by")
    assert list(left) == [("reading_refused", "activities.helprequest", str(wanted.pk), viewer.pk)]


def test_list_of_consultations_says_which(client, coordinator, yawata):
    writer = make.CoordinatorFactory(council=yawata, person__user=coordinator)
    seen = make.ConsultationFactory(coordinator=writer, worked_on=timezone.localdate())
    make.ConsultationFactory(worked_on=timezone.localdate())
    client.force_login(coordinator)
    client.get(reverse("activities:consultation-list"))
    left = AuditEntry.objects.values_list("verb", "facts")
    assert list(left) == [("consultations_read", {"consultations": [seen.pk], "n_names": 1})]


def test_everyday_page_leaves_nothing(client, coordinator, members, yawata):
    client.force_login(coordinator)
    assert client.get(reverse("councils:council-people", args=[yawata.pk])).status_code == 200
    assert AuditEntry.objects.count() == 0
