"""Two people, one place of the directory: the second sees both texts, and nothing is lost."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from resources.importing import batches
from resources.models import SocialResource
from tests.resources.factories import SocialResourceFactory
from tests.resources.lists import csv


@pytest.fixture
def salon(yawata):
    return SocialResourceFactory(name="見本サロン", council=yawata, phone="", notes="はじめ")


def seen_on(client, salon):
    page = client.get(f"/resources/{salon.pk}/edit/").content.decode()
    return re.search(r'name="seen" value="(\w{16})"', page)[1]


def posted(salon, seen, **changes):
    return {
        "name": salon.name, "kind": salon.kind, "council": salon.council_id, "seen": seen,
        "notes": salon.notes,
    } | changes  # fmt: skip


def test_second_writer_sees_both_texts_and_may_then_choose(client, coordinator, city, salon):
    client.force_login(city)
    seen = seen_on(client, salon)
    path = f"/resources/{salon.pk}/edit/"
    assert client.post(path, posted(salon, seen, notes="先の人")).status_code == 302
    client.force_login(coordinator)
    answer = client.post(path, posted(salon, seen, notes="あとの人", fee_text="100円"))
    page = answer.content.decode()
    assert (answer.status_code, SocialResource.objects.get().notes) == (409, "先の人")
    assert answer.context["differ"] == [
        ("費用", "（なし）", "100円"),
        ("備考", "先の人", "あとの人"),
    ]
    assert re.search(r"<dd><p>先の人</p></dd>|<dd>先の人</dd>", page)
    assert "あとの人</textarea>" in page
    again = re.search(r'name="seen" value="(\w{16})"', page)[1]
    assert client.post(path, posted(salon, again, notes="ふたりの話")).status_code == 302
    assert SocialResource.objects.get().notes == "ふたりの話"


def test_a_check_in_between_is_no_conflict(client, coordinator, salon):
    """変わりなしの確認 moves the day, not the words."""
    client.force_login(coordinator)
    seen = seen_on(client, salon)
    client.post(f"/resources/{salon.pk}/confirm/")
    answer = client.post(f"/resources/{salon.pk}/edit/", posted(salon, seen, notes="直した"))
    assert answer.status_code == 302


class Upload(SimpleUploadedFile):
    """A file that notices whether the database is held while it is read."""

    def read(self, *words):
        self.was_held = connection.in_atomic_block
        return super().read(*words)


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_a_list_is_read(city):
    file = Upload("名簿.csv", csv("1,見本サロン,高崎市見本町1-1,毎週火曜,,").read())
    batch = batches.receive_list(file, by=city, source="名簿", submit_token=uuid.uuid4())
    assert (batch.file_name, file.was_held) == ("名簿.csv", False)


def test_form_of_a_list_sent_twice_is_one_batch(city):
    token = uuid.uuid4()
    found = [
        batches.receive_list(
            csv("1,見本サロン,高崎市見本町1-1,毎週火曜,,"),
            by=city, source="名簿", submit_token=token,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert found[0] == found[1]
