"""Places on the map: rough where only the town is known, never over a measured one."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from resources.actions import directory, towns
from resources.models import SocialResource, Town
from resources.models.derived import place_by_town
from tests.resources.factories import SocialResourceFactory, TownFactory
from tests.resources.lists import applied, csv

MIDDLE = (Decimal("36.3"), Decimal("138.9"))
ELSEWHERE = (Decimal("36.4"), Decimal("139.1"))


@pytest.fixture
def yawata_machi(db):
    return TownFactory(name="八幡町", latitude=MIDDLE[0], longitude=MIDDLE[1])


@pytest.fixture
def kenzaki(db):
    return TownFactory(name="剣崎町", latitude=ELSEWHERE[0], longitude=ELSEWHERE[1])


def place_of(resource):
    resource.refresh_from_db()
    town = str(resource.town) if resource.town else ""
    return town, (resource.latitude, resource.longitude), resource.position_precision


def added(city, **values):
    return directory.add_resource({"name": "見本の会"} | values, by=city)


def test_an_address_alone_gives_the_middle_of_its_town(city, yawata_machi):
    assert place_of(added(city, address="高崎市八幡町1-2")) == ("八幡町", MIDDLE, "town")


def test_an_address_we_cannot_read_gives_no_place(city, yawata_machi):
    resource = added(city, address="前橋市八幡町1-2")
    assert place_of(resource) == ("", (None, None), "")


def test_no_address_and_no_place_are_no_hindrance(city, yawata_machi):
    assert place_of(added(city)) == ("", (None, None), "")


def measured(address="高崎市八幡町1"):
    return SocialResourceFactory(
        address=address, latitude=ELSEWHERE[0], longitude=ELSEWHERE[1], position_precision="exact"
    )


def test_a_measured_place_stays_whatever_the_address(city, yawata_machi):
    resource = measured()
    directory.correct_resource(resource, {"address": "八幡町9"}, by=city)
    assert place_of(resource) == ("八幡町", ELSEWHERE, "exact")


def test_a_rough_place_goes_with_the_address(city, yawata_machi, kenzaki):
    resource = added(city, address="八幡町1")
    directory.correct_resource(resource, {"address": "剣崎町1"}, by=city)
    assert place_of(resource) == ("剣崎町", ELSEWHERE, "town")
    directory.correct_resource(resource, {"address": "ほかの町1"}, by=city)
    assert place_of(resource) == ("", (None, None), "")


def test_a_rough_place_stays_while_the_town_is_the_same(city, yawata_machi):
    resource = added(city, address="八幡町1")
    SocialResource.objects.filter(pk=resource.pk).update(latitude=Decimal("36.31"))
    directory.correct_resource(resource, {"address": "八幡町2"}, by=city)
    assert place_of(resource) == ("八幡町", (Decimal("36.31"), MIDDLE[1]), "town")


FORM = {"name": "見本の会", "kind": "ibasho", "address": "八幡町1"}


def test_a_position_typed_over_a_rough_one_is_exact(client, city, yawata_machi):
    resource = added(city, address="八幡町1")
    client.force_login(city)
    path = f"/resources/{resource.pk}/edit/"
    client.post(path, FORM | {"latitude": MIDDLE[0], "longitude": MIDDLE[1], "notes": "同じ所"})
    assert place_of(resource)[2] == "town"
    client.post(path, FORM | {"latitude": "36.35", "longitude": "139.02"})
    assert place_of(resource) == ("八幡町", (Decimal("36.35"), Decimal("139.02")), "exact")


def test_a_list_read_in_is_placed_with_one_query(city, yawata_machi, django_assert_num_queries):
    applied(csv("1,見本一,高崎市八幡町1,,,", "2,見本二,ほかの市,,,"), city)
    found = {r.name: str(r.town or "") for r in SocialResource.objects.all()}
    assert found == {"見本一": "八幡町", "見本二": ""}
    many = [SocialResource(address="八幡町") for _ in range(9)]
    with django_assert_num_queries(1):
        place_by_town(many)


def test_a_new_edition_of_a_list_moves_the_rough_place(city, yawata_machi, kenzaki):
    applied(csv("1,見本一,高崎市八幡町1,,,"), city)
    applied(csv("1,見本一,高崎市剣崎町2,,,"), city)
    assert place_of(SocialResource.objects.get()) == ("剣崎町", ELSEWHERE, "town")


def test_what_was_there_before_the_towns_is_placed_once(yawata_machi):
    rough, exact = SocialResourceFactory(address="八幡町1"), measured()
    assert [towns.place_resources(by=None) for _ in range(2)] == [2, 0]
    assert place_of(rough) == ("八幡町", MIDDLE, "town")
    assert place_of(exact) == ("八幡町", ELSEWHERE, "exact")
    assert [v.history_change_reason for v in rough.history.all()][0] == towns.REASON
    assert {e.verb for e in AuditEntry.objects.all()} == {"resources_placed"}


def test_the_command_brings_the_towns_with_it(db, capsys):
    resource = SocialResourceFactory(address="高崎市八幡町1")
    call_command("place_resources")
    assert Town.objects.count() == 279
    assert place_of(resource)[0] == "八幡町"
    assert capsys.readouterr().out == "1件に、住所の町とおよその位置を入れました。\n"


@pytest.mark.parametrize("words", [{"name": "八幡町"}, {"latitude": Decimal("139.0")}])
def test_a_town_stands_once_and_in_japan(yawata_machi, words):
    with pytest.raises(IntegrityError), transaction.atomic():
        TownFactory(**words)
