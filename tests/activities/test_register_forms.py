"""Odd cases of the register's pages: said in words, and nothing on the register is lost."""

from datetime import date

import pytest
from django.urls import reverse

from activities.actions import supporters as actions
from activities.models import Supporter
from activities.queries import supporters as queries
from tests import factories as make
from tests.activities.test_supporters import THINKER, said


def url(name, *args):
    return reverse(f"activities:{name}", args=args)


@pytest.fixture
def supporter(yawata):
    return make.SupporterFactory(
        council=yawata, person__name="見本 花子", person__phone="027-000-0001",
        registered_on=date(2026, 10, 7),
    )  # fmt: skip


def test_empty_phone_on_the_form_does_not_erase_a_known_one(client, coordinator, yawata):
    known = make.CouncilMemberFactory(council=yawata, person__name="見本 花子").person
    known.phone = "027-000-0001"
    known.save()
    client.force_login(coordinator)
    words = {"name": "見本花子", "same_as": known.pk, "is_thinker": "on", "phone": "",
             "registered_on_y": "8", "registered_on_m": "11", "registered_on_d": "2"}  # fmt: skip
    assert client.post(url("supporter-add", yawata.pk), words).status_code == 302
    known.refresh_from_db()
    assert (Supporter.objects.get().person, known.phone) == (known, "027-000-0001")


def test_nobody_leaves_before_they_came(client, coordinator, supporter):
    client.force_login(coordinator)
    words = {"reason": "転居", "until_on_y": "8", "until_on_m": "10", "until_on_d": "6"}
    answer = client.post(url("supporter-leave", supporter.pk), words)
    assert answer.status_code == 422
    assert "名簿に載った日（令和8年10月7日）より後にしてください。" in answer.content.decode()
    supporter.refresh_from_db()
    assert supporter.until_on is None


def test_whoever_has_left_is_not_taken_off_again(client, coordinator, supporter):
    actions.leave_register(supporter, until_on=date(2026, 11, 2), reason="転居", by=coordinator)
    client.force_login(coordinator)
    answer = client.get(url("supporter-leave", supporter.pk), follow=True)
    assert "この方は、もう名簿から外れています。" in answer.content.decode()
    supporter.refresh_from_db()
    assert (supporter.until_on, supporter.until_reason) == (date(2026, 11, 2), "転居")


def test_what_stays_the_same_keeps_the_day_since_when(supporter, coordinator):
    """An offer and a free time ticked again are the old ones; only a new note is written."""
    same, noted = (make.OfferFactory(supporter=supporter, note="平日") for _ in range(2))
    free = make.FreeTimeFactory(supporter=supporter, weekday=2, part="morning")
    offers = {same.skill: "平日", noted.skill: "夏だけ"}
    registration = said(THINKER, offers=offers, free=((2, "morning"), (4, "evening")))
    seen = queries.mark_of_supporter(supporter)
    actions.correct_supporter(supporter, registration, seen=seen, by=coordinator)
    assert {(offer.pk, offer.note, offer.from_on) for offer in supporter.offers.all()} == {
        (same.pk, "平日", same.from_on), (noted.pk, "夏だけ", noted.from_on),
    }  # fmt: skip
    assert [str(time) for time in supporter.free_times.order_by("weekday")] == [
        "水曜午前", "金曜夕方から",
    ]  # fmt: skip
    assert supporter.free_times.filter(pk=free.pk).exists()
