"""A card that is kept is drawn anew for whatever it shows."""

import pytest
from django.test import Client

from resources.views import cards
from tests.resources.factories import SocialResourceFactory as make_resource

PLACE = "/resources/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "もみじの会"), ("schedule_text", "毎週水曜 9:00～"), ("venue", "例示会館"),
        ("address", "高崎市例示町9"), ("fee_text", "500円"), ("phone", "027-000-0009"),
    ],
)  # fmt: skip
def test_a_change_shows_on_the_next_look(client, db, field, value):
    resource = make_resource()
    client.get(PLACE)
    type(resource).objects.filter(pk=resource.pk).update(**{field: value})
    assert value in client.get(PLACE).content.decode()


def test_a_new_name_of_the_district_shows_on_the_next_look(client, yawata):
    make_resource(council=yawata)
    client.get(PLACE)
    type(yawata).objects.filter(pk=yawata.pk).update(name="例示地区")
    assert "<dd>例示地区</dd>" in client.get(PLACE).content.decode()


def test_a_card_is_drawn_once_and_is_the_same_for_everybody(client, city):
    make_resource()
    cards._drawn.clear()
    seen = client.get(PLACE).context["cards"]
    staff = Client()
    staff.force_login(city)
    assert staff.get(PLACE).context["cards"] == seen
    assert list(cards._drawn.values()) == seen


def test_no_more_cards_are_kept_than_agreed(client, db, monkeypatch):
    monkeypatch.setattr(cards, "MOST_KEPT", 2)
    for n in range(3):
        make_resource(name=f"見本の会{n}")
    client.get(PLACE)
    assert len(cards._drawn) <= 2
