"""The credit line of a list: written down by city staff, shown with the data."""

import pytest

from accounts.models import AuditEntry
from tests import factories as make


def test_credit_is_written_down_and_goes_with_the_data(client, city):
    source = make.ImportSourceFactory()
    make.SocialResourceFactory(import_source=source)
    client.force_login(city)
    address = f"/resources/sources/{source.pk}/credit/"
    page = client.post(address, {"credit": "CC BY 4.0、見本市"})
    assert page.url == "/resources/sources/"
    assert "CC BY 4.0、見本市" in client.get("/open/").content.decode()
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.facts) == ("source_credited", {"has_credit": True})
    page = client.post(address, {"credit": "長" * 201})
    assert (page.status_code, "長" * 201 in page.content.decode()) == (422, True)


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_the_database_as_often_for_one_as_for_three(
    client, city, n, django_assert_num_queries
):
    make.ImportSourceFactory.create_batch(n)
    client.force_login(city)
    with django_assert_num_queries(5):
        client.get("/resources/sources/")
