"""Damaged and mad lists sent in on screen: every step answers, none ends in an error page."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from resources.models import ImportBatch
from tests.lib.lists.test_fuzz import mutated

HOW_MANY = 40


def settled(batch):
    """The columns as proposed, for every header the file has, as the form sends them."""
    columns = {
        f"c-{signature}-{n}": key
        for signature, keys in batch.mapping.items()
        for n, key in enumerate(keys)
    }
    return {"sheets": batch.sheets, **columns}


def sent(client, number):
    """The statuses of every step a person would take with this file."""
    data, name = mutated(number)
    file = SimpleUploadedFile(name, data)
    words = {"file": file, "source_name": f"名簿{number}", "submit_token": uuid.uuid4()}
    answer = client.post("/resources/imports/new/", words)
    steps = [answer.status_code]
    if answer.status_code == 302:
        batch = ImportBatch.objects.latest("pk")
        steps.append(client.get(answer["Location"]).status_code)
        answer = client.post(answer["Location"], settled(batch))
        steps.append(answer.status_code)
    if len(steps) == 3 and steps[2] == 302:
        steps.append(client.get(answer["Location"]).status_code)
    return tuple(steps)


@pytest.mark.proves("G8", "V5.2.2")
@pytest.mark.slow
def test_every_mad_upload_is_previewed_or_refused_in_words(client, city):
    client.force_login(city)
    ways = {sent(client, number) for number in range(HOW_MANY)}
    assert ways <= {(422,), (302, 200, 302, 200), (302, 200, 422)}
    assert {(422,), (302, 200, 302, 200)} <= ways  # both ends are reached
