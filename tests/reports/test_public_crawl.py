"""Anybody on the Internet reads every public page: no declared personal word stands there."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from accounts import register
from accounts.decorators import PUBLIC
from councils.models import Consent
from reports.open_data.files import FILES
from tests import factories as make
from tests.reports.test_canaries import words_in
from tests.test_doors import OURS, door_of
from tests.world import World

BIRD = "かなりや"


def plant_in_personal_columns():
    """A word of its own in every column that says something of one human: {word: column}."""
    planted = {}
    for holding in register.HOLDINGS.values():
        for name in holding.personal:
            word = f"{BIRD}{len(planted)}号"
            try:
                with transaction.atomic():
                    n_rows = holding.table._base_manager.update(**{name: word})
            except IntegrityError:  # a name that stands once: one row says it
                row = holding.table._base_manager.first()
                n_rows = holding.table._base_manager.filter(pk=row.pk).update(**{name: word})
            planted |= {word: f"{holding.model}.{name}"} if n_rows else {}
    return planted


@pytest.fixture
def world(db, settings):
    settings.SITE_URL = "https://sc.example.jp"
    cache.clear()
    found = World()
    make.CandidateFactory(council=found.yawata)
    make.SubscriberFactory(series=found.issue.series)
    make.MeetingGuestFactory(meeting=found.meeting)
    make.OfferFactory(supporter=found.supporter)
    make.EventPartFactory(event=found.event, person=found.supporter.person)
    return found


def public_addresses(world):
    names = [name for name in OURS if door_of(name) == PUBLIC]
    files = {f"open:{file.name}": f"/open/{file.name}" for file in FILES}
    return {name: world.address_of(name, OURS[name]) for name in names} | files


@pytest.mark.slow
@pytest.mark.proves("G16")
def test_no_public_page_shows_a_personal_word_without_consent(client, world, figure):
    planted = plant_in_personal_columns()
    assert len(planted) > 30
    assert Consent.objects.filter(channel="web", withdrawn_on=None).count() == 0
    addresses = public_addresses(world)
    leaks = {}
    for name, address in addresses.items():
        said = words_in(client.get(address))
        if heard := sorted(column for word, column in planted.items() if word in said):
            leaks[name] = heard
    assert leaks == {}
    figure("G16", "公開ページに出た、同意のない個人の言葉", len(leaks), wanted="0")
    figure("G16", "だれでも見られるページとファイル", len(addresses))
